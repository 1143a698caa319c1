/** 台面：好差评 What the desk shows of bad evaluations. Counts only. */
import { evaluationDesk } from '../../db/service-evaluation/store.ts';
import { deskLink, type DeskLines } from '../files/desk-links.ts';

export const evaluationLines: DeskLines = async ({ sql, bureau, ui }) => {
  const n = await evaluationDesk(sql, bureau);
  const link = deskLink({ ui });
  return [
    link(
      '在办的差评',
      'Bad evaluations under way',
      n.open,
      '/v1/files?procedure=service-evaluation&state=open',
      'DubanProcedure = "service-evaluation"',
    ),
    link(
      '超过管理时限的差评',
      'Bad evaluations past a management period',
      n.late,
      '/v1/duties?procedure=service-evaluation',
      'DubanProcedure = "service-evaluation"',
    ),
    link(
      '同一编号内容不同、待核定的评价',
      'Evaluations that differ under one number, to be settled',
      n.contested,
      '/v1/service-evaluations?contested=true',
    ),
  ];
};
