/** 工作日历 Which days are working days, and how surely that is known (legal-time §3 and §4). */
import { addYears, civilDate, dateOfDay, dayNumber, weekdayOfDay } from './civil-date.ts';
import type { CivilDate } from './instant.ts';
import type { CalendarYear, WorkCalendar } from './limit.ts';
import { knowsTheMoon, statutoryDays } from './statutory.ts';

/** What is known of one day. */
export interface DayKnowledge {
  /** Whether it is a working day, or is expected to be one. */
  works: boolean;
  why: 'weekday' | 'weekend' | 'off' | 'make-up' | 'statutory';
  /** Its year has no published arrangement. */
  unpublished: boolean;
  /** It works, or the arrangement still to come may make it a make-up working day. */
  mayWork: boolean;
}

/** `provisional`: what is expected of a day in an unpublished year, and whether the notice may yet make it a working day. */
export type WorkingDay = 'working' | 'rest' | { provisional: 'working' | 'rest'; mayWork: boolean };

/** How far from a statutory day a make-up day may lie, in days: two weekends on either side. The farthest of 2021–2026 is 10 (2024-05-11). */
const NEAR = 14;

const day = (
  why: DayKnowledge['why'],
  works: boolean,
  unpublished = false,
  mayWork = works,
): DayKnowledge => ({ works, why, unpublished, mayWork });
const PUBLISHED = {
  weekday: day('weekday', true),
  weekend: day('weekend', false),
  off: day('off', false),
  makeUp: day('make-up', true),
};
const UNPUBLISHED = {
  weekday: day('weekday', true, true),
  weekend: day('weekend', false, true),
  weekendNearHoliday: day('weekend', false, true, true),
  statutory: day('statutory', false, true),
};

/**
 * Whether a date is a working day. A statutory holiday is `rest` by law even in a year without arrangement;
 * every other day of such a year is provisional.
 */
export function isWorkingDay(date: CivilDate, calendar: WorkCalendar): WorkingDay {
  const known = workTable(calendar)(dayNumber(date));
  const standing = known.works ? 'working' : 'rest';
  return known.unpublished && known.why !== 'statutory'
    ? { provisional: standing, mayWork: known.mayWork }
    : standing;
}

/** The calendar made ready for counting: what is known of a day number. An unpublished year is looked into only when a day of it is asked for. */
export function workTable(calendar: WorkCalendar): (dayNumber: number) => DayKnowledge {
  const arranged = latestVersions(calendar);
  const published = new Set(arranged.map((year) => year.year));
  const marks = marksOf(arranged);
  const floors = new Map<number, Floor>();
  let [year, first, next] = [0, 0, 0];
  return (n) => {
    const marked = marks.get(n);
    if (marked) return marked;
    // Counting goes day by day: the year is worked out anew only when it changes.
    if (n < first || n >= next) [year, first, next] = yearAround(n);
    const weekend = isWeekend(n);
    if (published.has(year)) return weekend ? PUBLISHED.weekend : PUBLISHED.weekday;
    const floor = floors.get(year) ?? floorOf(year);
    floors.set(year, floor);
    if (floor.statutory.has(n)) return UNPUBLISHED.statutory;
    if (!weekend) return UNPUBLISHED.weekday;
    return floor.near(n) ? UNPUBLISHED.weekendNearHoliday : UNPUBLISHED.weekend;
  };
}

/** The arrangements in force in a snapshot, by year ascending: the latest version of a year wins. */
function latestVersions(calendar: WorkCalendar): CalendarYear[] {
  const latest = new Map<number, CalendarYear>();
  for (const candidate of calendar) {
    const held = latest.get(candidate.year);
    if (!held || candidate.version > held.version) latest.set(candidate.year, candidate);
  }
  return [...latest.values()].sort((a, b) => a.year - b.year);
}

/** The arrangements that speak of a span of days: those of its years, and a following one that names a day of December in it. */
export function arrangementsBetween(
  calendar: WorkCalendar,
  from: CivilDate,
  to: CivilDate,
): CalendarYear[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const within = (date: CivilDate) => date >= from && date <= to;
  return latestVersions(calendar).filter(
    (arranged) =>
      (arranged.year >= first && arranged.year <= last) ||
      [...arranged.off, ...arranged.work].some(within),
  );
}

/** The versions used between two dates (both included), like `2026/1`; an unpublished year has none. */
export function calendarVersionsOf(
  calendar: WorkCalendar,
  from: CivilDate,
  to: CivilDate,
): string[] {
  return arrangementsBetween(calendar, from, to).map(
    (arranged) => `${arranged.year}/${arranged.version}`,
  );
}

/** The years of a span of days that have no arrangement in the snapshot. */
export function unpublishedYears(calendar: WorkCalendar, from: CivilDate, to: CivilDate): number[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return years.filter((year) => !calendar.some((arranged) => arranged.year === year));
}

/** Saturday or Sunday: the weekly rest days of public bodies (国务院关于职工工作时间的规定 7). */
export function isWeekend(n: number): boolean {
  const of = weekdayOfDay(n);
  return of === 0 || of === 6;
}

/** The year of a day number, its first day and that of the next one. */
function yearAround(n: number): [year: number, first: number, next: number] {
  const first = civilDate(`${dateOfDay(n).slice(0, 4)}-01-01`);
  return [Number(first.slice(0, 4)), dayNumber(first), dayNumber(addYears(first, 1))];
}

interface Floor {
  statutory: Set<number>;
  near: (n: number) => boolean;
}

/** Later years are entered last: a notice that names a day of the December before it speaks after the notice of that December's year. */
function marksOf(arranged: CalendarYear[]): Map<number, DayKnowledge> {
  const marks = new Map<number, DayKnowledge>();
  for (const year of arranged) {
    for (const date of year.off) marks.set(dayNumber(date), PUBLISHED.off);
    for (const date of year.work) marks.set(dayNumber(date), PUBLISHED.makeUp);
  }
  return marks;
}

/** What the law fixes for a year before any notice. Where the lunar dates are not in the table, any weekend may turn out to be near a holiday. */
function floorOf(year: number): Floor {
  const days = statutoryDays(year);
  const anchors = [...days, addYears(days[0]!, 1)].map(dayNumber);
  const near = knowsTheMoon(year)
    ? (n: number) => anchors.some((anchor) => Math.abs(anchor - n) <= NEAR)
    : () => true;
  return { statutory: new Set(days.map(dayNumber)), near };
}
