/** 逐段计数 How many working days lie in a span, told in runs short enough to count by hand. */
import { addMonths, dateOfDay, dayNumber, weekdayOfDay } from './civil-date.ts';
import { isWeekend } from './calendar.ts';
import type { DayKnowledge } from './calendar.ts';
import type { CivilDate } from './instant.ts';
import type { Explained } from './limit.ts';

/** One stretch of the count: its number of working days and how they come about. */
export interface Run {
  count: number;
  told: Explained;
}

type Knowing = (dayNumber: number) => DayKnowledge;
export interface Stretch {
  from: number;
  to: number;
}

/** More months than this are told by the year. */
const MONTHS_TOLD_SINGLY = 6;

/** The working days of a span of day numbers (both included), by month, or by year when the span is long. */
export function workingRuns(from: number, to: number, know: Knowing): Run[] {
  const months = stretches(from, to, 1);
  if (months.length <= MONTHS_TOLD_SINGLY) return months.map((month) => tellMonth(month, know));
  return stretches(from, to, 12).map((year) => tellYear(year, know));
}

/** A span cut at the beginning of every month (`months` = 1) or of every year (12). */
function stretches(from: number, to: number, months: 1 | 12): Stretch[] {
  const found: Stretch[] = [];
  for (let n = from; n <= to; n = found.at(-1)!.to + 1) {
    const date = dateOfDay(n);
    const first =
      `${date.slice(0, months === 1 ? 7 : 4)}${months === 1 ? '' : '-01'}-01` as CivilDate;
    found.push({ from: n, to: Math.min(to, dayNumber(addMonths(first, months)) - 1) });
  }
  return found;
}

/** Within a month every rest day and every make-up day is named. */
function tellMonth({ from, to }: Stretch, know: Knowing): Run {
  const weekends: number[] = [];
  const holidays: number[] = [];
  const makeUps: number[] = [];
  for (let n = from; n <= to; n++) {
    const { why } = know(n);
    if (why === 'weekend') weekends.push(n);
    if (why === 'off' || why === 'statutory') holidays.push(n);
    if (why === 'make-up') makeUps.push(n);
  }
  const count = to - from + 1 - weekends.length - holidays.length;
  const zh = [
    named('放假', holidays, '、'),
    named('周末', weekends, '、'),
    ...makeUps.map((n) => `${dateOfDay(n)}为调休工作日`),
  ];
  const en = [
    named('holiday ', holidays, ', '),
    named('weekend ', weekends, ', '),
    ...makeUps.map((n) => `${dateOfDay(n)} is a make-up working day`),
  ];
  return { count, told: tell(label(from, to, 8), count, zh, en) };
}

/** Within a year: all days, less the weekends, less the weekdays off, plus the make-up days. */
function tellYear({ from, to }: Stretch, know: Knowing): Run {
  let [weekends, off, makeUps] = [0, 0, 0];
  for (let n = from; n <= to; n++) {
    const { why } = know(n);
    if (isWeekend(n)) weekends++;
    else if (why === 'off' || why === 'statutory') off++;
    if (why === 'make-up') makeUps++;
  }
  const days = to - from + 1;
  const count = days - weekends - off + makeUps;
  const zh = [`${days}日 − ${weekends}个周末日 − ${off}个放假的平日 + ${makeUps}个调休工作日`];
  const en = [
    `${days} days − ${weekends} weekend days − ${off} weekdays off + ${makeUps} make-up working days`,
  ];
  return { count, told: tell(label(from, to, 5), count, zh, en) };
}

function tell(span: string, count: number, zh: string[], en: string[]): Explained {
  const [zhWhy, enWhy] = [zh.filter(Boolean).join('；'), en.filter(Boolean).join('; ')];
  return {
    zh: `${span}：${count}个工作日${zhWhy && `（${zhWhy}）`}`,
    en: `${span}: ${count} working ${count === 1 ? 'day' : 'days'}${enWhy && ` (${enWhy})`}`,
  };
}

/** `2025-09-19…30`: what the two ends share is written once. */
function label(from: number, to: number, shared: number): string {
  return from === to ? dateOfDay(from) : `${dateOfDay(from)}…${dateOfDay(to).slice(shared)}`;
}

/** `weekend 20–21, 27`: days of the month. Empty when there are none. */
function named(what: string, days: number[], comma: string): string {
  const list = neighbours(days).map(({ from, to }) =>
    [...new Set([from, to])].map((n) => Number(dateOfDay(n).slice(8))).join('–'),
  );
  return list.length === 0 ? '' : what + list.join(comma);
}

/** Ascending whole numbers, those that follow one another taken together. */
export function neighbours(numbers: number[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const n of numbers) {
    const last = joined.at(-1);
    if (last?.to === n - 1) last.to = n;
    else joined.push({ from: n, to: n });
  }
  return joined;
}

const ZH_WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const EN_WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A day with its weekday, in both languages. */
export function spoken(n: number): Explained {
  const date = dateOfDay(n);
  return {
    zh: `${date}（${ZH_WEEKDAYS[weekdayOfDay(n)]}）`,
    en: `${date} (${EN_WEEKDAYS[weekdayOfDay(n)]})`,
  };
}
