import { findWorkday, getSolarDateFromLunar, getSolarTermDate, isWorkday } from 'chinese-days';
import { describe, expect, it, test } from 'vitest';
import { calendarVersionsOf, isWorkingDay, workTable } from '../../../domain/time/calendar.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { civilDate, dayNumber } from '../../../domain/time/civil-date.ts';
import { due } from '../../../domain/time/due.ts';
import { statutoryDays } from '../../../domain/time/statutory.ts';
import type { WorkCalendar } from '../../../domain/time/limit.ts';
import { arranged, at, before, everyDay } from './shared.ts';

const on = (date: string, calendar: WorkCalendar = publishedYears) =>
  isWorkingDay(civilDate(date), calendar);

describe('published years', () => {
  test.each([
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, total) => {
    const working = everyDay(`${year}-01-01`, `${year}-12-31`).filter(
      (date) => on(date) === 'working',
    );
    expect(working).toHaveLength(total);
  });

  it('agree with chinese-days on every day of 2021–2026', () => {
    const days = everyDay('2021-01-01', '2026-12-31');
    expect(days).toHaveLength(2191);
    expect(days.filter((date) => (on(date) === 'working') !== isWorkday(date))).toEqual([]);
  });

  it('give the same working-day deadlines as chinese-days from every start, for 1, 3, 10 and 20 days', () => {
    for (const count of [1, 3, 10, 20]) {
      const differing = everyDay('2021-01-01', '2026-11-25').filter(
        (date) =>
          due(at(date), { unit: 'working-days', count }, publishedYears).lastDay !==
          findWorkday(count, date),
      );
      expect(differing).toEqual([]);
    }
  });

  test.each([
    ['除夕 of 2024 was a working day in law', '2024-02-09', 'working'],
    ['除夕 of 2025 is a statutory holiday', '2025-01-28', 'rest'],
    ['make-up Saturday', '2026-02-28', 'working'],
    ['make-up Sunday', '2026-09-20', 'working'],
    ['an ordinary Saturday', '2026-09-19', 'rest'],
    ['a weekday inside a block', '2026-10-06', 'rest'],
    ['leap day on a Thursday', '2024-02-29', 'working'],
    ['5月4日 inside the block', '2026-05-04', 'rest'],
    ['a half-day holiday (3月8日) on a Friday', '2024-03-08', 'working'],
  ])('%s: %s', (_, date, standing) => expect(on(date)).toBe(standing));
});

