/** 案件回访 TJ51-18 as pure law: opening, order of the draw, guards at their boundaries, and what a summary tells. */
import { describe, expect, it } from 'vitest';
import { seedOf, secretHashOf, statementHashOf } from '../../../domain/draw/hashing.ts';
import { recordOf } from '../../../domain/draw/steps.ts';
import { refuseStatement } from '../../../domain/draw/statement.ts';
import { disclosed } from '../../../domain/revisit/disclosure.ts';
import { guards } from '../../../domain/revisit/guards.ts';
import { refuseOpening, type RoundToStart } from '../../../domain/revisit/opening.ts';
import type { Person, Place, State } from '../../../domain/revisit/acts.ts';
import { defaultRevisitSettings as settings } from '../../../domain/revisit/settings.ts';
import { revisitSettingsOf } from '../../../domain/revisit/settings-form.ts';
import {
  groundsHash,
  orderOf,
  population,
  roundStatement,
  sorted,
  type Ground,
} from '../../../domain/revisit/statement.ts';
import {
  allegesDishonesty,
  scale,
  topics,
  type Answer,
  type Answers,
} from '../../../domain/revisit/terms.ts';
import { civilDate, parseInstant } from '../../../domain/time/civil-date.ts';
import type { Instant } from '../../../domain/time/instant.ts';

const at = (text: string): Instant => parseInstant(text)!;
const now = at('2026-03-20T10:00:00+08:00');
const HOUR = 3_600_000;
const later = (hours: number): Instant => (now + hours * HOUR) as Instant;

const round = (changes: Partial<RoundToStart> = {}): RoundToStart => ({
  unit: 'tj.jds',
  unitRoles: ['supervision-body'],
  contributor: 'tj.jcs',
  contributorRoles: ['discipline-inspection'],
  from: civilDate('2026-02-01'),
  until: civilDate('2026-02-28'),
  today: civilDate('2026-03-20'),
  count: 3,
  named: [],
  population: 4,
  unrevealed: undefined,
  running: null,
  overlapping: null,
  beside: false,
  follows: undefined,
  reasonGiven: false,
  settings,
  ...changes,
});
const code = (refusal: { code: string; clause: string } | undefined) =>
  refusal && [refusal.code, refusal.clause];
const refused = (changes: Partial<RoundToStart>) => code(refuseOpening(round(changes)))?.[0];

describe('启动 Opening', () => {
  it('TJ51-18 is lawful at the boundary of every management number, and refused one beyond it', () => {
    expect(refuseOpening(round())).toBeUndefined();
    expect(refused({ until: civilDate('2026-02-27') })).toBe('revisit-period');
    expect(refused({ until: civilDate('2026-03-20') })).toBeUndefined();
    expect(refused({ until: civilDate('2026-03-21') })).toBe('revisit-period');
    expect(refused({ from: civilDate('2026-03-01') })).toBe('revisit-period');
    expect(refused({ count: 2 })).toBe('revisit-sample-small');
    expect(refused({ population: 3 })).toBe('revisit-population-small');
    expect(refused({ count: 200, population: 201 })).toBeUndefined();
    for (const role of ['enforcement-supervision', 'discipline-inspection'])
      expect(refused({ unitRoles: [role] })).toBeUndefined();
    expect(refused({ unitRoles: ['payment-division'] })).toBe('body-unqualified');
    expect(refused({ contributor: 'tj.jds' })).toBe('contribution-same-body');
    expect(refused({ contributorRoles: null })).toBe('contributor-not-eligible');
    expect(refused({ unrevealed: 'HF.tj.2026-00001' })).toBe('draw-open');
    expect(refused({ running: 'HF.tj.2026-00001' })).toBe('revisit-round-open');
    const overlapping = 'HF.tj.2026-00002';
    expect(refused({ overlapping })).toBe('revisit-overlap');
    expect(refused({ overlapping, reasonGiven: true })).toBe('revisit-overlap');
    expect(refused({ overlapping, follows: 'HF.tj.2026-00001', reasonGiven: true })).toBe(
      'revisit-overlap',
    );
    expect(refused({ overlapping, follows: overlapping })).toBe('reason-missing');
    expect(refused({ overlapping, follows: overlapping, reasonGiven: true })).toBeUndefined();
    expect(refused({ follows: overlapping, reasonGiven: true })).toBe('revisit-overlap');
    // Of another unit of the bureau: a reason, and no number.
    expect(refused({ beside: true })).toBe('reason-missing');
    expect(refused({ beside: true, reasonGiven: true })).toBeUndefined();
    expect(refused({ beside: true, overlapping, follows: overlapping })).toBe('reason-missing');
    expect(code(refuseOpening(round({ named: ['i-1'] })))).toEqual([
      'object-hand-picked',
      'TJ51-18',
    ]);
    expect(revisitSettingsOf({ revisit: { leastSample: 5 } })).toEqual({
      ...settings,
      leastSample: 5,
    });
    expect(revisitSettingsOf({ revisit: { leastSample: 0 } })).toEqual(settings);
  });
});

