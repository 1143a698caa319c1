/** 台面：工作方案 What the desk shows of plans, tasks and reviews. Counts only. */
import { workCounts } from '../../db/work-plan/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const workLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await workCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '时限冲突待确认的任务',
      'Tasks whose dates are in conflict',
      n.conflicts,
      '/v1/files?procedure=work-task&stage=date-conflict',
      'DubanProcedure = "work-task"',
    ),
    link(
      '逾期未完成的任务',
      'Tasks of the plan that are late',
      n.overdue,
      '/v1/duties?procedure=work-task&state=overdue',
      'DubanProcedure = "work-task"',
    ),
    link(
      '待办公室确认的任务',
      'Tasks to be accepted by the office',
      n.toAccept,
      '/v1/files?procedure=work-task&stage=completed',
      'DubanProcedure = "work-task"',
    ),
    link(
      '待审定的周、月、季、年督查',
      'Reviews to be closed',
      n.unreviewed,
      '/v1/work-reviews?state=open',
      'DubanProcedure = "work-review"',
    ),
  ];
};
