/** 检查的实施 What conduct refuses by itself, at its edges; acted out through the API in test/inspection. */
import { describe, expect, it } from 'vitest';
import * as conductActs from '../../../domain/inspection/conduct/acts.ts';
import { newConduct, type ConductState } from '../../../domain/inspection/conduct/state.ts';
import type { People, ToldFinding } from '../../../domain/inspection/conduct/told.ts';
import { conductGuards, conductNotAwaited } from '../../../domain/inspection/conduct/guards.ts';
import { conductForms } from '../../../domain/inspection/conduct/forms.ts';
import { foundBy, isMajor, outcomesOf } from '../../../domain/inspection/conduct/found.ts';
import { defaultInspectionSettings } from '../../../domain/inspection/settings.ts';
import type { Act, Fact } from '../../../domain/law/act.ts';
import { codes } from '../../../domain/codes.ts';
import { actNames } from '../../../domain/law/act-names.ts';
import type { Instant } from '../../../domain/time/instant.ts';
import { at, on } from './sample.ts';

/** What the unit may file instead. */
const nothing = { ...actNames([conductActs]), types: [] };
const begun = at('2026-03-02T09:00:00+08:00');
const state = (change: Partial<ConductState> = {}): ConductState => ({
  ...newConduct(defaultInspectionSettings),
  startedAt: begun,
  ...change,
});
const validity = { from: on('2024-01-01'), until: on('2030-12-31') };
const officer = (id: string) => ({
  id,
  unit: 'u',
  listed: true,
  recusedFrom: [] as string[],
  certificate: {
    number: `N-${id}`,
    kind: '行政执法证',
    holder: id,
    valid: validity,
    suspended: null,
  },
});
const people: People = {
  team: [
    { officer: 'a', role: 'lead', from: 'body' },
    { officer: 'b', role: 'officer', from: 'body' },
    { officer: 'c', role: 'assistant', from: 'third-party' },
  ],
  kind: 'case',
  until: on('2026-03-02'),
  officers: ['a', 'b', 'c'].map(officer),
  heads: [{ officer: 'h', post: 'principal', in: validity }],
};
const act = (type: string, facts: { [key: string]: Fact }, more: Partial<Act> = {}): Act => ({
  id: 'x',
  number: 2,
  type,
  unit: 'u',
  officer: 'a',
  receivedAt: at('2026-03-02T18:00:00+08:00'),
  arrivedAt: at('2026-03-02T18:00:00+08:00'),
  hash: '',
  facts,
  known: people as never,
  ...more,
});
const judged = (a: Act, s: ConductState) => {
  for (const guard of conductGuards[a.type]!) {
    const refusal = guard(a, { conduct: s });
    if (refusal) return `${refusal.code} ${refusal.clause}`;
  }
  return 'accepted';
};
const shown = (...ids: string[]) => ids.map((id) => ({ officer: id, shown: 'certificate' }));
const record = (from: string, to: string, facts: { [key: string]: Fact } = {}): Act =>
  act(
    'on-site-record',
    {
      enteredAt: at(`2026-03-02T${from}:00+08:00`),
      leftAt: at(`2026-03-02T${to}:00+08:00`),
      present: shown('a', 'b'),
      signature: 'signed',
      refusalNoted: false,
      witnessed: false,
      recorded: true,
      recordingNeeded: false,
      recordingReasonGiven: false,
      reasonGiven: false,
      ...facts,
    },
    { occurredAt: at(`2026-03-02T${to}:00+08:00`) },
  );

