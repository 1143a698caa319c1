/** TJ51-14.1 处罚法 64 The window of a notice, both sides of its last day; and when nothing but a refund is left of a case; pure. */
import { describe, expect, it } from 'vitest';
import type { factsNotice } from '../../../domain/penalty-case/acts.ts';
import { noticeIsFair } from '../../../domain/penalty-case/handling.ts';
import { defaultPenaltySettings } from '../../../domain/penalty-case/settings.ts';
import { mayClose, type State } from '../../../domain/penalty-case/state.ts';
import type { ActOf } from '../../../domain/law/acts.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const servedAt = instant(Date.parse('2026-03-02T09:00:00+08:00'));
/** A Monday: three working days end on the Thursday, five on the Monday after. */
const state = (changed = true): State =>
  ({
    subject: 'institution',
    settings: defaultPenaltySettings,
    facts: 1,
    review: { at: servedAt, facts: 1, passed: true },
    changed: () => changed,
    lastDay: (_from: number, limit: { count: number }) =>
      civilDate(limit.count === 3 ? '2026-03-05' : '2026-03-09'),
  }) as never;
const notice = (windowEndsOn: string, hearingOffered = false): ActOf<typeof factsNotice> =>
  ({
    servedAt,
    receivedAt: servedAt,
    facts: {
      documentHash: '',
      measures: [{ measure: 'warn' }],
      reasonsGiven: true,
      basisGiven: true,
      windowEndsOn,
      hearingOffered,
    },
  }) as never;
const code = (act: ActOf<typeof factsNotice>, s = state()) => noticeIsFair(act, s)?.code;

describe('TJ51-14.1 the window of a notice', () => {
  it('three working days as set; five where a hearing is offered', () => {
    expect([code(notice('2026-03-04')), code(notice('2026-03-05'))]).toEqual([
      'window-too-short',
      undefined,
    ]);
    expect([code(notice('2026-03-08', true)), code(notice('2026-03-09', true))]).toEqual([
      'window-too-short',
      undefined,
    ]);
  });
  it('a notice of the time before stays as it was judged', () =>
    expect(code(notice('2026-03-04'), state(false))).toBeUndefined());
});

it('closed: a decision that was served and carried out, or one that is not served at all; never while it is made anew', () => {
  const of = (changes: object) =>
    mayClose({ fallen: false, execution: new Map(), ...changes } as never);
  const decision = { outcome: 'penalty', at: servedAt, measures: [], number: 1 };
  expect(of({})).toBe(false);
  expect(of({ fallen: true })).toBe(true);
  expect(of({ decision })).toBe(false);
  expect(of({ decision: { ...decision, servedAt } })).toBe(true);
  const open = new Map([['fine', { done: false }]]);
  expect(of({ decision: { ...decision, servedAt }, execution: open })).toBe(false);
  expect(of({ decision: { ...decision, outcome: 'withdrawn' } })).toBe(true);
});
