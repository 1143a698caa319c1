/** TJ51-13.2, 3.V, 14.1 The ladder, what is harsher than what, what a late fine adds, and what a period may be extended to; pure. */
import { describe, expect, it } from 'vitest';
import { refuseVeto, measuresStand } from '../../../domain/penalty-case/ladder.ts';
import {
  extensionIsLawful,
  refuseHarsher,
  windowClosed,
} from '../../../domain/penalty-case/handling.ts';
import { harsher, isGrave, type Measure } from '../../../domain/penalty-case/measures.ts';
import type { People } from '../../../domain/penalty-case/person.ts';
import { defaultPenaltySettings } from '../../../domain/penalty-case/settings.ts';
import { surchargeOf } from '../../../domain/penalty-case/surcharge.ts';
import type { State } from '../../../domain/penalty-case/state.ts';
import { civilDate } from '../../../domain/time/civil-date.ts';
import { instant } from '../../../domain/time/instant.ts';

const on = civilDate('2026-03-10');
const at = (text: string) => instant(Date.parse(text));
const state = (changes: Partial<State> = {}): State => ({
  subject: 'institution',
  matter: 'fund-use',
  settings: defaultPenaltySettings,
  filedAt: at('2026-03-02T09:00:00+08:00'),
  supervisionUnit: 'jds',
  superiors: ['zfjd', 'ju'],
  origins: [],
  facts: 1,
  investigators: ['a', 'b'],
  investigated: ['a', 'b'],
  grouped: [],
  reviewers: ['law'],
  approvers: [],
  recused: [],
  preserved: new Set(),
  preservedEver: new Set(),
  intervals: new Map(),
  extended: 0,
  fallen: false,
  execution: new Map(),
  refundFen: 0,
  changed: () => true,
  lastDay: () => undefined,
  ...changes,
});
const fine = (amountFen: number): Measure => ({ measure: 'fine', amountFen });
const m = (measure: string, more: Partial<Measure> = {}): Measure => ({ measure, ...more });

describe('TJ51-13.2 措施', () => {
  it.each([
    [
      'every step for an institution',
      [m('rectify', { by: on }), m('suspend-payment')],
      'institution',
      undefined,
    ],
    ['not one of them', [m('detention')], 'institution', 'measure-not-in-ladder'],
    ['a name of the language itself', [m('constructor')], 'institution', 'measure-not-in-ladder'],
    ['rectification without a date', [m('rectify')], 'institution', 'rectification-date-missing'],
    ['a fine without an amount', [m('fine')], 'institution', 'amount-missing'],
    ['the same twice', [fine(1), fine(1)], 'institution', 'contradictory-measures'],
    [
      'suspended and ended',
      [m('suspend'), m('terminate')],
      'institution',
      'contradictory-measures',
    ],
    ['the qualification of an institution', [m('cancel')], 'institution', 'wrong-verb'],
    ['the agreement of a physician', [m('terminate')], 'practitioner', 'wrong-verb'],
    ['the qualification of a physician', [m('cancel')], 'practitioner', undefined],
  ] as const)('%s', (_name, list, subject, code) =>
    expect(measuresStand(list, state({ subject }))?.code).toBe(code),
  );

  it('TJ51-3.V on a confirmed key violation: the end, and money; nothing in its place', () => {
    const veto = (
      list: Measure[],
      violations: string[],
      subject: State['subject'] = 'institution',
    ) => refuseVeto(list, violations, state({ subject }))?.code;
    expect(veto([m('suspend')], [])).toBeUndefined();
    expect(veto([m('suspend')], ['false-claim'])).toBe('veto');
    expect(veto([fine(1)], ['false-claim'])).toBe('veto');
    expect(veto([m('terminate'), m('rectify')], ['false-claim'])).toBe('veto');
    expect(veto([m('terminate'), fine(1), m('recover', { amountFen: 1 })], ['x'])).toBeUndefined();
    expect(veto([m('cancel')], ['x'], 'practitioner')).toBeUndefined();
  });

  it('what is grave: a standing, a large fine, a key violation', () => {
    const grave = (list: Measure[], violations: string[] = []) =>
      isGrave(list, violations, defaultPenaltySettings);
    expect([grave([fine(9_999_999)]), grave([fine(10_000_000)])]).toEqual([false, true]);
    expect([grave([m('suspend-payment')]), grave([m('suspend')])]).toEqual([false, true]);
    expect(grave([m('warn')], ['x'])).toBe(true);
  });
});

