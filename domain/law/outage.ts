/**
 * 中断 Times in which the system could not take acts, and whether they lie in the last hours before a due instant. A reading of ours and no text of law
 * (docs/decisions/0017): the breach stays one until a person has decided.
 */
import { civilDateOf, startOfDay } from '../time/civil-date.ts';
import { HOUR, instant, type Instant } from '../time/instant.ts';

/** What an act passes through: whoever submits one needs the first two at once, and the other two before the next act that rests on it. */
export const parts = ['api', 'database', 'engine', 'worker'] as const;
export type Part = (typeof parts)[number];

export interface Outage {
  part: Part;
  from: Instant;
  until: Instant;
}

const AT_LEAST = 4 * HOUR;
/** Shorter than this altogether, and nobody was kept from anything. */
const COUNTS_FROM = HOUR / 6;

/** When the last hours before a due instant begin: with the day on which it was due, four hours before at the latest. */
const lastHoursFrom = (due: Instant): Instant =>
  instant(Math.min(due - AT_LEAST, startOfDay(civilDateOf(instant(due - 1)))));

/** The outages within the last hours before a due instant; none where they come to less than ten minutes together. */
export function outagesBefore(due: Instant, outages: readonly Outage[]): Outage[] {
  const from = lastHoursFrom(due);
  const within = outages
    .filter((outage) => outage.until > from && outage.from < due)
    .toSorted((a, b) => a.from - b.from);
  let [barred, counted] = [0, from as number];
  for (const outage of within) {
    const begins = Math.max(outage.from, counted);
    const ends = Math.min(outage.until, due);
    barred += Math.max(0, ends - begins);
    counted = Math.max(counted, ends);
  }
  return barred >= COUNTS_FROM ? within : [];
}
