import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  civilDate,
  civilDateOf,
  formatInstant,
  parseInstant,
  startOfDay,
  weekday,
} from '../../../domain/time/civil-date.ts';
import { DAY, instant } from '../../../domain/time/instant.ts';

const iso = (ms: number) => new Date(ms).toISOString();
/** Every instant that is written in the years 1990–2200 in UTC+8. */
const anyInstant = fc
  .integer({ min: Date.UTC(1989, 11, 31, 16), max: Date.UTC(2200, 11, 31, 15, 59, 59, 999) })
  .map(instant);

describe('civil dates', () => {
  it('agree with the platform calendar on every day of 1990–2200', () => {
    let date = civilDate('1990-01-01');
    for (let ms = Date.UTC(1990, 0, 1); ms < Date.UTC(2201, 0, 1); ms += DAY) {
      if (
        date !== iso(ms).slice(0, 10) ||
        weekday(date) !== new Date(ms).getUTCDay() ||
        startOfDay(date) !== ms - 8 * 3_600_000
      ) {
        expect.fail(`${date} is not ${iso(ms)}`);
      }
      date = addDays(date, 1);
    }
    expect(date).toBe('2201-01-01');
  });

  test.each(['2024-02-29', '2000-02-29', '2400-02-29', '0001-01-01', '9999-12-31'])(
    '%s is a date',
    (text) => {
      expect(civilDate(text)).toBe(text);
    },
  );

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2100-02-29',
    '2500-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '0000-01-01',
    '2026-1-1',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '２０２６-01-01',
    '',
  ])('%s is none', (text) => expect(() => civilDate(text)).toThrow(RangeError));

  test.each([
    ['the last millisecond before midnight in UTC+8', '2026-11-16T15:59:59.999Z', '2026-11-16'],
    ['midnight in UTC+8 is still the day before in UTC', '2026-11-16T16:00:00.000Z', '2026-11-17'],
    ['before 1970', '1969-12-31T15:59:59.999Z', '1969-12-31'],
  ])('%s', (_, utc, date) => expect(civilDateOf(instant(Date.parse(utc)))).toBe(date));

  test.each([
    ['corresponding day', '2026-01-15', 1, '2026-02-15'],
    ['no corresponding day: month end', '2026-01-31', 1, '2026-02-28'],
    ['no corresponding day in a leap year', '2024-01-31', 1, '2024-02-29'],
    ['over the year end', '2025-12-31', 2, '2026-02-28'],
    ['from a month end the day counts, not the end', '2026-02-28', 1, '2026-03-28'],
    ['to December', '2026-11-30', 1, '2026-12-30'],
    ['backwards over the year end', '2026-03-31', -4, '2025-11-30'],
  ])('months: %s', (_, from, months, to) => expect(addMonths(civilDate(from), months)).toBe(to));

  test.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2096-02-29', 4, '2100-02-28'],
    ['2025-02-28', -1, '2024-02-28'],
  ])('%s + %i years = %s', (from, years, to) => expect(addYears(civilDate(from), years)).toBe(to));

  it('end with the year 9999', () =>
    expect(() => addDays(civilDate('9999-12-31'), 1)).toThrow(RangeError));
});

describe('instants in writing', () => {
  test.each([
    ['2025-09-18T09:30:00+08:00', '2025-09-18T01:30:00.000Z'],
    ['2025-09-18T01:30:00Z', '2025-09-18T01:30:00.000Z'],
    ['2025-09-18t01:30:00z', '2025-09-18T01:30:00.000Z'],
    ['2025-09-17T20:00:00.5-05:30', '2025-09-18T01:30:00.500Z'],
    ['2025-09-18T01:30:00.123999Z', '2025-09-18T01:30:00.123Z'],
    ['2024-02-29T23:59:59+08:00', '2024-02-29T15:59:59.000Z'],
    ['1990-01-01T00:00:00+08:00', '1989-12-31T16:00:00.000Z'],
    ['2200-12-31T23:59:59.999+08:00', '2200-12-31T15:59:59.999Z'],
  ])('%s is read', (text, utc) => expect(iso(parseInstant(text)!)).toBe(utc));

  test.each([
    '2025-09-18T09:30:00',
    '2025-09-18',
    '2025-09-18 09:30:00+08:00',
    '2025-09-18T09:30+08:00',
    '2025-09-18T09:30:00+0800',
    '2025-09-18T09:30:00+8:00',
    '2023-02-29T09:30:00+08:00',
    '2025-09-31T09:30:00+08:00',
    '2025-13-01T09:30:00+08:00',
    '2025-09-18T24:00:00+08:00',
    '2025-09-18T09:60:00+08:00',
    '2025-09-18T09:30:60+08:00',
    '2025-09-18T09:30:00.+08:00',
    '2025-09-18T09:30:00+24:00',
    '2025-09-18T09:30:00+08:60',
    '1989-12-31T23:59:59+08:00',
    '2201-01-01T00:00:00+08:00',
    '2200-12-31T23:59:59-12:00',
    '1758159000000',
    '',
  ])('%s is not', (text) => expect(parseInstant(text)).toBeUndefined());

  test.each([
    ['2025-09-18T01:30:00.000Z', '2025-09-18T09:30:00+08:00'],
    ['2025-09-17T16:00:00.000Z', '2025-09-18T00:00:00+08:00'],
    ['2025-09-17T15:59:59.007Z', '2025-09-17T23:59:59.007+08:00'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31T23:59:59.999+08:00'],
  ])('%s is written %s', (utc, written) =>
    expect(formatInstant(instant(Date.parse(utc)))).toBe(written),
  );

  it('survive writing and reading', () => {
    fc.assert(fc.property(anyInstant, (at) => parseInstant(formatInstant(at)) === at));
  });

  it('are written like the platform writes them, eight hours on', () => {
    fc.assert(
      fc.property(
        anyInstant,
        (at) =>
          formatInstant(at) ===
          iso(at + 8 * 3_600_000)
            .replace('.000Z', 'Z')
            .replace('Z', '+08:00'),
      ),
    );
  });
});
