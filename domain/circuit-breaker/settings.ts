/** 熔断管理期限 TJ51-6 gives no number: these are the bureau's management settings, shown and reminded of, and never a breach. What trips, and when, stands in the registry of indicators. */
export interface CircuitBreakerSettings {
  /** How many seconds a measurement may lie ahead of our clock. */
  aheadSeconds: number;
  /** Hours after which a touch that comes in is too old. */
  staleHours: number;
  /** Days after which touches that changed nothing are forgotten. */
  touchDays: number;
  /** Hours until a warning is delivered. */
  deliverHours: number;
  /** Hours until the settlement system has acknowledged that the money stopped, or flows again. */
  acknowledgeHours: number;
  /** Hours until somebody decides on a trip that could not be carried out. */
  attentionHours: number;
  /** Working days from the restoration until 支付处 decides on half-open or reset. */
  decideDays: number;
  /** Working days until a breaker that is half-open is looked at again. */
  halfOpenDays: number;
  /** Hours between two reminders of what is late. */
  againHours: number;
}

export const defaultCircuitBreakerSettings: CircuitBreakerSettings = {
  aheadSeconds: 60,
  staleHours: 72,
  touchDays: 30,
  deliverHours: 24,
  acknowledgeHours: 1,
  attentionHours: 4,
  decideDays: 3,
  halfOpenDays: 30,
  againHours: 24,
};
