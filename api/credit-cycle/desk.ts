/** 台面：信用评价 What the desk shows of grading. Counts only. */
import { cycleCounts } from '../../db/credit-cycle/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';
import { idleOf } from './open.ts';

const QUERY = 'DubanProcedure = "credit-cycle"';

export const creditCycleLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await cycleCounts(sql, bureau);
  const idle = await idleOf({ sql }, bureau);
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
    link(
      '没有基金监管科，到期的信用周期不立卷',
      'No credit cycle is opened: there is no section of fund supervision',
      idle === 'no-section' ? 1 : 0,
      '/v1/credit/cycles',
    ),
    link(
      '办法不再适用，信用周期不再立卷，最后的等级到期失效',
      'No credit cycle is opened: the scheme binds the bureau no more, and its last grades run out',
      idle === 'not-bound' ? 1 : 0,
      '/v1/credit/grades',
    ),
  ];
};
