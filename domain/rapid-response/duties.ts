/**
 * 快速反应 Who owes what to whom, within which limit, under which paragraph of Annex 1. Data only.
 * Paragraph 一 governs institutions, paragraph 二 practitioners; the two are parallel but not the same.
 */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { CivilDate } from '../time/instant.ts';
import type { TimeLimit } from '../time/limit.ts';
import {
  caseReply,
  decisionFiling,
  decisionReply,
  filingDecision,
  finalDecision,
  finalFiling,
  finalReply,
  finalService,
  furtherAnswer,
  opinion,
  patientNoticeProof,
  statement,
  suspensionDecision,
  suspensionNotice,
  suspensionReview,
} from './acts.ts';
import { paragraphOf, type SubjectKind } from './terms.ts';

type Party =
  | 'supervision-body'
  | 'payment-division'
  | 'system-division'
  | 'insurance-centre'
  | 'subject';

/** Management settings of a bureau for this procedure; none of them is law, and everything that rests on them says so. */
export interface Settings {
  /** 3日 as natural days (default) or working days (legal-time §5). */
  threeDays: 'calendar' | 'working';
  /** Hours within which the subject should have been told the start of the suspension. */
  noticeHours: number;
  /** Days until a suspension without an end is reviewed. */
  reviewDays: number;
  /** Days within which 监督所 should say, in direction A, whether it has filed a case. */
  filingStatusDays: number;
  /** Days within which a suspension is decided anew once no case is filed. */
  noCaseReviewDays: number;
  /** TJ51-14.3: how many take part in 集体讨论, at least. */
  discussionParticipants: number;
  /** TJ51-10: whether a missing face recognition bars a restoration or only warns. */
  faceGate: 'block' | 'warn';
}

export const defaultSettings: Settings = {
  threeDays: 'calendar',
  noticeHours: 24,
  reviewDays: 30,
  filingStatusDays: 30,
  noCaseReviewDays: 3,
  discussionParticipants: 3,
  faceGate: 'warn',
};

const H24: TimeLimit = { unit: 'hours', count: 24 };

