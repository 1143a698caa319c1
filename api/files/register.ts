/** The register of a file, entry by entry, with its chain of hashes. */
import { z } from 'zod';
import { hex } from '../../domain/proof/bytes.ts';
import { registerOf, type RegisterRow } from '../../db/queries/files.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { at, linkToNext, orderQuery, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { scopeOf } from '../intake/authority.ts';
import { when } from '../http/when.ts';
import { time, tag, fileId } from './file-shape.ts';

const registerShape = z
  .object({
    seq: z.int(),
    key: z.string(),
    type: z.string(),
    clause: time,
    act: time,
    body: z.record(z.string(), z.unknown()),
    bodyHash: z.string(),
    edition: z.int(),
    salt: time,
    recordedAt: z.string(),
    prev: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'RegisterEntry' });

const registerRow = ({ salt, ...r }: RegisterRow) => ({
  ...r,
  salt: salt && hex(salt),
  recordedAt: when(r.recordedAt)!,
});

/** Without what its hash is made with: else the content could be found by trying. */
const withheld = (r: RegisterRow): RegisterRow => ({ ...r, body: {}, salt: null });

const registerRoute = describeRoute({
  method: 'get',
  path: '/v1/files/:id/register',
  tag,
  summary: '台账 — The register of a file, hash-chained',
  description: '检查开始前，无权知道方案的，只见条目及其哈希，不见内容（QY-10.3）。',
  auth: 'caller',
  // Entries without what they say are no reading of it.
  reads: {
    kind: 'narrative',
    when: (body) =>
      (body as { items: { body: object }[] }).items.some((one) => Object.keys(one.body).length > 0),
  },
  params: z.strictObject({ id: fileId }),
  query: z.strictObject({
    ...pageQuery,
    ...orderQuery,
    words: z.enum(['false']).optional().meta({
      description:
        'false：只列条目及其哈希，不列内容 Only the entries and their hashes, not what they say',
    }),
  }),
  responses: {
    200: {
      description: '台账 Register',
      schema: z.object({ items: z.array(registerShape), next: time }),
      csv: true,
    },
  },
  problems: ['not-found', 'other-bureau'],
});

export function record(api: Api, { sql }: ActDeps): void {
  const columns: readonly Column<RegisterRow>[] = [
    ['序号 seq', (r) => r.seq],
    ['时间 recorded', (r) => when(r.recordedAt)],
    ['事项 type', (r) => r.type],
    ['条款 clause', (r) => r.clause],
    ['文书 act', (r) => r.act],
    ['内容 body', (r) => JSON.stringify(r.body)],
    ['哈希 hash', (r) => r.hash],
  ];
  api.route(registerRoute, async ({ params, query, caller, req, res }) => {
    const file = await fileOr404(sql, params.id);
    const scope = await scopeOf(sql, caller, file);
    const limit = query.limit ?? 1000;
    const read = await registerOf(
      sql,
      file.id,
      readCursor(query.cursor, at.serial),
      limit + 1,
      query.order === 'newest',
    );
    const { items, next } = paged(
      scope === 'withheld' || query.words === 'false' ? read.map(withheld) : read,
      limit,
      (r) => r.seq,
    );
    if (wantsCsv(req, query.format))
      return sendCsv(res, 'register', csv(columns, items), linkToNext(req, next));
    return { body: { items: items.map(registerRow), next }, headers: linkToNext(req, next) };
  });
}
