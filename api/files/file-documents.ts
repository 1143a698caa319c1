/** 文书目录 `GET /v1/files/{id}/documents`: what documents the acts of a file refer to, each with its hash and where it lies. */
import { z } from 'zod';
import { documentsOf } from '../../db/queries/file-documents.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { fileId, tag, time } from './file-shape.ts';

const route = describeRoute({
  method: 'get',
  path: '/v1/files/:id/documents',
  tag,
  summary: '文书目录 — The documents that the accepted acts of a file refer to',
  description:
    '只有可以查阅文书内容的，才列出；其余为空。 Listed for whoever reads what acts say; for others there are none.',
  auth: 'caller',
  reads: {
    kind: 'narrative',
    when: (body) => (body as { items: unknown[] }).items.length > 0,
  },
  params: z.strictObject({ id: fileId }),
  query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
  responses: {
    200: {
      description: '文书 Documents, in the order of the acts',
      schema: z.object({
        items: z.array(
          z.object({
            act: z.string(),
            number: z.int(),
            type: z.string(),
            field: z.string().meta({
              description: '在文书中的位置（JSON 指针） Where in the act it stands: a JSON pointer',
            }),
            id: z.string(),
            sha256: z.string(),
            where: z.string(),
            receivedAt: z.string(),
          }),
        ),
        next: time,
      }),
    },
  },
  problems: ['not-found', 'other-bureau'],
});

const place = z.tuple([at.serial, at.id]);

export function fileDocuments(api: Api, { sql }: ActDeps): void {
  api.route(route, async ({ params, query: { cursor, limit = 500 }, caller, req }) => {
    const file = await fileOr404(sql, params.id);
    const scope = await scopeOf(sql, caller, file);
    const [number, field] = readCursor(cursor, place) ?? [0, ''];
    const rows =
      scope === 'full' ? await documentsOf(sql, file.id, { number, field }, limit + 1) : [];
    const { items, next } = paged(rows, limit, (row) => [row.number, row.field]);
    return {
      body: {
        items: items.map(({ receivedAt, ...row }) => ({ ...row, receivedAt: when(receivedAt)! })),
        next,
      },
      headers: linkToNext(req, next),
    };
  });
}