describe('QY-10.6, 10.7 the record, minute by minute', () => {
  const pauses = [
    { from: at('2026-03-02T11:00:00+08:00'), until: at('2026-03-02T13:00:00+08:00') },
  ];
  it.each([
    ['09:30', '11:00', 'accepted'],
    ['09:30', '11:01', 'inspection-paused QY-10.6'],
    ['11:30', '12:00', 'inspection-paused QY-10.6'],
    ['12:59', '14:00', 'inspection-paused QY-10.6'],
    ['13:00', '14:00', 'accepted'],
  ])('a pause from 11 to 13: %s to %s is %s', (from, to, verdict) => {
    expect(judged(record(from, to), state({ pauses }))).toBe(verdict);
  });
  it('QY-10.6: a pause that has not ended lasts', () => {
    expect(judged(record('12:00', '14:00'), state({ pausedAt: pauses[0]!.from }))).toBe(
      'inspection-paused QY-10.6',
    );
    expect(judged(record('10:00', '11:00'), state({ pausedAt: pauses[0]!.from }))).toBe('accepted');
  });
  it('QY-1.4, 10.6: an assistant counts for nobody, but need not show a certificate', () => {
    expect(judged(record('09:30', '10:00', { present: shown('a', 'c') }), state())).toBe(
      'too-few-officers QY-10.6',
    );
    expect(
      judged(
        record('09:30', '10:00', {
          present: [...shown('a', 'b'), { officer: 'c', shown: 'none' }],
        }),
        state(),
      ),
    ).toBe('accepted');
  });
  it('QY-10.7: from the minute of the start on', () => {
    expect(
      judged(record('09:00', '10:00'), state({ startedAt: at('2026-03-02T09:00:59+08:00') })),
    ).toBe('accepted');
    expect(judged(record('08:59', '10:00'), state())).toBe('before-trigger QY-12.1');
  });
  it('QY-10.7: not signed, it needs both the refusal noted and a witness', () => {
    const unsigned = (refusalNoted: boolean, witnessed: boolean) =>
      judged(record('09:30', '10:00', { signature: 'refused', refusalNoted, witnessed }), state());
    expect([unsigned(true, true), unsigned(true, false), unsigned(false, true)]).toEqual([
      'accepted',
      'record-unsigned QY-10.7',
      'record-unsigned QY-10.7',
    ]);
  });
  it('QY-10.8: no recording needs its reason where one was necessary, something is sealed or a crime suspected, and nowhere else', () => {
    const silent = (facts: { [key: string]: Fact }, s: Partial<ConductState> = {}) =>
      judged(record('09:30', '10:00', { recorded: false, ...facts }), state(s));
    const sealed = new Map([['f', {}]]) as never;
    expect([
      silent({}),
      silent({ recordingNeeded: true }),
      silent({ recordingNeeded: true, recordingReasonGiven: true }),
      silent({}, { sealed }),
      silent({}, { crime: {} as never }),
    ]).toEqual([
      'accepted',
      'reason-missing QY-10.8',
      'accepted',
      'reason-missing QY-10.8',
      'reason-missing QY-10.8',
    ]);
  });
  it('X-7: who has an interest is not there', () => {
    const known = {
      ...people,
      officers: people.officers.map((o) => (o.id === 'b' ? { ...o, recusedFrom: ['this'] } : o)),
    };
    expect(judged({ ...record('09:30', '10:00'), known: known as never }, state())).toBe(
      'recusal X-7',
    );
  });
  it('without a plan nobody is known', () =>
    expect(judged({ ...record('09:30', '10:00'), known: undefined as never }, state())).toBe(
      'not-of-the-team QY-10.6',
    ));
});

describe('QY-12.1 the day of the end', () => {
  const ends = (endedOn: string, s: Partial<ConductState> = {}) =>
    judged(
      act('inspection-end', { endedOn: on(endedOn) }),
      state({ onSite: true, records: [{ on: on('2026-03-02') }] as never, ...s }),
    );
  it('the last day on site, also today; off-site any day that has come', () => {
    expect([ends('2026-03-02'), ends('2026-03-01'), ends('2026-03-03')]).toEqual([
      'accepted',
      'end-before-start QY-12.1',
      'in-the-future QY-12.1',
    ]);
    expect([
      ends('2026-03-02', { startedAt: at('2026-03-01T09:00:00+08:00') }),
      ends('2026-03-01', { startedAt: at('2026-03-01T09:00:00+08:00') }),
    ]).toEqual(['accepted', 'end-not-last-day QY-12.1']);
    expect([
      ends('2026-03-01', {
        onSite: false,
        records: [],
        startedAt: at('2026-02-27T09:00:00+08:00'),
      }),
      ends('2026-03-02', { records: [] }),
    ]).toEqual(['accepted', 'entry-record-missing QY-10.7']);
  });
});

