/** TJ51-16.1 国令310号 What a suspected crime holds up, from which day the police may have answered, and what files of before keep; pure. */
import { describe, expect, it } from 'vitest';
import type { decision } from '../../../domain/penalty-case/acts.ts';
import { crimeComesFirst, crimeGuards, crimeOpen } from '../../../domain/penalty-case/crime.ts';
import type { State } from '../../../domain/penalty-case/state.ts';
import type { ActOf } from '../../../domain/law/acts.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = (text: string) => instant(Date.parse(text));
const state = (step?: NonNullable<State['crime']>['step'], changed = true): State =>
  ({
    changed: () => changed,
    ...(step && { crime: { step, group: ['a', 'b'], movedAt: at('2026-03-03T16:00:00+08:00') } }),
  }) as never;
const decided = (outcome: string, s: State) =>
  crimeComesFirst({ facts: { outcome } } as ActOf<typeof decision>, s)?.code;

describe('TJ51-16.1 what a suspected crime holds up', () => {
  it.each(['reported', 'approved', 'moved', 'taken', 'handed'] as const)('%s', (step) => {
    const taken = step === 'taken' || step === 'handed';
    expect(decided('transferred', state(step))).toBe(taken ? undefined : 'transfer-not-taken');
    expect(decided('no-penalty', state(step))).toBe('crime-open');
    expect(decided('withdrawn', state(step))).toBe('crime-open');
    expect(crimeOpen(state(step))?.code).toBe(step === 'handed' ? undefined : 'crime-open');
  });
  it('nothing where there is none, or where it goes on here', () => {
    expect([decided('withdrawn', state()), decided('penalty', state())]).toEqual([
      undefined,
      undefined,
    ]);
    expect(crimeOpen(state())).toBeUndefined();
    expect(decided('transferred', state())).toBe('transfer-not-taken');
  });
  it('a case of the time before was transferred as it was judged', () =>
    expect(decided('transferred', state(undefined, false))).toBeUndefined());
});

it('TJ51-16.1 the police answer and return from the day of the transfer on', () => {
  const [answers, returns] = [crimeGuards['police-answer']![0]!, crimeGuards['police-return']![0]!];
  const on = (day: string) => ({
    occurredAt: at(`${day}T00:00:00+08:00`),
    receivedAt: at('2026-03-09T09:00:00+08:00'),
    facts: { documentHash: '', accepted: true, filed: true, reasonGiven: true },
  });
  for (const guard of [answers, returns]) {
    expect(guard(on('2026-03-02') as never, state('moved'))?.code).toBe('before-trigger');
    expect(guard(on('2026-03-03') as never, state('moved'))).toBeUndefined();
  }
});
