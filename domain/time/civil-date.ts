/**
 * 日期与时刻 Civil dates and instants in fixed UTC+8, by the proleptic Gregorian calendar (民法典 200).
 * Own arithmetic: workflows count with this file, so it must give the same answer on every machine and at every replay.
 */
import { DAY, HOUR, instant } from './instant.ts';
import type { CivilDate, Instant } from './instant.ts';

interface YearMonthDay {
  year: number;
  month: number;
  day: number;
}

const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** RFC 3339 §5.6: the offset is mandatory; `T` and `Z` may be written small. */
const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
/** UTC+8 in milliseconds. */
const OFFSET = 8 * HOUR;
/** The years in which a case can stand; outside them a time is a slip of the pen. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2200;
/** Day number 0 is 1970-01-01, a Thursday. */
const WEEKDAY_OF_DAY_ZERO = 4;

/** Brands a real date written YYYY-MM-DD, years 0001–9999. Throws RangeError for anything else. */
export function civilDate(text: string): CivilDate {
  const parts = CIVIL_DATE.exec(text);
  if (!parts || !isReal(Number(parts[1]), Number(parts[2]), Number(parts[3]))) {
    throw new RangeError(`not a civil date (YYYY-MM-DD): ${text}`);
  }
  return text as CivilDate;
}

/** The civil date in UTC+8 on which an instant falls. */
export function civilDateOf(at: Instant): CivilDate {
  return dateOfDay(Math.floor((at + OFFSET) / DAY));
}

/** 00:00 UTC+8 of a civil date. */
export function startOfDay(date: CivilDate): Instant {
  return instant(dayNumber(date) * DAY - OFFSET);
}

/** The date `n` days later (earlier when negative). */
export function addDays(date: CivilDate, n: number): CivilDate {
  return dateOfDay(dayNumber(date) + n);
}

/** 民法典 202: the corresponding day of the month `n` months later; where that month has none, its last day. */
export function addMonths(date: CivilDate, n: number): CivilDate {
  const { year, month, day } = split(date);
  const months = year * 12 + (month - 1) + n;
  const target = { year: Math.floor(months / 12), month: mod(months, 12) + 1 };
  return join({ ...target, day: Math.min(day, daysInMonth(target.year, target.month)) });
}

/** 民法典 202: the corresponding day `n` years later; 29 February ends on 28 February of a common year. */
export function addYears(date: CivilDate, n: number): CivilDate {
  return addMonths(date, 12 * n);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: CivilDate): number {
  return weekdayOfDay(dayNumber(date));
}

/** RFC 3339 in +08:00; milliseconds are written only when they are not zero. */
export function formatInstant(at: Instant): string {
  const local = at + OFFSET;
  const ofDay = mod(local, DAY);
  const clock = [ofDay / 3_600_000, (ofDay / 60_000) % 60, (ofDay / 1000) % 60]
    .map((n) => pad(Math.floor(n), 2))
    .join(':');
  const ms = ofDay % 1000;
  return `${dateOfDay(Math.floor(local / DAY))}T${clock}${ms === 0 ? '' : `.${pad(ms, 3)}`}+08:00`;
}

/**
 * Reads RFC 3339 with a mandatory offset. Undefined for anything else: a date that does not exist, a time of day past 23:59:59
 * (a leap second too), a year outside 1990–2200 in UTC+8. Digits past the millisecond are cut off.
 */
export function parseInstant(text: string): Instant | undefined {
  const parts = RFC_3339.exec(text);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offset = offsetMinutes(parts[8], Number(parts[9] ?? 0), Number(parts[10] ?? 0));
  if (!isReal(year, month, day) || hour > 23 || minute > 59 || second > 59 || offset === undefined)
    return undefined;
  const ms = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const ofDay = ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms;
  const at = instant(daysFromCivil(year, month, day) * DAY + ofDay);
  const inBeijing = civilFromDays(Math.floor((at + OFFSET) / DAY)).year;
  return inBeijing < FIRST_YEAR || inBeijing > LAST_YEAR ? undefined : at;
}

/** Days since 1970-01-01 of a civil date: what the counting loops run on. */
export function dayNumber(date: CivilDate): number {
  const { year, month, day } = split(date);
  return daysFromCivil(year, month, day);
}

/** The civil date of a day number. Throws RangeError outside the years 0001–9999. */
export function dateOfDay(days: number): CivilDate {
  return join(civilFromDays(days));
}

/** 0 = Sunday … 6 = Saturday, of a day number. */
export function weekdayOfDay(days: number): number {
  return mod(days + WEEKDAY_OF_DAY_ZERO, 7);
}

function offsetMinutes(
  sign: string | undefined,
  hours: number,
  minutes: number,
): number | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function isReal(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Counts in eras of 400 years whose years begin on 1 March, so that the leap day is the last of its year. */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * mod(month - 3, 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The inverse of `daysFromCivil`. */
function civilFromDays(days: number): YearMonthDay {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mod(fromMarch + 2, 12) + 1;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
}

function split(date: CivilDate): YearMonthDay {
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

function join({ year, month, day }: YearMonthDay): CivilDate {
  if (!(year >= 1 && year <= 9999))
    throw new RangeError('a civil date lies in the years 0001–9999');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDate;
}

function pad(n: number, width: number): string {
  return String(n).padStart(width, '0');
}

function mod(a: number, b: number): number {
  return ((a % b) + b) % b;
}