it('QY-12.1: an act from the instant of the start on, none before; a correction of the end changes it', () => {
  const pause = (ms: number) =>
    judged(
      act('pause', { officer: 'a', reasonGiven: true }, { occurredAt: (begun + ms) as Instant }),
      state({ onSite: true }),
    );
  expect([pause(0), pause(-1)]).toEqual(['accepted', 'before-trigger QY-12.1']);
  const end = { on: on('2026-03-02'), at: begun, abandoned: false };
  const corrected = (endedOn: string) =>
    judged(
      act('end-correction', { endedOn: on(endedOn), evidenceGiven: true, reasonGiven: true }),
      state({
        onSite: true,
        startedAt: at('2026-03-01T09:00:00+08:00'),
        records: [{ on: on('2026-03-02') }] as never,
        end,
      }),
    );
  expect([corrected('2026-03-02'), corrected('2026-03-01')]).toEqual([
    'conflict QY-12.1',
    'accepted',
  ]);
});

const finding = (
  outcome: ToldFinding['outcome'],
  more: Partial<ToldFinding> = {},
): ToldFinding => ({
  id: 'f',
  outcome,
  first: false,
  minor: false,
  harmless: false,
  reasonGiven: false,
  ...more,
});

describe('QY-15.2 what the windows learn of a result', () => {
  it('nothing, a violation, or nothing that we have decided', () => {
    expect([
      foundBy([], false),
      foundBy([], true),
      foundBy([finding('transfer')], false),
      foundBy([finding('transfer'), finding('soft-means')], false),
      foundBy([finding('crime-transfer')], false),
    ]).toEqual(['no-violation', 'unknown', 'unknown', 'violation', 'violation']);
    expect([
      outcomesOf([], false),
      outcomesOf([], true),
      outcomesOf([finding('transfer'), finding('rectification'), finding('transfer')], false),
    ]).toEqual([['no-problem'], ['transfer'], ['rectification', 'transfer']]);
  });
});

it('QY-11: major by outcome or by amount, as the bureau has it', () => {
  const of = (f: ToldFinding, settings = {}) =>
    isMajor([f], { settings: { ...defaultInspectionSettings, ...settings } });
  expect([
    of(finding('case-filing')),
    of(finding('crime-transfer')),
    of(finding('rectification')),
    of(finding('rectification', { amountFen: 9_999_999 })),
    of(finding('rectification', { amountFen: 10_000_000 })),
  ]).toEqual([true, true, false, false, true]);
  expect([
    of(finding('case-filing'), { majorOutcomes: [] }),
    of(finding('rectification', { amountFen: 10_000_000 }), { majorAmountFen: null }),
  ]).toEqual([false, false]);
});

describe('QY-10.10 the last instant of the window', () => {
  const provisional = {
    toldAt: begun,
    closesAt: at('2026-03-10T00:00:00+08:00'),
    findings: [finding('rectification')],
  };
  const notice = (servedAt: string, findings = [finding('rectification')]) =>
    act(
      'result-notice',
      {
        findings: findings as never,
        written: true,
        answered: false,
        answerReasoned: false,
        remediesGiven: true,
      },
      {
        servedAt: at(servedAt),
        known: { rightParty: true, leniency: [], team: people.team } as never,
      },
    );
  const end = { on: on('2026-03-02'), at: begun, abandoned: false };
  it.each([
    ['2026-03-09T23:59:59+08:00', 'window-still-open QY-10.10'],
    ['2026-03-10T00:00:00+08:00', 'accepted'],
  ])('%s: %s', (servedAt, verdict) =>
    expect(judged(notice(servedAt), state({ end, provisional }))).toBe(verdict),
  );
  it('what was told may become milder, never harder', () => {
    const told = (outcome: ToldFinding['outcome'], gravity = {}) =>
      judged(
        notice('2026-03-10T00:00:00+08:00', [finding(outcome, gravity)]),
        state({ end, provisional, review: { reviewer: 'l', agreed: true } }),
      );
    expect([
      told('soft-means', { first: true, minor: true, harmless: true }),
      told('case-filing'),
    ]).toEqual(['accepted', 'not-heard QY-10.10']);
  });
  it('QY-12.1: a result that finds something tells how it can be contested', () => {
    const a = notice('2026-03-10T00:00:00+08:00');
    expect(
      judged({ ...a, facts: { ...a.facts, remediesGiven: false } }, state({ end, provisional })),
    ).toBe('remedies-missing QY-12.1');
  });
});

