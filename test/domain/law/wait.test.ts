/** 期限与文书 The dates decide: what counts as in time, late, claimed or undetermined, and when a wait wakes. */
import { describe, expect, it } from 'vitest';
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
