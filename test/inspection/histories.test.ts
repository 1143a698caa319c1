/**
 * QY-4.1, QY-15.1, QY-15.2  Random histories of plans against PostgreSQL itself: decided by the same statements and rules as the files use, several at the same instant.
 * Whatever the order: never more than the cap, never an item inside its window without an exception or an override, a plan on hold wakes on the first lawful day and no later.
 * The counting here is written anew, by days; nothing of domain/inspection counts for it.
 */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { inspectionDecisions } from '../../activities/inspection-decisions.ts';
import type { Decision } from '../../activities/contract.ts';
import { connect, type Sql } from '../../db/client.ts';
import type { Deciding } from '../../db/queries/decisions.ts';
import { factsOf } from '../../db/inspection/facts.ts';
import { assess, firstFree, timeGates } from '../../domain/inspection/assess.ts';
import type { Plan } from '../../domain/inspection/plan.ts';
import { addDays, Fixture, on, startOfDay, type CivilDate } from './acts.ts';

const CAP = 2;
const ITEMS = ['i-1', 'i-2', 'i-3'];
/** DUBAN_HISTORIES=1000 and more where nobody waits for it. */
const HISTORIES = Number(process.env['DUBAN_HISTORIES'] ?? 150);
const AT_ONCE = 8;
/** Files that no engine runs: nothing is brought to them. */
const QUIET = 'XJ.h.';
let g: Fixture;
let sql: Sql;
beforeAll(async () => {
  g = await Fixture.open({ mergeDays: 0 });
  sql = connect(inject('stack').databaseUrl, { max: AT_ONCE * 3 });
  await g.bureau.owner
    .unsafe(`create or replace function quiet_histories() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as 'begin return null; end';
    create or replace trigger quiet_histories before insert on task for each row when (new.file_id like '${QUIET}%') execute function quiet_histories()`);
  await g.bureau
    .owner`update list_currency set declared_on = '2040-01-01' where bureau_id = ${g.id}`;
  await g.bureau
    .owner`update inspection_officer set certificate_until = '2060-12-31' where bureau_id = ${g.id}`;
});
afterAll(async () => {
  await g.bureau.owner`drop trigger if exists quiet_histories on task`;
  await sql.end();
  await g.close();
});

type Step =
  | { do: 'wait'; days: number }
  | {
      do: 'file';
      items: string[];
      ahead: number;
      written: boolean;
      clue: boolean;
      override: boolean;
      at: 'later' | 'the same instant';
      joint: 'no' | 'claimed' | 'confirmed';
    }
  | { do: 'join' | 'leave'; which: number }
  | { do: 'approve'; seed: number }
  | { do: 'start' | 'cancel'; which: number }
  | { do: 'end' | 'abandon' | 'correct'; which: number; days: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      days: fc.integer({ min: 0, max: 7 }).map((n) => (n < 3 ? 250 + 60 * n : n * 12)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('file' as const),
      items: fc.subarray(ITEMS, { minLength: 1, maxLength: 2 }),
      ahead: fc.integer({ min: 0, max: 60 }),
      written: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
      clue: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
      override: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      at: fc.constantFrom('later' as const, 'later' as const, 'the same instant' as const),
      joint: fc.constantFrom('no' as const, 'claimed' as const, 'confirmed' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('join' as const, 'join' as const, 'leave' as const),
      which: fc.nat(9),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('approve' as const), seed: fc.nat() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'start' as const,
        'start' as const,
        'start' as const,
        'start' as const,
        'cancel' as const,
      ),
      which: fc.nat(9),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('end' as const, 'end' as const, 'abandon' as const, 'correct' as const),
      which: fc.nat(9),
      days: fc.integer({ min: 0, max: 20 }),
    }),
  },
);

