import { describe, expect, it, test } from 'vitest';
import { fictitiousYear, publishedYears } from '../../../domain/time/calendars.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';
import { due } from '../../../domain/time/due.ts';
import type { TimeLimit } from '../../../domain/time/limit.ts';
import { at } from './shared.ts';

const told = (start: string, limit: TimeLimit, calendar = publishedYears, options = {}) =>
  due(at(start), limit, calendar, options).explanation;
const en = (...of: Parameters<typeof told>) => told(...of).map((line) => line.en);
const zh = (...of: Parameters<typeof told>) => told(...of).map((line) => line.zh);

describe('the counted explanation', () => {
  it('of the example of the issue names every weekend, holiday and make-up day', () => {
    expect(en('2025-09-18 09:30', { unit: 'working-days', count: 20 })).toEqual([
      '2025-09-18 (Thu) is the day it starts and is not counted (Civil Code art. 201)',
      '2025-09-19…30: 9 working days (weekend 20–21, 27; 2025-09-28 is a make-up working day)',
      '2025-10-01…22: 11 working days (holiday 1–8; weekend 12, 18–19; 2025-10-11 is a make-up working day)',
      '20 = 9 + 11 working days; the last day is 2025-10-22 (Wed)',
      'in time before 2025-10-23T00:00:00+08:00 (the last day ends at 24:00, Civil Code art. 203)',
    ]);
    expect(zh('2025-09-18 09:30', { unit: 'working-days', count: 20 })).toEqual([
      '2025-09-18（周四）为开始当日，不计入（民法典第201条）',
      '2025-09-19…30：9个工作日（周末20–21、27；2025-09-28为调休工作日）',
      '2025-10-01…22：11个工作日（放假1–8；周末12、18–19；2025-10-11为调休工作日）',
      '20 = 9 + 11个工作日；最后一日为2025-10-22（周三）',
      '在2025-10-23T00:00:00+08:00之前为按期（最后一日24:00截止，民法典第203条）',
    ]);
  });

  it('of a single run has no sum', () => {
    expect(en('2026-11-16', { unit: 'working-days', count: 1 }).slice(1, 3)).toEqual([
      '2026-11-17: 1 working day',
      '1 working day; the last day is 2026-11-17 (Tue)',
    ]);
  });

  it('of a long period goes by the year and stays short', () => {
    const lines = en('2024-06-14', { unit: 'working-days', count: 400 });
    expect(lines.slice(1, -1)).toEqual([
      '2024-06-15…12-31: 138 working days (200 days − 58 weekend days − 7 weekdays off + 3 make-up working days)',
      '2025-01-01…12-31: 248 working days (365 days − 104 weekend days − 18 weekdays off + 5 make-up working days)',
      '2026-01-01…01-21: 14 working days (21 days − 6 weekend days − 2 weekdays off + 1 make-up working days)',
      '400 = 138 + 248 + 14 working days; the last day is 2026-01-21 (Wed)',
    ]);
    expect(en('2025-09-18', { unit: 'working-days', count: 3660 }).length).toBeLessThan(22);
  });

  it('adds up: the runs of every count sum to it', () => {
    for (const count of [1, 2, 9, 10, 20, 60, 119, 120, 121, 260, 700]) {
      const runs = en('2023-01-15', { unit: 'working-days', count }).flatMap(
        (line) =>
          / (\d+) working days? \(|: (\d+) working days?$/.exec(line)?.slice(1).filter(Boolean) ??
          [],
      );
      expect(runs.map(Number).reduce((a, b) => a + b, 0)).toBe(count);
    }
  });

  test.each<[string, string, TimeLimit, string]>([
    [
      'a make-up working day does not roll',
      '2026-09-17',
      { unit: 'calendar-days', count: 3 },
      '2026-09-20 (Sun) is a make-up working day: no roll',
    ],
    [
      'a working day does not roll',
      '2026-11-16',
      { unit: 'calendar-days', count: 3 },
      '2026-11-19 (Thu) is a working day: no roll',
    ],
    [
      'a block rolls',
      '2026-09-01',
      { unit: 'calendar-days', count: 30 },
      '2026-10-01…10-07: rest; the last day becomes 2026-10-08 (Thu) (Civil Code art. 203)',
    ],
    [
      'a Sunday rolls',
      '2026-11-19',
      { unit: 'calendar-days', count: 3 },
      '2026-11-22: rest; the last day becomes 2026-11-23 (Mon) (Civil Code art. 203)',
    ],
    [
      'no roll',
      '2026-09-01',
      { unit: 'calendar-days', count: 30, roll: false },
      'not rolled, even when the last day is a rest day',
    ],
    [
      'the corresponding day',
      '2026-04-15',
      { unit: 'months', count: 1 },
      'the corresponding day 1 month(s) later is 2026-05-15 (Fri) (Civil Code art. 202)',
    ],
    [
      'no corresponding day',
      '2026-01-31',
      { unit: 'months', count: 1 },
      '1 month(s) later there is no corresponding day: the month ends on 2026-02-28 (Sat) (Civil Code art. 202)',
    ],
    [
      'a bar',
      '2024-02-29',
      { unit: 'year-window', count: 1 },
      '2025-02-28 (Fri) is the last barred day, not rolled; lawful from 2025-03-01T00:00:00+08:00',
    ],
    [
      '年度',
      '2026-02-01',
      { unit: 'calendar-year' },
      'by calendar year: the last day is 2026-12-31 (Thu), not rolled',
    ],
    [
      'a fixed date',
      '2026-02-01',
      { unit: 'fixed', on: civilDate('2026-10-31') },
      'a fixed date, 2026-10-31 (Sat), not rolled',
    ],
    [
      'hours',
      '2026-11-16',
      { unit: 'hours', count: 24 },
      '24 hours from 2026-11-16T10:00:00+08:00: in time up to and including 2026-11-17T10:00:00+08:00; rest days do not lengthen it (Civil Code art. 201)',
    ],
  ])('%s', (_, start, limit, line) => expect(en(start, limit)).toContain(line));

  it('says when it rests on a year without arrangement', () => {
    const line =
      'the arrangement of 2027 is not published: counted with weekends and statutory holidays; with make-up days the last day may be as early as 2027-01-12; no breach is final before it is published';
    expect(en('2026-12-18', { unit: 'working-days', count: 20 }).at(-1)).toBe(line);
    expect(zh('2026-12-18', { unit: 'working-days', count: 20 }).at(-1)).toMatch(
      /^2027年放假安排未公布：/,
    );
    expect(en('2026-12-18', { unit: 'working-days', count: 300 }).at(-1)).toMatch(
      /^the arrangement of 2027–2028 is not/,
    );
    expect(en('2026-11-16', { unit: 'working-days', count: 20 }).join()).not.toContain(
      'not published',
    );
  });

  it('says when a year is invented, and only then', () => {
    const calendar = [...publishedYears, fictitiousYear(2027)];
    expect(zh('2026-12-18', { unit: 'working-days', count: 20 }, calendar).at(-1)).toBe(
      '2027年按样例安排计算，并非真实通知',
    );
    expect(zh('2026-11-16', { unit: 'working-days', count: 20 }, calendar).join()).not.toContain(
      '样例',
    );
  });

  it('says that it ends at the close of business', () => {
    expect(
      en('2026-11-16', { unit: 'working-days', count: 1 }, publishedYears, {
        closeOfBusiness: 1050,
      }).at(-1),
    ).toBe('in time before 2026-11-17T17:30:00+08:00 (close of business, Civil Code art. 203)');
  });
});
