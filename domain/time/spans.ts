/** 周、月、季、年 Weeks, months, quarters and years that follow each other, cut off by the day on which they begin and the one on which they end. Pure. */
import { workTable } from './calendar.ts';
import { addDays, addMonths, dayNumber, weekday } from './civil-date.ts';
import type { CivilDate } from './instant.ts';
import type { WorkCalendar } from './limit.ts';
import { beginOf, type Period } from './periods.ts';

export const spans = ['week', 'month', 'quarter', 'year'] as const;
export type Span = (typeof spans)[number];

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;
const SUNDAY = 7;

/** Monday is 1, Sunday 7. */
const ofWeek = (day: CivilDate): number => weekday(day) || SUNDAY;

/** The first day of the span in which a day lies. */
export const beginOfSpan = (span: Span, day: CivilDate): CivilDate =>
  span === 'week' ? addDays(day, 1 - ofWeek(day)) : beginOf(day, MONTHS[span]);

/** The first day after the span in which a day lies. */
export const endOfSpan = (span: Span, day: CivilDate): CivilDate =>
  span === 'week'
    ? addDays(day, SUNDAY + 1 - ofWeek(day))
    : addMonths(beginOf(day, MONTHS[span]), MONTHS[span]);

/** A period with what is said of it where it is no whole span. */
export type SpanPeriod = Period & { broken: 'first' | 'last' | 'both' | null };

/** The period that begins on a day, at the latest with the last day on which anything is looked at. Nothing is left after that day. */
export function periodFrom(
  span: Span,
  from: CivilDate,
  lastDay: CivilDate | undefined,
): SpanPeriod | undefined {
  if (lastDay !== undefined && from > lastDay) return undefined;
  const whole = endOfSpan(span, from);
  const cut = lastDay !== undefined && whole > addDays(lastDay, 1);
  const begins = from === beginOfSpan(span, from);
  return {
    from,
    until: cut ? addDays(lastDay, 1) : whole,
    broken: begins ? (cut ? 'last' : null) : cut ? 'both' : 'first',
  };
}

/** The first working day from a day on, the day itself included. */
export function firstWorkingDay(from: CivilDate, calendar: WorkCalendar): CivilDate {
  const know = workTable(calendar);
  let day = from;
  while (!know(dayNumber(day)).works) day = addDays(day, 1);
  return day;
}

/** 月底 The last day of a month that is written YYYY-MM. */
export const lastDayOfMonth = (month: string): CivilDate =>
  addDays(endOfSpan('month', `${month}-01` as CivilDate), -1);
