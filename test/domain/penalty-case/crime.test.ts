/** TJ51-16.1 国令310号 What a suspected crime holds up, from which day the police may have answered, and what files of before keep; pure. */
import { describe, expect, it } from 'vitest';
import type { decision } from '../../../domain/penalty-case/acts.ts';
import { crimeComesFirst, crimeGuards, crimeOpen } from '../../../domain/penalty-case/crime.ts';
import {
  hasInvestigated,
  refuseApprover,
  refuseEnforcer,
  refuseInvolved,
  refuseReviewer,
  personsOf,
} from '../../../domain/penalty-case/people.ts';
import type { Person } from '../../../domain/penalty-case/person.ts';
import type { State } from '../../../domain/penalty-case/state.ts';
import type { ActOf } from '../../../domain/law/acts.ts';
import { civilDateOf } from '../../../domain/time/civil-date.ts';
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

it('TJ51-16.1 the second answer is to the request; what is not taken in is not filed; files of before keep as they were judged', () => {
  const answers = crimeGuards['police-answer']![0]!;
  const asked = (changed: boolean): State =>
    ({
      changed: () => changed,
      crime: {
        step: 'moved',
        group: [],
        movedAt: at('2026-03-03T16:00:00+08:00'),
        askedAt: at('2026-03-06T16:00:00+08:00'),
      },
    }) as never;
  const on = (day: string, facts: object = {}) =>
    ({
      occurredAt: at(`${day}T00:00:00+08:00`),
      receivedAt: at('2026-03-09T09:00:00+08:00'),
      facts: { documentHash: '', accepted: true, filed: true, reasonGiven: true, ...facts },
    }) as never;
  expect(answers(on('2026-03-05'), asked(true))?.code).toBe('before-trigger');
  expect(answers(on('2026-03-05'), asked(false))).toBeUndefined();
  expect(answers(on('2026-03-06'), asked(true))).toBeUndefined();
  expect(answers(on('2026-03-06', { accepted: false }), asked(true))?.code).toBe(
    'answer-contradictory',
  );
  expect(answers(on('2026-03-06', { accepted: false }), asked(false))).toBeUndefined();
});

describe('X-7 who reports a suspected crime and who decides on it', () => {
  const on = civilDateOf(at('2026-03-03T16:00:00+08:00'));
  const s = (changed = true): State =>
    ({
      changed: () => changed,
      recused: ['r'],
      investigated: ['i'],
      grouped: ['g'],
      reviewers: ['law'],
      approvers: ['h'],
    }) as never;
  const person = (officer: string): Person => ({
    officer,
    registered: true,
    ours: true,
    reviews: false,
    head: true,
    principal: true,
    removedOn: null,
    certificate: { number: officer, from: on, until: on },
    commitmentUntil: on,
  });
  const known = { people: ['r', 'i', 'g', 'law', 'h', 'x'].map(person) };

  it.each([
    ['law', 'same-person'],
    ['h', 'same-person'],
    ['r', 'officer-recused'],
    ['i', undefined],
    ['x', undefined],
  ])('of the group: %s', (officer, code) =>
    expect(refuseEnforcer(officer, known, on, s(), 'TJ51-16.1')?.code).toBe(code),
  );
  it.each([
    ['law', 'same-person'],
    ['i', 'same-person'],
    ['g', 'same-person'],
    ['r', 'officer-recused'],
    ['h', undefined],
    ['x', undefined],
  ])('who decides: %s', (officer, code) => {
    expect(refuseInvolved(officer, known, s())?.code).toBe(code);
    expect(refuseApprover(officer, known, on, s(), 'TJ51-14.1')?.code).toBe(code);
  });
  it('by the second account of a person too: one certificate is one person', () => {
    const twin = (of: string) => ({ ...person(`${of}2`), also: [of] });
    const both = { people: [...known.people, ...['r', 'i', 'g', 'law', 'h'].map(twin)] };
    const code = (refusal: { code: string } | undefined) => refusal?.code;
    const approves = (of: string) => code(refuseApprover(`${of}2`, both, on, s(), 'TJ51-14.1'));
    expect(['law', 'i', 'g', 'r', 'h'].map(approves)).toEqual([
      'same-person',
      'same-person',
      'same-person',
      'officer-recused',
      undefined,
    ]);
    expect(code(refuseEnforcer('h2', both, on, s(), 'TJ51-16.1'))).toBe('same-person');
    expect(code(refuseReviewer('i2', both, on, s()))).toBe('reviewer-is-investigator');
    expect(personsOf(['i', 'i2', 'x'], both)).toEqual(['i', 'x']);
  });
  it('files of before keep as they were judged', () => {
    expect(refuseEnforcer('law', known, on, s(false), 'TJ51-16.1')).toBeUndefined();
    expect([hasInvestigated('g', s(false)), hasInvestigated('i', s(false))]).toEqual([false, true]);
  });
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
