/** 期限与文书 The dates decide: what counts as in time, late, claimed or undetermined, and when a wait wakes. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { State as CommitmentState } from '../../../domain/commitment-case/state.ts';
import { guards as commitmentGuards } from '../../../domain/commitment-case/guards.ts';
import type { State as ConsultationState } from '../../../domain/consultation/acts.ts';
import { guards as consultationGuards } from '../../../domain/consultation/guards.ts';
import { assess } from '../../../domain/inspection/assess.ts';
import { newConduct, type ConductState } from '../../../domain/inspection/conduct/state.ts';
import { conductGuards } from '../../../domain/inspection/conduct/guards.ts';
import { refusalOfPlan } from '../../../domain/inspection/filing.ts';
import type { Known } from '../../../domain/inspection/known.ts';
import { defaultInspectionSettings } from '../../../domain/inspection/settings.ts';
import type { Stage } from '../../../domain/inspection/terms.ts';
import type { Refusal } from '../../../domain/law/refusal.ts';
import type { State as RapidState } from '../../../domain/rapid-response/state.ts';
import { defaultSettings as rapidSettings } from '../../../domain/rapid-response/settings.ts';
import { guards as rapidGuards } from '../../../domain/rapid-response/guards.ts';
import { refuseOpening, type LetterToOpen } from '../../../domain/rapid-response/opening.ts';
import { asked, item, other, past } from '../inspection/sample.ts';
import type { Act } from '../../../domain/law/act.ts';
import type { Duty } from '../../../domain/law/duty.ts';
import {
  arm,
  dateOf,
  GRACE,
  LATE_ENTRY,
  recount,
  remindAgain,
  timingOf,
  type Arming,
} from '../../../domain/law/wait.ts';
import { civilDateOf, parseInstant } from '../../../domain/time/civil-date.ts';
import { fictitiousYear } from '../../../domain/time/fictitious.ts';
import { HOUR, instant, type Instant } from '../../../domain/time/instant.ts';
import type { WorkCalendar } from '../../../domain/time/limit.ts';
import type { Guard } from '../../../domain/law/acts.ts';

const calendar: WorkCalendar = [fictitiousYear(2027)];
const from = parseInstant('2027-06-17T10:00:00+08:00')!;
const H24 = { unit: 'hours', count: 24 } as const;
const duty = (change: Partial<Duty> = {}): Duty => ({
  id: 'd',
  act: 'a',
  owedBy: 'x',
  owedTo: 'y',
  action: { zh: '办', en: 'do' },
  limit: H24,
  judgedBy: 'occurrence',
  basis: { clause: 'C-1', instrument: 'TJ51', article: '一', force: 'text' },
  ...change,
});
const armed = (change: Partial<Arming> = {}) =>
  arm({
    kind: 'within',
    duty: duty(),
    from,
    owedBy: 'u',
    owedTo: 'v',
    force: 'text',
    calendar,
    ...change,
  });
const act = (receivedAt: number, change: object = {}): Act =>
  ({
    id: 'x',
    number: 2,
    type: 'a',
    unit: 'u',
    officer: 'o',
    receivedAt,
    arrivedAt: receivedAt,
    hash: '',
    facts: {},
    ...change,
  }) as never;
const due = from + 24 * HOUR;

it('the tolerances of management', () => {
  expect([GRACE, LATE_ENTRY]).toEqual([5_000, 1_800_000]);
});

describe('a wait', () => {
  it('is named by duty, item and round', () => {
    expect(armed().key).toBe('d');
    expect(armed({ item: 'i-1' }).key).toBe('d:i-1');
    expect(armed({ item: 'i-1', round: 2 }).key).toBe('d:i-1:2');
    expect(armed({ round: 0 }).key).toBe('d:0');
  });

  it('is open, due and unbroken at first', () => {
    expect(armed()).toMatchObject({
      kind: 'within',
      state: 'open',
      breached: false,
      chases: 0,
      unanswered: 0,
      from,
      due: { at: due, inclusive: true, status: 'firm' },
      alt: undefined,
      owedBy: 'u',
      owedTo: 'v',
      force: 'text',
    });
  });

  it('X-8 warns when its duty says so, between its start and its end', () => {
    const at = (hours: number): Instant => instant(from + hours * HOUR);
    expect(
      armed({ duty: duty({ remindAt: [at(0), at(1), at(24)] }) }).wakes.filter(
        (w) => w.what === 'remind',
      ),
    ).toEqual([{ at: at(1), what: 'remind' }]);
  });

  it('TJ84-15.4 is reminded of again: five working days after the period, then every five', () => {
    const wait = armed({
      duty: duty({
        limit: { unit: 'working-days', count: 10 },
        again: { unit: 'working-days', count: 5 },
      }),
    });
    wait.wakes = [];
    const again = (end: Instant) => {
      remindAgain(wait, end, calendar);
      return wait.wakes.pop();
    };
    const five = (day: string) =>
      armed({
        from: parseInstant(`${day}T12:00:00+08:00`)!,
        duty: duty({ limit: { unit: 'working-days', count: 5 } }),
      }).due.at;
    const first = again(wait.due.at)!;
    expect(first).toEqual({ at: five(wait.due.lastDay!), what: 'again' });
    expect(again(first.at)!.at).toBe(five(civilDateOf(instant(first.at - 1))));
    expect(
      (remindAgain(armed(), from, calendar), armed().wakes.some((w) => w.what === 'again')),
    ).toBe(false);
  });

  const wakes = (change: Partial<Duty>, more: Partial<Arming> = {}) =>
    armed({ duty: duty(change), ...more }).wakes.map((w) => [w.what, w.at - due]);
  it('wakes half an hour and a grace after what must be decided or served, a grace after what must arrive', () => {
    const reminders = [
      ['remind', -12 * HOUR],
      ['remind', -4.8 * HOUR],
    ];
    expect(wakes({})).toEqual([...reminders, ['verdict', LATE_ENTRY + GRACE]]);
    expect(wakes({ judgedBy: 'service' })).toEqual([...reminders, ['verdict', LATE_ENTRY + GRACE]]);
    expect(wakes({ judgedBy: 'receipt' })).toEqual([...reminders, ['verdict', GRACE]]);
  });

  it('a window is not reminded of, and closes on receipt', () => {
    expect(wakes({}, { kind: 'until' })).toEqual([['verdict', GRACE]]);
  });

  it('with a second reading that ends later it wakes for that too; with one that ends earlier it does not', () => {
    const three = { unit: 'calendar-days', count: 3 } as const;
    const working = { unit: 'working-days', count: 3 } as const;
    const later = armed({ duty: duty({ limit: three, altLimit: working, judgedBy: 'receipt' }) });
    expect([later.due.at, later.alt?.at].map((i) => instant(i!))).toEqual([
      parseInstant('2027-06-22T00:00:00+08:00'),
      parseInstant('2027-06-23T00:00:00+08:00'),
    ]);
    expect(later.wakes.filter((w) => w.what !== 'remind')).toEqual([
      { at: later.due.at + GRACE, what: 'verdict' },
      { at: later.alt!.at + GRACE, what: 'second-reading' },
    ]);
    const earlier = armed({ duty: duty({ limit: working, altLimit: three, judgedBy: 'receipt' }) });
    expect(earlier.wakes.filter((w) => w.what !== 'remind')).toEqual([
      { at: earlier.due.at + GRACE, what: 'verdict' },
    ]);
    const same = armed({
      from: parseInstant('2027-06-14T10:00:00+08:00')!,
      duty: duty({ limit: three, altLimit: working, judgedBy: 'receipt' }),
    });
    expect(same.alt?.at).toBe(same.due.at);
    expect(same.wakes.filter((w) => w.what !== 'remind')).toEqual([
      { at: same.due.at + GRACE, what: 'verdict' },
    ]);
  });

  it('under a provisional calendar it only says that the expected instant has passed', () => {
    const provisional = armed({
      calendar: [],
      duty: duty({ limit: { unit: 'calendar-days', count: 3 }, judgedBy: 'receipt' }),
    });
    expect(provisional.due.status).toBe('provisional');
    expect(provisional.wakes.at(-1)).toEqual({ at: provisional.due.at + GRACE, what: 'expected' });
  });
});

describe('the date that counts', () => {
  const three = act(due, { occurredAt: due - 2, servedAt: due - 1 });
  it.each([
    ['receipt', due],
    ['occurrence', due - 2],
    ['service', due - 1],
  ] as const)('judged by %s', (judgedBy, expected) => {
    expect(dateOf(armed({ duty: duty({ judgedBy }) }), three)).toBe(expected);
  });
  it('a window goes by receipt', () => {
    expect(dateOf(armed({ kind: 'until' }), three)).toBe(due);
  });

  const refused = (a: Act, change: Partial<Duty> = {}) => {
    const r = dateOf(armed({ duty: duty(change) }), a);
    return typeof r === 'object' ? [r.code, r.clause, r.earliest] : r;
  };
  it('missing', () => {
    expect(refused(act(due))).toEqual(['date-missing', 'C-1', undefined]);
    expect(refused(act(due, { occurredAt: due }), { judgedBy: 'service' })).toEqual([
      'date-missing',
      'C-1',
      undefined,
    ]);
    expect(dateOf(armed({ duty: duty({ judgedBy: 'service' }) }), act(due))).toMatchObject({
      say: { zh: '该文书须写明送达时间。', en: 'This act must state the instant of service.' },
    });
    expect(dateOf(armed(), act(due))).toMatchObject({
      say: { zh: '该文书须写明作出时间。', en: 'This act must state the instant it was made.' },
    });
  });
  it('in the future, whichever date it is', () => {
    expect(refused(act(due, { occurredAt: due + 1 }))).toEqual(['in-the-future', 'C-1', undefined]);
    expect(refused(act(due, { occurredAt: due }))).toBe(due);
    expect(refused(act(due, { occurredAt: due + 1 }), { judgedBy: 'receipt' })).toEqual([
      'in-the-future',
      'C-1',
      undefined,
    ]);
    expect(refused(act(due, { servedAt: due + 1 }), { judgedBy: 'receipt' })).toEqual([
      'in-the-future',
      'C-1',
      undefined,
    ]);
  });
  it('before what triggers it', () => {
    expect(refused(act(due, { occurredAt: from - 1 }))).toEqual(['before-trigger', 'C-1', from]);
    expect(refused(act(due, { occurredAt: from }))).toBe(from);
    expect(refused(act(due, { occurredAt: from - 99 }), { mayPrecede: true })).toBe(from);
  });

  it('a time stated to the minute or the second may lie anywhere in it', () => {
    const trigger = instant(from + 20_226);
    const dated = (occurredAt: number) =>
      dateOf(armed({ from: trigger }), act(due, { occurredAt }));
    expect([from, from + 20_000, from + 20_226].map(dated)).toEqual([trigger, trigger, trigger]);
    for (const early of [from - 60_000, from + 19_000, from + 20_225])
      expect(dated(early)).toMatchObject({ code: 'before-trigger' });
  });
});

describe('in time or not', () => {
  const timing = (
    received: number,
    dated: number,
    change: Partial<Duty> = {},
    more: Partial<Arming> = {},
  ) => timingOf(armed({ duty: duty(change), ...more }), act(received), dated as Instant);
  it('hours include their last instant', () => {
    expect(timing(due, due)).toBe('in-time');
    expect(timing(due + 1, due)).toBe('in-time');
    expect(timing(due + 1, due + 1)).toBe('late');
  });
  it('entered after the period: half an hour is tolerated, more is a claim', () => {
    expect(timing(due + LATE_ENTRY, due)).toBe('in-time');
    expect(timing(due + LATE_ENTRY + 1, due)).toBe('claimed-in-time');
    expect(timing(due + 1, due + 1 - LATE_ENTRY - 1)).toBe('claimed-in-time');
    expect(timing(due, from)).toBe('in-time');
  });
  it('what must arrive is never a claim', () => {
    expect(timing(due + 5 * HOUR, due, { judgedBy: 'receipt' })).toBe('in-time');
  });
  it('days end before their last instant', () => {
    const days = { limit: { unit: 'calendar-days', count: 1 }, judgedBy: 'receipt' } as const;
    const end = parseInstant('2027-06-19T00:00:00+08:00')!;
    expect(timing(end - 1, end - 1, days)).toBe('in-time');
    expect(timing(end, end, days)).toBe('late');
    expect(timing(end, end, days, { calendar: [] })).toBe('undetermined');
  });
});

describe('X-2 a changed calendar', () => {
  const days = duty({
    limit: { unit: 'working-days', count: 3 },
    altLimit: { unit: 'calendar-days', count: 3 },
    judgedBy: 'receipt',
  });
  const [year] = calendar as [WorkCalendar[number]];
  const holiday: WorkCalendar = [
    { ...year, version: 2, off: [...year.off, '2027-06-21'] as never },
  ];
  it('moves what is open, keeps the old due beside, and never hours', () => {
    const wait = armed({ duty: days });
    const before = wait.due.at;
    const change = recount(wait, holiday, from)!;
    expect(change).toMatchObject({
      passed: false,
      before: { at: before },
      after: { at: before + 24 * HOUR },
    });
    expect(wait.due.at).toBe(before + 24 * HOUR);
    expect(wait.wakes.find((w) => w.what === 'verdict')?.at).toBe(before + 24 * HOUR + GRACE);
    expect(recount(armed(), holiday, from)).toBeUndefined();
    expect(recount(wait, holiday, from)).toBeUndefined();
  });
  it('does not move what has passed or is in breach', () => {
    const wait = armed({ duty: days });
    const before = wait.due.at;
    expect(recount(wait, holiday, before)).toMatchObject({ passed: true });
    expect(wait.due.at).toBe(before);
    wait.breached = true;
    expect(recount(wait, holiday, from)).toMatchObject({ passed: true });
  });
  it('counts the second reading again, and forgets reminders that have passed', () => {
    const wait = armed({ duty: days });
    const lastMorning = parseInstant('2027-06-23T00:00:00+08:00')!;
    recount(wait, holiday, instant(lastMorning - 1));
    expect(wait.alt?.at).toBe(parseInstant('2027-06-23T00:00:00+08:00'));
    expect(wait.wakes).toEqual([
      { at: lastMorning, what: 'remind' },
      { at: wait.due.at + GRACE, what: 'verdict' },
    ]);
    const exactly = armed({ duty: duty({ ...days, limit: { unit: 'working-days', count: 4 } }) });
    recount(exactly, holiday, lastMorning);
    expect(exactly.wakes.filter((w) => w.what === 'remind')).toEqual([
      { at: lastMorning + 24 * HOUR, what: 'remind' },
    ]);
  });
  it('moves the second reading alone, where only that is touched', () => {
    const wait = armed({
      duty: duty({
        limit: { unit: 'calendar-days', count: 3 },
        altLimit: { unit: 'working-days', count: 3 },
        judgedBy: 'receipt',
      }),
    });
    const [main, second] = [wait.due.at, wait.alt!.at];
    const tuesday: WorkCalendar = [
      { ...year, version: 2, off: [...year.off, '2027-06-22'] as never },
    ];
    expect(recount(wait, tuesday, from)).toMatchObject({
      passed: false,
      before: { at: main },
      after: { at: main },
    });
    expect(wait.alt!.at).toBe(second + 24 * HOUR);
    expect(wait.wakes.find((w) => w.what === 'second-reading')?.at).toBe(
      second + 24 * HOUR + GRACE,
    );
    wait.breached = true;
    expect(recount(wait, calendar, from)).toBeUndefined();
  });
});

/** B20: every rule that names an `earliest`, asked with an instant that is too early and then with the one that it has named. */
describe('what a refusal names as the earliest is not refused for being early', () => {
  type Ask = (at: Instant) => Refusal | undefined;
  const t = parseInstant('2026-06-04T10:00:00+08:00')!;
  const late = instant(t + 24 * HOUR);
  const one = (type: string, facts: object, change: object): Act =>
    ({
      id: 'x',
      number: 2,
      type,
      unit: 'u',
      officer: 'o',
      receivedAt: late,
      arrivedAt: late,
      hash: '',
      facts,
      ...change,
    }) as never;
  const first =
    <S>(
      guards: { readonly [type: string]: readonly Guard<S>[] | undefined },
      type: string,
      state: S,
      facts: object,
      dated: (at: Instant) => object,
    ): Ask =>
    (at) =>
      guards[type]!.map((guard) =>
        guard(
          one(
            type,
            typeof facts === 'function' ? (facts as (at: Instant) => object)(at) : facts,
            dated(at),
          ),
          state,
        ),
      ).find((refusal) => refusal !== undefined);
  const occurred = (at: Instant) => ({ occurredAt: at, servedAt: at });

  const rapid = {
    subject: 'institution',
    direction: 'A',
    grounds: ['suspected-violation'],
    settings: rapidSettings,
    preemptive: false,
    filedAt: t,
    caseNos: ['1'],
    cases: [],
    letters: [],
  } as unknown as RapidState;
  const closing = { caseNo: '1', investigators: ['a', 'b'], legalReviewer: 'c', participants: 9 };
  const letter: LetterToOpen = {
    direction: 'B',
    subject: 'institution',
    status: 'designated',
    grounds: ['suspected-violation', 'refusal'],
    otherGround: false,
    investigated: false,
    receivedAt: late,
    senderRoles: ['payment-division'],
    recipients: ['s-1'],
    suspension: {
      decidedAt: t,
      startsAt: t,
      clauseCited: true,
      clauseInAgreement: true,
      clauseCovers: ['suspension', 'refusal'],
      notices: [],
    },
  };
  const conduct = {
    conduct: {
      ...newConduct(defaultInspectionSettings),
      startedAt: t,
      end: { on: '2026-06-04', abandoned: false },
    } as ConductState,
  };
  const people = {
    team: [],
    kind: 'case',
    until: '2026-06-04',
    officers: [],
    heads: [],
    rightParty: true,
  };
  const onSite = (type: string, facts: object, state: Partial<ConductState> = {}) =>
    first(conductGuards, type, { conduct: { ...conduct.conduct, ...state } }, facts, (at) => ({
      ...occurred(at),
      known: people,
    }));
  const plan =
    (known: Partial<Known>, stage: Stage = 'approval'): Ask =>
    (at) => {
      const day = civilDateOf(at);
      return refusalOfPlan(
        assess(
          asked(
            stage === 'start' ? {} : { days: { from: day, until: day } },
            stage === 'start' ? { ...known, today: day } : known,
            stage,
          ),
        ),
      );
    };
  /** What only a later approval can mend: planned and approved on the day. */
  const askedThen =
    (known: Partial<Known>): Ask =>
    (at) => {
      const today = civilDateOf(at);
      const lists = { objects: today, officers: today, assistants: today, items: today };
      return refusalOfPlan(
        assess(
          asked(
            { days: { from: today, until: today }, approval: { by: 'head', on: today } },
            { ...known, today, lists },
          ),
        ),
      );
    };
  const day = (text: string): Instant => parseInstant(`${text}T00:00:00+08:00`)!;

  const rules: [name: string, ask: Ask, early: Instant][] = [
    [
      'law/wait: dated before what triggers it',
      (at) => {
        const r = dateOf(armed({ from: instant(t) }), act(late, { occurredAt: at }));
        return typeof r === 'object' ? r : undefined;
      },
      instant(t - HOUR),
    ],
    [
      'rapid-response/opening: a letter before the suspension it tells of',
      (at) => refuseOpening({ ...letter, receivedAt: at }),
      instant(t - 1),
    ],
    [
      'rapid-response/opening: a notice served before the suspension',
      (at) =>
        refuseOpening({
          ...letter,
          suspension: { ...letter.suspension!, notices: [{ item: 's-1', servedAt: at }] } as never,
        }),
      instant(t - 1),
    ],
    [
      'rapid-response: a start no later than the notice',
      first(
        rapidGuards,
        'suspension-notice',
        rapid,
        (at: Instant) => ({ startsAt: at, patientsInformedBy: '2026-06-05' }),
        () => ({ servedAt: t }),
      ),
      t,
    ],
    [
      'rapid-response: a closure before the filing',
      first(rapidGuards, 'case-closure', rapid, closing, occurred),
      instant(t - 1),
    ],
    [
      'rapid-response: a further letter before the suspension it tells of',
      first(
        rapidGuards,
        'further-letter',
        rapid,
        {
          suspension: { decidedAt: t, clauseCovers: ['suspension'] },
          grounds: ['suspected-violation'],
          documentHash: 'z',
        },
        (at) => ({ receivedAt: at }),
      ),
      instant(t - 1),
    ],
    [
      'commitment: a stop order before the check',
      first(
        commitmentGuards,
        'stop-order',
        {
          type: 'certification',
          checkedAt: t,
          accepting: 'a',
          supervising: 's',
          acceptors: [],
          supervisors: [],
        } as unknown as CommitmentState,
        { reasonGiven: true, remediesGiven: true },
        occurred,
      ),
      instant(t - 1),
    ],
    [
      'consultation: a meeting before the call',
      first(
        consultationGuards,
        'meeting-record',
        { calledAt: t } as unknown as ConsultationState,
        { problems: [] },
        (at) => ({ occurredAt: at, known: { coordinator: true, unknown: 0 } }),
      ),
      instant(t - 1),
    ],
    [
      'inspection: a stop order before the start',
      onSite('stop-order', { reasonGiven: true, remediesGiven: true, documentHash: 'x' }),
      instant(t - 1),
    ],
    [
      'inspection: resumed before the pause',
      onSite('resume', { present: [] }, { pausedAt: instant(t + 5) }),
      instant(t + 1),
    ],
    [
      'inspection: a provisional result before the start',
      onSite('provisional-result', { rightsTold: true, findings: [] }),
      instant(t - 1),
    ],
    [
      'inspection: a statement before the provisional result',
      onSite('statement', {}, {
        provisional: { toldAt: t, closesAt: late, findings: [] },
      } as never),
      instant(t - HOUR),
    ],
    [
      'inspection: a result before the window has closed',
      onSite('result-notice', { written: true, findings: [], remediesGiven: true }, {
        provisional: { toldAt: instant(t - HOUR), closesAt: t, findings: [] },
      } as never),
      instant(t - 1),
    ],
    [
      'plan: the item within a year',
      plan({ history: [past('X', '2025-06-01', { found: 'violation' })] }),
      day('2026-03-10'),
    ],
    [
      'plan: a superior found nothing',
      plan({ history: [past('X', '2026-01-05', { level: 'prefecture', found: 'no-violation' })] }),
      day('2026-03-10'),
    ],
    [
      'plan: the year is full',
      plan({
        places: ['A', 'B'].map((id) => ({
          plan: id,
          year: 2026,
          state: 'consumed' as const,
        })) as never,
      }),
      day('2026-03-10'),
    ],
    [
      'plan: the cap of the item',
      plan({
        items: [item('i-1', { cap: { perYear: 1, exempts: [] } })],
        history: [
          past('X', '2025-12-31', {
            startedOn: '2026-01-01' as never,
            endedOn: '2024-12-31' as never,
          }),
        ],
      }),
      day('2026-03-10'),
    ],
    [
      'plan: another one close by',
      plan({ plans: [other('B', '2026-03-20', '2026-03-21')] }),
      day('2026-03-10'),
    ],
    [
      'plan: an item that is published later',
      askedThen({ items: [item('i-1', { publishedOn: '2026-03-20' as never })] }),
      day('2026-03-10'),
    ],
    [
      'plan: a qualification that is published later',
      askedThen({
        body: {
          ...asked().known.body,
          qualification: {
            ...asked().known.body.qualification!,
            publishedOn: '2026-03-20' as never,
          },
        },
      }),
      day('2026-03-10'),
    ],
    [
      'plan: a body that is qualified later',
      plan({
        body: {
          ...asked().known.body,
          qualification: {
            valid: { from: '2026-04-01' as never, until: null },
            suspended: null,
            publishedOn: '2025-07-01' as never,
          },
        },
      }),
      day('2026-03-10'),
    ],
    [
      'plan: at the door before its days',
      plan({ today: civilDateOf(day('2026-03-09')) }, 'start'),
      day('2026-03-09'),
    ],
  ];

  it.each(rules)('%s', (_name, ask, early) => {
    const refused = ask(early);
    expect(refused?.earliest, refused?.code).toBeDefined();
    expect(refused!.earliest!).toBeGreaterThan(early);
    expect(ask(refused!.earliest!)?.code).not.toBe(refused!.code);
    expect(ask(refused!.earliest!)?.earliest).toBeUndefined();
  });

  it('the table has every place that names one', () => {
    const domain = fileURLToPath(new URL('../../../domain/', import.meta.url));
    const counted = readdirSync(domain, { recursive: true, encoding: 'utf8' })
      .filter(
        (name) =>
          name.endsWith('.ts') && !/^(time\/|dossier\/|verify\/|inspection\/(gates|f))/.test(name),
      )
      .map((name): [string, number] => {
        const code = readFileSync(domain + name, 'utf8').replace(/\s/g, '');
        // As a property of a refusal, or the last argument of the one who makes it.
        const named = code.match(/[,{]earliest:[a-z]/g) ?? [];
        const given =
          code.match(/,s\.(\w+\.)*(startedAt|pausedAt|toldAt),?\)|,provisional\.closesAt,?\)/g) ??
          [];
        return [name, named.length + given.length];
      })
      .filter(([, n]) => n > 0);
    expect(Object.fromEntries(counted)).toEqual({
      'commitment-case/stopping.ts': 1,
      'consultation/guards.ts': 1,
      'inspection/conduct/hearing.ts': 2,
      'inspection/conduct/on-site.ts': 1,
      'inspection/conduct/refusing.ts': 1,
      'inspection/conduct/result.ts': 1,
      'law/wait.ts': 1,
      'publicity/opening.ts': 1,
      'rapid-response/closing.ts': 1,
      'rapid-response/letters.ts': 1,
      'rapid-response/opening.ts': 2,
      'rapid-response/suspending.ts': 1,
    });
  });
});
