/**
 * QY-4.1, QY-15.1, QY-15.2  Random histories of plans: whatever the order, never more than the cap, never the same item inside a window without an exception or an override,
 * and a plan on hold wakes on the first lawful day and on no earlier one. The counting here is written anew: by days, not by the code's own windows.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../domain/inspection/assess.ts';
import type { Case, Plan } from '../../../domain/inspection/plan.ts';
import type { Clue, OpenPlan, PastInspection, Place } from '../../../domain/inspection/known.ts';
import { addDays, startOfDay } from '../../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../../domain/time/instant.ts';
import { asked, clue, item, known, officer, on, plan } from './sample.ts';

// What the database does with the place of a plan (take_place, give_place_back): one a plan, a start in another year gives the old one back.
const others = (places: readonly Place[], plan: string): Place[] =>
  places.filter((p) => p.plan !== plan || p.state === 'consumed');
const reserve = (places: readonly Place[], plan: string, year: number): Place[] => [
  ...others(places, plan),
  { plan, year, state: 'reserved' },
];
const consume = (places: readonly Place[], plan: string, year: number): Place[] => [
  ...others(places, plan),
  { plan, year, state: 'consumed' },
];
const release = others;

const ITEMS = ['i-1', 'i-2', 'i-3'];
const CAP = 2;
const long = { from: on('2020-01-01'), until: on('2040-12-31') };
const officers = ['o1', 'o2'].map((id) =>
  officer(id, { certificate: { ...officer(id).certificate!, valid: long } }),
);

type Step =
  | { do: 'wait'; days: number }
  | {
      do: 'approve';
      items: string[];
      ahead: number;
      method: 'on-site' | 'written';
      clue: Clue['kind'] | null;
      override: boolean;
    }
  | { do: 'start' | 'cancel'; which: number }
  | { do: 'end' | 'abandon'; which: number; correct: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      days: fc.integer({ min: 1, max: 160 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('approve' as const),
      items: fc.subarray(ITEMS, { minLength: 1, maxLength: 2 }),
      ahead: fc.integer({ min: 0, max: 200 }),
      method: fc.constantFrom('on-site' as const, 'on-site' as const, 'written' as const),
      clue: fc.constantFrom(null, null, null, 'complaint' as const, 'own-request' as const),
      override: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('start' as const, 'start' as const, 'cancel' as const),
      which: fc.nat(9),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('end' as const, 'end' as const, 'abandon' as const),
      which: fc.nat(9),
      correct: fc.integer({ min: 0, max: 3 }),
    }),
  },
);

interface Begun {
  plan: Plan;
  on: CivilDate;
  counted: boolean;
  free: Set<string>;
  past: PastInspection;
}
interface World {
  today: CivilDate;
  plans: Plan[];
  begun: Begun[];
  places: Place[];
  clues: Clue[];
  holds: number;
}

const openOf = (p: Plan): OpenPlan => ({
  id: p.id,
  level: 'county',
  filedAt: p.filedAt,
  items: p.items.map((i) => i.item),
  days: p.days,
  state: 'approved',
});
function caseOf(w: World, p: Plan, stage: 'approval' | 'start'): Case {
  const institution = { ...known().institution, yearlyCap: CAP };
  return asked(
    p,
    {
      today: w.today,
      institution,
      items: ITEMS.map((i) => item(i, { cap: null })),
      officers,
      clues: w.clues,
      lists: { objects: w.today, officers: w.today, assistants: w.today, items: w.today },
      settings: { ...known().settings, mergeDays: 0 },
      history: w.begun.map((b) => b.past),
      plans: w.plans.filter((o) => o.id !== p.id).map(openOf),
      places: w.places,
    },
    stage,
  );
}

function approve(w: World, s: Extract<Step, { do: 'approve' }>): void {
  const id = `P-${w.plans.length + w.begun.length}-${w.clues.length}-${w.today}-${s.ahead}-${s.items.join('')}`;
  const from = addDays(w.today, s.ahead);
  const named = s.clue
    ? [clue(s.clue, { id: `C-${id}`, items: null, registeredAt: startOfDay(addDays(w.today, -2)) })]
    : [];
  w.clues.push(...named);
  const p = plan({
    id,
    filedAt: instant(startOfDay(w.today) + w.plans.length),
    days: { from, until: addDays(from, 60) },
    items: s.items.map((i) => ({ item: i, method: s.method, contents: ['a'], standard: 's1' })),
    clues: named.map((c) => c.id),
    reasons: ['repeat', 'draw'],
    overrides: (['combination', ...(s.override ? ['repeat' as const] : [])] as const).map(
      (gate) => ({ gate, by: 'head', reasonGiven: true }),
    ),
    approval: { by: 'head', on: w.today },
    draw: { ...plan().draw!, objectsOn: w.today, officersOn: w.today },
  });
  const a = assess(caseOf(w, p, 'approval'));
  if (a.wakesOn) checkHold(w, p, a.wakesOn);
  if (!a.lawful) return;
  w.plans.push(p);
  if (a.usesPlace) w.places = reserve(w.places, p.id, Number(from.slice(0, 4)));
}

/** The day before, something of time still bars; on the day nothing of time does. */
function checkHold(w: World, p: Plan, wakesOn: CivilDate): void {
  const refusedOn = (day: CivilDate) =>
    assess(
      caseOf(w, { ...p, days: { from: day, until: addDays(day, 60) } }, 'approval'),
    ).findings.filter(
      (f) => f.outcome === 'refused' && ['yearly-cap', 'repeat', 'superior-clean'].includes(f.gate),
    ).length;
  expect(refusedOn(wakesOn)).toBe(0);
  for (
    let day = p.days.from;
    day < wakesOn;
    day =
      addDays(day, 1) < wakesOn
        ? addDays(day, 30) < wakesOn
          ? addDays(day, 30)
          : addDays(wakesOn, -1)
        : wakesOn
  )
    expect(refusedOn(day)).toBeGreaterThan(0);
  w.holds++;
}

