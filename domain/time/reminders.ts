/** 预警 When to warn before a period ends. Management only: a warning has no legal effect. */
import { civilDateOf, dateOfDay, dayNumber, startOfDay } from './civil-date.ts';
import { workTable } from './calendar.ts';
import { instant } from './instant.ts';
import type { Instant } from './instant.ts';
import type { Due, TimeLimit, WorkCalendar } from './limit.ts';

/** Day periods up to this count are warned of at half time and on the last day. */
const SHORT = 5;

/**
 * The warnings of a period, strictly between start and due, ascending and distinct.
 * Hours: at 50 % and 80 %. Days, months, calendar years and fixed dates: at 00:00 of the 3rd and of the 1st working day before the last day;
 * periods of five days or fewer: at half of the time and at 00:00 of the last day. A bar (year window) is not warned of: nobody owes anything.
 * A provisional period is warned of by its earliest end (legal-time §4.3). When a festival begins right after the start, nothing may be left to warn at.
 */
export function reminders(
  start: Instant,
  limit: TimeLimit,
  due: Due,
  calendar: WorkCalendar,
): Instant[] {
  const planned = plan(start, limit, due, calendar);
  return [...new Set(planned)].filter((at) => at > start).sort((a, b) => a - b);
}

/**
 * 办公时间 A reminder that would fall on a rest day comes in the last office hour before it, where that is still after `from`:
 * nobody is there to read it at midnight of a Saturday. `closes`: when the office closes, in minutes after midnight.
 */
export function inOffice(
  at: Instant,
  from: Instant,
  closes: number,
  calendar: WorkCalendar,
): Instant {
  const know = workTable(calendar);
  let n = dayNumber(civilDateOf(at));
  if (know(n).works) return at;
  while (!know(n).works) n--;
  const moved = instant(startOfDay(dateOfDay(n)) + (closes - 60) * 60_000);
  return moved > from ? moved : at;
}

function plan(start: Instant, limit: TimeLimit, due: Due, calendar: WorkCalendar): Instant[] {
  const end = due.earliest ?? due.at;
  const lastDay = civilDateOf(instant(end - 1));
  const part = (percent: number) => instant(start + Math.floor(((end - start) * percent) / 100));
  if (limit.unit === 'year-window') return [];
  if (limit.unit === 'hours') return [part(50), part(80)];
  const isShort =
    (limit.unit === 'calendar-days' || limit.unit === 'working-days') && limit.count <= SHORT;
  return isShort
    ? [part(50), startOfDay(lastDay)]
    : workingDaysBefore(dayNumber(lastDay), calendar);
}

/** 00:00 of the 3rd and of the 1st working day before a day. */
function workingDaysBefore(lastDay: number, calendar: WorkCalendar): Instant[] {
  const know = workTable(calendar);
  const found: number[] = [];
  for (let n = lastDay - 1; found.length < 3; n--) {
    if (know(n).works) found.push(n);
  }
  return [found[2]!, found[0]!].map((n) => startOfDay(dateOfDay(n)));
}
