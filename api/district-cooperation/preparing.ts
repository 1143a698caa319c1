/** 市级监督所 Which body does for the bureau what is owed by period: as the bureau has set, otherwise the first of the city's by id. */
import { districtBodies } from '../../db/district-cooperation/store.ts';
import { unitsOf } from '../../db/queries/subjects.ts';
import type { Sql } from '../../db/client.ts';
import type { CivilDate } from '../../domain/time/instant.ts';

/** Undefined: there is none, or the one that is set is not of the bureau. */
export async function preparingBody(
  sql: Sql,
  bureau: string,
  set: string | null,
  on: CivilDate,
): Promise<string | undefined> {
  const units = await unitsOf(sql, bureau);
  if (set !== null) return units.find(({ id }) => id === set)?.id;
  const districts = await districtBodies(sql, bureau, on);
  return units.find(({ id, roles }) => roles.includes('supervision-body') && !districts.has(id))
    ?.id;
}