describe('TJ51-14.1 不得加重', () => {
  it.each([
    ['the same', [fine(5)], [fine(5)], false],
    ['less', [fine(5)], [fine(4)], false],
    ['more', [fine(5)], [fine(6)], true],
    ['a fine where none was', [m('warn')], [fine(1)], true],
    ['a higher step', [m('rectify')], [m('suspend-payment')], true],
    ['a lower step', [m('terminate')], [m('suspend')], false],
    [
      'a longer suspension',
      [m('suspend', { endsOn: on })],
      [m('suspend', { endsOn: civilDate('2026-03-11') })],
      true,
    ],
    ['a suspension without an end', [m('suspend', { endsOn: on })], [m('suspend')], true],
    ['a warning where nothing was', [], [m('warn')], true],
  ] as const)('%s', (_name, than, list, expected) => expect(harsher(than, list)).toBe(expected));

  it('once the party has spoken only facts that came later lift the ceiling, and a chain of notices does not creep past it', () => {
    const spoken = state({ facts: 3, ceiling: { measures: [fine(5)], facts: 3 } });
    expect(refuseHarsher([fine(5)], spoken)).toBeUndefined();
    expect(refuseHarsher([fine(6)], spoken)?.code).toBe('harsher-after-statement');
    const renotified = {
      ...spoken,
      notice: {
        at: at('2026-03-09T00:00:00+08:00'),
        facts: 3,
        measures: [fine(5)],
        endsOn: on,
        hearingOffered: false,
      },
    };
    expect(refuseHarsher([fine(6)], renotified)?.code).toBe('harsher-after-statement');
    expect(refuseHarsher([fine(6)], { ...spoken, facts: 4 })).toBeUndefined();
  });

  it('the window closes with its last day, a statement or a waiver', () => {
    const notice = {
      at: at('2026-03-03T00:00:00+08:00'),
      facts: 1,
      measures: [],
      endsOn: on,
      hearingOffered: false,
    };
    expect(windowClosed(state({ notice }), on)).toBe(false);
    expect(windowClosed(state({ notice }), civilDate('2026-03-11'))).toBe(true);
    const statement = { outcome: 'waived', facts: 1, answered: true } as const;
    expect(windowClosed(state({ notice, statement }), civilDate('2026-03-04'))).toBe(true);
  });
});

describe('TJ51-14.1 期限与加处', () => {
  const head = {
    officer: 'head',
    registered: true,
    ours: false,
    reviews: false,
    head: true,
    principal: true,
    removedOn: null,
    certificate: null,
    commitmentUntil: null,
  };
  const known: People = {
    people: [head, ...['c', 'd', 'e'].map((officer) => ({ ...head, officer, head: false }))],
  };
  const extension = (days: number, participants: string[] = [], changes: Partial<State> = {}) =>
    extensionIsLawful(
      {
        id: 'x',
        number: 2,
        type: 'period-extension',
        unit: 'jds',
        officer: 'a',
        receivedAt: at('2026-03-10T09:00:00+08:00'),
        arrivedAt: at('2026-03-10T09:00:00+08:00'),
        occurredAt: at('2026-03-10T09:00:00+08:00'),
        hash: '',
        facts: { documentHash: '', days, approvedBy: 'head', participants, reasonGiven: true },
        known,
      },
      state(changes),
    )?.code;
  it('thirty days once by the head, sixty once more by discussion, and no third time', () => {
    expect([extension(30), extension(31)]).toEqual([undefined, 'extension-too-long']);
    expect(extension(60, ['c', 'd', 'e'], { extended: 30 })).toBeUndefined();
    expect(extension(61, ['c', 'd', 'e'], { extended: 30 })).toBe('extension-too-long');
    expect(extension(60, ['c', 'd'], { extended: 30 })).toBe('discussion-too-small');
    expect(extension(10, ['c', 'd', 'e'], { extended: 90 })).toBe('extension-too-long');
  });

  it('three per cent a day of what is late, whole fen, never above it', () => {
    const of = (paidOn: string, lateFen = 1001) =>
      surchargeOf({ lateFen, dueOn: on, paidOn: civilDate(paidOn), perMille: 30 });
    expect(of('2026-03-10')).toEqual({ days: 0, amountFen: 0 });
    expect(of('2026-03-09')).toEqual({ days: 0, amountFen: 0 });
    expect(of('2026-03-11')).toEqual({ days: 1, amountFen: 30 });
    expect(of('2026-12-31')).toEqual({ days: 296, amountFen: 1001 });
  });
});
