/** 台面：信用监管事项清单 What the desk shows of the list. Counts only. */
import { listCounts } from '../../db/credit-list/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const creditListLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await listCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '逾期没有报市信用办的清单变更',
      'Changes of the credit list not reported in time',
      n.unreported,
      '/v1/duties?clause=QHD-2.1c&procedure=credit-list',
      'DubanProcedure = "credit-list"',
    ),
    link(
      '没有公布的信用监管事项清单',
      'Credit lists not published',
      n.unpublished,
      '/v1/files?procedure=credit-list&state=open',
      'DubanProcedure = "credit-list"',
    ),
  ];
};
