/** TJ51-6.3 What a breaker and the final decision on what it has cut refuse, at their edges. */
import { describe, expect, it } from 'vitest';
import { trip, type State, type Warned } from '../../../domain/circuit-breaker/acts.ts';
import { guards } from '../../../domain/circuit-breaker/guards.ts';
import type { Act } from '../../../domain/law/act.ts';
import { cutIsSettled } from '../../../domain/rapid-response/deciding.ts';
import type { State as Response } from '../../../domain/rapid-response/state.ts';
import { instant } from '../../../domain/time/instant.ts';

const warned = (deliveredAt?: number): Warned & { warnedAt: ReturnType<typeof instant> } => ({
  item: 'cards@1',
  indicator: 'cards',
  version: 1,
  measuredAt: instant(900),
  clause: '第33条',
  cut: 'settlement',
  warnedAt: instant(1000),
  ...(deliveredAt !== undefined && { deliveredAt: instant(deliveredAt) }),
});
const state = (changes: Partial<State> = {}): State => ({
  subject: 'institution',
  warnings: new Map([['cards@1', warned(2000)]]),
  position: 'warned',
  unacknowledged: new Set(),
  ...changes,
});
const judged = (type: string, facts: object, s: State, known: object = {}): string | undefined => {
  const act = { type, facts, known } as Act;
  return guards[type]!.map((guard) => guard(act, s)).find((refusal) => refusal)?.code;
};
const tripped = (s: State, first = 2001, item = 'cards@1') => judged(trip.type, { item, first }, s);

describe('熔断', () => {
  it('TJ51-6.3 a trip rests on a delivered warning of the same indicator and version, and on touches after its delivery', () => {
    expect(tripped(state())).toBeUndefined();
    expect(tripped(state(), 2000)).toBe('warning-undelivered');
    expect(tripped(state({ warnings: new Map([['cards@1', warned()]]) }))).toBe(
      'warning-undelivered',
    );
    expect(tripped(state(), 2001, 'cards@2')).toBe('warning-undelivered');
  });

  it('TJ51-6.3 once a subject; half-open, once more', () => {
    for (const position of ['tripped', 'attention', 'open', 'restored', 'ended'] as const)
      expect(tripped(state({ position }))).toBe('second-suspension');
    expect(tripped(state({ position: 'half-open' }))).toBeUndefined();
  });

  it('TJ51-6.3 a reset has its reason, lifts nothing, and waits for the opinion and for the acknowledgement', () => {
    const reset = (s: State, facts: object = { reasonGiven: true }, known: object = {}) =>
      judged('reset', facts, s, known);
    for (const position of ['warned', 'attention', 'restored', 'half-open'] as const)
      expect(reset(state({ position }))).toBeUndefined();
    for (const position of ['tripped', 'open', 'ended'] as const)
      expect(reset(state({ position }))).toBe('breaker-suspended');
    expect(reset(state(), { reasonGiven: false })).toBe('reason-missing');
    expect(reset(state(), undefined, { awaitsOpinion: true })).toBe('opinion-awaited');
    expect(reset(state({ position: 'restored', unacknowledged: new Set(['resume:1']) }))).toBe(
      'acknowledgement-missing',
    );
  });

  it('TJ51-6.3 the final decision settles what was cut, and never against what becomes of the subject', () => {
    const decided = (measure: string, cut?: string, s: object = { cut: 'settlement' }) =>
      cutIsSettled({ facts: { measures: [{ measure }], cut } } as never, s as Response)?.code;
    expect(decided('restore')).toBe('cut-left-hanging');
    expect(decided('restore', 'keep')).toBe('contradictory-measures');
    expect(decided('terminate', 'resume')).toBe('contradictory-measures');
    expect(decided('restore', 'resume')).toBeUndefined();
    expect(decided('terminate', 'keep')).toBeUndefined();
    expect(decided('suspend', 'resume')).toBeUndefined();
    expect(decided('suspend', 'keep')).toBeUndefined();
    expect(decided('restore', undefined, {})).toBeUndefined();
    expect(decided('restore', 'resume', {})).toBe('cut-unfounded');
  });
});
