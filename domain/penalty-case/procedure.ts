/** 立案查处的声明 What the system knows of penalty cases (TJ51-14.1, 14.3, 13.2, 3.V, 16). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { clauseOf } from './guards.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { penaltySettings } from './settings-form.ts';
import { defaultPenaltySettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const penaltyCase = {
  id: 'penalty-case',
  room: 'penalty-case',
  title: { zh: '立案查处', en: 'Penalty case' },
  workflow: 'penaltyCase',
  prefix: 'LA',
  instrument: 'TJ51',
  opens: ['penalty-filing'],
  brought: ['case-origin'],
  codes,
  settings: { name: 'penaltyCase', form: penaltySettings, defaults: defaultPenaltySettings },
  forms,
  clause: clauseOf,
  duties: declareDuties,
  names,
  values: { 'on-site-record': { zh: '现场笔录', en: 'On-site record' } },
  papers,
  summary: summaryOf,
} as const satisfies Procedure;