function start(w: World, which: number): void {
  const p = w.plans[which % Math.max(1, w.plans.length)];
  if (!p) return;
  // Mostly nobody comes too early; sometimes somebody tries.
  if (which < 8 && w.today < p.days.from) w.today = addDays(p.days.from, which * 7);
  const a = assess(caseOf(w, p, 'start'));
  if (!a.lawful) return;
  w.plans = w.plans.filter((o) => o.id !== p.id);
  w.places = a.usesPlace
    ? consume(w.places, p.id, Number(w.today.slice(0, 4)))
    : release(w.places, p.id);
  const free = new Set(
    a.findings.filter((f) => f.gate === 'repeat' && f.outcome !== 'passed').map((f) => f.item!),
  );
  const onSite = p.items[0]!.method === 'on-site';
  w.begun.push({
    plan: p,
    on: w.today,
    counted: a.usesPlace,
    free,
    past: {
      id: p.id,
      level: 'county',
      filedAt: p.filedAt,
      kind: 'daily',
      onSite,
      items: p.items.map((i) => i.item),
      startedOn: w.today,
      endedOn: null,
      lastOnSiteOn: w.today,
      found: 'violation',
    },
  });
}

/** An approval that has run out gives its place back. */
function expire(w: World): void {
  for (const p of w.plans.filter((x) => x.days.until < w.today)) w.places = release(w.places, p.id);
  w.plans = w.plans.filter((p) => p.days.until >= w.today);
}

