/** 投诉 Who owes what of a complaint about a service (二（六）, 附件3 第37项). Data only. The text wants every one answered and gives no hours: management. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { conclusion, response, result } from './acts.ts';
import type { ServiceComplaintSettings } from './settings.ts';

type Party = 'handling' | 'public';

/** 响应率 */
export const RESPONSES = 'QJ-2.6c';

const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
const basis: LegalBasis = {
  clause: RESPONSES,
  instrument: 'QJ',
  article: '二（六）',
  force: 'management',
};

export function dutiesFor(s: ServiceComplaintSettings) {
  const again = days(s.againDays);
  return {
    // 响应 The first answer, served on whoever complained; counted from the handing down.
    respond: {
      id: 'answerServiceComplaint',
      act: response.type,
      owedBy: 'handling',
      owedTo: 'public',
      judgedBy: 'service',
      limit: days(s.responseDays),
      again,
      basis,
      action: { zh: '首次响应', en: 'Give the first answer' },
    },
    result: {
      id: 'settleServiceComplaint',
      act: result.type,
      owedBy: 'handling',
      owedTo: 'public',
      judgedBy: 'occurrence',
      limit: days(s.resultDays),
      again,
      basis,
      action: { zh: '办理投诉', en: 'Deal with the complaint' },
    },
    conclude: {
      id: 'concludeServiceComplaint',
      act: conclusion.type,
      owedBy: 'handling',
      owedTo: 'public',
      judgedBy: 'service',
      limit: days(s.concludeDays),
      again,
      basis,
      action: {
        zh: '向投诉人和交办平台反馈结果',
        en: 'Tell the result to whoever complained and to the platform',
      },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
