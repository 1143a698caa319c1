/** 决定撤销、变更登记的声明 What the system knows of the records that a final decision fell (TJ51-A1-1.5b, 2.5b; TJ51-7, 15). */
import type { Procedure } from '../law/procedure.ts';
import { groundAnnulled } from './acts.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { clauseFor } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { decisionFallSettings } from './settings-form.ts';
import { defaultDecisionFallSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const decisionFall = {
  id: 'decision-fall',
  room: 'decision-fall',
  title: { zh: '决定撤销、变更登记', en: 'Record that a decision fell' },
  workflow: 'decisionFall',
  prefix: 'BC',
  instrument: 'TJ51',
  brought: [groundAnnulled.type],
  opens: ['decision-fall-record', 'decision-fall-retraction', 'decision-fall-follows'],
  codes,
  settings: {
    name: 'decisionFall',
    form: decisionFallSettings,
    defaults: defaultDecisionFallSettings,
  },
  forms,
  clause: (_act, { opening }) => opening.clause ?? clauseFor('institution'),
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
