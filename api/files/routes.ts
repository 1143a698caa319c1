/** Files in lists, whatever their procedure. */
import { z } from 'zod';
import { listFiles, type FileRow } from '../../db/queries/files.ts';
import { attentions } from '../../domain/law/attention.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { partiesOf } from '../intake/authority.ts';
import { withheldFrom } from '../intake/hidden.ts';
import { when } from '../http/when.ts';
import { time, tag, fileShape, fileOf } from './file-shape.ts';
import { acts } from './acts.ts';
import { fileDocuments } from './file-documents.ts';
import { record } from './register.ts';
import { one } from './one-file.ts';

const fileColumns: readonly Column<FileRow>[] = [
  ['案卷 file', (f) => f.id],
  ['程序 procedure', (f) => f.procedure],
  ['主体 subject', (f) => f.subjectId],
  ['阶段 stage', (f) => f.stage],
  ['状态 attention', (f) => f.attention],
  ['待办 awaited', (f) => f.awaited],
  ['单位 unit', (f) => f.blocking],
  ['到期 next due', (f) => when(f.nextDue)],
  ['立卷 opened', (f) => when(f.openedAt)],
  ['结束 closed', (f) => when(f.closedAt)],
  ['结果 outcome', (f) => f.outcome],
];

export function fileRoutes(deps: ActDeps) {
  return (api: Api): void => {
    lists(api, deps);
    one(api, deps);
    acts(api, deps);
    record(api, deps);
    fileDocuments(api, deps);
  };
}

function lists(api: Api, { sql }: ActDeps): void {
  const place = z.tuple([at.instant, at.id]);
  api.route(
    {
      method: 'get',
      path: '/v1/files',
      tag,
      summary: '案卷列表 — Files, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        procedure: z.string().max(40).optional(),
        stage: z.string().max(40).optional(),
        attention: z.enum(attentions).optional(),
        unit: z.string().max(64).optional(),
        subject: z.string().max(40).optional(),
        state: z.enum(['open', 'closed']).optional(),
      }),
      responses: {
        200: {
          description: '列表 List',
          schema: z.object({ items: z.array(fileShape), next: time }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, state, ...filter } = query;
      const after = readCursor(cursor, place);
      const rows = await listFiles(
        sql,
        {
          ...filter,
          bureau: caller.bureau,
          reader: caller.id,
          open: state && state === 'open',
          parties: await partiesOf(sql, caller),
        },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
        withheldFrom(sql, caller.id),
      );
      const { items, next } = paged(rows, limit, (f) => [f.openedAt, f.id]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'files', csv(fileColumns, items), linkToNext(req, next));
      return { body: { items: items.map(fileOf), next }, headers: linkToNext(req, next) };
    },
  );
}
