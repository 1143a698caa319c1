/** 台面：立案查处 What the desk shows of penalty cases. Counts only. */
import { caseCounts } from '../../db/penalty-case/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const penaltyLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await caseCounts(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '未结案的立案查处',
      'Penalty cases open',
      n.open,
      '/v1/penalty-cases?state=open',
      'DubanProcedure = "penalty-case"',
    ),
    link(
      '挂牌督办的案件',
      'Cases under supervision',
      n.supervised,
      '/v1/penalty-cases?supervised=true',
    ),
    link(
      '挂牌督办逾期未报告',
      'Supervision overdue',
      n.overdue,
      '/v1/duties?clause=TJ51-16.2&procedure=penalty-case',
    ),
    link(
      '待送达的处理处罚决定',
      'Decisions to be served',
      n.unserved,
      '/v1/files?procedure=penalty-case&stage=service&state=open',
      'DubanProcedure = "penalty-case" AND DubanStage = "service"',
    ),
  ];
};