it('QY-14.1: to a competent authority; a unit of the system other than our own that belongs to it; among medical-insurance bodies with the reason', () => {
  const to = (facts: { [key: string]: Fact }, known: object | undefined = undefined) =>
    judged(
      act(
        'transfer',
        {
          item: 't',
          findings: [],
          matter: 'price',
          authority: 'market-regulation',
          competenceReasoned: true,
          evidenceGiven: true,
          ...facts,
        },
        { known: known as never },
      ),
      state(),
    );
  expect([
    to({}),
    to({ authority: 'health' }),
    to({ evidenceGiven: false }),
    to({ competenceReasoned: false }),
  ]).toEqual([
    'accepted',
    'receiver-not-competent QY-14.1',
    'evidence-missing QY-14.1',
    'reason-missing QY-14.1',
  ]);
  expect(
    [
      { own: false, contains: true },
      { own: true, contains: true },
      { own: false, contains: false },
    ].map((known) => to({ unit: 'u2' }, known)),
  ).toEqual(['accepted', 'receiver-not-competent QY-14.1', 'receiver-not-competent QY-14.1']);
  const ours = {
    matter: 'medical-insurance',
    authority: 'medical-insurance',
    competenceReasoned: false,
  };
  expect([to(ours), to({ ...ours, unit: 'u2' }, { own: false, contains: true })]).toEqual([
    'receiver-not-competent QY-14.1',
    'reason-missing QY-14.1',
  ]);
});

describe('QY-14.1 after a transfer', () => {
  const gone = { whole: true, findings: [] };
  it('of the whole matter nothing is handled; the telling and the release are left', () => {
    for (const type of [
      'stop-order',
      'sealing',
      'sealing-extension',
      'rectification-order',
      'soft-measure',
      'case-filing',
      'transfer',
      'crime-report',
      'pause',
      'team-change',
    ])
      expect([type, judged(act(type, {}), state({ gone }))]).toEqual([
        type,
        'already-transferred QY-14.1',
      ]);
    for (const type of [
      'sealing-release',
      'result-notice',
      'transfer-acceptance',
      'end-correction',
    ])
      expect(judged(act(type, { item: 't' }), state({ gone }))).not.toBe(
        'already-transferred QY-14.1',
      );
  });
  it('of the whole matter only the transfer is told', () => {
    const end = { on: on('2026-03-02'), at: begun, abandoned: false };
    const told = (outcome: ToldFinding['outcome']) =>
      judged(
        act(
          'result-notice',
          {
            findings: [finding(outcome)] as never,
            written: true,
            answered: false,
            answerReasoned: false,
            remediesGiven: true,
          },
          {
            servedAt: begun,
            known: { rightParty: true, leniency: [], team: people.team } as never,
          },
        ),
        state({ gone, end }),
      );
    expect(
      [told('transfer'), told('crime-transfer'), told('rectification')].map(
        (v) => v === 'already-transferred QY-14.1',
      ),
    ).toEqual([false, false, true]);
  });
  it('of one finding only that one', () => {
    const s = state({ gone: { whole: false, findings: ['f-1'] }, toFile: ['f-2'] });
    const filing = (f: string) =>
      act(
        'case-filing',
        {
          findings: [f],
          outcome: 'filed',
          checked: true,
          checker: 'l',
          caseNo: '1',
          reasonGiven: false,
        },
        { known: { found: false, checker: true, team: [] } as never },
      );
    expect([judged(filing('f-1'), s), judged(filing('f-2'), s)]).toEqual([
      'already-transferred QY-14.1',
      'accepted',
    ]);
  });
});

it('every act has a clause of its own for the wrong moment, and every code is in the catalogue', () => {
  for (const type of Object.keys(conductForms)) {
    const facts = {
      present: [],
      findings: [],
      results: [],
      group: [],
      documents: [],
      enteredAt: begun,
      leftAt: begun,
      item: 'x',
      matter: 'price',
      authority: 'other',
      endedOn: '2026-03-02',
      until: '2026-03-03',
    };
    const refusal = conductNotAwaited(act(type, facts, { occurredAt: begun }), state(), nothing)!;
    expect([type, refusal.clause]).toEqual([type, expect.stringMatching(/^QY-(6|9|1\d)/)]);
    expect(codes).toHaveProperty([refusal.code]);
    expect(conductGuards).toHaveProperty([type]);
  }
  expect(conductNotAwaited(act('approval', {}), state(), nothing)).toBeUndefined();
  expect(begun as Instant).toBe(state().startedAt);
});
