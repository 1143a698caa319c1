/** 专人名册 Who of a department may distribute and supervise on a day (TJ84-6). */
import { z } from 'zod';
import { listRoster } from '../../db/commitment-registries/posts-listed.ts';
import { itemId, rosterRow } from '../../domain/commitment-case/registries.ts';
import { day, officerId, unitId } from '../../domain/law/shapes.ts';
import type { Api } from '../http/openapi.ts';
import { entryRoute, kept, listRoute, standing } from './post-routes.ts';
import { assertMayAppoint, enterRosterRow } from './posts.ts';

const rosterView = z
  .object({
    ...rosterRow.shape,
    ...kept,
    ...standing,
    from: z.string(),
    until: z.string().nullable(),
  })
  .meta({ id: 'RosterRow' });

export function rosterRoutes(api: Api): void {
  const { sql } = api.deps;
  entryRoute(
    api,
    {
      path: '/v1/rosters',
      summary: '登记分发专人、监管人员 — Register who distributes or supervises',
      body: rosterRow,
      problems: ['item-not-of-unit'],
    },
    async (body, caller) => {
      await assertMayAppoint(sql, caller, body.unit, [body.officer]);
      return sql.begin((tx) => enterRosterRow(tx, caller, body));
    },
  );
  listRoute(
    api,
    {
      path: '/v1/rosters',
      summary: '分发专人、监管人员 — Who distributes and supervises',
      view: rosterView,
      filters: {
        unit: unitId.optional(),
        officer: officerId.optional(),
        duty: z.enum(['distribute', 'supervise']).optional(),
        item: itemId.optional(),
        day: day.optional(),
      },
    },
    (filter, place, { bureau }) => listRoster(sql, { ...filter, bureau, ...place }),
  );
}
