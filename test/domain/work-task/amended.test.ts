/** QJ-A1: what an amendment of the plan means for a task, on both sides of the end of its day. */
import { describe, expect, it } from 'vitest';
import { endOf, moves, neverLate } from '../../../domain/work-task/amended.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const day = civilDate('2026-06-30');
const facts = (more: Partial<Parameters<typeof moves>[0]> = {}) => ({
  kind: 'change' as const,
  dueOn: null,
  ongoing: false,
  units: ['b', 'a'],
  version: 2,
  ...more,
});

describe('QJ-A1 修改', () => {
  const was = { dueOn: day, units: ['a', 'b'] };
  it('QJ-A1: another date or other sections move a task; what only says it otherwise does not', () => {
    expect(moves(facts(), was)).toBe(false);
    expect(moves(facts({ dueOn: day }), was)).toBe(false);
    expect(moves(facts({ dueOn: civilDate('2026-07-01') }), was)).toBe(true);
    expect(moves(facts({ units: ['a'] }), was)).toBe(true);
    expect(moves(facts({ kind: 'withdraw' }), was)).toBe(true);
    // Before its version was said, every amendment was taken to be one.
    const { version: _, ...early } = facts();
    expect(moves(early, was)).toBe(true);
  });

  it('QJ-A1: confirmed before the end of the day it was never late, at its end it was; what the document has otherwise never', () => {
    const end = endOf(day);
    expect(neverLate(facts({ at: instant(end - 1) }), end)).toBe(true);
    expect(neverLate(facts({ at: end }), end)).toBe(false);
    expect(neverLate(facts(), end)).toBe(false);
    expect(neverLate(facts({ at: instant(end - 1) }), undefined)).toBe(false);
    expect(neverLate(facts({ at: end, corrected: true }), end)).toBe(true);
  });
});
