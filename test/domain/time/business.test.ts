import { describe, expect, it } from 'vitest';
import {
  afterBusinessTime,
  businessDayOf,
  type OfficeHours,
} from '../../../domain/time/business.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { formatInstant, parseInstant } from '../../../domain/time/civil-date.ts';
import type { Instant } from '../../../domain/time/instant.ts';

/** 08:30–12:00, 13:30–17:30. */
const hours: OfficeHours = [
  [510, 720],
  [810, 1050],
];
const at = (text: string): Instant => parseInstant(`${text}:00+08:00`)!;
const told = (instant: Instant): string => formatInstant(instant).slice(0, 16);

/** 2026: 2026-02-13 is the Friday before the make-up Saturday of the Spring Festival (02-15 to 02-23 off, 02-14 and 02-28 worked). */
const rows: [situation: string, start: string, minutes: number, after: string, day: string][] = [
  ['in the morning', '2026-03-03T09:00', 60, '2026-03-03T10:00', '2026-03-03'],
  ['exactly until noon', '2026-03-03T11:00', 60, '2026-03-03T12:00', '2026-03-03'],
  ['over the noon break', '2026-03-03T11:30', 60, '2026-03-03T14:00', '2026-03-03'],
  ['in the noon break', '2026-03-03T12:40', 60, '2026-03-03T14:30', '2026-03-03'],
  ['before business', '2026-03-03T06:00', 60, '2026-03-03T09:30', '2026-03-03'],
  ['over night', '2026-03-03T17:00', 60, '2026-03-04T09:00', '2026-03-03'],
  ['the last minute of business', '2026-03-03T17:29', 60, '2026-03-04T09:29', '2026-03-03'],
  ['at close of business', '2026-03-03T17:30', 60, '2026-03-04T09:30', '2026-03-04'],
  ['Friday evening', '2026-03-06T20:00', 60, '2026-03-09T09:30', '2026-03-09'],
  ['Sunday', '2026-03-08T10:00', 60, '2026-03-09T09:30', '2026-03-09'],
  ['a make-up Saturday is a working day', '2026-02-14T10:00', 60, '2026-02-14T11:00', '2026-02-14'],
  [
    'the eve of the festival, after business',
    '2026-02-14T18:00',
    60,
    '2026-02-24T09:30',
    '2026-02-24',
  ],
  ['more than a day of it', '2026-03-03T08:30', 8 * 60, '2026-03-04T09:00', '2026-03-03'],
  [
    'into a year that is not published: as far as is known',
    '2026-12-31T17:30',
    60,
    '2027-01-04T09:30',
    '2027-01-04',
  ],
];

describe('TJ84-10.1 business time', () => {
  it.each(rows)('%s', (_, start, minutes, after, day) => {
    expect(told(afterBusinessTime(at(start), minutes, publishedYears, hours))).toBe(after);
    expect(businessDayOf(at(start), publishedYears, hours)).toBe(day);
  });

  it('other hours: one stretch of the day', () => {
    expect(told(afterBusinessTime(at('2026-03-03T11:30'), 60, publishedYears, [[540, 1020]]))).toBe(
      '2026-03-03T12:30',
    );
  });

  it('no hours at all: no answer', () => {
    expect(() => afterBusinessTime(at('2026-03-03T11:30'), 60, publishedYears, [])).toThrow(
      'business time',
    );
    expect(() => businessDayOf(at('2026-03-03T11:30'), publishedYears, [])).toThrow(
      'business time',
    );
  });
});
