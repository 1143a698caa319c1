/** One duty counted twice: what another setting, calendar or reading makes of what is on record. */
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../domain/time/civil-date.ts';
import { publishedYears } from '../../domain/time/calendars.ts';
import { due as count } from '../../domain/time/due.ts';
import { HOUR, instant } from '../../domain/time/instant.ts';
import type { TimeLimit } from '../../domain/time/limit.ts';
import { ChangedSettings, overlaid } from '../../domain/what-if/change.ts';
import { calendarOf, tried, type TriedDuty } from '../../domain/what-if/trial.ts';

const from = parseInstant('2026-03-05T10:00:00+08:00')!;
const days = (n: number): TimeLimit => ({ unit: 'working-days', count: n });

/** The written result of an inspection: 20 working days, law. */
function duty(more: Partial<TriedDuty> = {}, limit = days(20)): TriedDuty {
  const due = count(from, limit, publishedYears);
  return {
    procedure: 'inspection',
    duty: 'tellResult',
    clause: 'QY-12.1',
    force: 'text',
    kind: 'within',
    judgedBy: 'service',
    limit,
    from,
    due,
    breach: false,
    confirmed: false,
    now: instant(due.at + HOUR),
    ...more,
  };
}
const settings = (changed: object) => ({
  what: 'settings' as const,
  settings: new ChangedSettings({}, overlaid({}, changed as never)),
});
const arranged = publishedYears.find(({ year }) => year === 2026)!;

describe('a calendar', () => {
  const more = {
    what: 'calendar' as const,
    year: { ...arranged, version: 2, off: [...arranged.off, '2026-03-06' as never] },
  };

  it('that takes a working day away moves the due instant, and a breach goes', () => {
    const late = duty({ doneAt: instant(duty().due.at + HOUR), breach: true });
    const result = tried(late, more, publishedYears);
    expect(result).toMatchObject({
      result: 'flips',
      before: { outcome: 'late', breach: true },
      after: { outcome: 'in-time', breach: false, due: { at: late.due.at + 24 * HOUR } },
    });
  });

  it('leaves hours, fixed days and what does not roll alone, and asks a person where the count on record does not come out', () => {
    for (const limit of [
      { unit: 'hours', count: 24 },
      { unit: 'calendar-days', count: 30, roll: false },
    ] as const)
      expect(tried(duty({}, limit), more, publishedYears)).toEqual({ result: 'kept' });
    const moved = duty();
    expect(
      tried(
        { ...moved, due: { ...moved.due, at: instant(moved.due.at + 1) } },
        more,
        publishedYears,
      ),
    ).toEqual({
      result: 'by-hand',
    });
  });

  it('of another year, or the same again, changes nothing', () => {
    expect(
      tried(duty(), { what: 'calendar', year: { ...arranged, version: 2 } }, publishedYears).result,
    ).toBe('same');
    expect(calendarOf([arranged, { ...arranged, version: 2 }], []).at(-1)!.version).toBe(2);
    expect(calendarOf([arranged, { ...arranged, version: 2 }], ['2026/1']).at(-1)!.version).toBe(1);
  });
});

describe('a setting', () => {
  const open = (force: TriedDuty['force'] = 'management') =>
    duty(
      {
        duty: 'recheck',
        clause: 'QY-12.3',
        force,
        judgedBy: 'occurrence',
        now: instant(from + 3 * 24 * HOUR),
      },
      days(5),
    );

  it('that shortens a management period: over, and no breach', () => {
    expect(
      tried(open(), settings({ inspection: { recheckDays: 1 } }), publishedYears),
    ).toMatchObject({
      result: 'flips',
      after: { outcome: 'management-overdue', breach: false },
    });
  });

  it('that is behind no duty, behind another, or behind what the law fixes leaves it', () => {
    for (const changed of [{ teamSize: 9 }, { publishDays: 3 }])
      expect(tried(open(), settings({ inspection: changed }), publishedYears)).toEqual({
        result: 'kept',
      });
    expect(tried(duty(), settings({ inspection: { recheckDays: 1 } }), publishedYears)).toEqual({
      result: 'kept',
    });
  });

  it('where the file has set the day a person has to look', () => {
    const fixed = { ...open(), limit: { unit: 'fixed', on: '2026-03-20' as never } as const };
    expect(tried(fixed, settings({ inspection: { recheckDays: 1 } }), publishedYears)).toEqual({
      result: 'by-hand',
    });
  });
});

describe('a reading', () => {
  const three = (more: Partial<TriedDuty> = {}): TriedDuty => {
    const second = count(from, days(3), publishedYears);
    const limit = { unit: 'calendar-days', count: 3 } as const;
    return duty(
      {
        procedure: 'rapid-response',
        duty: 'replyOnCase',
        clause: 'TJ51-A1-1.4c',
        judgedBy: 'receipt',
        second,
        ...more,
      },
      limit,
    );
  };

  it('the second one: what was late by the first is in time, under this clause and no other', () => {
    // Thursday 5 March and three days: Sunday, rolled to Monday; three working days: Tuesday.
    const { due, second } = three();
    expect(second!.at).toBe(due.at + 24 * HOUR);
    const late = three({ doneAt: instant(due.at + HOUR), breach: true });
    expect(tried(late, { what: 'reading' }, publishedYears)).toMatchObject({
      before: { breach: true },
      after: { outcome: 'in-time', breach: false },
    });
    expect(tried(late, { what: 'reading', clause: 'TJ51-A1-1.5b' }, publishedYears)).toEqual({
      result: 'kept',
    });
    expect(tried(duty(), { what: 'reading' }, publishedYears)).toEqual({ result: 'kept' });
  });

  it('X-13: an act that was entered after the period claims, unless its evidence is confirmed', () => {
    const { due } = three();
    const dated = {
      judgedBy: 'occurrence' as const,
      doneAt: instant(due.at - HOUR),
      receivedAt: instant(due.at + 2 * HOUR),
    };
    const to = {
      what: 'settings' as const,
      settings: new ChangedSettings(
        {},
        overlaid({}, { rapidResponse: { threeDays: 'working' } } as never),
      ),
    };
    const claimed = tried(three({ ...dated, breach: true }), to, publishedYears);
    expect(claimed).toMatchObject({
      before: { outcome: 'claimed-in-time' },
      after: { outcome: 'in-time' },
    });
    expect(tried(three({ ...dated, confirmed: true }), to, publishedYears)).toMatchObject({
      before: { outcome: 'in-time' },
    });
  });
});
