/** 名单通报 Who owes what. TJ51-15 gives no number: all of it is management, shown and reminded of, and never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import { acknowledgement, confirmation, delivery } from './acts.ts';
import type { SanctionedListSettings } from './settings.ts';

type Party = 'supervision-body' | 'recipients';

export const CLAUSE = 'TJ51-15';

const basis: LegalBasis = {
  clause: CLAUSE,
  instrument: 'TJ51',
  article: '（十五）',
  force: 'management',
};

export function dutiesFor(s: SanctionedListSettings) {
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const mine = {
    owedBy: 'supervision-body',
    owedTo: 'recipients',
    basis,
    again: days(s.againDays),
  } as const;
  return {
    confirm: {
      ...mine,
      id: 'confirmList',
      act: confirmation.type,
      judgedBy: 'receipt',
      limit: days(s.confirmDays),
      action: { zh: '核对并确认处罚名单', en: 'Look through the list and confirm it' },
    },
    deliver: {
      ...mine,
      id: 'deliverList',
      act: delivery.type,
      judgedBy: 'occurrence',
      limit: days(s.deliverDays),
      action: { zh: '向该部门送交名单', en: 'Deliver the list to the recipient' },
    },
    correct: {
      ...mine,
      id: 'deliverCorrection',
      act: delivery.type,
      judgedBy: 'occurrence',
      limit: days(s.correctDays),
      action: { zh: '向该部门送交更正', en: 'Deliver the correction to the recipient' },
    },
    acknowledge: {
      ...mine,
      id: 'acknowledgeList',
      act: acknowledgement.type,
      judgedBy: 'receipt',
      limit: days(s.acknowledgeDays),
      action: { zh: '取得并登记签收', en: 'Have the recipient acknowledge it' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
