import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay } from '../../../domain/time/calendar.ts';
import { fictitiousYear, publishedYears } from '../../../domain/time/calendars.ts';
import { addMonths, civilDateOf, startOfDay } from '../../../domain/time/civil-date.ts';
import { due } from '../../../domain/time/due.ts';
import { DAY, instant } from '../../../domain/time/instant.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import type { TimeLimit } from '../../../domain/time/limit.ts';
import { at, before, everyDay } from './shared.ts';

/** Starts in published and unpublished years alike. */
const start = fc.integer({ min: at('2020-06-01'), max: at('2029-06-01') }).map(instant);
const count = fc.integer({ min: 1, max: 120 });
const unit = fc.constantFrom('hours', 'calendar-days', 'working-days', 'months', 'year-window');
const roll = fc.boolean();
const limitOf = (unit: string, count: number, roll: boolean) =>
  ({ unit, count, roll }) as TimeLimit;
const expected = (date: Parameters<typeof isWorkingDay>[0]) => {
  const known = isWorkingDay(date, publishedYears);
  return typeof known === 'object' ? known.provisional : known;
};

describe('every count', () => {
  it('is later for a later start', () => {
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 0, max: 20 * DAY }),
        unit,
        count,
        roll,
        (from, later, unit, count, roll) => {
          const limit = limitOf(unit, count, roll);
          return (
            due(from, limit, publishedYears).at <=
            due(instant(from + later), limit, publishedYears).at
          );
        },
      ),
    );
  });

  it('is later for one more of its unit', () => {
    fc.assert(
      fc.property(start, unit, count, roll, (from, unit, count, roll) => {
        const [one, more] = [count, count + 1].map((n) =>
          due(from, limitOf(unit, n, roll), publishedYears),
        );
        const strictly =
          unit === 'hours' || unit === 'working-days' || !roll || unit === 'year-window';
        return strictly ? one!.at < more!.at : one!.at <= more!.at;
      }),
    );
  });

  it('does not depend on the hour it starts, when it is counted in days', () => {
    fc.assert(
      fc.property(
        start,
        count,
        fc.constantFrom('calendar-days', 'working-days', 'months', 'year-window'),
        (from, count, unit) => {
          const limit = limitOf(unit, count, true);
          expect(due(from, limit, publishedYears)).toEqual(
            due(startOfDay(civilDateOf(from)), limit, publishedYears),
          );
        },
      ),
    );
  });

  it('ends at 24:00 of its last day', () => {
    fc.assert(
      fc.property(
        start,
        count,
        fc.constantFrom('calendar-days', 'working-days', 'months', 'year-window'),
        roll,
        (from, count, unit, roll) => {
          const { at, lastDay } = due(from, limitOf(unit, count, roll), publishedYears);
          return at === startOfDay(lastDay!) + DAY;
        },
      ),
    );
  });
});

describe('working days', () => {
  it('end on a working day, with exactly that many after the start day', () => {
    fc.assert(
      fc.property(start, count, (from, count) => {
        const { lastDay } = due(from, { unit: 'working-days', count }, publishedYears);
        const [, ...counted] = everyDay(civilDateOf(from), lastDay!);
        return (
          expected(lastDay!) === 'working' &&
          counted.filter((day) => expected(day) === 'working').length === count
        );
      }),
      { numRuns: 40 },
    );
  });

  it('are never fewer than calendar days: CD(3) ≤ WD(3)', () => {
    fc.assert(
      fc.property(
        start,
        (from) =>
          due(from, { unit: 'calendar-days', count: 3 }, publishedYears).at <=
          due(from, { unit: 'working-days', count: 3 }, publishedYears).at,
      ),
    );
  });
});

describe('a roll', () => {
  it('lands on the first working day from the unrolled last day on', () => {
    fc.assert(
      fc.property(start, count, fc.constantFrom('calendar-days', 'months'), (from, count, unit) => {
        const rolled = due(from, limitOf(unit, count, true), publishedYears).lastDay!;
        const plain = due(from, limitOf(unit, count, false), publishedYears).lastDay!;
        return (
          everyDay(plain, addMonths(plain, 1)).find((day) => expected(day) === 'working') === rolled
        );
      }),
    );
  });
});

describe('a provisional end', () => {
  it('has an earliest that is not later, and a firm one has none', () => {
    fc.assert(
      fc.property(start, unit, count, roll, (from, unit, count, roll) => {
        const { status, earliest, at } = due(from, limitOf(unit, count, roll), publishedYears);
        return status === 'firm' ? earliest === undefined : earliest! > from && earliest! <= at;
      }),
    );
  });

  it('is never one of hours, windows or unrolled days', () => {
    fc.assert(
      fc.property(
        start,
        count,
        fc.constantFrom('hours', 'year-window', 'calendar-days', 'months'),
        (from, count, unit) =>
          due(from, limitOf(unit, count, false), publishedYears).status === 'firm',
      ),
    );
  });

  const hidden = fc.constantFrom(2022, 2023, 2024, 2025, 2026);
  const inTheYearBefore = (year: number, day: number): Instant =>
    instant(at(`${year - 1}-07-01`) + day * DAY);

  it('was never undercut by the notice that then came, in 2022–2026', () => {
    let provisional = 0;
    fc.assert(
      fc.property(
        hidden,
        fc.integer({ min: 0, max: 540 }),
        fc.constantFrom('working-days', 'calendar-days'),
        fc.integer({ min: 1, max: 60 }),
        (year, day, unit, count) => {
          const [from, limit] = [inTheYearBefore(year, day), limitOf(unit, count, true)];
          const [then, now] = [due(from, limit, before(year)), due(from, limit, publishedYears)];
          if (now.status === 'provisional') return true;
          if (then.status === 'firm') return then.at === now.at;
          provisional++;
          return then.earliest! <= now.at;
        },
      ),
      { numRuns: 1000 },
    );
    expect(provisional).toBeGreaterThan(300);
  });

  it('becomes firm when the year is published', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 120 }),
        (day, count) => {
          const calendar = [...publishedYears, fictitiousYear(2027), fictitiousYear(2028)];
          return (
            due(instant(at('2026-11-01') + day * DAY), { unit: 'working-days', count }, calendar)
              .status === 'firm'
          );
        },
      ),
    );
  });
});