function act(w: World, s: Step): void {
  expire(w);
  if (s.do === 'wait') w.today = addDays(w.today, s.days);
  else if (s.do === 'approve') approve(w, s);
  else if (s.do === 'start') start(w, s.which);
  else if (s.do === 'cancel') {
    const p = w.plans[s.which % Math.max(1, w.plans.length)];
    w.plans = w.plans.filter((o) => o !== p);
    if (p) w.places = release(w.places, p.id);
  } else {
    const running = w.begun.filter((b) => b.past.endedOn === null && !b.past.abandoned);
    const b = running[s.which % Math.max(1, running.length)];
    if (b)
      b.past = s.do === 'end' ? { ...b.past, endedOn: w.today } : { ...b.past, abandoned: true };
  }
}

/** Counted anew: days of the calendar, nothing of domain/inspection. */
function lawful(w: World): void {
  const years = new Map<string, number>();
  for (const b of w.begun.filter((x) => x.past.onSite && x.plan.clues.length === 0))
    years.set(b.on.slice(0, 4), (years.get(b.on.slice(0, 4)) ?? 0) + 1);
  expect(Math.max(0, ...years.values())).toBeLessThanOrEqual(CAP);
  w.begun.forEach((later, n) =>
    later.past.items
      .filter((i) => !later.free.has(i))
      .forEach((i) => {
        for (const earlier of w.begun.slice(0, n).filter((e) => e.past.items.includes(i))) {
          const end =
            earlier.past.endedOn ?? (earlier.past.abandoned ? earlier.past.lastOnSiteOn : null);
          expect(end, `${i}: ${later.on} while ${earlier.on} runs`).not.toBeNull();
          const [y, rest] = [Number(end!.slice(0, 4)) + 1, end!.slice(4)];
          const corresponding = rest === '-02-29' ? `${y}-02-28` : `${y}${rest}`;
          expect(later.on > corresponding, `${i}: ${later.on} after ${end}`).toBe(true);
        }
      }),
  );
  for (const b of w.begun.filter((x) => x.free.size > 0))
    expect(
      b.plan.clues.length + b.plan.overrides.filter((o) => o.gate === 'repeat').length,
    ).toBeGreaterThan(0);
}

describe('random histories', () => {
  it(
    'QY-4.1, QY-15.1: never above the cap, never the same item inside its year without an exception',
    { timeout: 60_000 },
    () => {
      const seen = { begun: 0, counted: 0, free: 0, holds: 0 };
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 3000 }),
          fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
          (day, steps) => {
            const w: World = {
              today: addDays(on('2026-01-01'), day),
              plans: [],
              begun: [],
              places: [],
              clues: [],
              holds: 0,
            };
            for (const s of steps) act(w, s);
            lawful(w);
            seen.begun += w.begun.length;
            seen.counted += w.begun.filter((b) => b.counted).length;
            seen.free += w.begun.filter((b) => b.free.size > 0).length;
            seen.holds += w.holds;
          },
        ),
        { numRuns: 1000, seed: 42 },
      );
      // The histories are no empty ones.
      expect(seen.begun).toBeGreaterThan(2000);
      expect(seen.counted).toBeGreaterThan(500);
      expect(seen.free).toBeGreaterThan(200);
      expect(seen.holds).toBeGreaterThan(200);
    },
  );
  it('QY-4.1: of fifty plans decided one after another for the last place, one passes', () => {
    const w: World = {
      today: on('2026-03-02'),
      plans: [],
      begun: [],
      places: [{ plan: 'X', year: 2026, state: 'consumed' }],
      clues: [],
      holds: 0,
    };
    const written = Array.from({ length: 50 }, (_, n) => ({
      ...plan({
        id: `P-${n}`,
        days: { from: on('2026-03-10'), until: on('2026-03-10') },
        overrides: ['combination', 'repeat'].map((gate) => ({
          gate: gate as never,
          by: 'head',
          reasonGiven: true,
        })),
        approval: { by: 'head', on: w.today },
      }),
    }));
    const passed = written.filter((p) => {
      const a = assess(caseOf(w, p, 'approval'));
      if (a.lawful) w.places = reserve(w.places, p.id, 2026);
      return a.lawful;
    });
    expect(passed.map((p) => p.id)).toEqual(['P-0']);
  });
});
