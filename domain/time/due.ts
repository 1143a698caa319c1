/** 期限的计算 When a period ends (民法典 200–204, legal-time §§1–4). Pure: the same arguments always give the same answer. */
import {
  addMonths,
  addYears,
  civilDate,
  civilDateOf,
  dateOfDay,
  dayNumber,
  startOfDay,
} from './civil-date.ts';
import {
  arrangementsBetween,
  calendarVersionsOf,
  unpublishedYears,
  workTable,
} from './calendar.ts';
import type { DayKnowledge } from './calendar.ts';
import * as explain from './explain.ts';
import { HOUR, instant } from './instant.ts';
import type { CivilDate, Instant } from './instant.ts';
import type { CountingOptions, Due, Explained, TimeLimit, WorkCalendar } from './limit.ts';

/** The longest period that is counted, in whatever unit it is written. */
export const MAX_COUNT = 3660;
const MINUTES_OF_DAY = 24 * 60;

interface Counting {
  startDay: number;
  calendar: WorkCalendar;
  know: (dayNumber: number) => DayKnowledge;
  options: CountingOptions;
}

/** Where a count came to rest, in day numbers: it looked at `from` to `last`. `earliest`: where it would with every possible make-up day. */
interface Ending {
  from: number;
  last: number;
  earliest: number;
  provisional: boolean;
}

/**
 * When a period that starts at `start` ends.
 * Hours run from the instant itself and never roll; days, months and years exclude the start day in UTC+8 (民法典 201).
 * A close of business (203(2)) cuts the last day of a period of days or months, not a fixed date, a calendar year or a bar.
 * Throws RangeError on a count that is not a whole number from 1 to 3,660 or a close of business that is no minute of a day.
 */
export function due(
  start: Instant,
  limit: TimeLimit,
  calendar: WorkCalendar,
  options: CountingOptions = {},
): Due {
  if ('count' in limit) assertWhole(limit.count, MAX_COUNT, 'count');
  if (options.closeOfBusiness !== undefined)
    assertWhole(options.closeOfBusiness, MINUTES_OF_DAY, 'closeOfBusiness');
  const startOn = civilDateOf(start);
  const counting = { startDay: dayNumber(startOn), calendar, know: workTable(calendar), options };
  switch (limit.unit) {
    case 'hours':
      return afterHours(start, limit.count);
    case 'working-days':
      return afterWorkingDays(counting, limit.count);
    case 'calendar-days':
      return afterCalendarDays(counting, limit.count, limit.roll ?? true);
    case 'months':
      return afterMonths(counting, limit.count, limit.roll ?? true);
    case 'year-window':
      return afterYears(counting, limit.count);
    case 'calendar-year':
      return onDay(civilDate(`${startOn.slice(0, 4)}-12-31`), explain.calendarYear);
    case 'fixed':
      return onDay(civilDate(limit.on), explain.fixedDay);
  }
}

/** Whether an act at `at` is in time: hours include their last instant (民法典 1259 以内), days end before theirs. */
export function inTime(at: Instant, due: Pick<Due, 'at' | 'inclusive'>): boolean {
  return due.inclusive ? at <= due.at : at < due.at;
}

function afterHours(start: Instant, count: number): Due {
  const at = instant(start + count * HOUR);
  return {
    at,
    inclusive: true,
    status: 'firm',
    explanation: explain.hoursRun(start, count, at),
    calendarVersions: [],
  };
}

function afterWorkingDays(counting: Counting, count: number): Due {
  const from = counting.startDay + 1;
  const ending = settle(counting, from, count);
  return ended(counting, ending, [
    explain.startExcluded(counting.startDay),
    ...explain.workingDaysCounted(from, ending.last, counting.know),
  ]);
}

function afterCalendarDays(counting: Counting, count: number, roll: boolean): Due {
  const target = counting.startDay + count;
  return onTarget(counting, target, roll, explain.calendarDaysCounted(count, target));
}

function afterMonths(counting: Counting, count: number, roll: boolean): Due {
  const target = dayNumber(addMonths(dateOfDay(counting.startDay), count));
  return onTarget(counting, target, roll, explain.monthsCounted(counting.startDay, count, target));
}

/** 民法典 203(1): only the last day can move. So the calendar is asked about the last day only, and only there can the count be provisional. */
function onTarget(counting: Counting, target: number, roll: boolean, counted: Explained): Due {
  const lines = [explain.startExcluded(counting.startDay), counted];
  if (!roll) return onDay(dateOfDay(target), () => explain.NOT_ROLLED, counting.options, lines);
  const ending = settle(counting, target, 1);
  return ended(counting, ending, [...lines, explain.rolled(target, ending.last, counting.know)]);
}

function afterYears({ startDay }: Counting, count: number): Due {
  const lastDay = addYears(dateOfDay(startDay), count);
  const at = endOf(lastDay, {});
  const explanation = explain.yearWindow(startDay, count, dayNumber(lastDay), at);
  return { at, inclusive: false, lastDay, status: 'firm', explanation, calendarVersions: [] };
}

/** A last day that no calendar can move. */
function onDay(
  lastDay: CivilDate,
  tell: (last: number) => Explained,
  options: CountingOptions = {},
  lines: Explained[] = [],
): Due {
  const at = endOf(lastDay, options);
  const explanation = [...lines, tell(dayNumber(lastDay)), endsBefore(at, options)];
  return { at, inclusive: false, lastDay, status: 'firm', explanation, calendarVersions: [] };
}

/** The `count`-th working day from `from` on, `from` included: as expected, and with every make-up day that may still be announced. */
function settle({ know }: Counting, from: number, count: number): Ending {
  let [worked, mayHaveWorked, earliest, provisional] = [0, 0, from, false];
  let n = from - 1;
  while (worked < count) {
    const day = know(++n);
    if (day.works) worked++;
    if (day.mayWork && ++mayHaveWorked === count) earliest = n;
    provisional ||= day.unpublished;
  }
  return { from, last: n, earliest, provisional };
}

function ended(
  { calendar, options }: Counting,
  { from, last, earliest, provisional }: Ending,
  lines: Explained[],
): Due {
  const [first, lastDay] = [dateOfDay(from), dateOfDay(last)];
  const at = endOf(lastDay, options);
  const soonest = endOf(dateOfDay(earliest), options);
  const notes = arrangementsBetween(calendar, first, lastDay)
    .filter((year) => year.fictitious)
    .map(explain.fictitious);
  if (provisional)
    notes.push(explain.provisional(unpublishedYears(calendar, first, lastDay), soonest));
  return {
    at,
    inclusive: false,
    lastDay,
    status: provisional ? 'provisional' : 'firm',
    ...(provisional && { earliest: soonest }),
    explanation: [...lines, endsBefore(at, options), ...notes],
    calendarVersions: calendarVersionsOf(calendar, first, lastDay),
  };
}

/** 民法典 203(2): 24:00, kept as 00:00 of the next day; or the close of business that the body has chosen. */
function endOf(lastDay: CivilDate, { closeOfBusiness = MINUTES_OF_DAY }: CountingOptions): Instant {
  return instant(startOfDay(lastDay) + closeOfBusiness * 60_000);
}

function endsBefore(at: Instant, { closeOfBusiness = MINUTES_OF_DAY }: CountingOptions): Explained {
  return explain.endsBefore(at, closeOfBusiness < MINUTES_OF_DAY);
}

function assertWhole(n: number, max: number, name: string): void {
  if (!Number.isInteger(n) || n < 1 || n > max)
    throw new RangeError(`${name} is a whole number from 1 to ${max}`);
}