const ground = (institution: string, more: Partial<Ground> = {}): Ground => ({
  institution,
  kind: 'inspection',
  file: `CI.${institution}`,
  on: civilDate('2026-02-03'),
  ...more,
});

describe('总体与次序 Population and order', () => {
  const secret = '11'.repeat(32);
  const ids = Array.from({ length: 9 }, (_, n) => `i-${n}`);
  const statement = roundStatement(
    {
      draw: 'HF.tj.2026-00001',
      bureau: 'tj',
      body: 'tj.jds',
      contributor: 'tj.jcs',
      committedAt: '2026-03-20T10:00:00+08:00',
      revealBy: '2026-03-25T18:00:00+08:00',
      secretHash: secretHashOf(secret),
      count: 4,
    },
    ids.toReversed(),
    { area: '120000', today: civilDate('2026-03-20') },
    undefined,
  );

  it('TJ51-18 the statement is sound; those drawn are the first of the order, which holds everybody once', () => {
    expect(refuseStatement(statement)).toBeUndefined();
    expect(statement.objects.map(({ id }) => id)).toEqual(ids);
    const given = {
      body: 'tj.jcs',
      number: '31415926535897932384',
      at: '2026-03-21T10:00:00+08:00',
    };
    const record = recordOf(statement, given, { secret, at: '2026-03-21T11:00:00+08:00' });
    const order = orderOf(record);
    expect(record.seed).toBe(seedOf(statementHashOf(statement), secret, given));
    expect(record.result.objects).toEqual(order.slice(0, 4));
    expect(order.toSorted()).toEqual(ids);
    expect(order).not.toEqual(ids);
    // Another number, another order; a larger sample only goes on.
    const other = recordOf(
      statement,
      { ...given, number: '27182818284590452353' },
      { secret, at: given.at },
    );
    expect(orderOf(other)).not.toEqual(order);
  });

  it('TJ51-18 the population has each institution once, whatever the order of the look; its hash changes with any ground', () => {
    const grounds = [ground('b'), ground('a'), ground('a', { kind: 'penalty', file: 'LA.1' })];
    expect(population(sorted(grounds))).toEqual(['a', 'b']);
    const hash = groundsHash(sorted(grounds));
    expect(groundsHash(sorted(grounds.toReversed()))).toBe(hash);
    expect(groundsHash(sorted(grounds.slice(1)))).not.toBe(hash);
    expect(groundsHash(sorted([...grounds.slice(1), ground('b', { file: 'x' })]))).not.toBe(hash);
  });
});