interface Row {
  id: string;
  file: string;
  state: string;
  from: CivilDate;
  until: CivilDate;
  wakesOn: CivilDate | null;
  wakeRequested: boolean;
  woken: boolean;
  started: CivilDate | null;
  ended: CivilDate | null;
  lastOnSite: CivilDate | null;
  abandoned: boolean;
  usesPlace: boolean;
  onSite: boolean;
  items: string[];
  clues: number;
  filed: number;
  jointWith: string[];
  visit: string | null;
}
interface World {
  today: CivilDate;
  institution: string;
  clue: string;
  serial: number;
  overriding: Set<string>;
  seen: Seen;
}
interface Seen {
  started: number;
  counted: number;
  free: number;
  held: number;
  woken: number;
  stayed: number;
  refused: number;
  joined: number;
}

async function rows(w: World): Promise<Row[]> {
  return sql<
    Row[]
  >`select p.id, p.file_id as file, p.state, p.days_from::text as "from", p.days_until::text as until, p.wakes_on::text as "wakesOn", p.wake_requested as "wakeRequested", p.woken_on is not null as woken, p.started_on::text as started, p.ended_on::text as ended,
    p.last_on_site_on::text as "lastOnSite", p.abandoned, p.uses_place as "usesPlace", p.on_site as "onSite", array(select item_id from inspection_plan_item i where i.plan_id = p.id) as items, jsonb_array_length(p.plan->'clues') as clues, at_ms(p.filed_at)::float8 as filed, array(select jsonb_array_elements_text(p.plan->'jointWith')) as "jointWith", p.visit
    from inspection_plan p where p.institution_id = ${w.institution} order by p.filed_at, p.id`;
}
const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];

/** As a file would ask: one transaction. */
function decide(
  w: World,
  file: string,
  type: 'approval' | 'on-site-start' | 'waking',
  payload: object = {},
): Promise<Decision> {
  const act = `${type}:${randomUUID()}`;
  return sql.begin(async (tx) => {
    const deciding: Deciding = {
      file,
      procedure: 'inspection',
      bureau: g.id,
      subject: '',
      opening: {},
      act,
      type,
      unit: g.county,
      officer: g.head,
      receivedAt: startOfDay(w.today) + 9 * 3_600_000,
      message: {},
      payload: payload as Record<string, unknown>,
    };
    if (type === 'approval')
      await g.bureau
        .owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key) values (${act}, ${file}, ${++w.serial + 1}, 'approval', ${g.county}, ${g.head}, '{}', '{}', 'x', now(), now(), ${act})`;
    return inspectionDecisions[`inspection:${type}`](tx, deciding);
  }) as Promise<Decision>;
}

async function file(
  w: World,
  s: Extract<Step, { do: 'file' }>,
  all: readonly Row[],
): Promise<void> {
  const id = `pl-${randomUUID().replaceAll('-', '').slice(0, 20)}`;
  const from = addDays(w.today, s.ahead);
  const partner = all.filter((r) => ['filed', 'approved'].includes(r.state)).at(-1);
  // One lot is one visit (QY-6.2).
  const draw = await g.draw(w.institution, [g.handler, g.second], {
    objectOn: '2040-01-01',
    officersOn: '2040-01-01',
  });
  const plan: Plan = {
    id,
    kind: s.clue ? 'case' : 'daily',
    institution: w.institution,
    body: g.county,
    inNameOf: g.county,
    filedAt: (startOfDay(w.today) + (s.at === 'later' ? ++w.serial : w.serial)) as never,
    days: { from, until: addDays(from, 40) },
    items: s.items.map((item) => ({
      item,
      method: s.written ? 'written' : 'on-site',
      contents: ['a'],
      standard: 's1',
    })),
    purpose: 'supervision',
    onSiteReasonGiven: true,
    team: [g.handler, g.second].map((officer) => ({ officer, role: 'officer', from: 'body' })),
    clues: s.clue ? [w.clue] : [],
    reasons: ['repeat', 'superior-clean', 'draw', 'clues'],
    overrides: [],
    jointWith: s.joint !== 'no' && partner ? [partner.id] : [],
    draw: { id: draw } as never,
  };
  const facts = await factsOf(sql, plan, w.today);
  const c = { plan: facts.plan, known: facts.known, stage: 'plan' as const };
  const a = assess(c);
  const bars = a.bars.filter(
    (f) => f.gate !== 'combination' && !(s.override && f.gate === 'repeat'),
  );
  const wakesOn =
    bars.length > 0 && bars.every((f) => timeGates.includes(f.gate)) ? firstFree(c) : undefined;
  if (bars.length > 0 && !wakesOn) {
    w.seen.refused++;
    return;
  }
  const name = `${QUIET}${id}`;
  await g.bureau.owner.begin(async (tx) => {
    await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at, closed_at, exported_at) values (${name}, 'inspection', ${g.id}, 'plan', ${id}, '{}', now(), now(), now(), now())`;
    await tx`select prepare_plan(${tx.json({ plan, bureau: g.id, by: g.handler, level: 'county', onSite: !s.written, usesPlace: a.usesPlace, assessment: {} } as never)})`;
    await tx`update inspection_plan set file_id = ${name}, state = ${wakesOn ? 'on-hold' : 'filed'}, wakes_on = ${wakesOn ?? null} where id = ${id}`;
    await tx`insert into inspection_plan_item select ${id}, unnest(${s.items}::text[])`;
  });
  if (s.joint === 'confirmed' && partner) await changed(w, partner, [...partner.jointWith, id]);
  if (s.override) w.overriding.add(name);
  if (wakesOn) w.seen.held++;
}

