/** 台面：信用评价 What the desk shows of grading. Counts only. */
import { cycleCounts } from '../../db/credit-cycle/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

const QUERY = 'DubanProcedure = "credit-cycle"';

export const creditCycleLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await cycleCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '期满尚未评价的信用周期',
      'Credit cycles not graded in time',
      n.unassessed,
      '/v1/credit/cycles',
      QUERY,
    ),
    link(
      '尚未告知评价结果的信用周期',
      'Credit cycles whose grades are not told',
      n.untold,
      '/v1/credit/cycles',
      QUERY,
    ),
    link(
      '没有规则、不评级的信用周期',
      'Credit cycles without a rule',
      n.ruleless,
      '/v1/credit/cycles',
      QUERY,
    ),
  ];
};
