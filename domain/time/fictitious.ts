/**
 * 样例 Invented arrangements for years without a notice, for demo and test namespaces only.
 * They follow the pattern that the notice for 2025 states (legal-time §3), so that demonstrations meet blocks and make-up days.
 */
import { addDays, civilDate, weekday } from './civil-date.ts';
import type { CivilDate } from './instant.ts';
import type { CalendarYear } from './limit.ts';
import { knowsTheMoon, statutoryHolidays } from './statutory.ts';

/** Up to 2026 there are real notices. */
const FIRST_INVENTED = 2027;
/** The long blocks, in days from their first statutory day. */
const LONG_BLOCKS: Readonly<Record<string, number>> = { 春节: 8, 劳动节: 5, 国庆节: 7 };
/** One-day holidays by weekday (0 = Sunday): where the block begins and ends, in days from the holiday. On a Wednesday it stands alone. */
const SHORT_BLOCKS = [
  [-1, 1],
  [-2, 0],
  [-2, 0],
  [0, 0],
  [0, 2],
  [0, 2],
  [0, 2],
] as const;

interface Block {
  from: CivilDate;
  to: CivilDate;
  statutory: number;
}

/** An invented arrangement, always the same for a year. Throws RangeError before 2027 (real notices) and after 2035 (no lunar dates). */
export function fictitiousYear(year: number): CalendarYear {
  if (year < FIRST_INVENTED || !knowsTheMoon(year))
    throw new RangeError('an arrangement is invented for 2027–2035 only');
  const blocks = blocksOf(year);
  const off = new Set(blocks.flatMap(({ from, to }) => span(from, to)));
  return {
    year,
    version: 1,
    notice: `样例：虚构的${year}年放假安排，仅供演示和测试`,
    publishedOn: civilDate(`${year - 1}-11-15`),
    off: [...off].sort(),
    work: blocks
      .reduce<CivilDate[]>((work, block) => [...work, ...makeUps(block, off, work)], [])
      .sort(),
    fictitious: true,
  };
}

/** 中秋 in the week of 国庆 makes one block of eight days of the two. */
function blocksOf(year: number): Block[] {
  const holidays = statutoryHolidays(year);
  const met = holidays.some(({ zh, days }) => zh === '中秋节' && days[0]! >= `${year}-10-01`);
  return holidays
    .filter(({ zh }) => !(met && zh === '中秋节'))
    .map(({ zh, days }) => {
      const first = days[0]!;
      const extra = met && zh === '国庆节' ? 1 : 0;
      const length = LONG_BLOCKS[zh];
      if (length)
        return {
          from: first,
          to: addDays(first, length - 1 + extra),
          statutory: days.length + extra,
        };
      const [before, after] = SHORT_BLOCKS[weekday(first)]!;
      return { from: addDays(first, before), to: addDays(first, after), statutory: 1 };
    });
}

/** As many weekend days as the block takes weekdays beyond its statutory days: the nearest, before the block and after it in turn. */
function makeUps(
  { from, to, statutory }: Block,
  off: ReadonlySet<CivilDate>,
  taken: readonly CivilDate[],
): CivilDate[] {
  const free = (date: CivilDate) => isWeekend(date) && !off.has(date) && !taken.includes(date);
  const before = span(addDays(from, -10), addDays(from, -1)).toReversed().filter(free);
  const after = span(addDays(to, 1), addDays(to, 10)).filter(free);
  const inTurn = before.flatMap((date, i) => [date, ...after.slice(i, i + 1)]);
  const owed = span(from, to).filter((date) => !isWeekend(date)).length - statutory;
  return inTurn.slice(0, Math.max(0, owed));
}

function span(from: CivilDate, to: CivilDate): CivilDate[] {
  const dates: CivilDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}

function isWeekend(date: CivilDate): boolean {
  return weekday(date) === 0 || weekday(date) === 6;
}
