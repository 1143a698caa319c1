/** （五）Duties of the final decision: opinion, hearing, decision, service, answers. Data only. */
import type { Duty } from '../law/duty.ts';
import {
  finalDecision,
  finalFiling,
  finalReply,
  finalService,
  opinion,
  statement,
} from './acts.ts';
import { H24, days, threeDays, type Annex, type Party } from './basis.ts';
import type { Settings } from './settings.ts';

export const decisionDuties = ({ basis }: Annex, settings: Settings) =>
  ({
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
      ...threeDays(settings),
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
  }) as const satisfies Record<string, Duty<Party>>;
