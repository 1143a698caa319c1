import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { civilDate, formatInstant } from '../../../domain/time/civil-date.ts';
import { due } from '../../../domain/time/due.ts';
import { instant } from '../../../domain/time/instant.ts';
import type { TimeLimit } from '../../../domain/time/limit.ts';
import { inOffice, reminders } from '../../../domain/time/reminders.ts';
import { at } from './shared.ts';

const of = (start: string, limit: TimeLimit, options = {}) =>
  reminders(at(start), limit, due(at(start), limit, publishedYears, options), publishedYears).map(
    (time) => formatInstant(time).slice(0, -6).replace('T', ' '),
  );

describe('reminders (X-8)', () => {
  test.each<[string, string, TimeLimit, string[]]>([
    [
      'hours: half and four fifths',
      '2026-11-16 10:00',
      { unit: 'hours', count: 24 },
      ['2026-11-16 22:00:00', '2026-11-17 05:12:00'],
    ],
    [
      'hours over a holiday',
      '2026-09-30 10:00',
      { unit: 'hours', count: 48 },
      ['2026-10-01 10:00:00', '2026-10-02 00:24:00'],
    ],
    [
      '3 calendar days: half time and the last day',
      '2026-11-16 09:00',
      { unit: 'calendar-days', count: 3 },
      ['2026-11-18 04:30:00', '2026-11-19 00:00:00'],
    ],
    [
      '1 calendar day: the last day begins before half time',
      '2026-11-16 09:00',
      { unit: 'calendar-days', count: 1 },
      ['2026-11-17 00:00:00', '2026-11-17 04:30:00'],
    ],
    [
      '5 working days are short',
      '2026-11-16 00:00',
      { unit: 'working-days', count: 5 },
      ['2026-11-20 00:00:00', '2026-11-23 00:00:00'],
    ],
    [
      '6 working days are not',
      '2026-11-16 00:00',
      { unit: 'working-days', count: 6 },
      ['2026-11-19 00:00:00', '2026-11-23 00:00:00'],
    ],
    [
      '10 working days over National Day: the make-up Saturday is the day before',
      '2026-09-21',
      { unit: 'working-days', count: 10 },
      ['2026-10-08 00:00:00', '2026-10-10 00:00:00'],
    ],
    [
      '30 calendar days rolled over National Day',
      '2026-09-01',
      { unit: 'calendar-days', count: 30 },
      ['2026-09-28 00:00:00', '2026-09-30 00:00:00'],
    ],
    [
      'one month is a day rule',
      '2026-11-16',
      { unit: 'months', count: 1 },
      ['2026-12-11 00:00:00', '2026-12-15 00:00:00'],
    ],
    [
      'a fixed date',
      '2026-02-01',
      { unit: 'fixed', on: civilDate('2026-10-31') },
      ['2026-10-28 00:00:00', '2026-10-30 00:00:00'],
    ],
    [
      'a year',
      '2026-02-01',
      { unit: 'calendar-year' },
      ['2026-12-28 00:00:00', '2026-12-30 00:00:00'],
    ],
    ['a bar warns nobody', '2026-02-01', { unit: 'year-window', count: 1 }, []],
    [
      'one that lies before the start is left out',
      '2026-02-13',
      { unit: 'calendar-days', count: 6 },
      ['2026-02-14 00:00:00'],
    ],
    [
      'none is left when the festival begins right after the start',
      '2024-02-09',
      { unit: 'calendar-days', count: 6 },
      [],
    ],
    [
      'a fixed date of tomorrow, whose eve has begun',
      '2026-11-16',
      { unit: 'fixed', on: civilDate('2026-11-17') },
      [],
    ],
    [
      'one that falls on the start itself is left out',
      '2026-11-16 00:00',
      { unit: 'fixed', on: civilDate('2026-11-17') },
      [],
    ],
    [
      'provisional: counted back from the earliest end',
      '2026-12-18',
      { unit: 'working-days', count: 20 },
      ['2027-01-07 00:00:00', '2027-01-11 00:00:00'],
    ],
  ])('%s', (_, start, limit, expected) => expect(of(start, limit)).toEqual(expected));

  it('half of the time ends at the close of business, where there is one', () => {
    expect(
      of('2026-11-16 09:30', { unit: 'working-days', count: 2 }, { closeOfBusiness: 1050 }),
    ).toEqual(['2026-11-17 13:30:00', '2026-11-18 00:00:00']);
  });

  it('none at midnight of a rest day: in the last office hour before, unless that is over', () => {
    const kept = (time: string, from: string) =>
      formatInstant(inOffice(at(time), at(from), 17 * 60 + 30, publishedYears))
        .slice(0, 16)
        .replace('T', ' ');
    expect(kept('2026-11-21 00:00', '2026-11-16')).toBe('2026-11-20 16:30');
    expect(kept('2026-10-05 13:00', '2026-09-21')).toBe('2026-09-30 16:30');
    expect(kept('2026-11-22 09:00', '2026-11-21 08:00')).toBe('2026-11-22 09:00');
    // A make-up Saturday is a day of business, and a weekday is left as it is.
    expect(kept('2026-10-10 00:00', '2026-09-21')).toBe('2026-10-10 00:00');
    expect(kept('2026-11-20 00:00', '2026-11-16')).toBe('2026-11-20 00:00');
  });

  it('lie strictly between start and due, ascending and distinct', () => {
    const start = fc.integer({ min: at('2021-01-01'), max: at('2028-01-01') }).map(instant);
    let seen = 0;
    fc.assert(
      fc.property(
        start,
        fc.constantFrom('hours', 'calendar-days', 'working-days', 'months'),
        fc.integer({ min: 1, max: 40 }),
        (from, unit, count) => {
          const limit: TimeLimit = { unit, count };
          const ends = due(from, limit, publishedYears);
          const times = reminders(from, limit, ends, publishedYears);
          seen += times.length;
          return times.every((time, i) => time > (times[i - 1] ?? from) && time < ends.at);
        },
      ),
    );
    expect(seen).toBeGreaterThan(150);
  });
});
