/** TJ51-4 What a patrol refuses of its acts, at the edges; acted out through the API in test/patrol. */
import { describe, expect, it } from 'vitest';
import * as acts from '../../../domain/patrol/acts.ts';
import { guards, notAwaited } from '../../../domain/patrol/guards.ts';
import { refuseOpening, type PatrolToOpen } from '../../../domain/patrol/opening.ts';
import { defaultPatrolSettings } from '../../../domain/patrol/settings.ts';
import { failedDemand, type State } from '../../../domain/patrol/state.ts';
import { becomes } from '../../../domain/patrol/talking.ts';
import { stages, subjectKeyOf, type Stage, type TalkDemand } from '../../../domain/patrol/terms.ts';
import type { Act } from '../../../domain/law/act.ts';
import { actNames } from '../../../domain/law/act-names.ts';
import type { Person } from '../../../domain/penalty-case/person.ts';
import { instant, type CivilDate } from '../../../domain/time/instant.ts';
import type { Rules } from '../../../workflows/kit/rules.ts';

const at = (text: string) => instant(Date.parse(text));
const on = (text: string) => text as CivilDate;
const demand = (state: TalkDemand['state'], changes: Partial<TalkDemand> = {}): TalkDemand => ({
  on: on('2026-03-02'),
  by: on('2026-03-12'),
  state,
  act: `said-${state}`,
  ...changes,
});
const state = (changes: Partial<State> = {}): State => ({
  file: 'XC.tj.2026-00001',
  settings: defaultPatrolSettings,
  subject: { kind: 'institution', id: 'i-1' },
  stage: 'talk',
  since: at('2026-03-02T09:00:00+08:00'),
  findings: new Set(),
  origins: new Set(),
  handled: new Set(),
  demands: new Map(),
  cases: new Map(),
  changed: () => true,
  ...changes,
});
const act = (type: string, facts: object, more: object = {}) =>
  ({
    id: 'a',
    number: 2,
    type,
    unit: 'jds',
    officer: 'o',
    receivedAt: at('2026-03-12T18:00:00+08:00'),
    arrivedAt: at('2026-03-12T18:00:00+08:00'),
    hash: '',
    facts,
    ...more,
  }) as unknown as Act;
const judged = (one: Act, s = state()): string | undefined => {
  const all: Rules<State>['guards'] = guards as never;
  return all[one.type]!.map((guard) => guard(one, s)).find((refusal) => refusal !== undefined)
    ?.code;
};

const person = (officer: string, changes: Partial<Person> = {}): Person => ({
  officer,
  registered: true,
  ours: true,
  reviews: false,
  head: false,
  principal: false,
  removedOn: null,
  certificate: null,
  commitmentUntil: on('2026-12-31'),
  ...changes,
});
const people = [person('p'), person('q')];
const talk = (facts: object = {}, more: object = {}): Act =>
  act(
    'warning-talk',
    {
      officers: ['p', 'q'],
      minutesGiven: true,
      documentHash: 'h',
      party: 'practitioner',
      authorised: true,
      ...facts,
    },
    { occurredAt: at('2026-03-05T10:00:00+08:00'), known: { people }, ...more },
  );

describe('TJ51-4.1 警示约谈', () => {
  it('with minutes, two officers, and somebody for the party', () =>
    expect(judged(talk())).toBeUndefined());
  it('at the instant at which the stage before was entered, and not a moment earlier', () => {
    const since = state().since;
    expect(judged(talk({}, { occurredAt: since }))).toBeUndefined();
    expect(judged(talk({}, { occurredAt: since - 1 }))).toBe('before-trigger');
  });
  it('a demand has the day after the talk at the earliest', () => {
    expect(judged(talk({ demandBy: '2026-03-05' }))).toBe('date-not-later');
    expect(judged(talk({ demandBy: '2026-03-06' }))).toBeUndefined();
  });
  it.each<[Partial<Person>, string | undefined]>([
    [{ commitmentUntil: on('2026-03-05') }, undefined],
    [{ commitmentUntil: on('2026-03-04') }, 'commitment-unsigned'],
    [{ commitmentUntil: null }, 'commitment-unsigned'],
    [{ removedOn: on('2026-03-05') }, 'officer-unregistered'],
    [{ removedOn: on('2026-03-06') }, undefined],
    [{ registered: false }, 'officer-unregistered'],
    [{ ours: false }, 'officer-unregistered'],
  ])('an officer of whom the registry says %j: %s', (changes, code) =>
    expect(judged(talk({}, { known: { people: [person('p'), person('q', changes)] } }))).toBe(code),
  );
});

