/** 信用评价周期的声明 What the system knows of a cycle of grading (QHD-2.4). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { CYCLE } from './duties.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { creditCycleSettings } from './settings-form.ts';
import { defaultCreditCycleSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const creditCycle = {
  id: 'credit-cycle',
  room: 'credit-cycle',
  title: { zh: '信用评价周期', en: 'Cycle of credit grading' },
  workflow: 'creditCycle',
  prefix: 'PJ',
  instrument: 'QHD',
  opens: ['credit-cycle'],
  brought: [
    'credit-assessed',
    'credit-gathered',
    'credit-recount',
    'objection-granted',
    'credit-rule-changed',
    'credit-cycle-succeeded',
  ],
  codes,
  settings: {
    name: 'creditCycle',
    form: creditCycleSettings,
    defaults: defaultCreditCycleSettings,
  },
  forms,
  clause: () => CYCLE,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
