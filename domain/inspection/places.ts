/**
 * 频次名额 Places under the institution's yearly cap (QY-4.1). Approval reserves one in the year of the planned start, the start consumes one in its own year,
 * cancellation or expiry releases it. One a plan, whatever it combines, and one a visit, whoever joins it; a plan on hold has none; a plan's own place never blocks it.
 */
import { isRecheckOf, lifting } from './exceptions.ts';
import { firstOf, goesThere } from './judging.ts';
import type { Case } from './plan.ts';
import type { Place } from './known.ts';
import type { CivilDate } from '../time/instant.ts';
import { visitsAmong } from './visits.ts';
import type { Pairs } from './known.ts';

/** How many visits of others take up places in a year. `self`: the plan and what is one visit with it. */
export const placesTaken = (
  places: readonly Place[],
  year: number,
  self: readonly string[] = [],
  pairs: Pairs = [],
): number =>
  visitsAmong(
    places
      .filter((p) => p.year === year && !self.includes(p.plan) && p.state !== 'released')
      .map((p) => p.plan),
    pairs,
  );

/** Whether the cap binds the plan: daily, on site, no re-check, not lifted by a clue. */
const capBinds = (c: Case): boolean =>
  c.plan.kind === 'daily' && goesThere(c.plan) && !isRecheck(c) && !lifting(c, 'yearly-cap');

/** A re-check of rectification is no inspection anew. */
export const isRecheck = (c: Case): boolean =>
  c.plan.items.length > 0 && c.plan.items.every((i) => isRecheckOf(c, i.item));

/** Whether it uses up a place: what the cap binds does; what a clue leads only where the bureau has chosen the stricter reading. */
export function usesPlace(c: Case): boolean {
  if (!goesThere(c.plan) || c.plan.kind === 'special' || isRecheck(c)) return false;
  return capBinds(c) || c.known.settings.clueInspectionsCount;
}

/** 1 January of the first later year with room; none where the cap allows nobody. */
export function roomFrom(
  places: readonly Place[],
  cap: number,
  year: number,
  self: readonly string[] = [],
  pairs: Pairs = [],
): CivilDate | undefined {
  if (cap < 1) return undefined;
  let next = year + 1;
  while (placesTaken(places, next, self, pairs) >= cap) next++;
  return firstOf(next);
}