describe('TJ51-4.3 改正要求', () => {
  const s = (d: TalkDemand) => state({ demands: new Map([['1', d]]) });
  const said = (outcome: string, day: string) =>
    act('demand-outcome', { item: '1', outcome, on: day, documentHash: 'h' });
  it('is let pass from the day after its last one', () => {
    const late = { receivedAt: at('2026-03-13T09:00:00+08:00') };
    expect(judged(said('let-pass', '2026-03-12'), s(demand('open')))).toBe('demand-day-open');
    expect(
      judged({ ...said('let-pass', '2026-03-13'), ...late }, s(demand('open'))),
    ).toBeUndefined();
  });
  it('is refused on the day of the talk already, and never before it', () => {
    expect(judged(said('refused', '2026-03-02'), s(demand('open')))).toBeUndefined();
    expect(judged(said('refused', '2026-03-01'), s(demand('open')))).toBe('before-trigger');
    expect(judged(said('refused', '2026-03-13'), s(demand('open')))).toBe('in-the-future');
  });
  it.each<[TalkDemand['state'], string, string | undefined]>([
    ['refused', 'met', undefined],
    ['let-pass', 'met', undefined],
    ['refused', 'let-pass', 'item-not-awaited'],
    ['met', 'refused', 'item-not-awaited'],
    ['met-late', 'met', 'item-not-awaited'],
  ])('that is %s: %s is %s', (was, outcome, code) =>
    expect(judged(said(outcome, '2026-03-12'), s(demand(was)))).toBe(code),
  );
  it('is met late after its day, or after it had failed', () => {
    expect(becomes(demand('open'), 'met', '2026-03-12')).toBe('met');
    expect(becomes(demand('open'), 'met', '2026-03-13')).toBe('met-late');
    expect(becomes(demand('refused'), 'met', '2026-03-10')).toBe('met-late');
  });
  const carried = { on: on('2026-01-05'), outcome: 'refused', file: 'XC.old', act: 'x' } as const;
  const demands = (...all: TalkDemand[]) => new Map(all.map((d, n) => [String(n + 1), d]));
  it('is carried as long as it stands: the last one that failed, else what came with the file', () => {
    expect(failedDemand(state())).toBeUndefined();
    expect(failedDemand(state({ carried }))).toEqual(carried);
    expect(failedDemand(state({ carried, demands: demands(demand('open')) }))).toEqual(carried);
    expect(failedDemand(state({ carried, demands: demands(demand('met')) }))).toBeUndefined();
    expect(
      failedDemand(state({ carried, demands: demands(demand('let-pass'), demand('met')) })),
    ).toMatchObject({ outcome: 'let-pass', act: 'said-let-pass', file: state().file });
  });
});

