/** 逐级报告 Who is the next level (第四条): the system says it, level by level, around whoever is the lobbyist or is named. Pure. */
import type { RoutedAround, SealedRecord } from './book.ts';
import { serving, type Ground } from './ground.ts';
import { excludedFrom } from './excluded.ts';
import { standingOf } from './standing.ts';
import { offices } from './terms.ts';

type Registered = Pick<Ground, 'officers' | 'units'>;

export interface NextLevel {
  /** Whose turn it is to report. */
  by: string;
  unit: string;
  /** Any one of these. */
  to: string[];
  around: RoutedAround[];
}

/** The recipients whom it has reached and who may still have a part in it. */
export function recipientsOf(record: SealedRecord, ground: Registered): string[] {
  const excluded = excludedFrom(record, ground);
  return standingOf(record)
    .reports.map(({ told }) => told.to)
    .filter((to) => !excluded.has(to));
}

/** Undefined: it has come to the top. */
export function nextLevelOf(record: SealedRecord, ground: Registered): NextLevel | undefined {
  const standing = standingOf(record);
  const excluded = excludedFrom(record, ground);
  const recipients = recipientsOf(record, ground);
  const last = standing.reports.at(-1);
  const barred = new Set([...excluded, standing.registrant, ...recipients]);
  // Whoever has left office passes nothing on: it falls back to the one before him.
  const by = recipients.findLast((id) => serving(ground.officers.get(id))) ?? standing.registrant;
  const around: RoutedAround[] = [];
  for (const unit of levelsFrom(ground, last ? superior(ground, last.told.unit) : standing.unit)) {
    const heads = headsOf(ground, unit);
    const to = heads.filter((id) => !barred.has(id));
    if (to.length > 0) return { by, unit, to, around };
    // Whoever records heads the unit himself: there the chain begins above him.
    if (!heads.includes(standing.registrant))
      around.push({ unit, why: heads.some((id) => excluded.has(id)) ? 'involved' : 'vacant' });
  }
  return recipients.length > 0 ? undefined : atAnOffice(ground, barred, by, around);
}

/** Nobody is left above: it goes to one of the two offices, so that it reaches somebody. */
function atAnOffice(
  ground: Registered,
  barred: ReadonlySet<string>,
  by: string,
  around: RoutedAround[],
): NextLevel | undefined {
  for (const office of offices)
    for (const { id: unit, roles } of ground.units.values()) {
      if (!roles.includes(office)) continue;
      const to = [...ground.officers.values()]
        .filter((one) => one.unit === unit && serving(one) && !barred.has(one.id))
        .map(({ id }) => id);
      if (to.length > 0) return { by, unit, to, around };
    }
  return undefined;
}

const superior = ({ units }: Registered, unit: string): string | null =>
  units.get(unit)?.superior ?? null;

/** The unit and those above it; a registry that names a unit above itself ends the walk. */
function levelsFrom(ground: Registered, unit: string | null): string[] {
  const levels: string[] = [];
  for (let at = unit; at !== null && !levels.includes(at); at = superior(ground, at))
    levels.push(at);
  return levels;
}

const headsOf = ({ officers }: Registered, unit: string): string[] =>
  [...officers.values()]
    .filter((one) => one.unit === unit && serving(one) && one.roles.includes('head'))
    .map(({ id }) => id);
