/** （二）Duties that a further letter starts, on the side that received it. Data only. */
import type { Duty } from '../law/duty.ts';
import { furtherAnswer } from './acts.ts';
import { H24, type Annex, type Party } from './basis.ts';

export const letterDuties = ({ basis }: Annex) =>
  ({
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
  }) as const satisfies Record<string, Duty<Party>>;
