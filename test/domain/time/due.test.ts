import { describe, expect, it, test } from 'vitest';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';
import { due, inTime } from '../../../domain/time/due.ts';
import { HOUR, instant } from '../../../domain/time/instant.ts';
import type { TimeLimit } from '../../../domain/time/limit.ts';
import { arranged, at, ends, everyDay } from './shared.ts';

const firm = (lastDay: string, dueAt: string) => ({ at: dueAt, status: 'firm', lastDay });
const count = (start: string, limit: TimeLimit) => ends(due(at(start), limit, publishedYears));
const lastDay = (start: string, limit: TimeLimit) => due(at(start), limit, publishedYears).lastDay;

describe('H(n) hours', () => {
  test.each([
    ['an ordinary day', '2026-11-16 10:00', 24, '2026-11-17 10:00'],
    ['over a weekend: no roll', '2026-11-20 17:45', 48, '2026-11-22 17:45'],
    ['into the Spring Festival: no roll', '2026-02-14 09:00', 24, '2026-02-15 09:00'],
    ['over the leap day', '2024-02-28 12:00', 24, '2024-02-29 12:00'],
    ['into an unpublished year: still firm', '2026-12-31 09:30', 24, '2027-01-01 09:30'],
  ])('%s', (_, start, n, expected) =>
    expect(count(start, { unit: 'hours', count: n })).toEqual({ at: expected, status: 'firm' }),
  );

  it('keep the millisecond, end inclusively and use no calendar', () => {
    const start = instant(at('2026-11-16 10:00') + 7);
    expect(due(start, { unit: 'hours', count: 24 }, publishedYears)).toMatchObject({
      at: start + 24 * HOUR,
      inclusive: true,
      calendarVersions: [],
    });
  });
});

describe('WD(n) working days', () => {
  test.each([
    [
      'the example of the issue: National Day with 中秋, two make-up days',
      '2025-09-18 09:30',
      20,
      '2025-10-22',
      '2025-10-23 00:00',
    ],
    ['Spring Festival in the middle', '2026-02-12', 5, '2026-02-26', '2026-02-27 00:00'],
    ['ending on a make-up Saturday', '2026-02-24', 4, '2026-02-28', '2026-03-01 00:00'],
    ['ending on a make-up Sunday', '2026-09-18', 1, '2026-09-20', '2026-09-21 00:00'],
    ['ten with a make-up Sunday', '2026-09-10', 10, '2026-09-23', '2026-09-24 00:00'],
    ['the day before National Day', '2025-09-30', 1, '2025-10-09', '2025-10-10 00:00'],
    ['除夕 2024 counts', '2024-02-08', 1, '2024-02-09', '2024-02-10 00:00'],
    ['除夕 2025 does not', '2025-01-27', 1, '2025-02-05', '2025-02-06 00:00'],
    ['leap day', '2024-02-28', 1, '2024-02-29', '2024-03-01 00:00'],
    ['year end between published years', '2025-12-31', 1, '2026-01-04', '2026-01-05 00:00'],
    ['started on a rest day', '2026-10-03', 1, '2026-10-08', '2026-10-09 00:00'],
    ['a holiday of a single Wednesday', '2023-04-04', 1, '2023-04-06', '2023-04-07 00:00'],
    ['last day of the published years', '2026-12-30', 1, '2026-12-31', '2027-01-01 00:00'],
  ])('%s', (_, start, n, day, dueAt) =>
    expect(count(start, { unit: 'working-days', count: n })).toEqual(firm(day, dueAt)),
  );

  it('exclude the start day of UTC+8, not of UTC', () => {
    const one: TimeLimit = { unit: 'working-days', count: 1 };
    expect(lastDay('2026-11-16 23:59:59.999', one)).toBe('2026-11-17');
    expect(lastDay('2026-11-17 00:00', one)).toBe('2026-11-18');
    expect(lastDay('2026-11-17 07:59', one)).toBe('2026-11-18');
  });
});

describe('CD(n) calendar days', () => {
  test.each([
    ['ends on a make-up Sunday: no roll', '2026-09-17', 3, '2026-09-20', '2026-09-21 00:00'],
    ['ends on National Day', '2026-09-01', 30, '2026-10-08', '2026-10-09 00:00'],
    ['ends on a Saturday', '2026-11-17', 4, '2026-11-23', '2026-11-24 00:00'],
    ['rolls onto a make-up Saturday', '2023-10-01', 3, '2023-10-07', '2023-10-08 00:00'],
    ['rest days in the middle count', '2026-09-29', 10, '2026-10-09', '2026-10-10 00:00'],
    ['ends on the leap day', '2024-02-26', 3, '2024-02-29', '2024-03-01 00:00'],
    ['over the year end onto New Year', '2025-12-29', 3, '2026-01-04', '2026-01-05 00:00'],
    ['ends on the last published day', '2026-12-28', 3, '2026-12-31', '2027-01-01 00:00'],
    ['ends in the Spring Festival', '2026-02-13', 6, '2026-02-24', '2026-02-25 00:00'],
  ])('%s', (_, start, n, day, dueAt) =>
    expect(count(start, { unit: 'calendar-days', count: n })).toEqual(firm(day, dueAt)),
  );

  it('without roll end where they end and ask no calendar (封存 30日)', () => {
    const answer = due(
      at('2026-09-01'),
      { unit: 'calendar-days', count: 30, roll: false },
      publishedYears,
    );
    expect(ends(answer)).toEqual(firm('2026-10-01', '2026-10-02 00:00'));
    expect(answer.calendarVersions).toEqual([]);
    expect(count('2026-12-18', { unit: 'calendar-days', count: 30, roll: false })).toEqual(
      firm('2027-01-17', '2027-01-18 00:00'),
    );
  });
});

