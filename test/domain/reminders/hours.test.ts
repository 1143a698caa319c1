/** 提醒的时间 Quiet hours, rest days, the digest's day and the steps of the chain: both sides of every boundary. */
import { describe, expect, it } from 'vitest';
import {
  breaksQuiet,
  digestBefore,
  digestDay,
  digestHorizon,
  leavesAt,
  newSince,
  quietUntil,
  reachedAt,
  tellsToday,
} from '../../../domain/reminders/hours.ts';
import { reminderSettings, reminderSettingsOf } from '../../../domain/reminders/settings-form.ts';
import { defaultReminderSettings as settings } from '../../../domain/reminders/settings.ts';
import { civilDate, formatInstant, parseInstant } from '../../../domain/time/civil-date.ts';
import type { Instant } from '../../../domain/time/instant.ts';

/** 2026 with two days off and a make-up Saturday, 10 October. */
const calendar = [
  {
    year: 2026,
    version: 1,
    notice: '样例',
    publishedOn: civilDate('2025-11-04'),
    off: ['2026-10-01', '2026-10-02'].map(civilDate),
    work: [civilDate('2026-10-10')],
    fictitious: true,
  },
];
const at = (text: string): Instant => parseInstant(`${text}:00+08:00`)!;
const ends = (text: string) => {
  const end = quietUntil(at(text), settings);
  return end && formatInstant(end).slice(0, 16);
};

describe('X-8: quiet hours', () => {
  it.each([
    ['2026-03-04T19:59', undefined],
    ['2026-03-04T20:00', '2026-03-05T07:30'],
    ['2026-03-04T23:59', '2026-03-05T07:30'],
    ['2026-03-05T00:00', '2026-03-05T07:30'],
    ['2026-03-05T07:29', '2026-03-05T07:30'],
    ['2026-03-05T07:30', undefined],
  ])('%s: until %s', (now, until) => expect(ends(now)).toBe(until));

  it('within one day, and none where both ends are the same', () => {
    const noon = { ...settings, quiet: { from: '12:00', until: '14:00' } };
    expect(quietUntil(at('2026-03-04T12:00'), noon)).toBe(at('2026-03-04T14:00'));
    expect(quietUntil(at('2026-03-04T14:00'), noon)).toBeUndefined();
    const never = { ...settings, quiet: { from: '08:00', until: '08:00' } };
    expect(quietUntil(at('2026-03-04T08:00'), never)).toBeUndefined();
  });

  it('are broken by the law alone, and only while something can still be done before they end', () => {
    const [now, end] = [at('2026-03-04T22:00'), at('2026-03-05T07:30')];
    expect(breaksQuiet('law', at('2026-03-05T07:30'), now, end)).toBe(true);
    expect(breaksQuiet('law', at('2026-03-05T07:31'), now, end)).toBe(false);
    expect(breaksQuiet('law', now, now, end)).toBe(false);
    expect(breaksQuiet('management', at('2026-03-05T00:00'), now, end)).toBe(false);
  });
});

describe('X-8: a message that is late', () => {
  const leaves = (...due: string[]) =>
    formatInstant(leavesAt(at('2026-03-05T02:00'), due.map(at), settings)).slice(0, 16);
  it('leaves in quiet hours only with what the law lets run out before they end', () => {
    expect(leaves('2026-03-15T10:00')).toBe('2026-03-05T07:30');
    expect(leaves('2026-03-05T07:31')).toBe('2026-03-05T07:30');
    expect(leaves('2026-03-05T02:00')).toBe('2026-03-05T07:30');
    expect(leaves()).toBe('2026-03-05T07:30');
    expect(leaves('2026-03-15T10:00', '2026-03-05T07:30')).toBe('2026-03-05T02:00');
    const noon = at('2026-03-05T12:00');
    expect(leavesAt(noon, [], settings)).toBe(noon);
  });
});

describe('X-8: rest days', () => {
  it('nobody is told of a management period on one; of the law on every day', () => {
    expect(tellsToday('management', at('2026-10-01T10:00'), calendar)).toBe(false);
    expect(tellsToday('law', at('2026-10-01T10:00'), calendar)).toBe(true);
    expect(tellsToday('management', at('2026-10-10T10:00'), calendar)).toBe(true);
    expect(tellsToday('management', at('2026-10-11T10:00'), calendar)).toBe(false);
  });

  it('the digest comes on working days from its hour on, and looks over the rest days that follow', () => {
    expect(digestDay(at('2026-09-30T08:29'), settings, calendar)).toEqual({
      ahead: at('2026-09-30T08:30'),
      rest: false,
    });
    const sent = (text: string) => digestDay(at(text), settings, calendar);
    expect(sent('2026-09-30T08:30')).toEqual({ day: '2026-09-30', rest: false });
    // On a rest day there is one of what is owed by law.
    expect(sent('2026-10-01T08:29')).toEqual({ ahead: at('2026-10-01T08:30'), rest: true });
    expect(sent('2026-10-01T08:30')).toEqual({ day: '2026-10-01', rest: true });
    expect(sent('2026-10-10T08:30')).toEqual({ day: '2026-10-10', rest: false });
    expect(digestBefore(civilDate('2026-10-05'), settings, calendar)).toBe(at('2026-09-30T08:30'));
    expect(digestHorizon(civilDate('2026-09-30'), calendar)).toBe(at('2026-10-06T00:00'));
    expect(digestHorizon(civilDate('2026-10-05'), calendar)).toBe(at('2026-10-07T00:00'));
  });
});

