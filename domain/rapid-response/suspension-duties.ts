/** （二）至（四）Duties until the final decision: suspension and filing decided, told, answered, reviewed. Data only. */
import type { Duty } from '../law/duty.ts';
import {
  caseReply,
  decisionFiling,
  decisionReply,
  filingDecision,
  patientNoticeProof,
  suspensionDecision,
  suspensionNotice,
  suspensionReview,
} from './acts.ts';
import { H24, days, threeDays, type Annex, type Party } from './basis.ts';
import type { Settings } from './settings.ts';

export const suspensionDuties = ({ paragraph, basis, management }: Annex, settings: Settings) =>
  ({
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
      basis: management('X-14', '二'),
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
      basis: { ...basis(paragraph === 1 ? '3a' : '3', '三'), force: 'management' },
      action: { zh: '告知暂停起始时间', en: 'Tell the subject when the suspension starts' },
    },
    informPatients: {
      id: 'informPatients',
      act: patientNoticeProof.type,
      owedBy: 'payment-division',
      owedTo: 'subject',
      judgedBy: 'receipt',
      limit: days(1),
      basis: {
        ...basis(paragraph === 1 ? '3b' : '1b', paragraph === 1 ? '三' : '一'),
        force: 'management',
      },
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
      ...threeDays(settings),
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
      basis: management(`TJ51-A1-${paragraph}.4c`, '四'),
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
      basis: management('X-14', '二'),
      action: {
        zh: '复核暂停：确认、解除或者延长',
        en: 'Review the suspension: confirm, lift or extend it',
      },
    },
  }) as const satisfies Record<string, Duty<Party>>;
