/** 熔断的文书 The acts of a circuit breaker (TJ51-6), and what the engine is told of each: codes, instants and ids only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { Instant } from '../time/instant.ts';
import type { Cut, SubjectKind } from '../rapid-response/terms.ts';

/** The first touch of an indicator at or above its warning threshold. `item`: indicator and version; `clause`: of the agreement. */
export type Warned = {
  item: string;
  indicator: string;
  version: number;
  measuredAt: Instant;
  clause: string;
  cut: Cut;
};

/** 警示 The warning that opens the file is its first act; of a further indicator it is brought. */
export const warning = actOfOurs<Warned>()('indicator-warning');
export const warningService = act<{ item: string; method: string }>()(
  'warning-service',
  '警示送达',
  'Service of the warning',
);
/** The receiver that brings warnings to the subject has acknowledged it. `system`, `event`: whose word it is. */
export const warningAcknowledged = actOfOurs<{
  item: string;
  at: Instant;
  system: string;
  event: string;
}>()('warning-acknowledged');
/** The version has ended: its warning is spent. */
export const warningLapsed = actOfOurs<{ item: string }>()('warning-lapsed');
/** 熔断 `touches` of the indicator within its window, after the warning was delivered; decided at `decidedAt`. */
export const trip = actOfOurs<{
  item: string;
  round: number;
  touches: number;
  first: Instant;
  last: Instant;
  decidedAt: Instant;
}>()('trip');
export const responseOpened = actOfOurs<{ round: number; response: string; joined: boolean }>()(
  'response-opened',
);
/** Nothing could be suspended: `reason` is the code of the refusal. */
export const responseFailed = actOfOurs<{ round: number; reason: string }>()('response-failed');
export const attentionDecision = act<{ outcome: 'retry' | 'close'; reasonGiven: boolean }>()(
  'attention-decision',
  '异常处理决定',
  'Decision on a trip that could not be carried out',
);
/** `item`: the order, like `stop:1`. The instant at which the money really stopped or flowed again is the occurrence. */
export const stopAcknowledgement = act<{ item: string }>()(
  'stop-acknowledgement',
  '停付回执',
  'Acknowledgement of the stop',
);
export const resumeAcknowledgement = act<{ item: string }>()(
  'resume-acknowledgement',
  '恢复支付回执',
  'Acknowledgement of the resumption',
);
/** The settlement system has acknowledged an order by a signed event. */
export const orderAcknowledged = actOfOurs<{
  item: string;
  at: Instant;
  system: string;
  event: string;
}>()('order-acknowledged');
/** The rapid response has settled the cut: it flows again, or the subject has no agreement or qualification any more. */
export const responseSettled = actOfOurs<{
  round: number;
  outcome: 'restored' | 'ended';
  at: Instant;
}>()('response-settled');
/** What the registers say of the subject: a case is filed whose opinion has not come. */
export type SubjectStands = { awaitsOpinion: boolean };
export const halfOpen = act<{ reasonGiven: boolean }, SubjectStands>()(
  'half-open',
  '半开',
  'Half-open',
);
export const reset = act<{ reasonGiven: boolean }, SubjectStands>()('reset', '复位', 'Reset');

export type Acts =
  | typeof warningService
  | typeof attentionDecision
  | typeof stopAcknowledgement
  | typeof resumeAcknowledgement
  | typeof halfOpen
  | typeof reset;

/** What the system itself brings. */
export const ours: readonly string[] = [
  warning.type,
  warningAcknowledged.type,
  warningLapsed.type,
  trip.type,
  responseOpened.type,
  responseFailed.type,
  orderAcknowledged.type,
  responseSettled.type,
];

/** 熔断的现状 What the guards look at. */
export interface State {
  subject: SubjectKind;
  /** Warnings in force, each with the instant of its delivery. */
  warnings: Map<string, Warned & { warnedAt: Instant; deliveredAt?: Instant }>;
  /** 合闸、跳闸、半开 `tripped`: until the cut is settled; `restored`: settled, and 支付处 has not decided yet. */
  position: 'warned' | 'tripped' | 'attention' | 'open' | 'restored' | 'half-open' | 'ended';
  /** Orders to the settlement system that are not acknowledged. */
  unacknowledged: Set<string>;
}
