/** 差评 Who owes which stage of a bad evaluation (二（二）). Data only. The text demands all of them and gives no period: each is management. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { acceptance, feedback, rectification, revisit, transfer } from './acts.ts';
import type { ServiceEvaluationSettings } from './settings.ts';

type Party = 'accepting' | 'investigating' | 'public';

/** 全量归集 and the five stages. */
export const CHAIN = 'QJ-2.2a';
/** 整改率、回访率 */
export const RATES = 'QJ-2.2b';

const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
const under = (clause: string): LegalBasis => ({
  clause,
  instrument: 'QJ',
  article: '二（二）',
  force: 'management',
});

export function dutiesFor(s: ServiceEvaluationSettings) {
  const again = days(s.againDays);
  return {
    accept: {
      id: 'acceptEvaluation',
      act: acceptance.type,
      owedBy: 'accepting',
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: days(s.acceptDays),
      again,
      basis: under(CHAIN),
      action: { zh: '受理差评', en: 'Accept the bad evaluation' },
    },
    transfer: {
      id: 'transferEvaluation',
      act: transfer.type,
      owedBy: 'accepting',
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: days(s.transferDays),
      again,
      basis: under(CHAIN),
      action: { zh: '转办差评', en: 'Transfer it to the section that investigates' },
    },
    // 整改 Counted from the transfer, in as many days as the bureau allows.
    rectify: {
      id: 'rectifyEvaluation',
      act: rectification.type,
      owedBy: 'investigating',
      owedTo: 'accepting',
      judgedBy: 'occurrence',
      limit: days(s.rectifyDays),
      again,
      basis: under(RATES),
      action: { zh: '调查并整改', en: 'Investigate and put it right' },
    },
    feedback: {
      id: 'feedBackEvaluation',
      act: feedback.type,
      owedBy: 'accepting',
      owedTo: 'public',
      judgedBy: 'service',
      limit: days(s.feedbackDays),
      again,
      basis: under(CHAIN),
      action: { zh: '向评价人反馈结果', en: 'Tell the result to whoever evaluated' },
    },
    revisit: {
      id: 'revisitEvaluation',
      act: revisit.type,
      owedBy: 'accepting',
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: days(s.revisitDays),
      again,
      basis: under(RATES),
      action: { zh: '回访并由用户评议', en: 'Revisit, with the appraisal of the user' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