describe('不得 Guards', () => {
  const place = (changes: Partial<Place> = {}): Place => ({
    state: 'drawn',
    since: now,
    officers: ['o-1', 'o-2'],
    namedAt: now,
    named: 1,
    ...changes,
  });
  const state = (places: Record<string, Place>): State =>
    ({
      clause: 'TJ51-18',
      body: 'tj.jds',
      contributor: 'tj.jcs',
      committedAt: now,
      at: 'ending',
      settings,
      units: ['tj.jds', 'tj.jcs'],
      places: new Map(Object.entries(places)),
    }) satisfies State;
  const person = (officer: string, changes: Partial<Person> = {}): Person => ({
    officer,
    registered: true,
    removedOn: null,
    unit: 'tj.jds',
    onTeam: false,
    steered: false,
    ...changes,
  });
  type Type =
    | 'revisitors'
    | 'superior-revisitors'
    | 'revisit-record'
    | 'revisit-unreachable'
    | 'revisit-closure';
  const refusal = (type: Type, facts: object, known: object, s: State, more: object = {}) => {
    const act = {
      type,
      unit: 'tj.jds',
      officer: 'o-1',
      receivedAt: later(48),
      facts,
      known,
      ...more,
    };
    for (const guard of guards[type]) {
      const found = guard(act as never, s);
      if (found) return found.code;
    }
    return undefined;
  };
  const naming = (
    people: Person[],
    changes: object = {},
    known: object = {},
    p = place({ named: 0 }),
  ) =>
    refusal(
      'revisitors',
      { item: 'i-1', officers: people.map((x) => x.officer), reasonGiven: false, ...changes },
      { inPopulation: true, people, ...known },
      state({ 'i-1': p }),
    );

  it('TJ51-18 revisitors', () => {
    const two = [person('o-1'), person('o-2', { unit: 'tj.jcs' })];
    expect(naming(two)).toBeUndefined();
    expect(naming(two.slice(1))).toBe('too-few-revisitors');
    expect(naming([...two, person('o-1')])).toBe('too-few-revisitors');
    expect(naming([person('o-1'), person('o-3', { registered: false })])).toBe(
      'officer-unregistered',
    );
    expect(naming([person('o-1'), person('o-3', { removedOn: '2026-03-22' })])).toBe(
      'officer-unregistered',
    );
    expect(naming([person('o-1'), person('o-3', { removedOn: '2026-03-23' })])).toBeUndefined();
    expect(naming([person('o-1'), person('o-3', { unit: 'tj.zfc' })])).toBe('revisitor-unit');
    expect(naming([person('o-1'), person('o-3', { unit: null })])).toBe('revisitor-unit');
    expect(naming([person('o-1'), person('o-3', { onTeam: true })])).toBe('revisitor-on-case-team');
    expect(naming([person('o-1'), person('o-3', { steered: true })])).toBe('same-person');
    expect(naming(two, { item: 'i-9' })).toBe('object-hand-picked');
    expect(naming(two, { item: 'i-9' }, { inPopulation: false })).toBe(
      'revisit-outside-population',
    );
    expect(naming(two, {}, { byTeam: true })).toBe('revisitor-on-case-team');
    expect(naming(two, {}, {}, place())).toBe('reason-missing');
    expect(naming(two, { reasonGiven: true }, {}, place())).toBeUndefined();
    expect(naming(two, {}, {}, place({ state: 'visited' }))).toBe('revisit-done');
    const five = ['o-1', 'o-2', 'o-3', 'o-4', 'o-5'].map((id) => person(id));
    expect(naming(five.slice(1))).toBeUndefined();
    expect(naming(five)).toBe('too-many-revisitors');
    const again = (known: object) =>
      naming(two, { reasonGiven: true }, known, place({ lead: 'tj.jds' }));
    expect(again({ answered: true, able: ['tj.jcs', 'tj.jds'] })).toBe('revisit-answered');
    expect(again({ answered: true, able: ['tj.jcs'] })).toBeUndefined();
    expect(again({ answered: false, able: ['tj.jds'] })).toBeUndefined();
  });

  it('TJ51-18 the unit over it names only where nobody of the unit itself may', () => {
    const two = [person('o-1'), person('o-2', { unit: 'tj.jcs' })];
    const named = (namers: number, type: 'revisitors' | 'superior-revisitors') =>
      refusal(
        type,
        { item: 'i-1', officers: ['o-1', 'o-2'], reasonGiven: false },
        { inPopulation: true, people: two, namers },
        state({ 'i-1': place({ named: 0 }) }),
      );
    expect(named(1, 'superior-revisitors')).toBe('not-owed-by-you');
    expect(named(0, 'superior-revisitors')).toBeUndefined();
    expect(named(1, 'revisitors')).toBeUndefined();
  });

  it('TJ51-18 answered, and nobody can record it: a head outside the case closes it, while there is one', () => {
    const nobody = {
      onTeam: false,
      mark: 'ab',
      head: true,
      heads: 1,
      able: [],
      revisitors: 1,
      namers: 1,
      over: 1,
    };
    const closing = (k: object, p: Partial<Place> = {}) =>
      refusal(
        'revisit-closure',
        { item: 'i-1' },
        { ...nobody, ...k },
        state({ 'i-1': place({ lead: 'tj.jds', ...p }) }),
      );
    expect(closing({})).toBeUndefined();
    expect(closing({ head: false })).toBe('not-owed-by-you');
    expect(closing({ onTeam: true })).toBe('revisitor-on-case-team');
    expect(closing({ onTeam: true, heads: 0 })).toBeUndefined();
    expect(closing({ mark: null })).toBe('revisit-unanswered');
    expect(closing({ able: ['tj.jds'] })).toBe('revisitors-left');
    expect(closing({ able: ['tj.jcs'] })).toBeUndefined();
    expect(closing({ revisitors: 2 })).toBe('revisitors-left');
    expect(closing({ revisitors: 2, namers: 0 })).toBe('revisitors-left');
    expect(closing({ revisitors: 2, namers: 0, over: 0 })).toBeUndefined();
    expect(closing({}, { state: 'visited' })).toBe('revisit-done');
  });

  it('TJ51-18 the record of a revisit', () => {
    const s = state({ 'i-1': place() });
    const known = { onTeam: false, mark: 'ab' };
    const record = (k: object = {}, more: object = {}) =>
      refusal('revisit-record', { item: 'i-1' }, { ...known, ...k }, s, {
        occurredAt: now,
        ...more,
      });
    expect(record()).toBeUndefined();
    expect(record({ mark: null })).toBe('revisit-unanswered');
    expect(record({ onTeam: true })).toBe('revisitor-on-case-team');
    expect(record({}, { officer: 'o-9' })).toBe('revisitor-not-named');
    expect(record({}, { occurredAt: now - 59_999 })).toBeUndefined();
    expect(record({}, { occurredAt: now - 60_000 })).toBe('revisit-before-draw');
  });

  it('TJ51-18 not reachable', () => {
    const s = state({ 'i-1': place() });
    const known = { onTeam: false, mark: null, struck: false };
    const hindered = (facts: object, k: object = {}) =>
      refusal(
        'revisit-unreachable',
        {
          item: 'i-1',
          why: 'no-contact',
          tries: [later(1), later(24)],
          reasonGiven: true,
          ...facts,
        },
        { ...known, ...k },
        s,
      );
    expect(hindered({})).toBeUndefined();
    expect(hindered({ tries: [later(1), later(2)] })).toBe('revisit-tries-few');
    expect(hindered({ tries: [later(1), later(49)] })).toBe('in-the-future');
    expect(hindered({ tries: [later(-1), later(24)] })).toBe('revisit-before-draw');
    expect(hindered({ reasonGiven: false })).toBe('reason-missing');
    expect(hindered({}, { mark: 'ab' })).toBe('revisit-answered');
    expect(hindered({ why: 'struck', tries: [], reasonGiven: false })).toBe('revisit-not-struck');
    const wanting = (k: object, unit = 'tj.jcs', reasonGiven = true) =>
      refusal(
        'revisit-unreachable',
        { item: 'i-1', why: 'no-revisitors', tries: [], reasonGiven },
        { ...known, ...k },
        state({ 'i-1': place({ named: 0, officers: [] }) }),
        { unit, officer: 'o-9' },
      );
    expect(wanting({ revisitors: 1, namers: 1 })).toBeUndefined();
    expect(wanting({ revisitors: 2, namers: 0 })).toBeUndefined();
    expect(wanting({ revisitors: 2, namers: 1 })).toBe('revisitors-left');
    // Where nobody of the unit may name them, the unit over it does.
    expect(wanting({ revisitors: 2, namers: 0, over: 1 })).toBe('revisitors-left');
    expect(wanting({ revisitors: 1, namers: 0, over: 1 })).toBeUndefined();
    expect(wanting({ revisitors: 2, namers: 0, over: 0 })).toBeUndefined();
    expect(wanting({ revisitors: 1, namers: 1 }, 'tj.jds')).toBe('not-owed-by-you');
    expect(wanting({ revisitors: 1, namers: 1 }, 'tj.jcs', false)).toBe('reason-missing');
    expect(wanting({ revisitors: 1, namers: 1, onTeam: true })).toBe('revisitor-on-case-team');
    expect(
      hindered({ why: 'struck', tries: [], reasonGiven: false }, { struck: true }),
    ).toBeUndefined();
  });
});

