/** 台面：曝光 What the desk shows of publicity. Counts only. */
import { publicityCounts } from '../../db/publicity/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const publicityLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await publicityCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '已生效、没有拟稿曝光的决定',
      'Effective decisions without publicity',
      n.waiting,
      '/v1/publicities/candidates',
    ),
    link(
      '逾期没有发布的渠道',
      'Channels overdue',
      n.lacking,
      '/v1/duties?clause=TJ51-7&procedure=publicity',
      'DubanProcedure = "publicity"',
    ),
    link(
      '待撤回的曝光',
      'Publicity to be withdrawn',
      n.withdrawing,
      '/v1/files?procedure=publicity&stage=withdrawing&state=open',
      'DubanProcedure = "publicity" AND DubanStage = "withdrawing"',
    ),
    link(
      '决定不予曝光的决定',
      'Decisions that are not publicised by decision',
      n.unpublished,
      '/v1/publicities?only=not-published',
    ),
    link(
      '曝光结束后不再成立、尚未说明的决定',
      'Decisions that fell when their publicity was over',
      n.aftermath,
      '/v1/publicities?only=fallen-after-end',
    ),
  ];
};
