/** 熔断的义务 Who owes what. TJ51-6 gives no number: all of it is management, shown and reminded of, and never a breach. */
import type { LegalBasis } from '../law/basis.ts';
import type { Duty } from '../law/duty.ts';
import type { TimeLimit } from '../time/limit.ts';
import {
  attentionDecision,
  reset,
  resumeAcknowledgement,
  stopAcknowledgement,
  warningService,
} from './acts.ts';
import type { CircuitBreakerSettings } from './settings.ts';

/** The handling body, which owns the breaker; and 支付处, which decides on half-open and reset. */
type Party = 'handling' | 'payment-division';

const under = (clause: string): LegalBasis => ({
  clause,
  instrument: 'TJ51',
  article: '六',
  force: 'management',
});

export function dutiesFor(s: CircuitBreakerSettings) {
  const hours = (count: number): TimeLimit => ({ unit: 'hours', count });
  const days = (count: number): TimeLimit => ({ unit: 'working-days', count });
  const owned = {
    owedBy: 'handling',
    owedTo: 'payment-division',
    again: hours(s.againHours),
  } as const;
  const decided = { ...owned, owedBy: 'payment-division', judgedBy: 'receipt' } as const;
  return {
    deliverWarning: {
      ...owned,
      id: 'deliverWarning',
      act: warningService.type,
      judgedBy: 'service',
      basis: under('TJ51-6.2'),
      limit: hours(s.deliverHours),
      action: { zh: '送达警示', en: 'Deliver the warning' },
    },
    acknowledgeStop: {
      ...owned,
      id: 'acknowledgeStop',
      act: stopAcknowledgement.type,
      judgedBy: 'occurrence',
      basis: under('TJ51-6.3'),
      limit: hours(s.acknowledgeHours),
      action: { zh: '确认已停止支付', en: 'Have it acknowledged that the money stopped' },
    },
    acknowledgeResume: {
      ...owned,
      id: 'acknowledgeResume',
      act: resumeAcknowledgement.type,
      judgedBy: 'occurrence',
      basis: under('TJ51-6.3'),
      limit: hours(s.acknowledgeHours),
      action: { zh: '确认已恢复支付', en: 'Have it acknowledged that the money flows again' },
    },
    settleAttention: {
      ...owned,
      id: 'settleAttention',
      act: attentionDecision.type,
      judgedBy: 'receipt',
      basis: under('TJ51-6.3'),
      limit: hours(s.attentionHours),
      action: {
        zh: '决定未能执行的熔断如何处理',
        en: 'Decide on the trip that could not be carried out',
      },
    },
    decideAfterRestoration: {
      ...decided,
      id: 'decideAfterRestoration',
      act: reset.type,
      basis: under('TJ51-6.3'),
      limit: days(s.decideDays),
      action: { zh: '决定半开或者复位', en: 'Decide on half-open or reset' },
    },
    reviewHalfOpen: {
      ...decided,
      id: 'reviewHalfOpen',
      act: reset.type,
      basis: under('TJ51-6.3'),
      limit: days(s.halfOpenDays),
      action: { zh: '决定是否复位', en: 'Decide whether to reset' },
    },
  } as const satisfies Record<string, Duty<Party>>;
}
