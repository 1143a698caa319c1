/** 工作方案的声明 What the system knows of a plan of work (QJ, annex 1). */
import type { Procedure } from '../law/procedure.ts';
import { codes } from './codes.ts';
import { ANNEX, REVIEWS } from './clauses.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { workPlanSettings } from './settings-form.ts';
import { defaultWorkPlanSettings } from './settings.ts';
import { summaryOf } from './summary.ts';

export const workPlan = {
  id: 'work-plan',
  room: 'work-plan',
  title: { zh: '政务服务工作方案', en: 'Plan of work' },
  workflow: 'workPlan',
  prefix: 'GH',
  instrument: 'QJ',
  opens: ['work-plan'],
  brought: ['plan-period-over'],
  codes,
  settings: { name: 'workPlan', form: workPlanSettings, defaults: defaultWorkPlanSettings },
  forms,
  clause: (act) => (act === 'plan-closing' || act === 'plan-period-over' ? REVIEWS : ANNEX),
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
