/** QHD-2.5a: who may object to what, which period a decision has, and when it is in time. */
import { describe, expect, it } from 'vitest';
import { dutiesFor } from '../../../domain/credit-objection/duties.ts';
import { refuseObjection, type ToObject } from '../../../domain/credit-objection/opening.ts';
import { defaultCreditObjectionSettings } from '../../../domain/credit-objection/settings.ts';
import { publishedYears } from '../../../domain/time/calendars.ts';
import { civilDate, parseInstant, startOfDay } from '../../../domain/time/civil-date.ts';
import { due, inTime } from '../../../domain/time/due.ts';

const at = (text: string) => parseInstant(text)!;

describe('QHD-2.5a 期限', () => {
  const decide = (rule?: { version: number; days: number | null; sample: boolean } | null) =>
    dutiesFor(defaultCreditObjectionSettings, rule).decide;
  it('the period of the version of the rule; management by default, and of a sample', () => {
    expect(decide()).toMatchObject({ limit: { count: 15 }, basis: { force: 'management' } });
    expect(decide(null)).toMatchObject({ limit: { count: 15 }, basis: { force: 'management' } });
    expect(decide({ version: 1, days: null, sample: false })).toMatchObject({
      limit: { count: 15 },
      basis: { force: 'management' },
    });
    expect(decide({ version: 1, days: 10, sample: true })).toMatchObject({
      limit: { count: 10 },
      basis: { force: 'management' },
    });
    expect(decide({ version: 1, days: 10, sample: false })).toMatchObject({
      limit: { count: 10 },
      basis: { force: 'reading' },
    });
  });
  it('fifteen working days, to the end of the last one', () => {
    const last = due(startOfDay(civilDate('2026-03-02')), decide().limit, publishedYears);
    expect(inTime(at('2026-03-23T23:59:59+08:00'), last)).toBe(true);
    expect(inTime(at('2026-03-24T00:00:00+08:00'), last)).toBe(false);
  });
});

describe('QHD-2.5a 提出', () => {
  const code = (more: Partial<ToObject>) =>
    refuseObjection({
      channel: 'officer',
      authorised: true,
      registered: true,
      target: 'record',
      own: true,
      stands: true,
      graded: false,
      grounded: true,
      evidence: 1,
      ...more,
    })?.code;
  it.each<[string, Partial<ToObject>, string | undefined]>([
    ['through an officer with a power of attorney', {}, undefined],
    ['without one', { authorised: false }, 'objection-not-by-subject'],
    ['with a code, which needs none', { channel: 'code', authorised: false }, undefined],
    ['by nobody who is a subject', { registered: false }, 'objection-not-by-subject'],
    ['to the record of another', { own: false }, 'objection-not-by-subject'],
    ['to what has fallen', { stands: false }, 'record-fallen'],
    ['to a grade that there is not', { target: 'grade', own: false }, 'grade-not-in-force'],
    ['to a grade', { target: 'grade', own: false, stands: false, graded: true }, undefined],
    ['without a ground', { grounded: false }, 'objection-groundless'],
    ['without evidence', { evidence: 0 }, 'evidence-missing'],
  ])('%s', (_, more, refused) => expect(code(more)).toBe(refused));
});
