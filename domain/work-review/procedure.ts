/** 督查的声明 What the system knows of the periodic reviews of a plan (QJ-3.3). */
import type { Procedure } from '../law/procedure.ts';
import { REVIEWS } from '../work-plan/clauses.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const workReview = {
  id: 'work-review',
  room: 'work-review',
  title: { zh: '周通报、月考评、季分析、年考核', en: 'Periodic review of the plan' },
  workflow: 'workReview',
  prefix: 'TB',
  instrument: 'QJ',
  opens: ['work-review', 'work-review-version'],
  codes,
  forms,
  clause: () => REVIEWS,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
