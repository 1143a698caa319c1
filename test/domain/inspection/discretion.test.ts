/** 不预告 What an assessment tells of plans that have not begun (QY-10.3): that something stands in the way, and nothing of what, whose, or until when. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../../domain/inspection/assess.ts';
import { discreet } from '../../../domain/inspection/discretion.ts';
import type { Known } from '../../../domain/inspection/known.ts';
import { asked, known, other, past } from './sample.ts';

const near = other('pl-secret', '2026-03-14', '2026-03-17');
const cases: [title: string, known: Partial<Known>][] = [
  ['QY-5.1 days too near', { plans: [near] }],
  [
    'QY-5.2 another level, the same item',
    { plans: [{ ...near, level: 'prefecture', items: ['i-1'] }] },
  ],
  ['QY-15.1 the same item, approved', { plans: [{ ...near, state: 'approved', items: ['i-1'] }] }],
  [
    'QY-4.1 the last place is reserved',
    {
      places: [{ plan: 'pl-secret', year: 2026, state: 'reserved' }],
      institution: { ...known().institution, yearlyCap: 1 },
    },
  ],
];

describe('discretion', () => {
  it.each(cases)(
    '%s: neither the plan nor its days nor a day from when, in no field',
    (_, facts) => {
      const c = asked({}, facts);
      const a = assess(c);
      const told = discreet(c, a);
      expect([a.lawful, told.lawful]).toEqual([false, false]);
      expect(JSON.stringify(told)).not.toMatch(/pl-secret|2026-03-1[47]|2026-04|2027/);
      expect(
        told.findings
          .filter((f) => f.outcome === 'refused')
          .every(
            (f) =>
              f.code === 'plan-in-the-way' &&
              f.by === undefined &&
              f.earliest === undefined &&
              f.item === undefined,
          ),
      ).toBe(true);
      expect(told.earliest).toBeUndefined();
      // Whoever may know the plan is told everything.
      expect(discreet(c, a, new Set(['pl-secret']))).toEqual(a);
    },
  );
  it('what has begun, and what is refused anyway, is told as it is', () => {
    const running = asked({}, { history: [past('R', null, { items: ['i-9'] })], plans: [near] });
    expect(
      discreet(running, assess(running))
        .findings.filter((f) => f.outcome === 'refused')
        .map((f) => [f.code, f.by]),
    ).toEqual([
      ['must-be-merged', 'R'],
      ['plan-in-the-way', undefined],
    ]);
    const full = asked(
      {},
      {
        places: [{ plan: 'other', year: 2026, state: 'consumed' }],
        institution: { ...known().institution, yearlyCap: 1 },
      },
    );
    const a = assess(full);
    expect(discreet(full, a)).toBe(a);
  });
  it('nothing hidden, nothing changed', () => {
    const c = asked({}, {});
    const a = assess(c);
    expect(discreet(c, a)).toBe(a);
  });
});
