/** 十九 Who may act for a unit. */
import { describe, expect, it } from 'vitest';
import { refuseStanding, type Standing } from '../../../domain/law/authority.ts';
import type { CivilDate } from '../../../domain/time/instant.ts';

const day = (text: string) => text as CivilDate;
const standing: Standing = { kind: 'person', unit: 'tj.jds', bureau: 'tj', unitRoles: ['supervision-body'], roles: ['handler'], removed: false, commitmentUntil: day('2026-12-31') };
const judge = (change: Partial<Standing> | null, unit = 'tj.jds', on = '2026-06-01', manages?: boolean) => { const r = refuseStanding(change && { ...standing, ...change }, unit, day(on), manages); return r && [r.code, r.clause]; };

describe('十九', () => {
  it('an officer of the unit with a commitment letter', () => { expect(judge({})).toBeUndefined(); });
  it('not one who is not registered, or of another unit', () => {
    expect(judge(null)).toEqual(['not-authorised', 'TJ51-A1']);
    expect(judge({ unit: 'tj.zfc' })).toEqual(['not-authorised', 'TJ51-A1']);
  });
  it('not one who was removed, wherever and whatever for', () => {
    expect(judge({ removed: true })).toEqual(['officer-removed', 'TJ51-19.2']);
    expect(judge({ removed: true, unitRoles: [] })).toEqual(['officer-removed', 'TJ51-19.2']);
    expect(judge({ removed: true }, 'tj.jds', '2026-06-01', true)).toEqual(['officer-removed', 'TJ51-19.2']);
  });
  it('the letter counts on its last day, not after it, and not without a signature', () => {
    expect(judge({}, 'tj.jds', '2026-12-31')).toBeUndefined();
    expect(judge({}, 'tj.jds', '2027-01-01')).toEqual(['commitment-unsigned', 'TJ51-19.1']);
    expect(judge({ commitmentUntil: null })).toEqual(['commitment-unsigned', 'TJ51-19.1']);
  });
  it('is asked only of persons who enforce', () => {
    expect(judge({ commitmentUntil: null, unitRoles: ['payment-division'] })).toBeUndefined();
    expect(judge({ commitmentUntil: null, kind: 'system' })).toBeUndefined();
    expect(judge({ commitmentUntil: null }, 'tj.jds', '2026-06-01', true)).toBeUndefined();
  });
});
