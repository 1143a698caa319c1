/** 固定时刻 The instants at which every register of a rhythm is sealed anew: counted from midnight in UTC+8, the same on every day. Pure. */
import { HOUR, instant, type Instant } from '../time/instant.ts';

const MIDNIGHT = 8 * HOUR;

/** The first of them after this instant. */
export function nextBeat(after: Instant, hours: number): Instant {
  const step = hours * HOUR;
  return instant((Math.floor((after + MIDNIGHT) / step) + 1) * step - MIDNIGHT);
}