describe('X-8: a digest within the quiet hours', () => {
  it.each(['20:30', '06:00', '20:00'])(
    'goes out when they end, for it would never: %s',
    (digestAt) => {
      const evening = { ...settings, digestAt };
      const day = '2026-09-29';
      expect(digestDay(at(`${day}T07:29`), evening, calendar)).toEqual({
        ahead: at(`${day}T07:30`),
        rest: false,
      });
      expect(digestDay(at(`${day}T07:30`), evening, calendar)).toEqual({ day, rest: false });
      expect(digestBefore(civilDate('2026-09-30'), evening, calendar)).toBe(at(`${day}T07:30`));
    },
  );

  it('is not registered any more, and the gap is bounded', () => {
    const ok = (given: object) => reminderSettings.safeParse(given).success;
    expect(ok({ digestAt: '20:00' })).toBe(false);
    expect(ok({ digestAt: '19:59' })).toBe(true);
    expect(ok({ digestAt: '07:29' })).toBe(false);
    expect(ok({ digestAt: '07:30' })).toBe(true);
    expect(ok({ quiet: { from: '08:00', until: '09:00' } })).toBe(false);
    expect(ok({ quiet: { from: '08:31', until: '08:30' } })).toBe(true);
    expect(ok({ digestAt: '23:00', quiet: { from: '00:00', until: '00:00' } })).toBe(true);
    expect([ok({ gapMinutes: 240 }), ok({ gapMinutes: 241 })]).toEqual([true, false]);
    // What stands from before is read, and bounded.
    expect(reminderSettingsOf({ reminders: { digestAt: '20:30', gapMinutes: 1440 } })).toEqual({
      ...settings,
      digestAt: '20:30',
      gapMinutes: 240,
    });
  });
});

describe('X-8: the steps of the chain', () => {
  const since = at('2026-09-30T18:00');
  it('count working days under management periods and every day under the law; hours run', () => {
    expect(reachedAt({ force: 'management', to: 'head', days: 1 }, since, calendar)).toBe(
      at('2026-10-06T00:00'),
    );
    expect(reachedAt({ force: 'law', to: 'head', days: 1 }, since, calendar)).toBe(
      at('2026-10-02T00:00'),
    );
    // What ran out at midnight is one day late when that day is over.
    const midnight = at('2026-09-30T00:00');
    for (const force of ['law', 'management'] as const)
      expect(reachedAt({ force, to: 'head', days: 1 }, midnight, calendar)).toBe(
        at('2026-10-01T00:00'),
      );
    expect(reachedAt({ force: 'law', to: 'head', hours: 0 }, since, calendar)).toBe(since);
    expect(reachedAt({ force: 'management', to: 'head', hours: 5 }, since, calendar)).toBe(
      at('2026-09-30T23:00'),
    );
  });
});

describe('X-9: the settings', () => {
  it('have defaults, are checked, and count as absent where they are not valid', () => {
    expect(reminderSettingsOf({})).toEqual(settings);
    expect(reminderSettingsOf({ reminders: { digestAt: '09:00' } })).toEqual({
      ...settings,
      digestAt: '09:00',
    });
    expect(reminderSettingsOf({ reminders: { digestAt: '9' } })).toEqual(settings);
    const step = { force: 'law', to: 'head' };
    for (const wrong of [
      { quiet: { from: '20:00' } },
      { gapMinutes: 0 },
      { steps: [step] },
      { steps: [{ ...step, days: 1, hours: 1 }] },
      { steps: [{ ...step, days: 0 }] },
      { steps: [{ ...step, to: 'mayor', days: 1 }] },
      { other: 1 },
    ])
      expect(reminderSettings.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
    expect(reminderSettings.safeParse({ steps: [{ ...step, hours: 0 }] }).success).toBe(true);
  });
});

describe('X-8: since when what is new is looked for', () => {
  it.each([
    // On a working day three days back.
    ['2026-03-06T10:00', '2026-03-03T10:00'],
    // After the rest days what came in the evening before them, too.
    ['2026-03-09T07:30', '2026-03-05T08:30'],
    ['2026-10-05T09:00', '2026-09-29T08:30'],
  ])('at %s since %s', (now, since) => {
    expect(formatInstant(newSince(at(now), settings, calendar)).slice(0, 16)).toBe(since);
  });
});
