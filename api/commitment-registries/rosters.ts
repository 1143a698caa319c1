/** 专人名册 Who of a department may distribute and supervise on a day (TJ84-6). */
import { z } from 'zod';
import { listRoster } from '../../db/commitment-registries/posts-listed.ts';
import { itemId, rosterRow } from '../../domain/commitment-case/registries.ts';
import { day, officerId, unitId } from '../../domain/law/shapes.ts';
import type { Api } from '../http/openapi.ts';
import { assertMayAppoint, enterRosterRow } from './posts.ts';
import { TAG } from './item-routes.ts';
import { entered, answered, kept, page, problems, placeOf, pageOf, standing } from './entered.ts';

export function rosterRoutes(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'post',
      path: '/v1/rosters',
      tag: TAG,
      auth: ['registrar', 'head'],
      summary: '登记分发专人、监管人员 — Register who distributes or supervises',
      body: rosterRow,
      problems: [...problems, 'item-not-of-unit'],
      responses: entered,
    },
    async ({ body, caller }) => {
      await assertMayAppoint(deps.sql, caller, body.unit, [body.officer]);
      return answered(await deps.sql.begin((tx) => enterRosterRow(tx, caller, body)));
    },
  );

  const view = z
    .object({
      ...rosterRow.shape,
      ...kept,
      ...standing,
      from: z.string(),
      until: z.string().nullable(),
    })
    .meta({ id: 'RosterRow' });
  api.route(
    {
      method: 'get',
      path: '/v1/rosters',
      tag: TAG,
      auth: 'caller',
      summary: '分发专人、监管人员 — Who distributes and supervises',
      problems: ['bad-cursor'],
      query: z.strictObject({
        ...page,
        unit: unitId.optional(),
        officer: officerId.optional(),
        duty: z.enum(['distribute', 'supervise']).optional(),
        item: itemId.optional(),
        day: day.optional(),
      }),
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ items: z.array(view), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      const place = placeOf(query);
      return pageOf(
        req,
        await listRoster(deps.sql, { ...query, bureau: caller.bureau, ...place }),
        place.limit,
      );
    },
  );
}
