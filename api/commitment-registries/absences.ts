/** 不在岗 Absences: why somebody is away is for the own unit, its superiors and the registrar. */
import { z } from 'zod';
import { listAbsences } from '../../db/commitment-registries/posts-listed.ts';
import { absence } from '../../domain/commitment-case/registries.ts';
import { day, officerId, unitId } from '../../domain/law/shapes.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import { entryRoute, kept, listRoute, standing } from './post-routes.ts';
import { assertMayAppoint, enterAbsence, unitOfOfficer } from './posts.ts';

const absenceView = z
  .object({
    ...absence.shape,
    ...kept,
    ...standing,
    unit: z.string(),
    from: z.string(),
    until: z.string(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Absence' });

export function absenceRoutes(api: Api): void {
  const { sql } = api.deps;
  entryRoute(
    api,
    { path: '/v1/absences', summary: '登记不在岗 — Register an absence', body: absence },
    async (body, caller) => {
      await assertMayAppoint(sql, caller, await unitOfOfficer(sql, caller, body.officer), []);
      return sql.begin((tx) => enterAbsence(tx, caller, body));
    },
  );
  listRoute(
    api,
    {
      path: '/v1/absences',
      summary: '不在岗登记 — Absences',
      view: absenceView,
      filters: { unit: unitId.optional(), officer: officerId.optional(), day: day.optional() },
    },
    async (filter, place, caller) => {
      const near = holds(caller, 'registrar') ? undefined : await unitsReadInFull(sql, caller);
      const rows = await listAbsences(sql, { ...filter, bureau: caller.bureau, ...place });
      return rows.map((row) => ({
        ...row,
        reason: near === undefined || near.includes(row.unit) ? row.reason : null,
      }));
    },
  );
}
