/** 提醒的时间 When somebody is told: not in the quiet hours, of management periods not on rest days, of the law on every day. */
import { civilDateOf, dateOfDay, dayNumber, startOfDay } from '../time/civil-date.ts';
import { workTable } from '../time/calendar.ts';
import { due } from '../time/due.ts';
import { DAY, HOUR, instant } from '../time/instant.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { WorkCalendar } from '../time/limit.ts';
import type { ReminderSettings, Step } from './settings.ts';

const MINUTE = 60_000;
const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const minuteOfDay = (at: Instant): number => (at - startOfDay(civilDateOf(at))) / MINUTE;

/** When the quiet hours end in which an instant lies; nothing outside them. They may go over midnight. */
export function quietUntil(at: Instant, { quiet }: ReminderSettings): Instant | undefined {
  const [from, until] = [minutesOf(quiet.from), minutesOf(quiet.until)];
  const now = minuteOfDay(at);
  const within = from <= until ? now >= from && now < until : now >= from || now < until;
  if (!within) return undefined;
  const today = startOfDay(civilDateOf(at));
  const ends = instant(today + until * MINUTE);
  return ends > at ? ends : startPlus(at, until);
}

const startPlus = (at: Instant, minutes: number): Instant =>
  instant(startOfDay(dateOfDay(dayNumber(civilDateOf(at)) + 1)) + minutes * MINUTE);

/** 紧急 What the law lets run out before the quiet hours end is told in them, while something can still be done. */
export const breaksQuiet = (
  force: 'law' | 'management',
  dueAt: Instant,
  at: Instant,
  ends: Instant,
): boolean => force === 'law' && at < dueAt && dueAt <= ends;

/** When a message leaves that would leave at `at`: in quiet hours only where one of these, owed by law, runs out before they end; else when they end. */
export function leavesAt(
  at: Instant,
  owedByLaw: readonly Instant[],
  settings: ReminderSettings,
): Instant {
  const ends = quietUntil(at, settings);
  const pressing = ends !== undefined && owedByLaw.some((one) => breaksQuiet('law', one, at, ends));
  return ends === undefined || pressing ? at : ends;
}

/** 休息日 Of a management period nobody is told on a rest day; of the law on any day. */
export const tellsToday = (
  force: 'law' | 'management',
  at: Instant,
  calendar: WorkCalendar,
): boolean => force === 'law' || worksOn(civilDateOf(at), calendar);

const worksOn = (day: CivilDate, calendar: WorkCalendar): boolean =>
  workTable(calendar)(dayNumber(day)).works;

/** Of an hour within the quiet hours the end of them: else no digest would ever go out. */
function digestHour(day: CivilDate, settings: ReminderSettings): Instant {
  const hour = instant(startOfDay(day) + minutesOf(settings.digestAt) * MINUTE);
  return quietUntil(hour, settings) === undefined
    ? hour
    : instant(startOfDay(day) + minutesOf(settings.quiet.until) * MINUTE);
}

/** 每日摘要 The day whose digest is to be sent by now; none before its hour (`ahead`: it is still to come today). On a rest day (`rest`) it is of the law alone. */
export function digestDay(
  at: Instant,
  settings: ReminderSettings,
  calendar: WorkCalendar,
): { day?: CivilDate; ahead?: Instant; rest: boolean } {
  const day = civilDateOf(at);
  const rest = !worksOn(day, calendar);
  const hour = digestHour(day, settings);
  return at >= hour ? { day, rest } : { ahead: hour, rest };
}

/** Until when a digest looks ahead: to the end of the next working day, so that nothing falls due unsaid on the rest days between. */
export function digestHorizon(day: CivilDate, calendar: WorkCalendar): Instant {
  const know = workTable(calendar);
  let n = dayNumber(day) + 1;
  while (!know(n).works) n++;
  return startOfDay(dateOfDay(n + 1));
}

/** When the digest before a day's has looked: what has come to be owed since is new. */
export function digestBefore(
  day: CivilDate,
  settings: ReminderSettings,
  calendar: WorkCalendar,
): Instant {
  const know = workTable(calendar);
  let n = dayNumber(day) - 1;
  while (!know(n).works) n--;
  return digestHour(dateOfDay(n), settings);
}

/** 新的待办 Since when what has come to be owed is looked for: what could not be told on rest days, in quiet hours or in an outage of some days is told after them. */
export function newSince(at: Instant, settings: ReminderSettings, calendar: WorkCalendar): Instant {
  const before = digestBefore(civilDateOf(at), settings, calendar);
  return instant(Math.min(before - DAY, at - 3 * DAY));
}

/** 逐级 When a step of the chain is reached. What is owed by law is counted in days of every kind. */
export function reachedAt(step: Step, overdueSince: Instant, calendar: WorkCalendar): Instant {
  if ('hours' in step) return instant(overdueSince + step.hours * HOUR);
  const limit =
    step.force === 'law'
      ? ({ unit: 'calendar-days', count: step.days, roll: false } as const)
      : ({ unit: 'working-days', count: step.days } as const);
  // A period of days is over at midnight: the day that then begins is the first one late.
  return due(instant(overdueSince - 1), limit, calendar).at;
}