async function effect(name: string, kind: 'released' | 'ended', data: object): Promise<void> {
  await g.bureau
    .owner`select ${g.bureau.owner.unsafe(`effect_inspection_${kind}`)}(f, ${g.bureau.owner.json(data as never)}) from file f where f.id = ${name}`;
}

// ---- the course of time ----------------------------------------------------------------------------------------------

const firstOfNextMonth = (day: CivilDate): CivilDate =>
  on(
    day.slice(5, 7) === '12'
      ? `${Number(day.slice(0, 4)) + 1}-01-01`
      : `${day.slice(0, 5)}${String(Number(day.slice(5, 7)) + 1).padStart(2, '0')}-01`,
  );

/** Whatever is due on the way happens on its day: approvals expire, plans on hold are asked. */
async function advance(w: World, to: CivilDate): Promise<void> {
  for (;;) {
    const next = (await settle(w))
      .flatMap((r) =>
        r.state === 'on-hold'
          ? [r.wakesOn]
          : ['filed', 'approved'].includes(r.state)
            ? [firstOfNextMonth(r.until)]
            : [],
      )
      .filter((d) => d !== null && d > w.today && d <= to)
      .toSorted()[0];
    if (w.today === to && !next) return;
    w.today = next ?? to;
  }
}

async function settle(w: World): Promise<Row[]> {
  for (let n = 0; n < 60; n++) {
    const all = await rows(w);
    const spent = all.filter(
      (r) => ['filed', 'approved'].includes(r.state) && firstOfNextMonth(r.until) <= w.today,
    );
    for (const r of spent) await effect(r.file, 'released', { state: 'expired' });
    const due = (spent.length > 0 ? await rows(w) : all).filter(
      (r) =>
        r.state === 'on-hold' && (r.wakeRequested || (r.wakesOn !== null && r.wakesOn <= w.today)),
    );
    if (due.length === 0 && spent.length === 0) return all;
    // All at the same instant, the latest-filed first: their turn is not a matter of who comes first.
    const answers = await Promise.all(due.toReversed().map((r) => decide(w, r.file, 'waking')));
    for (const { known } of answers) w.seen[known!['woke'] ? 'woken' : 'stayed']++;
  }
  throw new Error('they request each other for ever');
}

