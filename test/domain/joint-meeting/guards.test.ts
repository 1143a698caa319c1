/** TJ51-5.0 What a joint meeting refuses of its acts, at its edges; acted out through the API in test/joint-meeting. */
import { describe, expect, it } from 'vitest';
import * as acts from '../../../domain/joint-meeting/acts.ts';
import type { State } from '../../../domain/joint-meeting/acts.ts';
import { guards, notAwaited } from '../../../domain/joint-meeting/guards.ts';
import type { Rules } from '../../../workflows/kit/rules.ts';
import type { Act } from '../../../domain/law/act.ts';
import { actNames } from '../../../domain/law/act-names.ts';
import { instant } from '../../../domain/time/instant.ts';

const at = (text: string) => instant(Date.parse(text));
const calledAt = at('2026-03-02T09:00:00+08:00');
const state = (changes: Partial<State> = {}): State => ({
  calledAt,
  sides: { supervision: 'jds', handling: 'zf' },
  agreed: false,
  owed: new Map(),
  rounds: 0,
  ...changes,
});
const act = (type: string, facts: object, more: object = {}) =>
  ({
    id: 'a',
    number: 2,
    type,
    unit: 'jds',
    officer: 'o',
    receivedAt: at('2026-03-05T18:00:00+08:00'),
    arrivedAt: at('2026-03-05T18:00:00+08:00'),
    hash: '',
    facts,
    ...more,
  }) as unknown as Act;
const judged = (one: Act, s = state()): string | undefined => {
  const all: Rules<State>['guards'] = guards as never;
  const objections = all[one.type]!.map((guard) => guard(one, s));
  return objections.find((refusal) => refusal !== undefined)?.code;
};

const promise = { unit: 'zf', until: '2026-03-05' };
const minutes = (facts: object = {}, more: object = {}): Act =>
  act(
    'joint-minutes',
    { attendees: 2, undertakings: [promise], none: false, documentHash: 'h', ...facts },
    {
      occurredAt: at('2026-03-05T10:00:00+08:00'),
      known: { unknown: 0, supervision: true, handling: true },
      ...more,
    },
  );

describe('TJ51-5.0 会议记录', () => {
  it('with both sides, each promise with its day', () => expect(judged(minutes())).toBeUndefined());
  it('nothing was promised, and the minutes say so', () =>
    expect(judged(minutes({ undertakings: [], none: true }))).toBeUndefined());
  it('a promise for the day of the meeting itself', () =>
    expect(
      judged(minutes({ undertakings: [{ ...promise, until: '2026-03-05' }] })),
    ).toBeUndefined());
  it('held at the instant of the call', () =>
    expect(judged(minutes({}, { occurredAt: calledAt }))).toBeUndefined());

  it.each<[string, Act, string]>([
    [
      'held a millisecond before the call',
      minutes({}, { occurredAt: calledAt - 1 }),
      'before-trigger',
    ],
    [
      'with somebody who is not registered',
      minutes({}, { known: { unknown: 1, supervision: true, handling: true } }),
      'attendee-unknown',
    ],
    ['with nothing known of who came', minutes({}, { known: undefined }), 'attendee-unknown'],
    [
      'without the supervision body',
      minutes({}, { known: { unknown: 0, supervision: false, handling: true } }),
      'side-missing',
    ],
    [
      'without the handling body',
      minutes({}, { known: { unknown: 0, supervision: true, handling: false } }),
      'side-missing',
    ],
    ['neither with promises nor without', minutes({ undertakings: [] }), 'undertakings-missing'],
    ['both with promises and without', minutes({ none: true }), 'undertakings-missing'],
    [
      'with a promise of a third unit',
      minutes({ undertakings: [promise, { ...promise, unit: 'zd' }] }),
      'undertaking-owner',
    ],
    [
      'with a promise for the day before',
      minutes({ undertakings: [{ ...promise, until: '2026-03-04' }] }),
      'measure-date-past',
    ],
  ])('not %s', (_, one, code) => expect(judged(one)).toBe(code));
});

describe('TJ51-5.0 other acts', () => {
  const reason = { reasonGiven: true };
  const owed = state({ agreed: true, owed: new Map([['1', 'zf']]) });
  const now = at('2026-03-05T18:00:00+08:00');
  it.each<[string, Act, State, string | undefined]>([
    ['put off', act('postponement', { ...reason, newTime: now + 1 }), state(), undefined],
    ['put off to now', act('postponement', { ...reason, newTime: now }), state(), 'date-not-later'],
    [
      'put off without a reason',
      act('postponement', { reasonGiven: false, newTime: now + 1 }),
      state(),
      'reason-missing',
    ],
    ['cancelled', act('meeting-cancellation', reason), state(), undefined],
    [
      'cancelled without a reason',
      act('meeting-cancellation', { reasonGiven: false }),
      state(),
      'reason-missing',
    ],
    ['agreed to', act('minutes-answer', { agrees: true, reasonGiven: false }), state(), undefined],
    ['disputed', act('minutes-answer', { agrees: false, reasonGiven: true }), state(), undefined],
    [
      'agreed to by whoever filed them',
      act('minutes-answer', { agrees: true, reasonGiven: false }),
      state({ recordedBy: 'o' }),
      'same-person',
    ],
    [
      'disputed without a reason',
      act('minutes-answer', { agrees: false, reasonGiven: false }),
      state(),
      'reason-missing',
    ],
    [
      'waived by the other side',
      act('undertaking-waiver', { ...reason, item: '1' }),
      owed,
      undefined,
    ],
    [
      'waived by whoever owes it',
      act('undertaking-waiver', { ...reason, item: '1' }, { unit: 'zf' }),
      owed,
      'same-unit',
    ],
    [
      'waived, but not there',
      act('undertaking-waiver', { ...reason, item: '2' }),
      owed,
      'item-not-awaited',
    ],
    [
      'waived, and none is owed',
      act('undertaking-waiver', { ...reason, item: '1' }),
      state({ agreed: true }),
      'item-not-awaited',
    ],
    [
      'waived without a reason',
      act('undertaking-waiver', { reasonGiven: false, item: '1' }),
      owed,
      'reason-missing',
    ],
  ])('%s', (_, one, s, code) => expect(judged(one, s)).toBe(code));

  it.each<[string, State, string]>([
    ['without minutes', state(), 'minutes-unconfirmed'],
    ['with a promise still open', owed, 'undertakings-open'],
  ])('not closed %s', (_, s, code) => {
    const possible = { ...actNames([acts]), types: [] };
    expect(notAwaited(s)(act('closure', {}), possible).code).toBe(code);
    expect(notAwaited(s)(act('attendance', {}), possible).code).toBe('not-awaited');
  });
});
