/** TJ51-15 The periods of the lists: no gap, no overlap, whatever rhythm was set. */
import { describe, expect, it } from 'vitest';
import type { State } from '../../../domain/sanctioned-list/acts.ts';
import { guards } from '../../../domain/sanctioned-list/guards.ts';
import { beginOf, nextPeriod, rhythms } from '../../../domain/time/periods.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

const d = civilDate;

describe('TJ51-15 期间', () => {
  it('is over on the day after its last one, not before', () => {
    expect(nextPeriod(d('2026-10-01'), 1, d('2026-10-31'))).toBeUndefined();
    expect(nextPeriod(d('2026-10-01'), 1, d('2026-11-01'))).toEqual({
      from: '2026-10-01',
      until: '2026-11-01',
    });
    expect(nextPeriod(d('2026-12-01'), 1, d('2027-01-01'))?.until).toBe('2027-01-01');
    expect(nextPeriod(d('2028-02-01'), 1, d('2028-02-29'))).toBeUndefined();
  });
  it('begins with the year', () => {
    expect(beginOf(d('2026-11-30'), 1)).toBe('2026-11-01');
    expect(beginOf(d('2026-11-30'), 3)).toBe('2026-10-01');
    expect(beginOf(d('2026-11-30'), 6)).toBe('2026-07-01');
    expect(beginOf(d('2026-11-30'), 12)).toBe('2026-01-01');
  });
  it('follows what was listed, also after an outage and a change of rhythm', () => {
    const today = d('2028-03-05');
    for (const before of rhythms)
      for (const after of rhythms) {
        let from: CivilDate = beginOf(d('2026-05-17'), before);
        const ends: CivilDate[] = [];
        for (let n = 0, months = before as number; n < 100; n++) {
          const period = nextPeriod(from, months, today);
          if (!period) break;
          expect(period.from).toBe(from);
          expect(period.until > period.from).toBe(true);
          ends.push((from = period.until));
          if (n === 1) months = after;
        }
        expect(nextPeriod(from, after, today)).toBeUndefined();
        expect(new Set(ends).size).toBe(ends.length);
      }
  });
});

describe('TJ51-15 确认', () => {
  const state: State = { delivered: new Map() };
  const hash = 'a'.repeat(64);
  const known = { hash, entries: [], earlier: false, missing: [], person: true };
  const confirmed = (facts: object, changes: object = {}): string | undefined => {
    const act = {
      facts: { contentHash: hash, zero: true, ...facts },
      known: { ...known, ...changes },
    } as never;
    return guards['list-confirmation'].map((guard) => guard(act, state)).find(Boolean)?.code;
  };
  const entries = [{ file: 'LA.x', number: 1, mark: 'new' }];
  it('what was seen, by a person, in order, to both, zero only where there is nobody', () => {
    expect(confirmed({})).toBeUndefined();
    expect(confirmed({}, { person: false })).toBe('person-required');
    expect(confirmed({}, { earlier: true })).toBe('earlier-list-open');
    expect(confirmed({}, { missing: ['market'] })).toBe('recipient-unregistered');
    expect(confirmed({ contentHash: 'b'.repeat(64) })).toBe('list-changed');
    expect(confirmed({ zero: false })).toBe('zero-report-missing');
    expect(confirmed({}, { entries })).toBe('zero-report-wrong');
    expect(confirmed({ zero: false }, { entries })).toBeUndefined();
  });
});
