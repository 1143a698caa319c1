/** 退回的提交 What was refused before any inbox had it: for whoever reads the file in full, and openings for the regulator. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import {
  countedAttempts,
  refusedAttempts,
  type RefusedAttemptRow,
} from '../../db/queries/refused-attempts.ts';
import { fileOr404, type ActDeps } from '../intake/submit-act.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileId } from './file-shape.ts';
import { when } from '../http/when.ts';

const text = z.string().nullable();
const attemptShape = z
  .object({
    at: z.string(),
    type: z.string(),
    officer: z.string(),
    unit: z.string(),
    system: text,
    code: z.string(),
    clause: text,
    hash: text.meta({
      description: '所提交内容的哈希，不含收到时间 SHA-256 of what was sent, but for the receipt',
    }),
    fields: z.array(z.string()).meta({
      description:
        '有误的字段；表单中没有的名称以 * 代替 Which fields were wrong; a name the form does not have shows as *',
    }),
  })
  .meta({ id: 'RefusedAttempt' });
const countShape = z.object({
  officer: z.string(),
  day: z.string(),
  attempts: z.int(),
  lastAt: z.string(),
});
const listShape = z.object({
  items: z.array(attemptShape),
  next: text,
  counted: z.array(countShape).meta({
    description:
      '每人每日只逐条保存前 20 次，超出的只计数 Beyond twenty of an officer and day they are counted only',
  }),
});
const query = z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit });
const rowOf = ({ id: _id, at, ...row }: RefusedAttemptRow) => ({ ...row, at: when(at)! });

async function listed(
  sql: Sql,
  of: { bureau: string; file?: string },
  { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number | undefined },
) {
  const [rows, counts] = await Promise.all([
    refusedAttempts(sql, of, readCursor(cursor, at.number) ?? 0, limit + 1),
    countedAttempts(sql, of),
  ]);
  const { items, next } = paged(rows, limit, (row) => row.id);
  return {
    items: items.map(rowOf),
    next,
    counted: counts.map(({ lastAt, ...count }) => ({ ...count, lastAt: when(lastAt)! })),
  };
}

function ofFile(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/refused-attempts',
      tag: '案卷 Files',
      summary: '未进入收件箱的提交 — Attempts refused before the inbox',
      auth: 'caller',
      description:
        '表单不符、案卷已结等在进入收件箱之前被退回的提交：何人、何时、何种文书、内容哈希、哪些字段；不含内容。可以全文查阅该案卷的人员查阅。',
      params: z.strictObject({ id: fileId }),
      query,
      responses: { 200: { description: '清单 List', schema: listShape } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, query: page, caller, req }) => {
      const file = await fileOr404(sql, params.id);
      if ((await scopeOf(sql, caller, file)) !== 'full') throw new Problem('not-authorised');
      const body = await listed(sql, { bureau: file.bureau, file: file.id }, page);
      return { body, headers: linkToNext(req, body.next) };
    },
  );
}

function ofOpenings(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/refused-attempts',
      tag: '案卷 Files',
      summary: '被退回的立卷 — Openings refused before any file had them',
      auth: ['regulator'],
      query,
      responses: { 200: { description: '清单 List', schema: listShape } },
    },
    async ({ query: page, caller, req }) => {
      const body = await listed(sql, { bureau: caller.bureau }, page);
      return { body, headers: linkToNext(req, body.next) };
    },
  );
}

export function refusedAttemptRoutes(deps: ActDeps) {
  return (api: Api): void => {
    ofFile(api, deps);
    ofOpenings(api, deps);
  };
}
