/** 检索 `GET /v1/search`: by the number of a file, a decision, a letter or a case, by an institution, by a person. Nothing is found by what its reader may not read. */
import { z } from 'zod';
import { searchFiles, type FoundFile, type Hit } from '../../db/queries/search.ts';
import { findFile, type FilePlace } from '../../db/queries/files.ts';
import type { Sql } from '../../db/client.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, pageQuery, readCursor, writeCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { fileOf, fileShape, tag, time } from '../files/file-shape.ts';
import { partiesOf, scopeOf, unitsReadInFull } from '../intake/authority.ts';
import { hiddenFrom, withheldFrom } from '../intake/hidden.ts';
import { allRules } from '../rules.ts';

const hitShape = z.object({
  by: z.enum(['file', 'subject', 'act', 'officer']).meta({
    description:
      '案卷编号、主体、文书所写、提交文书的人员 The number of the file, its subject, what an act says, whoever filed one',
  }),
  act: time.meta({ description: '文书编号 The act' }),
  type: time.meta({ description: '文书种类 The kind of act' }),
  field: time.meta({ description: '所在栏目 The field of its form' }),
});

const searchSpec = describeRoute({
  method: 'get',
  path: '/v1/search',
  tag,
  summary: '检索 — Files by a number or a name',
  description:
    '文号、案号、证件号从第一个字或从年份的括号起；姓名写全；机构名称写一部分即可；全角半角、大小写、空格、括号的写法不论。只列本人有权知道的。 Numbers from their first character or from the year in brackets on, names of people whole, any part of the name of a registered institution; however it is typed. Only what the caller may know.',
  auth: 'caller',
  reads: { kind: 'narrative', when: (body) => saysWords((body as { items: Found[] }).items) },
  query: z.strictObject({
    cursor: pageQuery.cursor,
    limit: z.coerce.number().int().min(1).max(200).optional(),
    q: z
      .string()
      .trim()
      .min(2, { error: '至少两个字 | At least two characters' })
      .max(120)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, { error: '不得含控制字符 | No control characters' }),
  }),
  responses: {
    200: {
      description: '最近立案的在前 The newest files first',
      schema: z.object({
        items: z.array(z.object({ ...fileShape.shape, found: z.array(hitShape) })),
        next: time,
      }),
    },
  },
});

interface Found {
  found: Pick<Hit, 'by'>[];
}
const saysWords = (items: readonly Found[]): boolean =>
  items.some(({ found }) => found.some(({ by }) => by === 'act'));

/** How often a file is named with what it was found by. */
const HITS = 10;
const ruled: readonly string[] = allRules()
  .filter(([, rules]) => rules.relation)
  .map(([procedure]) => procedure);

/** Without what the caller may not read of the file; undefined where nothing is left. */
async function readable(sql: Sql, caller: Caller, file: FoundFile): Promise<FoundFile | undefined> {
  const said = file.hits.some(({ by }) => by === 'act' || by === 'officer');
  if (!said || !ruled.includes(file.procedure)) return file;
  const scope = await findFile(sql, file.id)
    .then((found) => found && scopeOf(sql, caller, found))
    .catch((problem: unknown) => {
      if (problem instanceof Problem) return undefined;
      throw problem;
    });
  if (scope === 'full') return file;
  const hits = file.hits.filter(({ by }) => by === 'file' || by === 'subject');
  return hits.length > 0 ? { ...file, hits } : undefined;
}

/** Until the page is full or nothing is left: how many were looked at and not shown is told by nothing. */
async function page(
  sql: Sql,
  caller: Caller,
  q: string,
  from: FilePlace | undefined,
  limit: number,
): Promise<FoundFile[]> {
  const reader = {
    bureau: caller.bureau,
    reader: caller.id,
    parties: await partiesOf(sql, caller),
    near: await unitsReadInFull(sql, caller),
    ruled,
  };
  const hidden = new Set(await hiddenFrom(sql, caller));
  const shown: FoundFile[] = [];
  let after = from;
  for (;;) {
    const rows = await searchFiles(sql, q, reader, withheldFrom(sql, caller.id), after, limit + 1);
    for (const row of rows) {
      const one = hidden.has(row.id) ? undefined : await readable(sql, caller, row);
      if (one) shown.push(one);
    }
    const last = rows.at(-1);
    if (shown.length > limit || rows.length <= limit || !last) return shown;
    after = last;
  }
}

export const searchRoute =
  ({ sql }: { sql: Sql }) =>
  (api: Api): void => {
    api.route(searchSpec, async ({ query: { q, cursor, limit = 50 }, caller, req }) => {
      const from = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await page(sql, caller, q, from && { openedAt: from[0], id: from[1] }, limit);
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      const next = rows.length > limit && last ? writeCursor([last.openedAt, last.id]) : null;
      const body = {
        items: items.map((one) => ({ ...fileOf(one), found: one.hits.slice(0, HITS) })),
        next,
      };
      return { body, headers: linkToNext(req, next) };
    });
  };
