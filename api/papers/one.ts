/** 一份公文 One paper that was issued: as it is on record, and as it was printed. */
import { z } from 'zod';
import { fileId } from '../files/file-shape.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { bytesQuery, sendAsIssued, types } from './bytes.ts';
import { paperOr404, readInFull } from './found.ts';
import { paperShape, tag } from './shapes.ts';
import { onePaperShown } from './shown.ts';

export const onePaperRoutes =
  (deps: ActDeps) =>
  (api: Api): void => {
    reading(api, deps);
  };

const params = z.strictObject({ id: fileId, paper: z.string().max(240) });

const route = describeRoute({
  method: 'get',
  path: '/v1/files/:id/papers/:paper',
  tag,
  summary: '一份公文 — One paper: on record (json), as it was issued (html, docx)',
  description:
    '字节与制发时相同；与台账记载的哈希不符的，不予提供。html、docx 须写明用途。已作废、已被代替的，写明 void=true 才提供，响应头 Duban-Paper-Status 写明其状态。 The bytes are those that were issued; what the register does not confirm is not given out. One that was withdrawn or replaced is given out to whoever says void=true, and the header Duban-Paper-Status says which it is.',
  auth: 'caller',
  reads: 'narrative',
  params,
  query: bytesQuery,
  responses: {
    200: {
      description: '公文 Paper',
      schema: paperShape,
      media: ['text/html', types.docx],
      headers: ['Content-Disposition', 'Duban-Paper-Status'],
    },
  },
  problems: ['not-found', 'other-bureau', 'paper-erased', 'paper-differs', 'paper-void'],
});

function reading(api: Api, deps: ActDeps): void {
  api.route(route, async ({ params: { id, paper }, query, caller, res }) => {
    const { format = 'json' } = query;
    const file = await readInFull(deps, caller, id);
    const row = await paperOr404(deps, file, paper);
    if (format === 'json') return { body: await onePaperShown(deps.sql, api.specs, row, true) };
    const { entered } = row;
    return sendAsIssued(deps.sql, res, row, { format, entered, void: query.void });
  });
}
