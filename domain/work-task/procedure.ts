/** 任务的声明 What the system knows of a task of the plan of work (QJ, annex 1). */
import type { Procedure } from '../law/procedure.ts';
import { ANNEX } from '../work-plan/clauses.ts';
import { codes } from './codes.ts';
import { declareDuties } from './declared.ts';
import { forms } from './forms.ts';
import { names } from './names.ts';
import { papers } from './papers.ts';
import { summaryOf } from './summary.ts';

export const workTask = {
  id: 'work-task',
  room: 'work-task',
  title: { zh: '政务服务工作任务', en: 'Task of the plan of work' },
  workflow: 'workTask',
  prefix: 'RW',
  instrument: 'QJ',
  opens: ['work-task'],
  brought: ['task-plan-closed', 'task-amended'],
  codes,
  forms,
  clause: (_act, { opening }) => opening.clause ?? ANNEX,
  duties: declareDuties,
  names,
  papers,
  summary: summaryOf,
  manages: true,
} as const satisfies Procedure;