export function dutiesFor(subject: SubjectKind, settings: Settings) {
  const n = paragraphOf(subject);
  const part = subject === 'institution' ? '一' : '二';
  const basis = (
    step: string,
    paragraph: string,
    force: LegalBasis['force'] = 'text',
  ): LegalBasis => ({
    clause: `TJ51-A1-${n}.${step}`,
    instrument: 'TJ51',
    article: `附件1 ${part}（${paragraph}）`,
    force,
  });
  const management = (clause: string, article: string): LegalBasis => ({
    clause,
    instrument: 'TJ51',
    article,
    force: 'management',
  });
  const calendar: TimeLimit = { unit: 'calendar-days', count: 3 };
  const working: TimeLimit = { unit: 'working-days', count: 3 };
  const threeDays =
    settings.threeDays === 'calendar'
      ? { limit: calendar, altLimit: working }
      : { limit: working, altLimit: calendar };
  const days = (count: number): TimeLimit => ({ unit: 'calendar-days', count });
  return {
    decideSuspension: {
      id: 'decideSuspension',
      act: suspensionDecision.type,
      owedBy: 'payment-division',
      owedTo: 'supervision-body',
      judgedBy: 'occurrence',
      limit: H24,
      basis: basis('2a', '二'),
      action: { zh: '支付处作出暂停决定', en: 'The payment division decides on suspension' },
    },
    decideFiling: {
      id: 'decideFiling',
      act: filingDecision.type,
      owedBy: 'supervision-body',
      owedTo: 'payment-division',
      judgedBy: 'occurrence',
      mayPrecede: true,
      limit: H24,
      basis: basis('2b', '二'),
      action: {
        zh: '监督所作出立案或不予立案的决定',
        en: 'The supervision body decides whether to file a case',
      },
    },
    reportFilingStatus: {
      id: 'reportFilingStatus',
      act: filingDecision.type,
      owedBy: 'supervision-body',
      owedTo: 'payment-division',
      judgedBy: 'receipt',
      limit: days(settings.filingStatusDays),
      basis: management('X-14', `附件1 ${part}（二）`),
      action: {
        zh: '监督所说明是否立案',
        en: 'The supervision body states whether it has filed a case',
      },
    },
    noticeOfStart: {
      id: 'noticeOfStart',
      act: suspensionNotice.type,
      owedBy: 'payment-division',
      owedTo: 'subject',
      judgedBy: 'service',
      limit: { unit: 'hours', count: settings.noticeHours },
      basis: { ...basis(n === 1 ? '3a' : '3', '三'), force: 'management' },
      action: { zh: '告知暂停起始时间', en: 'Tell the subject when the suspension starts' },
    },
    informPatients: {
      id: 'informPatients',
      act: patientNoticeProof.type,
      owedBy: 'payment-division',
      owedTo: 'subject',
      judgedBy: 'receipt',
      limit: days(1),
      basis: { ...basis(n === 1 ? '3b' : '1b', n === 1 ? '三' : '一'), force: 'management' },
      action: { zh: '患者告知的证明', en: 'Proof that patients were informed' },
    },
    replyOnDecision: {
      id: 'replyOnDecision',
      act: decisionReply.type,
      owedBy: 'payment-division',
      owedTo: 'supervision-body',
      judgedBy: 'receipt',
      limit: H24,
      basis: basis('4a', '四'),
      action: {
        zh: '支付处回复监督所',
        en: 'The payment division replies to the supervision body',
      },
    },
    fileDecision: {
      id: 'fileDecision',
      act: decisionFiling.type,
      owedBy: 'payment-division',
      owedTo: 'system-division',
      judgedBy: 'receipt',
      limit: H24,
      basis: basis('4b', '四'),
      action: {
        zh: '支付处向制度处备案',
        en: 'The payment division files the decision with the system division',
      },
    },
    replyOnCase: {
      id: 'replyOnCase',
      act: caseReply.type,
      owedBy: 'supervision-body',
      owedTo: 'payment-division',
      judgedBy: 'receipt',
      ...threeDays,
      basis: basis('4c', '四'),
      action: {
        zh: '监督所就立案案件回复支付处',
        en: 'The supervision body replies on the filed case',
      },
    },
    decideAfterNoCase: {
      id: 'decideAfterNoCase',
      act: suspensionReview.type,
      owedBy: 'payment-division',
      owedTo: 'supervision-body',
      judgedBy: 'receipt',
      limit: days(settings.noCaseReviewDays),
      basis: management(`TJ51-A1-${n}.4c`, `附件1 ${part}（四）`),
      action: {
        zh: '不予立案后支付处决定恢复或维持暂停',
        en: 'No case filed: the payment division lifts or maintains the suspension',
      },
    },
    reviewSuspension: {
      id: 'reviewSuspension',
      act: suspensionReview.type,
      owedBy: 'payment-division',
      owedTo: 'supervision-body',
      judgedBy: 'receipt',
      limit: days(settings.reviewDays),
      basis: management('X-14', `附件1 ${part}（二）`),
      action: {
        zh: '复核暂停：确认、解除或者延长',
        en: 'Review the suspension: confirm, lift or extend it',
      },
    },
    sendOpinion: {
      id: 'sendOpinion',
      act: opinion.type,
      owedBy: 'supervision-body',
      owedTo: 'payment-division',
      judgedBy: 'receipt',
      limit: H24,
      basis: basis('5a', '五'),
      action: { zh: '监督所通报处理处罚意见', en: 'The supervision body sends its opinion' },
    },
    decideFinally: {
      id: 'decideFinally',
      act: finalDecision.type,
      owedBy: 'payment-division',
      owedTo: 'subject',
      judgedBy: 'occurrence',
      ...threeDays,
      basis: basis('5b', '五'),
      action: { zh: '支付处作出处理决定', en: 'The payment division makes its final decision' },
    },
    statement: {
      id: 'statement',
      act: statement.type,
      owedBy: 'payment-division',
      owedTo: 'subject',
      judgedBy: 'receipt',
      limit: days(1),
      basis: basis('5b', '五', 'reading'),
      action: { zh: '当事人陈述申辩', en: 'The subject may state its defence' },
    },
    serveFinalDecision: {
      id: 'serveFinalDecision',
      act: finalService.type,
      owedBy: 'payment-division',
      owedTo: 'subject',
      judgedBy: 'service',
      limit: H24,
      basis: basis('5b', '五', 'reading'),
      action: { zh: '送达处理决定', en: 'Serve the final decision' },
    },
    replyOnFinal: {
      id: 'replyOnFinal',
      act: finalReply.type,
      owedBy: 'payment-division',
      owedTo: 'supervision-body',
      judgedBy: 'receipt',
      limit: H24,
      basis: basis('4a', '四', 'reading'),
      action: {
        zh: '处理决定回复监督所',
        en: 'Reply to the supervision body on the final decision',
      },
    },
    fileFinal: {
      id: 'fileFinal',
      act: finalFiling.type,
      owedBy: 'payment-division',
      owedTo: 'system-division',
      judgedBy: 'receipt',
      limit: H24,
      basis: basis('4b', '四', 'reading'),
      action: {
        zh: '处理决定向制度处备案',
        en: 'File the final decision with the system division',
      },
    },
    answerLetterByPayment: {
      id: 'answerFurtherLetter',
      act: furtherAnswer.type,
      owedBy: 'payment-division',
      owedTo: 'supervision-body',
      judgedBy: 'occurrence',
      limit: H24,
      basis: basis('2a', '二'),
      action: {
        zh: '支付处对后续函告作出决定',
        en: 'The payment division decides on a further letter',
      },
    },
    answerLetterBySupervision: {
      id: 'answerFurtherLetter',
      act: furtherAnswer.type,
      owedBy: 'supervision-body',
      owedTo: 'payment-division',
      judgedBy: 'occurrence',
      limit: H24,
      basis: basis('2b', '二'),
      action: {
        zh: '监督所对后续函告作出决定',
        en: 'The supervision body decides on a further letter',
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
export type Duties = ReturnType<typeof dutiesFor>;

/** The same duty with a date that an act has set. */
export function dueOn<D extends Duty>(duty: D, on: CivilDate): Duty & Pick<D, 'act'> {
  return { ...duty, limit: { unit: 'fixed', on } };
}
