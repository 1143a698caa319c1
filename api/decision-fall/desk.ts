/** 台面：决定撤销、变更 What the desk shows of decisions that fell. Counts only. */
import { fallCounts } from '../../db/decision-fall/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const decisionFallLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await fallCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '待确认的决定撤销、变更登记',
      'Records of fallen decisions to be confirmed',
      n.waiting,
      '/v1/decision-falls?state=recorded',
      'DubanProcedure = "decision-fall"',
    ),
    link(
      '决定已不成立、暂停仍在执行的案卷',
      'Decisions that fell and whose suspension stands',
      n.suspended,
      '/v1/files?procedure=rapid-response&state=open',
    ),
  ];
};
