/** TJ51-9.1 动态管理 Who changed what of a registry, when and why. */
import { z } from 'zod';
import { findRow, listChanges } from '../../db/queries/registry.ts';
import type { RegistryName } from '../../domain/registry/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { TAG, labels, ids } from './terms.ts';

const changeShape = z
  .object({
    id: z.int(),
    by: z.string(),
    at: z.string(),
    reason: z.string().nullable(),
    before: z.looseObject({}).nullable(),
    after: z.looseObject({}),
  })
  .meta({ id: 'RegistryChange' });

const changeKey = z.strictObject({ before: at.number });

/** TJ51-9.1 动态管理: who changed what, when and why. */
export function historyRoute(api: Api, name: RegistryName): void {
  api.route(
    {
      method: 'get',
      path: `/v1/${name}/:id/changes`,
      tag: TAG,
      auth: ['registrar', 'regulator'],
      reads: 'none',
      summary: `${labels[name]}变更历史 — History of one of ${name}`,
      params: z.strictObject({ id: ids[name] }),
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: z.coerce.number().int().min(1).max(200).optional(),
      }),
      problems: ['not-found', 'other-bureau', 'bad-cursor', 'officer-removed'],
      responses: {
        200: {
          description: '一页，最近的在前 A page, the latest first',
          schema: z.object({ items: z.array(changeShape), next: z.string().nullable() }),
        },
      },
    },
    async ({ params, query, caller, req }) => {
      const found = await findRow(api.deps.sql, name, params.id);
      if (!found) throw new Problem('not-found');
      if (found.owner !== caller.bureau) throw new Problem('other-bureau');
      const { limit = 50 } = query;
      const before = readCursor(query.cursor, changeKey)?.before ?? Number.MAX_SAFE_INTEGER;
      const { items, next } = paged(
        await listChanges(api.deps.sql, name, params.id, { before, limit }),
        limit,
        ({ id }) => ({ before: id }),
      );
      return {
        body: {
          items: items.map((change) => ({ ...change, at: formatInstant(instant(change.at)) })),
          next,
        },
        headers: linkToNext(req, next),
      };
    },
  );
}
