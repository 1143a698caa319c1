/** TJ84-9.1 重点监管清单 What is promised and missing. */
import { z } from 'zod';
import { keySupervisionList } from '../../db/commitment-case/store.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { partiesOf } from '../intake/authority.ts';
import { when } from '../http/when.ts';
import { tag, time } from './case-shape.ts';

/** TJ84-9.1 重点监管清单. */
export function keySupervision(api: Api, { sql }: ActDeps): void {
  const item = z.object({
    file: z.string(),
    supervising: z.string(),
    material: z.string(),
    promisedOn: z.string(),
    from: z.string(),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/key-supervision',
      tag,
      summary: '重点监管清单 — What is promised and missing, by promised date',
      auth: 'caller',
      query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
      responses: {
        200: { description: '清单 List', schema: z.object({ items: z.array(item), next: time }) },
      },
    },
    async ({ query: { cursor, limit = 100 }, caller, req }) => {
      const after = readCursor(cursor, z.tuple([at.day, at.id, at.id]));
      const rows = await keySupervisionList(
        sql,
        caller.bureau,
        await partiesOf(sql, caller),
        after && { promisedOn: after[0], file: after[1], material: after[2] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (k) => [k.promisedOn, k.file, k.material]);
      return {
        body: {
          items: items.map(({ file, supervising, material, promisedOn, from }) => ({
            file,
            supervising,
            material,
            promisedOn,
            from: when(from)!,
          })),
          next,
        },
        headers: linkToNext(req, next),
      };
    },
  );
}
