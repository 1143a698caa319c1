/** QJ-3.3, QJ-A1: weeks, months, quarters and years without a gap, the first working day after them, and the printed rows. */
import { describe, expect, it } from 'vitest';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { civilDate, parseInstant, startOfDay } from '../../../domain/time/civil-date.ts';
import { due, inTime } from '../../../domain/time/due.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';
import {
  firstWorkingDay,
  lastDayOfMonth,
  periodFrom,
  spans,
  type Span,
} from '../../../domain/time/spans.ts';
import { printedRows, printedSections } from '../../../domain/work-plan/annex.ts';
import { complete } from '../../../domain/work-task/duties.ts';

const day = civilDate;
const all = (span: Span, from: CivilDate, last: CivilDate): string[] => {
  const found: string[] = [];
  for (let p = periodFrom(span, from, last); p; p = periodFrom(span, p.until, last))
    found.push(`${p.from} ${p.until} ${p.broken ?? 'whole'}`);
  return found;
};

describe('QJ-3.3 期间', () => {
  it('of 2021: 36 weeks, 9 months, 3 quarters and a year, from the day of issue to the last day', () => {
    const counts = spans.map((span) => all(span, day('2021-04-27'), day('2021-12-31')).length);
    expect(counts).toEqual([36, 9, 3, 1]);
  });

  it('each begins with the end of the one before, and the whole is covered', () => {
    for (const span of spans) {
      const found = all(span, day('2021-04-27'), day('2022-02-10')).map((p) => p.split(' '));
      expect(found[0]![0]).toBe('2021-04-27');
      expect(found.at(-1)![1]).toBe('2022-02-11');
      for (const [n, [, until]] of found.entries())
        if (n + 1 < found.length) expect(found[n + 1]![0]).toBe(until);
    }
  });

  it.each<[string, Span, string, string | undefined, string]>([
    ['a Tuesday begins a broken week', 'week', '2021-04-27', undefined, '2021-05-03 first'],
    ['a Monday a whole one', 'week', '2021-05-03', undefined, '2021-05-10 null'],
    ['a Sunday is a week of one day', 'week', '2021-05-02', undefined, '2021-05-03 first'],
    ['closed on Sunday it is whole', 'week', '2021-05-03', '2021-05-09', '2021-05-10 null'],
    ['closed on Saturday it is not', 'week', '2021-05-03', '2021-05-08', '2021-05-09 last'],
    ['a month', 'month', '2021-04-27', undefined, '2021-05-01 first'],
    ['of the leap year', 'month', '2024-02-01', undefined, '2024-03-01 null'],
    ['a quarter', 'quarter', '2021-04-27', undefined, '2021-07-01 first'],
    ['a year', 'year', '2021-04-27', undefined, '2022-01-01 first'],
    ['issued and closed within it', 'year', '2021-04-27', '2021-12-30', '2021-12-31 both'],
    ['issued and closed on a day', 'week', '2021-04-27', '2021-04-27', '2021-04-28 both'],
  ])('%s', (_, span, from, last, expected) => {
    const p = periodFrom(span, day(from), last === undefined ? undefined : day(last))!;
    expect(`${p.until} ${p.broken}`).toBe(expected);
  });

  it('nothing is left after the last day', () =>
    expect(periodFrom('week', day('2021-05-03'), day('2021-05-02'))).toBeUndefined());

  it.each([
    ['after the holidays of May', '2021-05-03', '2021-05-06'],
    ['a Monday', '2021-05-10', '2021-05-10'],
    ['a Saturday that is worked', '2021-05-08', '2021-05-08'],
    ['a Saturday', '2021-05-15', '2021-05-17'],
    ['the national day', '2021-10-01', '2021-10-08'],
    ['New Year', '2022-01-01', '2022-01-04'],
  ])('the first working day: %s', (_, from, expected) =>
    expect(firstWorkingDay(day(from), publishedYears)).toBe(expected),
  );
});

describe('QJ-A1 附件1', () => {
  it('sixteen rows: ten with a date, five ongoing, one in conflict; every section is one of nine', () => {
    expect(printedRows).toHaveLength(16);
    const conflict = printedRows.filter((r) => r.conflictOn !== undefined);
    const dated = printedRows.filter((r) => r.dueOn !== undefined && r.conflictOn === undefined);
    expect([conflict.map(({ id }) => id), dated.length]).toEqual([['6.1'], 10]);
    expect(printedRows.filter((r) => r.dueOn === undefined)).toHaveLength(5);
    const named = new Set(printedRows.flatMap(({ sections }) => sections));
    expect([...named].toSorted()).toEqual([...printedSections].toSorted());
  });

  it('月底前 is the last day of the month, which is included', () => {
    expect(['2021-04', '2021-09', '2024-02'].map(lastDayOfMonth)).toEqual([
      '2021-04-30',
      '2021-09-30',
      '2024-02-29',
    ]);
    const { limit } = complete('QJ-A1-4.1', day('2021-04-30'), 'text');
    const end = due(startOfDay(day('2021-04-27')), limit, publishedYears);
    expect(inTime(parseInstant('2021-04-30T23:59:59+08:00')!, end)).toBe(true);
    expect(inTime(parseInstant('2021-05-01T00:00:00+08:00')!, end)).toBe(false);
  });

  it('a date does not roll, also where it is a day of rest', () => {
    const { limit } = complete('QJ-A1', day('2021-05-01'), 'text');
    expect(due(startOfDay(day('2021-04-27')), limit, publishedYears).lastDay).toBe('2021-05-01');
  });
});
