/** 实施细则的声明 What the system knows of implementing rules (TJ84-0.1, 12 to 15). */
import type { Procedure } from '../law/procedure.ts';
import { declareDuties } from './declared.ts';
import { codes } from './codes.ts';
import { forms } from './forms.ts';
import { clauseOf } from './guards.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const implementingRule = {
  id: 'implementing-rules',
  room: 'implementing-rule',
  title: { zh: '实施细则', en: 'Implementing rule' },
  workflow: 'implementingRules',
  prefix: 'IR',
  instrument: 'TJ84',
  opens: ['rule-file'],
  brought: ['item-withdrawn'],
  codes,
  forms,
  clause: clauseOf,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
