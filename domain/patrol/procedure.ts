/** 巡查的声明 What the system knows of patrols (TJ51-4). */
import type { Procedure } from '../law/procedure.ts';
import { caseEnded, caseLinked } from '../penalty-case/told.ts';
import { ours } from './acts.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { clauseOf } from './guards.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { patrolSettings } from './settings-form.ts';
import { defaultPatrolSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const patrol = {
  id: 'patrol',
  room: 'patrol',
  title: { zh: '“网警”巡查', en: 'Patrol' },
  workflow: 'patrol',
  prefix: 'XC',
  instrument: 'TJ51',
  opens: ['patrol-opening', 'patrol-report', 'patrol-relapse'],
  brought: [...ours, caseLinked.type, caseEnded.type],
  codes,
  settings: { name: 'patrol', form: patrolSettings, defaults: defaultPatrolSettings },
  forms,
  clause: clauseOf,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
} as const satisfies Procedure;