describe('months', () => {
  test.each([
    ['corresponding day', '2026-04-15', 1, '2026-05-15'],
    ['month end that is a make-up Saturday', '2026-01-31', 1, '2026-02-28'],
    ['month end in a leap year', '2024-01-31', 1, '2024-02-29'],
    ['onto National Day', '2026-09-01', 1, '2026-10-08'],
  ])('%s', (_, start, n, day) => expect(lastDay(start, { unit: 'months', count: n })).toBe(day));

  it('without roll', () =>
    expect(count('2026-09-01', { unit: 'months', count: 1, roll: false })).toEqual(
      firm('2026-10-01', '2026-10-02 00:00'),
    ));
});

describe('windows, years and fixed dates never roll and are never provisional', () => {
  test.each<[string, string, TimeLimit, string, string]>([
    ['one year', '2025-11-21', { unit: 'year-window', count: 1 }, '2026-11-21', '2026-11-22 00:00'],
    [
      'one year ending on National Day',
      '2025-10-01',
      { unit: 'year-window', count: 1 },
      '2026-10-01',
      '2026-10-02 00:00',
    ],
    [
      '29 February + 1 year',
      '2024-02-29',
      { unit: 'year-window', count: 1 },
      '2025-02-28',
      '2025-03-01 00:00',
    ],
    [
      '29 February + 4 years',
      '2024-02-29',
      { unit: 'year-window', count: 4 },
      '2028-02-29',
      '2028-03-01 00:00',
    ],
    ['年度', '2026-05-01', { unit: 'calendar-year' }, '2026-12-31', '2027-01-01 00:00'],
    [
      '年度, begun in the first minute of the year',
      '2027-01-01 00:00',
      { unit: 'calendar-year' },
      '2027-12-31',
      '2028-01-01 00:00',
    ],
    [
      'a fixed Saturday',
      '2026-05-01',
      { unit: 'fixed', on: civilDate('2026-10-31') },
      '2026-10-31',
      '2026-11-01 00:00',
    ],
    [
      'a fixed holiday of an unpublished year',
      '2026-05-01',
      { unit: 'fixed', on: civilDate('2027-10-01') },
      '2027-10-01',
      '2027-10-02 00:00',
    ],
  ])('%s', (_, start, limit, day, dueAt) => {
    expect(count(start, limit)).toEqual(firm(day, dueAt));
    expect(due(at(start), limit, publishedYears)).toMatchObject({
      inclusive: false,
      calendarVersions: [],
    });
  });
});

describe('an unpublished year', () => {
  test.each<[string, string, TimeLimit, object]>([
    [
      'WD into it',
      '2026-12-18',
      { unit: 'working-days', count: 20 },
      { lastDay: '2027-01-18', at: '2027-01-19 00:00', earliest: '2027-01-13 00:00' },
    ],
    [
      'CD whose last day is its New Year',
      '2026-12-29',
      { unit: 'calendar-days', count: 3 },
      { lastDay: '2027-01-04', at: '2027-01-05 00:00', earliest: '2027-01-03 00:00' },
    ],
    [
      'CD whose last day is a Sunday far from holidays',
      '2026-12-18',
      { unit: 'calendar-days', count: 30 },
      { lastDay: '2027-01-18', at: '2027-01-19 00:00', earliest: '2027-01-19 00:00' },
    ],
    [
      'CD whose last day is a weekday',
      '2026-12-15',
      { unit: 'calendar-days', count: 30 },
      { lastDay: '2027-01-14', at: '2027-01-15 00:00', earliest: '2027-01-15 00:00' },
    ],
    [
      'a month whose day is 除夕',
      '2027-01-05',
      { unit: 'months', count: 1 },
      { lastDay: '2027-02-09', at: '2027-02-10 00:00', earliest: '2027-02-10 00:00' },
    ],
  ])('%s', (_, start, limit, expected) =>
    expect(count(start, limit)).toEqual({ status: 'provisional', ...expected }),
  );

  it('leaves provisional what only passes through it', () => {
    const withoutIt = publishedYears.filter((arranged) => arranged.year !== 2025);
    const through: TimeLimit = { unit: 'working-days', count: 300 };
    expect(due(at('2024-12-02'), through, withoutIt)).toMatchObject({
      status: 'provisional',
      calendarVersions: ['2024/1', '2026/1'],
    });
    expect(due(at('2024-12-02'), { unit: 'months', count: 14 }, withoutIt).status).toBe('firm');
  });

  it('names the versions that are known', () => {
    expect(
      due(at('2026-12-18'), { unit: 'working-days', count: 20 }, publishedYears).calendarVersions,
    ).toEqual(['2026/1']);
    expect(
      due(at('2026-12-29'), { unit: 'calendar-days', count: 3 }, publishedYears).calendarVersions,
    ).toEqual([]);
  });
});