describe('小数保护 What a summary tells', () => {
  const given = (counts: readonly number[]): Answers[] =>
    counts.flatMap((n, place) =>
      Array.from({ length: n }, () => {
        const answer = { answer: scale[place] as Answer };
        return Object.fromEntries(topics.map((topic) => [topic, answer])) as unknown as Answers;
      }),
    );
  const row = (counts: readonly number[], least = 3) =>
    disclosed(given(counts), 0, least).byTopic.integrity;

  it('TJ51-18 tells a topic whose numbers are all large, and withholds the whole of every other', () => {
    const none = [null, null, null, null];
    expect(row([3, 4, 0, 3])).toEqual([3, 4, 0, 3]);
    expect(row([3, 4, 1, 3])).toEqual(none);
    expect(row([2, 0, 0, 0])).toEqual(none);
    expect(row([5, 0, 0, 0])).toEqual(none);
    expect(row([2, 2, 0, 0], 2)).toEqual([2, 2, 0, 0]);
    expect(row([0, 0, 0, 0])).toEqual([0, 0, 0, 0]);
    expect(disclosed(given([3, 0, 0, 0]), 2, 3)).toMatchObject({ visited: 3, unreachable: 2 });
  });

  it('TJ51-18 whatever was answered: no number of few, not one answer of all, and a withheld topic may have come about in several ways', () => {
    const rows = new Map<string, Set<string>>();
    for (let total = 1; total <= 9; total++)
      for (let a = 0; a <= total; a++)
        for (let c = 0; a + c <= total; c++)
          for (let d = 0; a + c + d <= total; d++) {
            const counts = [a, c, d, total - a - c - d];
            const told = row(counts);
            expect(
              told.every((n) => n === null) ||
                told.every((n) => n === 0 || (n! >= 3 && n! < total)),
            ).toBe(true);
            const seen = `${total} ${JSON.stringify(told)}`;
            rows.set(seen, (rows.get(seen) ?? new Set()).add(counts.join()));
          }
    for (const [seen, ways] of rows)
      if (seen.includes('null')) expect([seen, ways.size > 3]).toEqual([seen, true]);
  });

  it('TJ51-18 廉洁「否」alone alleges dishonesty', () => {
    for (const [place, answer] of scale.entries()) {
      const [one] = given(scale.map((_, n) => Number(n === place))) as [Answers];
      expect(allegesDishonesty(one)).toBe(answer === 'no');
    }
  });
});