describe('an unpublished year', () => {
  test.each([
    ['元旦 is off by law', '2027-01-01', 'rest'],
    ['除夕 is off by law', '2027-02-05', 'rest'],
    ['初三 is off by law', '2027-02-08', 'rest'],
    ['清明', '2027-04-05', 'rest'],
    ['5月2日', '2027-05-02', 'rest'],
    ['端午', '2027-06-09', 'rest'],
    ['中秋', '2027-09-15', 'rest'],
    ['10月3日', '2027-10-03', 'rest'],
    ['初四 may be off or not', '2027-02-09', { provisional: 'working', mayWork: true }],
    ['10月4日 may be off or not', '2027-10-04', { provisional: 'working', mayWork: true }],
    [
      'a weekend near a holiday may become a make-up day',
      '2027-10-09',
      { provisional: 'rest', mayWork: true },
    ],
    [
      'the farthest weekend that may: the 14th day from 10月3日',
      '2027-10-17',
      { provisional: 'rest', mayWork: true },
    ],
    [
      'the nearest that may not: the 15th day from 1月1日',
      '2027-01-16',
      { provisional: 'rest', mayWork: false },
    ],
    [
      'a weekend far from every holiday may not',
      '2027-10-23',
      { provisional: 'rest', mayWork: false },
    ],
    [
      'a weekend in December is near the next New Year',
      '2027-12-18',
      { provisional: 'rest', mayWork: true },
    ],
    ['an ordinary weekday', '2027-07-14', { provisional: 'working', mayWork: true }],
    [
      'beyond the lunar table every weekend may',
      '2036-07-12',
      { provisional: 'rest', mayWork: true },
    ],
    ['beyond the lunar table only solar holidays are known', '2036-10-01', 'rest'],
  ])('%s: %s', (_, date, known) => expect(on(date)).toEqual(known));

  it('has 除夕 and 5月2日 only from 2025', () => {
    expect(on('2024-02-09', [])).toEqual({ provisional: 'working', mayWork: true });
    expect(on('2024-05-02', [])).toEqual({ provisional: 'working', mayWork: true });
    expect(on('2025-01-28', [])).toBe('rest');
    expect(on('2025-05-02', [])).toBe('rest');
  });

  it('is known as such in whatever order its days are asked for', () => {
    const know = workTable(publishedYears);
    const asked = ['2027-01-02', '2026-12-26', '2027-01-02', '2028-01-02', '2026-12-26'].map(
      (date) => know(dayNumber(civilDate(date))),
    );
    expect(asked.map((day) => [day.unpublished, day.mayWork])).toEqual([
      [true, true],
      [false, false],
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  it('would have covered every make-up day of 2021–2026 with its possible ones', () => {
    const missed = publishedYears.flatMap((year) =>
      year.work.filter((date) => {
        const known = on(date, before(year.year));
        return !(typeof known === 'object' && known.mayWork);
      }),
    );
    expect(missed).toEqual([]);
  });
});

describe('statutory holidays', () => {
  it('have the lunar and solar-term dates of chinese-days in 2021–2035', () => {
    for (let year = 2021; year <= 2035; year++) {
      const lunar = ['01-01', '01-02', '01-03', '05-05', '08-15'].map(
        (day) => getSolarDateFromLunar(`${year}-${day}`).date,
      );
      const known = [
        getSolarTermDate(year, 4, 'pure_brightness'),
        ...lunar,
        `${year}-01-01`,
        `${year}-05-01`,
        `${year}-10-01`,
        `${year}-10-02`,
        `${year}-10-03`,
      ];
      if (year >= 2025)
        known.push(
          new Date(Date.parse(lunar[0]!) - 86_400_000).toISOString().slice(0, 10),
          `${year}-05-02`,
        );
      expect(statutoryDays(year)).toEqual([...new Set(known)].sort());
    }
  });

  test.each([
    [2024, 11],
    [2025, 13],
    [2026, 13],
    [2028, 12],
    [2036, 6],
    [2020, 5],
  ])('%i: %i distinct days', (year, count) => {
    expect(statutoryDays(year)).toHaveLength(count);
  });
});

describe('versions', () => {
  const first = arranged(2026, 1, '2026-10-01', '');
  const second = arranged(2026, 2, '2026-10-01 2026-10-02', '2026-10-10');

  it.each([[[first, second]], [[second, first]]])(
    'the latest version of a year wins, in whatever order they come',
    (calendar) => {
      expect(on('2026-10-02', calendar)).toBe('rest');
      expect(on('2026-10-10', calendar)).toBe('working');
      expect(
        calendarVersionsOf(calendar, civilDate('2026-03-01'), civilDate('2026-03-02')),
      ).toEqual(['2026/2']);
    },
  );

  it('are named for the years of the span that are published', () => {
    expect(
      calendarVersionsOf(publishedYears, civilDate('2025-12-31'), civilDate('2027-01-01')),
    ).toEqual(['2025/1', '2026/1']);
  });

  it('a notice speaks of the December before its year, as that of 2019 did', () => {
    const of2018 = arranged(2018, 1, '2018-01-01', '');
    const of2019 = arranged(2019, 1, '2018-12-30 2018-12-31 2019-01-01', '2018-12-29');
    expect([on('2018-12-29', [of2018]), on('2018-12-31', [of2018])]).toEqual(['rest', 'working']);
    expect([on('2018-12-29', [of2018, of2019]), on('2018-12-31', [of2018, of2019])]).toEqual([
      'working',
      'rest',
    ]);
    expect(
      calendarVersionsOf([of2019, of2018], civilDate('2018-12-27'), civilDate('2018-12-29')),
    ).toEqual(['2018/1', '2019/1']);
    expect(
      calendarVersionsOf([of2019, of2018], civilDate('2018-12-27'), civilDate('2018-12-28')),
    ).toEqual(['2018/1']);
  });
});
