/** The corrections of the history, as they may be read. */
import { z } from 'zod';
import { listCorrections } from '../../db/inspection/corrections.ts';
import { document } from '../../domain/law/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireCluesReader } from '../inspection-registries/authority.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';
import { tag } from './reading.ts';

const said = z.object({
  items: z.array(z.string()).optional(),
  found: z.string().optional(),
  endedOn: z.string().optional(),
});

const row = z
  .object({
    id: z.string(),
    inspection: z.string(),
    institution: z.string(),
    before: said,
    after: said,
    evidence: z.object({ id: z.string(), sha256: z.string(), where: z.string() }),
    reason: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'InspectionCorrection' });

export function listing(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-corrections',
      tag,
      summary: '检查历史的更正 — Corrections of the history, newest first',
      auth: ['regulator', 'registrar', 'head'],
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        inspection: fileId.optional(),
      }),
      responses: {
        200: {
          description: '列表 List',
          schema: z.object({ items: z.array(row), next: z.string().nullable() }),
        },
      },
      problems: ['bad-cursor'],
    },
    async ({ query, caller, req }) => {
      await requireCluesReader(sql, caller);
      const { cursor, limit = 100, inspection } = query;
      const rows = await listCorrections(
        sql,
        { bureau: caller.bureau, inspection },
        readCursor(cursor, z.strictObject({ at: at.instant, id: at.id })),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, ({ at, id }) => ({ at, id }));
      return {
        body: {
          items: items.map((c) => ({
            ...c,
            evidence: c.evidence as z.output<typeof document>,
            at: when(c.at) ?? formatInstant(instant(c.at)),
          })),
          next,
        },
        headers: linkToNext(req, next),
      };
    },
  );
}
