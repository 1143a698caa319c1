/** 修改 What an amendment of the plan means for a task whose date it moves. Pure. */
import { addDays, startOfDay } from '../time/civil-date.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { ActOf } from '../law/acts.ts';
import type { amended } from './acts.ts';

type Facts = ActOf<typeof amended>['facts'];

/** The end of its day. */
export const endOf = (day: CivilDate): Instant => startOfDay(addDays(day, 1));

/** Another date, other sections, or none at all. Before migration 0084 every amendment was taken to be one. */
export const moves = (
  { kind, dueOn, units, version }: Facts,
  was: { dueOn: CivilDate | undefined; units: readonly string[] },
): boolean =>
  version === undefined ||
  kind === 'withdraw' ||
  (dueOn !== null && dueOn !== was.dueOn) ||
  units.toSorted().join() !== was.units.toSorted().join();

/** What was moved before it was due was never late, however late the file heard of it; neither was what the document has otherwise. */
export const neverLate = ({ at, corrected }: Facts, dueAt: Instant | undefined): boolean =>
  corrected === true || (at !== undefined && dueAt !== undefined && at < dueAt);