/** The side that was named names the other too, or gives it up. */
async function changes(
  w: World,
  s: Extract<Step, { do: 'join' | 'leave' }>,
  all: readonly Row[],
): Promise<void> {
  const open = (r: Row) => ['filed', 'approved'].includes(r.state);
  const r =
    s.do === 'join'
      ? pick(
          all.filter((x) => open(x) && all.some((o) => o.jointWith.includes(x.id))),
          s.which,
        )
      : pick(
          all.filter((x) => open(x) && x.jointWith.length > 0),
          s.which,
        );
  if (!r) return;
  await changed(
    w,
    r,
    s.do === 'join' ? all.filter((o) => o.jointWith.includes(r.id)).map((o) => o.id) : [],
  );
}

async function changed(w: World, r: Row, jointWith: readonly string[]): Promise<void> {
  const act = `plan-change:${randomUUID()}`;
  await g.bureau
    .owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key)
    values (${act}, ${r.file}, ${++w.serial + 1}, 'plan-change', ${g.county}, ${g.handler}, '{}', ${g.bureau.owner.json({ jointWith: [...jointWith] })}, 'x', now(), now(), ${act})`;
  await g.bureau
    .owner`select effect_inspection_plan_changed(f, ${g.bureau.owner.json({ act })}) from file f where f.id = ${r.file}`;
}

// ---- what must hold --------------------------------------------------------------------------------------------------

/** One visit, as the plans themselves say: both name each other, for days that overlap; begun, they began as one. */
const oneVisit = (a: Row, b: Row): boolean =>
  a.jointWith.includes(b.id) &&
  b.jointWith.includes(a.id) &&
  a.from <= b.until &&
  b.from <= a.until &&
  (!a.started || !b.started || a.visit === b.visit);
/** Fewest visits that these plans can be, two joining one by one. */
function visitsOf(all: readonly Row[]): number {
  const visits: Row[][] = [];
  for (const r of all) {
    const into = visits.find((v) => v.every((o) => oneVisit(o, r)));
    if (into) into.push(r);
    else visits.push([r]);
  }
  return visits.length;
}

const corresponding = (day: CivilDate): string => {
  const [year, rest] = [Number(day.slice(0, 4)) + 1, day.slice(4)];
  return rest === '-02-29' ? `${year}-02-28` : `${year}${rest}`;
};
const endOf = (r: Row): CivilDate | null => r.ended ?? (r.abandoned ? r.lastOnSite : null);
const begun = (all: readonly Row[]): Row[] =>
  all.filter((r) => r.started !== null && !(r.abandoned && r.lastOnSite === null));

/** Filed before: by the instant, then by the id. */
const before = (a: Row, b: Row): boolean =>
  a.filed < b.filed || (a.filed === b.filed && a.id < b.id);

/** Nothing bars the items on a day, as one counts on a calendar: what has begun, and what was filed before it and is approved or woken and waiting for the head. */
function itemsFree(r: Row, day: CivilDate, all: readonly Row[]): boolean {
  const others = all.filter(
    (o) =>
      o.file !== r.file &&
      (r.visit === null
        ? !(o.jointWith.includes(r.id) && r.jointWith.includes(o.id))
        : o.visit !== r.visit),
  );
  const open = others.filter(
    (o) => before(o, r) && (o.state === 'approved' || (o.state === 'filed' && o.woken)),
  );
  return r.items.every(
    (item) =>
      open.every((o) => !o.items.includes(item)) &&
      begun(others)
        .filter((o) => o.items.includes(item))
        .every((o) => endOf(o) !== null && day > corresponding(endOf(o)!)),
  );
}

async function holds(w: World, all: readonly Row[]): Promise<void> {
  const places = await sql<
    { plan: string; year: number; state: string }[]
  >`select plan_id as plan, year, state from inspection_place where institution_id = ${w.institution} and state <> 'released' order by plan_id`;
  const holding = (year: number, ...more: Row[]) => [
    ...all.filter((r) => places.some((p) => p.plan === r.id && p.year === year)),
    ...more,
  ];
  for (const year of new Set(places.map((p) => p.year)))
    expect(visitsOf(holding(year)), `places of ${year}`).toBeLessThanOrEqual(CAP);
  const years = new Map<string, Set<string>>();
  for (const r of all.filter((x) => x.started && x.onSite && x.clues === 0))
    years.set(
      r.started!.slice(0, 4),
      (years.get(r.started!.slice(0, 4)) ?? new Set()).add(r.visit!),
    );
  for (const [year, visits] of years)
    expect(visits.size, `begun in ${year}`).toBeLessThanOrEqual(CAP);
  // A visit is never stretched over days on which nobody was there.
  for (const r of all.filter((x) => x.started && x.visit !== x.id)) {
    const one = all.find((o) => o.id === r.visit)!;
    expect(
      one.started! <= r.started! && (endOf(one) === null || endOf(one)! >= one.started!),
      `${r.id} joined ${one.id}`,
    ).toBe(true);
  }
  for (const r of all.filter((x) => x.state === 'on-hold' && x.jointWith.length === 0)) {
    const day = r.from > w.today ? r.from : w.today;
    const claims = all.filter(
      (o) =>
        o.state === 'filed' &&
        o.woken &&
        before(o, r) &&
        o.usesPlace &&
        o.from.slice(0, 4) === day.slice(0, 4),
    );
    const taken = visitsOf(
      holding(
        Number(day.slice(0, 4)),
        ...claims.filter(
          (o) => !places.some((p) => p.plan === o.id && p.year === Number(day.slice(0, 4))),
        ),
      ),
    );
    expect(
      !itemsFree(r, day, all) || (r.onSite && taken >= CAP),
      `${r.id} is on hold on ${w.today} (${r.wakesOn}) and nothing bars it on ${day}`,
    ).toBe(true);
  }
}

// ---- steps -----------------------------------------------------------------------------------------------------------

async function act(w: World, s: Step, all: readonly Row[]): Promise<void> {
  if (s.do === 'wait') return advance(w, addDays(w.today, s.days));
  if (s.do === 'file') return file(w, s, all);
  if (s.do === 'join' || s.do === 'leave') return changes(w, s, all);
  if (s.do === 'approve') {
    const filed = all.filter((r) => r.state === 'filed');
    const overrides = (r: Row) =>
      ['combination', ...(w.overriding.has(r.file) ? ['repeat'] : [])].map((gate) => ({
        gate,
        reason: '理由',
      }));
    await Promise.all(
      (s.seed % 2 ? filed : filed.toReversed()).map((r) =>
        decide(w, r.file, 'approval', { overrides: overrides(r) }),
      ),
    );
  }
  if (s.do === 'start') await starts(w, all, s.which);
  if (s.do === 'cancel') {
    const r = pick(
      all.filter((x) => ['filed', 'approved', 'on-hold'].includes(x.state)),
      s.which,
    );
    if (r) await effect(r.file, 'released', { state: 'cancelled' });
  }
  if (s.do === 'end' || s.do === 'abandon') {
    const r = pick(
      all.filter((x) => x.state === 'started'),
      s.which,
    );
    if (r) await effect(r.file, 'ended', s.do === 'end' ? { on: w.today } : { abandoned: true });
  }
  if (s.do === 'correct') {
    const r = pick(
      all.filter((x) => x.ended !== null),
      s.which,
    );
    if (r)
      await effect(r.file, 'ended', {
        on: [r.started!, addDays(r.started!, s.days)].filter((d) => d <= w.today).at(-1),
      });
  }
}

/** One on its day, or all that may be begun today at the same instant. */
async function starts(w: World, all: readonly Row[], which: number): Promise<void> {
  const one = pick(
    all.filter((r) => r.state === 'approved' && r.until >= w.today),
    which,
  );
  if (!one) return;
  if (one.from > w.today && which < 8) await advance(w, one.from);
  const now = (await rows(w)).filter(
    (r) =>
      r.state === 'approved' && (r.file === one.file || (which % 2 === 0 && r.from <= w.today)),
  );
  const present = [g.handler, g.second];
  const answers = await Promise.all(
    now.map((r) =>
      decide(w, r.file, 'on-site-start', {
        present,
        shown: present.map((officer) => ({ officer, document: 'certificate' })),
        noticeServed: true,
      }),
    ),
  );
  const after = await rows(w);
  const free = (r: Row) => r.clues > 0 || w.overriding.has(r.file);
  now.forEach((r, n) => {
    if (answers[n]!.refusal) {
      w.seen.refused++;
      return;
    }
    w.seen.started++;
    if (after.find((o) => o.id === r.id)!.visit !== r.id) w.seen.joined++;
    if (r.onSite && r.clues === 0) w.seen.counted++;
    if (free(r)) w.seen.free++;
    // What began in the same moment by an exception may have begun after it.
    else
      expect(
        itemsFree(
          after.find((o) => o.id === r.id)!,
          w.today,
          after.filter(
            (o) =>
              o.state !== 'approved' &&
              o.state !== 'filed' &&
              !(now.some((n) => n.id === o.id) && free(o)),
          ),
        ),
        `${r.id} begun on ${w.today}`,
      ).toBe(true);
  });
}

describe('random histories', () => {
  it(
    'QY-4.1, QY-15.1, QY-15.2: the cap and the windows hold, and nothing waits longer than it must',
    { timeout: 1_200_000 },
    async () => {
      const seen: Seen = {
        started: 0,
        counted: 0,
        free: 0,
        held: 0,
        woken: 0,
        stayed: 0,
        refused: 0,
        joined: 0,
      };
      const histories = fc.sample(
        fc.tuple(
          fc.integer({ min: 0, max: 2000 }),
          fc.array(step, { minLength: 15, maxLength: 40, size: 'max' }),
        ),
        { numRuns: HISTORIES, seed: 42 },
      );
      const queue = histories.entries();
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (const [n, [day, steps]] of queue)
            await history(n, addDays(on('2026-01-01'), day), steps, seen);
        }),
      );
      // The histories are no empty ones.
      for (const [what, atLeast] of Object.entries({
        started: 0.5,
        counted: 0.25,
        free: 0.25,
        held: 0.25,
        woken: 0.1,
        stayed: 0.2,
        refused: 0.5,
        joined: 0.01,
      }))
        expect(seen[what as keyof Seen], what).toBeGreaterThan(HISTORIES * atLeast);
    },
  );
});

async function history(
  n: number,
  today: CivilDate,
  steps: readonly Step[],
  seen: Seen,
): Promise<void> {
  const institution = await g.institution({ cap: CAP });
  const w: World = {
    today,
    institution,
    clue: await g.clue('complaint', institution, { items: null, at: startOfDay(on('2025-12-01')) }),
    serial: 0,
    overriding: new Set(),
    seen,
  };
  const done: Step[] = [];
  try {
    let all: Row[] = [];
    for (const s of steps) {
      done.push(s);
      await act(w, s, all);
      all = await settle(w);
      await holds(w, all);
    }
    // Left alone, with everything ended, whoever waits has its turn in the end.
    for (const r of all.filter((x) => x.state === 'started'))
      await effect(r.file, 'ended', { on: w.today });
    for (let n = 0; n < 5; n++) {
      await advance(w, addDays(w.today, 300));
      await holds(w, await rows(w));
    }
    expect((await rows(w)).filter((r) => r.state === 'on-hold').map((r) => r.id)).toEqual([]);
  } catch (error) {
    throw new Error(`history ${n} from ${today}: ${JSON.stringify(done)}`, { cause: error });
  }
}
