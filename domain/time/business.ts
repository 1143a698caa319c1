/** 办公时间 Business time: what "immediately" is measured by where the text gives no number (TJ84-10.1). Management only. */
import { civilDateOf, dateOfDay, dayNumber, startOfDay } from './civil-date.ts';
import { workTable } from './calendar.ts';
import { instant } from './instant.ts';
import type { CivilDate, Instant } from './instant.ts';
import type { WorkCalendar } from './limit.ts';

/** Parts of a working day in which there is business, in minutes after midnight, ascending. */
export type OfficeHours = readonly (readonly [from: number, to: number])[];

const MINUTE = 60_000;

/** The instant at which so many minutes of business time have passed since `start`. */
export function afterBusinessTime(
  start: Instant,
  minutes: number,
  calendar: WorkCalendar,
  hours: OfficeHours,
): Instant {
  let left = minutes * MINUTE;
  for (const [from, to] of business(start, calendar, hours)) {
    if (to - from >= left) return instant(from + left);
    left -= to - from;
  }
  throw new RangeError('there is no business time');
}

/** The working day on which something that came in at `start` is dealt with: the same day while its business goes on, else the next working day. */
export function businessDayOf(
  start: Instant,
  calendar: WorkCalendar,
  hours: OfficeHours,
): CivilDate {
  for (const [from] of business(start, calendar, hours)) return civilDateOf(from);
  throw new RangeError('there is no business time');
}

/** The stretches of business from `start` on, the first one cut where it has begun; no festival is longer than a month. */
function* business(
  start: Instant,
  calendar: WorkCalendar,
  hours: OfficeHours,
): Generator<[from: Instant, to: Instant]> {
  const know = workTable(calendar);
  const first = dayNumber(civilDateOf(start));
  for (let n = first; n < first + 400; n++) {
    if (!know(n).works) continue;
    const midnight = startOfDay(dateOfDay(n));
    for (const [opens, closes] of hours) {
      const [from, to] = [Math.max(start, midnight + opens * MINUTE), midnight + closes * MINUTE];
      if (from < to) yield [instant(from), instant(to)];
    }
  }
}
