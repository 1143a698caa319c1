/** What the tests of time share: short ways to write an instant and a limit. */
import {
  addDays,
  civilDate,
  formatInstant,
  parseInstant,
} from '../../../domain/time/civil-date.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import type { CivilDate, Instant } from '../../../domain/time/instant.ts';
import type { CalendarYear, Due, WorkCalendar } from '../../../domain/time/limit.ts';

/** An instant written like `2026-09-17 10:00`, in UTC+8. */
export function at(text: string): Instant {
  const [date, time = '10:00'] = text.split(' ');
  const parsed = parseInstant(`${date}T${time}${time.length === 5 ? ':00' : ''}+08:00`);
  if (parsed === undefined) throw new Error(`not an instant: ${text}`);
  return parsed;
}

export const dates = (texts: string): CivilDate[] =>
  texts === '' ? [] : texts.split(' ').map(civilDate);

/** Every day from `from` to `to`, both included. */
export function everyDay(from: string, to: string): CivilDate[] {
  const days: CivilDate[] = [];
  for (let date = civilDate(from); date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}

/** What was known before the notice of a year came. */
export const before = (year: number): WorkCalendar =>
  publishedYears.filter((arranged) => arranged.year < year);

export function arranged(year: number, version: number, off: string, work: string): CalendarYear {
  return {
    year,
    version,
    notice: `notice ${year}/${version}`,
    publishedOn: civilDate(`${year - 1}-11-01`),
    off: dates(off),
    work: dates(work),
  };
}

/** The parts of a due that a table of cases states. */
export function ends(due: Due): {
  at: string;
  status: string;
  lastDay?: string;
  earliest?: string;
} {
  return {
    at: formatInstant(due.at).slice(0, 16).replace('T', ' '),
    status: due.status,
    ...(due.lastDay && { lastDay: due.lastDay }),
    ...(due.earliest !== undefined && {
      earliest: formatInstant(due.earliest).slice(0, 16).replace('T', ' '),
    }),
  };
}
