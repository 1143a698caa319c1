import { describe, expect, it, test } from 'vitest';
import { validateArrangement } from '../../../domain/time/arrangement.ts';
import { fictitiousYear, publishedYears } from '../../../domain/time/calendars.ts';
import type { CalendarYear } from '../../../domain/time/limit.ts';
import { dates, everyDay } from './shared.ts';

const real = publishedYears.find((year) => year.year === 2026)!;
const fieldsOf = (candidate: CalendarYear) =>
  validateArrangement(candidate).map((problem) => problem.field);
const withOff = (more: string) => ({ ...real, off: [...real.off, ...dates(more)] });
const withWork = (more: string) => ({ ...real, work: [...real.work, ...dates(more)] });
const without = (date: string) => ({ ...real, off: real.off.filter((day) => day !== date) });

describe('an arrangement', () => {
  test.each(publishedYears.map((year) => [year.year, year] as const))(
    'of %i as published has nothing against it',
    (_, year) => {
      expect(validateArrangement(year)).toEqual([]);
    },
  );

  test.each<[string, CalendarYear, string[]]>([
    ['a make-up day on a weekday', withWork('2026-09-21'), ['work.6']],
    ['a make-up day on a Friday', withWork('2026-09-18'), ['work.6']],
    ['a make-up day that is off', withWork('2026-10-04'), ['work.6']],
    ['a day off in the next year', withOff('2027-01-01'), [`off.${real.off.length}`]],
    ['a day off far back in the year before', withOff('2025-12-17'), [`off.${real.off.length}`]],
    ['a make-up day in the next year', withWork('2027-01-02'), ['work.6']],
    ['a day twice', withOff('2026-01-01'), [`off.${real.off.length}`]],
    ['a date that does not exist', { ...real, work: ['2026-02-30' as never] }, ['work.0']],
    ['no days at all', { ...real, off: [], work: [] }, Array.from({ length: 13 }, () => 'off')],
    ['an invented one that hides it', { ...real, fictitious: true }, ['notice']],
    ['an invented one that is not marked', { ...real, notice: '样例 2026' }, ['fictitious']],
  ])('%s is named by its field', (_, candidate, fields) =>
    expect(fieldsOf(candidate)).toEqual(fields),
  );

  test.each([
    '2026-01-01',
    '2026-02-16',
    '2026-02-17',
    '2026-02-18',
    '2026-02-19',
    '2026-04-05',
    '2026-05-01',
    '2026-05-02',
    '2026-06-19',
    '2026-09-25',
    '2026-10-01',
    '2026-10-02',
    '2026-10-03',
  ])('must have the statutory holiday %s off', (date) => {
    expect(fieldsOf(without(date))).toEqual(['off']);
    expect(validateArrangement(without(date))[0]!.en).toContain(date);
  });

  it('may leave a day of a block to work that is no statutory holiday', () => {
    expect(fieldsOf(without('2026-10-06'))).toEqual([]);
  });

  it('may speak of the last two weeks before its year, as that of 2019 did', () => {
    expect(fieldsOf(withOff('2025-12-31'))).toEqual([]);
    expect(fieldsOf(withWork('2025-12-20'))).toEqual([]);
  });

  it('of a year before 2025 needs neither 除夕 nor 5月2日', () => {
    const of2024 = publishedYears.find((year) => year.year === 2024)!;
    expect(of2024.off).not.toContain('2024-02-09');
    expect(fieldsOf({ ...of2024, off: of2024.off.filter((day) => day !== '2024-05-02') })).toEqual(
      [],
    );
  });

  it('beyond the lunar table is held to the solar holidays', () => {
    const of2036 = {
      ...real,
      year: 2036,
      off: dates('2036-01-01 2036-05-01 2036-10-01 2036-10-02 2036-10-03'),
      work: [],
    };
    expect(validateArrangement(of2036).map((problem) => problem.zh)).toEqual([
      '法定节假日2036-05-02（劳动节）未列入放假',
    ]);
  });
});

describe('an invented arrangement', () => {
  const years = [2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035];

  test.each(years)('of %i passes the check, says what it is, and is always the same', (year) => {
    const invented = fictitiousYear(year);
    expect(validateArrangement(invented)).toEqual([]);
    expect(invented).toMatchObject({ year, version: 1, fictitious: true });
    expect(invented.notice).toMatch(/^样例/);
    expect(fictitiousYear(year)).toEqual(invented);
  });

  it('follows the pattern of the notice for 2025: blocks of 8, 5, 7 and 3 days, Wednesday alone', () => {
    const { off, work } = fictitiousYear(2027);
    expect(off).toEqual([
      ...everyDay('2027-01-01', '2027-01-03'),
      ...everyDay('2027-02-05', '2027-02-12'),
      ...everyDay('2027-04-03', '2027-04-05'),
      ...everyDay('2027-05-01', '2027-05-05'),
      ...dates('2027-06-09 2027-09-15'),
      ...everyDay('2027-10-01', '2027-10-07'),
    ]);
    expect(work).toEqual(dates('2027-01-31 2027-02-13 2027-04-25 2027-09-26 2027-10-09'));
  });

  it('makes one block of 国庆 and 中秋 when they meet', () => {
    expect(fictitiousYear(2028).off.filter((date) => date >= '2028-09-01')).toEqual(
      everyDay('2028-10-01', '2028-10-08'),
    );
  });

  test.each([2026, 2036])('is refused for %i', (year) =>
    expect(() => fictitiousYear(year)).toThrow(RangeError),
  );
});
