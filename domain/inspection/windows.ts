/**
 * 重复检查的窗口 From when an item may be inspected again, and why (QY-15.1, 15.2, 3.1).
 * The year runs from the end of the last inspection to the corresponding day and never rolls: a bar is no act due (民法典 202; legal-time §2).
 * Inspections of before the notice count as history.
 */
import { addDays, addYears } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import { firstOf, yearOf } from './judging.ts';
import type { OpenPlan, PastInspection } from './known.ts';
import { isAbove, type Level } from './terms.ts';
import { visitsAmong } from './visits.ts';
import type { Pairs } from './known.ts';

/** What bars an item. `from`: the first lawful day, where it is known. */
export interface Bar {
  clause: string;
  by: string;
  kind: 'within-year' | 'under-way' | 'superior-clean' | 'item-cap';
  from?: CivilDate;
}

/** When an inspection ended: recorded, or, abandoned, on its last on-site day. */
export const endOf = (p: PastInspection): CivilDate | null =>
  p.endedOn ?? (p.abandoned ? p.lastOnSiteOn : null);
/** Abandoned before anybody went there: it never was. */
export const neverWas = (p: PastInspection): boolean => p.abandoned === true && endOf(p) === null;

/** The last day of the year that an inspection's end opens: what `due` says of a year window, without its explanation, because gates ask often. */
export const barredThrough = (end: CivilDate): CivilDate => addYears(end, 1);
export const freeFrom = (end: CivilDate): CivilDate => addDays(barredThrough(end), 1);

const repeats = (p: PastInspection, item: string, except: readonly string[]): boolean =>
  p.items.includes(item) && !p.recheck && !neverWas(p) && !except.includes(p.id);

/** 第十五条 The same item, by any body: the inspection whose year ends last. `except`: the plan itself and what it is carried out jointly with. */
export function repeatBar(
  item: string,
  on: CivilDate,
  history: readonly PastInspection[],
  plans: readonly OpenPlan[],
  except: readonly string[] = [],
): Bar | undefined {
  const same = history.filter((p) => repeats(p, item, except));
  const running =
    same.find((p) => endOf(p) === null) ??
    plans.find((p) => p.state === 'approved' && p.items.includes(item) && !except.includes(p.id));
  if (running) return { clause: 'QY-15.1', by: running.id, kind: 'under-way' };
  const last = same.reduce<PastInspection | undefined>(
    (a, p) => (a && endOf(a)! >= endOf(p)! ? a : p),
    undefined,
  );
  if (!last || on > barredThrough(endOf(last)!)) return undefined;
  return { clause: 'QY-15.1', by: last.id, kind: 'within-year', from: freeFrom(endOf(last)!) };
}

/** 第十五条 A superior's inspection of the item that found nothing, in the same calendar year. */
export function superiorBar(
  item: string,
  level: Level,
  on: CivilDate,
  history: readonly PastInspection[],
  except: readonly string[] = [],
): Bar | undefined {
  const clean = history.find((p) => {
    const end = endOf(p);
    return (
      repeats(p, item, except) &&
      isAbove(p.level, level) &&
      p.found === 'no-violation' &&
      end !== null &&
      yearOf(end) === yearOf(on)
    );
  });
  return (
    clean && {
      clause: 'QY-15.2',
      by: clean.id,
      kind: 'superior-clean',
      from: firstOf(yearOf(on) + 1),
    }
  );
}

/** QY-15.3: the last inspection of the item within the year whose findings are known, whatever they were. */
export function lastKnown(
  item: string,
  on: CivilDate,
  history: readonly PastInspection[],
): PastInspection | undefined {
  const known = history.filter(
    (p) =>
      p.items.includes(item) &&
      p.found !== 'unknown' &&
      endOf(p) !== null &&
      on <= barredThrough(endOf(p)!),
  );
  return known.reduce<PastInspection | undefined>(
    (a, p) => (a && endOf(a)! >= endOf(p)! ? a : p),
    undefined,
  );
}

/** How often the item is taken in a year, against its own cap: begun, or approved to begin; by visits. */
export function itemTaken(
  item: string,
  year: number,
  history: readonly PastInspection[],
  plans: readonly OpenPlan[],
  except: readonly string[] = [],
  pairs: Pairs = [],
): number {
  const begun = history.filter(
    (p) => repeats(p, item, except) && !p.itemCapExempt && yearOf(p.startedOn) === year,
  );
  const approved = plans.filter(
    (p) =>
      p.state === 'approved' &&
      p.items.includes(item) &&
      yearOf(p.days.from) === year &&
      !except.includes(p.id),
  );
  return visitsAmong(
    [...begun, ...approved].map((p) => p.id),
    pairs,
  );
}

/** 1 January of the first later year in which the item's cap has room. */
export function itemRoomFrom(
  cap: number,
  taken: (year: number) => number,
  year: number,
): CivilDate | undefined {
  if (cap < 1) return undefined;
  let next = year + 1;
  while (taken(next) >= cap) next++;
  return firstOf(next);
}

/** 机构窗口 One item of an institution: from when, and everything that bars it until then. `from` absent: it is under way, or the cap allows nobody. */
export interface Window {
  item: string;
  open: boolean;
  from?: CivilDate;
  bars: Bar[];
}

export interface WindowFacts {
  on: CivilDate;
  level: Level;
  history: readonly PastInspection[];
  plans: readonly OpenPlan[];
  pairs?: Pairs;
  /** The item's own cap by the list (QY-3.1); null: none. */
  itemCap: (item: string) => number | null;
}

/** For a daily inspection by a body of this level, without any clue. The institution's yearly cap is one bar for all items: `places.ts`. */
export function windowOf(item: string, facts: WindowFacts): Window {
  let on = facts.on;
  const bars: Bar[] = [];
  for (let n = 0; n < 100; n++) {
    const now = barsOn(item, on, facts);
    bars.push(
      ...now.filter((b) => !bars.some((known) => known.kind === b.kind && known.by === b.by)),
    );
    if (now.length === 0) return { item, open: bars.length === 0, from: on, bars };
    if (now.some((b) => b.from === undefined)) return { item, open: false, bars };
    on = now.reduce((last, b) => (b.from! > last ? b.from! : last), on);
  }
  return { item, open: false, bars };
}

function barsOn(
  item: string,
  on: CivilDate,
  { level, history, plans, pairs, itemCap }: WindowFacts,
): Bar[] {
  const cap = itemCap(item);
  const taken = (year: number) => itemTaken(item, year, history, plans, [], pairs);
  const from = cap === null ? undefined : itemRoomFrom(cap, taken, yearOf(on));
  const full: Bar | undefined =
    cap !== null && taken(yearOf(on)) >= cap
      ? { clause: 'QY-3.1', by: item, kind: 'item-cap', ...(from && { from }) }
      : undefined;
  return [repeatBar(item, on, history, plans), superiorBar(item, level, on, history), full].filter(
    (b) => b !== undefined,
  );
}
