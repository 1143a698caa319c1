/** 单位 Who reviews a case that is filed, and who stands over the body that files it. */
import { districtBodies } from '../../db/district-cooperation/store.ts';
import { reviewingUnits } from '../../db/penalty-case/store.ts';
import { unitsOf } from '../../db/queries/subjects.ts';
import type { Sql } from '../../db/client.ts';
import { chainOf, reviewingUnit } from '../../domain/penalty-case/reviewing.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { OpeningContext } from '../intake/opening-context.ts';

export async function placesOf(
  sql: Sql,
  { bureau, caller, receivedAt }: OpeningContext,
  subject: string,
): Promise<{ units: Record<string, string>; superiors: string[] }> {
  const units = await unitsOf(sql, bureau.id);
  const superiors = chainOf(units, caller.unit).slice(1);
  const districts = await districtBodies(sql, bureau.id, civilDateOf(receivedAt));
  const reviewing = await reviewingUnits(sql, bureau.id);
  return {
    units: {
      'supervision-body': caller.unit,
      reviewing: reviewingUnit({ units, districts, reviewing }, caller.unit),
      head: superiors.at(-1) ?? caller.unit,
      subject,
    },
    superiors,
  };
}