describe('a revision inside the period (国办发明电〔2020〕1号 of 2020-01-26)', () => {
  const known = arranged(
    2020,
    1,
    everyDay('2020-01-24', '2020-01-30').join(' '),
    '2020-01-19 2020-02-01',
  );
  const revised = arranged(2020, 2, everyDay('2020-01-24', '2020-02-02').join(' '), '2020-01-19');

  it('answers what was due as known on 25 January, and what after', () => {
    const five: TimeLimit = { unit: 'working-days', count: 5 };
    const asKnown = due(at('2020-01-20'), five, [known]);
    const after = due(at('2020-01-20'), five, [known, revised]);
    expect([asKnown.lastDay, asKnown.calendarVersions]).toEqual(['2020-02-01', ['2020/1']]);
    expect([after.lastDay, after.calendarVersions]).toEqual(['2020-02-04', ['2020/2']]);
  });

  it('does not touch hours', () => {
    const hours: TimeLimit = { unit: 'hours', count: 48 };
    expect(due(at('2020-01-31'), hours, [known])).toEqual(
      due(at('2020-01-31'), hours, [known, revised]),
    );
  });
});

describe('close of business', () => {
  const closing = (limit: TimeLimit, closeOfBusiness: number) =>
    ends(due(at('2026-11-16'), limit, publishedYears, { closeOfBusiness })).at;

  test.each<[TimeLimit, string]>([
    [{ unit: 'working-days', count: 1 }, '2026-11-17 17:30'],
    [{ unit: 'calendar-days', count: 3 }, '2026-11-19 17:30'],
    [{ unit: 'calendar-days', count: 3, roll: false }, '2026-11-19 17:30'],
    [{ unit: 'months', count: 1 }, '2026-12-16 17:30'],
    [{ unit: 'hours', count: 24 }, '2026-11-17 10:00'],
    [{ unit: 'fixed', on: civilDate('2026-11-20') }, '2026-11-21 00:00'],
    [{ unit: 'calendar-year' }, '2027-01-01 00:00'],
    [{ unit: 'year-window', count: 1 }, '2027-11-17 00:00'],
  ])('%o ends %s', (limit, dueAt) => expect(closing(limit, 1050)).toBe(dueAt));

  it('cuts the earliest end too', () => {
    const answer = due(at('2026-12-18'), { unit: 'working-days', count: 20 }, publishedYears, {
      closeOfBusiness: 1050,
    });
    expect(ends(answer)).toMatchObject({ at: '2027-01-18 17:30', earliest: '2027-01-12 17:30' });
  });

  test.each([0, 1441, 17.5, -1])('%d is no minute of a day', (minutes) => {
    expect(() => closing({ unit: 'working-days', count: 1 }, minutes)).toThrow(RangeError);
  });
});

describe('in time', () => {
  const hours = due(at('2026-11-16'), { unit: 'hours', count: 24 }, publishedYears);
  const days = due(at('2026-11-16'), { unit: 'calendar-days', count: 3 }, publishedYears);

  test.each([
    ['hours: at the last instant', hours, 0, true],
    ['hours: a millisecond after it', hours, 1, false],
    ['days: a millisecond before midnight', days, -1, true],
    ['days: at midnight', days, 0, false],
  ])('%s', (_, limit, shift, verdict) =>
    expect(inTime(instant(limit.at + shift), limit)).toBe(verdict),
  );
});

describe('the 3日 question (legal-time §5)', () => {
  it('CD(3) is never later than WD(3), and differs on 494 of 1,074 start dates', () => {
    const starts = everyDay('2024-01-01', '2026-12-09');
    const both = starts.map(
      (date) =>
        [
          lastDay(date, { unit: 'calendar-days', count: 3 })!,
          lastDay(date, { unit: 'working-days', count: 3 })!,
        ] as const,
    );
    expect(starts).toHaveLength(1074);
    expect(both.filter(([cd, wd]) => cd > wd)).toEqual([]);
    expect(both.filter(([cd, wd]) => cd !== wd)).toHaveLength(494);
  });
});

describe('refused counts', () => {
  test.each([0, -1, 1.5, NaN, 3661, Infinity])('%d', (n) => {
    for (const unit of [
      'hours',
      'calendar-days',
      'working-days',
      'months',
      'year-window',
    ] as const) {
      expect(() => due(at('2026-11-16'), { unit, count: n }, publishedYears)).toThrow(RangeError);
    }
  });

  it('a fixed date that does not exist', () => {
    expect(() =>
      due(at('2026-11-16'), { unit: 'fixed', on: '2026-02-30' as never }, publishedYears),
    ).toThrow(RangeError);
  });
});