describe('TJ51-4.1 顺序', () => {
  const possible = { ...actNames([acts]), types: [] };
  const refused = (type: string, stage: Stage, more: Partial<State> = {}) =>
    notAwaited(state({ stage, ...more }))(act(type, {}), possible).code;
  it.each<[string, Record<Stage, string>]>([
    [
      'warning-talk',
      {
        monitoring: 'not-awaited',
        talk: 'not-awaited',
        case: 'stage-backward',
        'look-back': 'stage-backward',
      },
    ],
    [
      'patrol-case-filing',
      {
        monitoring: 'not-awaited',
        talk: 'not-awaited',
        case: 'stage-backward',
        'look-back': 'stage-backward',
      },
    ],
    [
      'patrol-end',
      {
        monitoring: 'penalty-case-open',
        talk: 'penalty-case-open',
        case: 'penalty-case-open',
        'look-back': 'look-back-owed',
      },
    ],
    [
      'look-back',
      {
        monitoring: 'look-back-before-case',
        talk: 'look-back-before-case',
        case: 'look-back-before-case',
        'look-back': 'look-back-before-case',
      },
    ],
  ])('%s out of order', (type, codes) => {
    for (const stage of stages) expect(refused(type, stage), stage).toBe(codes[stage]);
  });
  it('while a case is being filed nothing leads on', () => {
    const filing = { act: 'f', officer: 'o', unit: 'jds', documentHash: 'h', at: state().since };
    for (const type of ['warning-talk', 'patrol-case-filing', 'look-back', 'patrol-end'])
      expect(refused(type, 'talk', { filing })).toBe('case-pending');
    expect(refused('demand-outcome', 'talk', { filing })).toBe('not-awaited');
  });
  it('the talk is left out for a reason only', () => {
    const filing = (skipReasoned: boolean) =>
      act(
        'patrol-case-filing',
        { skipReasoned, documentHash: 'h' },
        { occurredAt: at('2026-03-05T10:00:00+08:00') },
      );
    expect(judged(filing(false), state({ stage: 'monitoring' }))).toBe('skip-reason-missing');
    expect(judged(filing(true), state({ stage: 'monitoring' }))).toBeUndefined();
    expect(judged(filing(false))).toBeUndefined();
  });
  it('a case is filed when what became of a demand whose day has passed is on record', () => {
    const open = state({ demands: new Map([['1', demand('open')]]) });
    const filing = act(
      'patrol-case-filing',
      { skipReasoned: true, documentHash: 'h' },
      { occurredAt: at('2026-03-05T10:00:00+08:00') },
    );
    expect(judged(filing, open)).toBeUndefined();
    const late = { ...filing, receivedAt: at('2026-03-13T00:00:00+08:00') };
    expect(judged(late, open)).toBe('demand-open');
    const failed = state({ demands: new Map([['1', demand('let-pass')]]) });
    expect(judged(late, failed)).toBeUndefined();
  });
});

