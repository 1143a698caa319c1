/** TJ51-A1-1.5b, 2.5b Who may record and confirm that a final decision fell, and what is left of it. */
import { describe, expect, it } from 'vitest';
import { guards } from '../../../domain/decision-fall/guards.ts';
import {
  isHarsher,
  refuseFall,
  refuseRetraction,
  type FallToRecord,
} from '../../../domain/decision-fall/opening.ts';
import type { Measure } from '../../../domain/rapid-response/measures.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = instant(1_800_000_000_000);
const measures: Measure[] = [{ measure: 'recover', amountFen: 1000 }, { measure: 'terminate' }];
const decision = {
  source: 'rapid-response' as const,
  subjectKind: 'institution',
  subject: 'i',
  state: 'served',
  measures,
  decidedAt: at,
  units: { 'supervision-body': 'jds', 'payment-division': 'zfc', 'system-division': 'zdc' },
};
const approver = { head: true, over: true, present: true, own: false, decided: false };
const fall = (changes: Partial<FallToRecord> = {}): FallToRecord => ({
  caller: 'zfc',
  decision,
  approver,
  by: 'court',
  outcome: 'annulled',
  measures: undefined,
  reasonGiven: false,
  decidedAt: at,
  effectiveAt: at,
  receivedAt: at,
  ...changes,
});
const told = (r: FallToRecord) => refuseFall(r)?.code;

describe('TJ51-A1-1.5b 登记', () => {
  it.each<[string, Partial<FallToRecord>, string | undefined]>([
    ['the payment division', {}, undefined],
    ['the supervision body', { caller: 'jds' }, undefined],
    ['another body of the file', { caller: 'zdc' }, 'not-owed-by-you'],
    ['nothing to be known of', { decision: undefined }, 'final-decision-unknown'],
    ['a penalty', { decision: { ...decision, source: 'penalty-case' } }, 'decision-of-a-case'],
    ['not served yet', { decision: { ...decision, state: 'decided' } }, undefined],
    ['fallen', { decision: { ...decision, state: 'fallen' } }, 'already-fallen'],
    ['changed', { decision: { ...decision, state: 'changed' } }, 'already-fallen'],
    ['whoever records', { approver: { ...approver, own: true } }, 'same-person'],
    ['whoever decided', { approver: { ...approver, decided: true } }, 'same-person'],
    ['absent', { approver: { ...approver, present: false } }, 'approver-missing'],
    ['of a unit beside', { approver: { ...approver, over: false } }, 'approver-missing'],
    ['nobody', { approver: undefined }, 'approver-missing'],
    ['own correction without a reason', { by: 'self' }, 'reason-missing'],
    ['with one', { by: 'self', reasonGiven: true }, undefined],
    ['before the decision', { decidedAt: instant(at - 1) }, 'before-trigger'],
    ['effective before it was made', { effectiveAt: instant(at - 1) }, 'before-trigger'],
    ['not effective yet', { effectiveAt: instant(at + 1) }, 'in-the-future'],
    ['nothing left of a change', { outcome: 'changed' }, 'contradictory-measures'],
    ['something left of nothing', { measures }, 'contradictory-measures'],
    ['the same left', { outcome: 'changed', measures: measures.toReversed() }, 'left-unchanged'],
    ['a part left', { outcome: 'changed', measures: measures.slice(0, 1) }, undefined],
  ])('%s', (_name, changes, code) => {
    expect(told(fall(changes))).toBe(code);
  });

  it('TJ51-A1-2.5b of a practitioner it cites the other paragraph', () => {
    const of = { ...decision, subjectKind: 'practitioner', state: 'fallen' };
    expect(refuseFall(fall({ decision: of }))?.clause).toBe('TJ51-A1-2.5b');
  });

  it.each<[string, Measure[], Measure[], boolean]>([
    ['softer', measures, [{ measure: 'suspend' }], false],
    ['above the hardest', [{ measure: 'suspend' }], [{ measure: 'terminate' }], true],
    ['as much money', measures, [{ measure: 'recover', amountFen: 1000 }], false],
    ['more money', measures, [{ measure: 'recover', amountFen: 1001 }], true],
    [
      'a longer suspension',
      [{ measure: 'suspend', endsOn: civilDate('2026-05-01') }],
      [{ measure: 'suspend', endsOn: civilDate('2026-05-02') }],
      true,
    ],
  ])('what is left is never harsher: %s', (_name, before, left, harsher) => {
    expect(isHarsher(before, left)).toBe(harsher);
  });

  it('only the last record of a decision is taken back', () => {
    const back = { caller: 'jds', decision: { ...decision, state: 'fallen' }, approver };
    const found = { reversible: true, groundFallen: false };
    expect(refuseRetraction({ ...back, ...found })).toBeUndefined();
    expect(refuseRetraction({ ...back, ...found, reversible: false })?.code).toBe(
      'fall-not-standing',
    );
    expect(refuseRetraction({ ...back, ...found, groundFallen: true })?.code).toBe(
      'ground-annulled',
    );
    expect(
      refuseRetraction({ ...back, ...found, approver: { ...approver, own: true } })?.code,
    ).toBe('same-person');
  });
});

describe('TJ51-A1-1.5b 确认', () => {
  const known = {
    state: 'served',
    head: true,
    own: false,
    decided: false,
    barred: false,
    reversible: true,
    groundFallen: false,
  };
  const code = (
    changes: Partial<typeof known>,
    facts = { outcome: 'confirmed', reasonGiven: false },
    kind: 'fall' | 'stand' = 'fall',
  ) => {
    const act = { type: 'fall-confirmation', facts, known: { ...known, ...changes } } as never;
    for (const guard of guards['fall-confirmation']) {
      const refusal = guard(act, { clause: 'TJ51-A1-1.5b', kind });
      if (refusal) return refusal.code;
    }
    return undefined;
  };

  it('by a head who neither recorded nor decided, nor was barred from the case', () => {
    expect(code({})).toBeUndefined();
    expect(code({ own: true })).toBe('same-person');
    expect(code({ decided: true })).toBe('same-person');
    expect(code({ head: false })).toBe('approver-missing');
    expect(code({ barred: true })).toBe('approver-missing');
  });
  it('of what still stands, or, taken back, of what has fallen; rejected at any time with a reason', () => {
    expect(code({ state: 'fallen' })).toBe('already-fallen');
    const no = { outcome: 'rejected', reasonGiven: false };
    expect(code({ state: 'fallen' }, no)).toBe('reason-missing');
    expect(code({ state: 'fallen' }, { ...no, reasonGiven: true })).toBeUndefined();
    const yes = { outcome: 'confirmed', reasonGiven: false };
    expect(code({ state: 'changed' }, yes, 'stand')).toBeUndefined();
    expect(code({ state: 'served' }, yes, 'stand')).toBe('fall-not-standing');
    expect(code({ state: 'fallen', reversible: false }, yes, 'stand')).toBe('fall-not-standing');
    expect(code({ state: 'fallen', groundFallen: true }, yes, 'stand')).toBe('ground-annulled');
  });
});
