/** 台面：审管联动 What the desk shows of coordination (TJ84-15, 16). */
import { coordinationCounts } from '../../db/coordination-issue/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const coordinationLines: DeskLines = async ({ sql, bureau, today, ui }) => {
  const n = await coordinationCounts(sql, bureau, today);
  const link = deskLink({ ui });
  return [
    link(
      '没有协调员在岗的部门',
      'Departments without a coordinator',
      n.withoutCoordinator,
      '/v1/departments-without-coordinator',
    ),
    link(
      '反馈长期未处理',
      'Feedback long unhandled',
      n.unhandled,
      '/v1/duties?state=overdue&clause=TJ84-15.4',
      'DubanProcedure = "commitment-case" AND DubanAwaited = "receiveFeedback" AND DubanAttention IN ("overdue", "management-overdue")',
    ),
    link(
      '未结协调事项',
      'Issues open',
      n.issues,
      '/v1/coordination-issues?state=open',
      'DubanProcedure = "coordination-issue"',
    ),
    link(
      '已报告两机关、未解决',
      'Issues reported upwards and not solved',
      n.escalated,
      '/v1/files?procedure=coordination-issue&stage=escalated&state=open',
      'DubanProcedure = "coordination-issue" AND DubanStage = "escalated"',
    ),
    link(
      '待办会商',
      'Consultations due',
      n.consultations,
      '/v1/consultations?state=open',
      'DubanProcedure = "consultation" AND WorkflowType = "consultation"',
    ),
    link(
      '未按期召开或延期的会商',
      'Consultations missed or put off',
      n.missed,
      '/v1/consultations?state=open',
      'DubanProcedure = "consultation" AND DubanStage IN ("missed", "postponed")',
    ),
  ];
};