describe('TJ51-4.1 回头看、结束', () => {
  const look = (facts: object = {}, openCases = 0) =>
    act(
      'look-back',
      {
        officers: ['p', 'q'],
        outcome: 'corrected',
        skipReasoned: true,
        demandLacking: false,
        documentHash: 'h',
        ...facts,
      },
      { occurredAt: at('2026-03-05T10:00:00+08:00'), known: { people, openCases } },
    );
  const after = (changes: Partial<State> = {}) => state({ stage: 'look-back', ...changes });
  it('after every case that came from here', () => {
    expect(judged(look(), after())).toBeUndefined();
    expect(judged(look({}, 1), after())).toBe('penalty-case-open');
  });
  it('not before the end of a case that has ended has come in', () => {
    const known = { people, openCases: 0, endedCases: ['c'] };
    const closedAt = at('2026-03-04T09:00:00+08:00');
    expect(judged({ ...look(), known }, after())).toBe('case-pending');
    expect(judged({ ...look(), known }, state())).toBe('case-pending');
    expect(
      judged({ ...look(), known }, after({ cases: new Map([['c', { closedAt }]]) })),
    ).toBeUndefined();
  });
  it('a correction needs the outcome of every demand, anything else of those whose day has passed', () => {
    const open = after({ demands: new Map([['1', demand('open')]]) });
    const late = { receivedAt: at('2026-03-13T00:00:00+08:00') };
    expect(judged(look(), open)).toBe('demand-open');
    expect(judged(look({ outcome: 'relapsed' }), open)).toBeUndefined();
    expect(judged({ ...look({ outcome: 'relapsed' }), ...late }, open)).toBe('demand-open');
    expect(judged(look(), after({ demands: new Map([['1', demand('refused')]]) }))).toBeUndefined();
  });
  it('a refusal needs its demand, in a talk or in an order', () => {
    const refused = { outcome: 'refused' };
    expect(judged(look(refused), after())).toBe('demand-missing');
    const failed = new Map([['1', demand('refused')]]);
    expect(judged(look(refused), after({ demands: failed }))).toBeUndefined();
    const order = { on: '2026-02-01', outcome: 'let-pass' };
    expect(judged(look({ ...refused, demand: order }), after())).toBeUndefined();
    const last = { ...order, on: '2026-03-05' };
    expect(judged(look({ ...refused, demand: last }), after())).toBeUndefined();
    const later = { ...order, on: '2026-03-06' };
    expect(judged(look({ ...refused, demand: later }), after())).toBe('in-the-future');
    expect(judged(look({ outcome: 'relapsed' }), after())).toBeUndefined();
  });
  it('what was demanded and refused or let pass is a refusal: beside another result it is refused itself', () => {
    const demand = { on: '2026-02-01', outcome: 'let-pass' };
    expect(judged(look({ demand }), after())).toBe('demand-unfit');
    expect(judged(look({ outcome: 'relapsed', demand }), after())).toBe('demand-unfit');
    // As such a file went on before that was asked.
    expect(judged(look({ demand }), after({ changed: () => false }))).toBeUndefined();
  });
  it('others look back only where the bureau wants it', () => {
    const handled = new Set(['q']);
    expect(judged(look(), after({ handled }))).toBeUndefined();
    const settings = { ...defaultPatrolSettings, lookBackByOthers: true };
    expect(judged(look(), after({ handled, settings }))).toBe('look-back-same-officers');
  });
  const end = (outcome: string, known: object = {}) =>
    act(
      'patrol-end',
      { outcome, reasonGiven: true, documentHash: 'h' },
      { known: { openCases: 0, subjectEnded: false, ...known } },
    );
  it.each<[string, Stage, object, string | undefined]>([
    ['nothing-found', 'monitoring', {}, undefined],
    ['nothing-found', 'talk', {}, 'end-unfit'],
    ['corrected', 'monitoring', {}, 'end-unfit'],
    ['corrected', 'talk', {}, undefined],
    ['corrected', 'talk', { openCases: 1 }, 'penalty-case-open'],
    ['nothing-found', 'monitoring', { endedCases: ['c'] }, 'case-pending'],
    ['subject-ended', 'talk', {}, 'subject-standing'],
    ['subject-ended', 'talk', { subjectEnded: true }, undefined],
    ['subject-ended', 'monitoring', { subjectEnded: true }, undefined],
  ])('%s at the stage %s, with %j: %s', (outcome, stage, known, code) =>
    expect(judged(end(outcome, known), state({ stage }))).toBe(code),
  );
});

describe('TJ51-4.1 立卷', () => {
  const opening: PatrolToOpen = {
    roles: ['supervision-body'],
    subject: { kind: 'institution', id: 'i-1' },
    foundAt: at('2026-03-02T09:00:00+08:00'),
    receivedAt: at('2026-03-02T09:00:00+08:00'),
    origins: [],
    follows: undefined,
    stale: false,
  };
  it.each<[Partial<PatrolToOpen>, string | undefined]>([
    [{}, undefined],
    [{ roles: ['payment-division'] }, 'not-owed-by-you'],
    [{ receivedAt: instant(opening.receivedAt - 1) }, 'in-the-future'],
    [{ origins: [undefined] }, 'link-unknown'],
    [{ origins: [{ subject: { kind: 'practitioner', id: 'i-1' } }] }, 'origin-of-another'],
    [{ origins: [{ subject: null }] }, undefined],
    [{ follows: false }, 'follows-unfit'],
    [{ follows: true }, undefined],
    [{ stale: true }, 'duplicate'],
  ])('with %j: %s', (changes, code) =>
    expect(refuseOpening({ ...opening, ...changes })?.code).toBe(code),
  );
  it('is one a subject, matter and reference of it', () => {
    const of = { subject: opening.subject, matter: 'other' };
    expect(subjectKeyOf(of)).toBe('institution:i-1:other');
    expect(subjectKeyOf({ ...of, matterRef: 'x' })).toBe('institution:i-1:other:x');
  });
});
