/**
 * 联合检查 Which plans are one visit (QY-4.1, 5.1, 5.2, 15.1). Both sides name each other, at the same institution, on days that overlap; once begun, the second joins the first
 * while that is running, or on the same day. The database says who names whom; what follows is here. Pure.
 */
import type { CivilDate } from '../time/instant.ts';
import type { Days, Pairs, Partner } from './known.ts';

/** Whether the visit of a partner is the one that is planned for these days: not begun, still running, or begun today. */
export function sameVisit(
  { days, state, startedOn }: Partner,
  span: Days,
  today: CivilDate,
): boolean {
  if (days.from > span.until || span.from > days.until) return false;
  return startedOn === null || state === 'started' || startedOn === today;
}

/** Partners that have begun apart are two visits, and nobody joins both: the one that is joined, and whoever has not begun. */
export function ofOneVisit(partners: readonly Partner[]): Partner[] {
  const [first] = partners.flatMap((p) => (p.visit === null ? [] : [p.visit])).toSorted();
  return partners.filter((p) => p.visit === null || p.visit === first);
}

/** How many visits these plans are. One belongs to a visit only where it is joined with every plan of it. */
export function visitsAmong(plans: readonly string[], pairs: Pairs): number {
  if (pairs.length === 0) return new Set(plans).size;
  const joined = new Set(pairs.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
  const visits: string[][] = [];
  for (const plan of new Set(plans)) {
    const visit = visits.find((of) => of.every((other) => joined.has(`${plan} ${other}`)));
    if (visit) visit.push(plan);
    else visits.push([plan]);
  }
  return visits.length;
}
