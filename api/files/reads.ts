/** 查阅登记 `GET /v1/reads`: who has read narrative, sealed words, dossiers and exports, for whoever answers for it. Reading it is entered too. */
import { z } from 'zod';
import { readingsOf, type ReadingRow } from '../../db/queries/readings.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { day } from '../../domain/law/shapes.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute, readKinds } from '../http/route.ts';
import { requireReader } from '../intake/authority.ts';
import { hiddenFrom, withheldFrom } from '../intake/hidden.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { when } from '../http/when.ts';

const DAY = 86_400_000;
const text = z.string().nullable();
const readShape = z
  .object({
    id: z.int(),
    at: z.string(),
    officer: z.string(),
    unit: z.string(),
    system: text,
    kind: z.enum(readKinds).meta({
      description:
        '案情、密封内容、案卷档案、导出、查阅登记 Words of a file, sealed words, a dossier, an export, the read log',
    }),
    route: z.string(),
    file: text,
    asked: z.record(z.string(), z.unknown()).meta({
      description:
        '地址和查询；他人的查阅只列不指明对象的条件 What was asked; of others only what names nobody',
    }),
    purpose: text,
    withheld: z.boolean().meta({
      description:
        '读者无权知道该案卷的内容，用途和查询不予显示 Purpose and query are withheld: the reader may not know what the file is about',
    }),
  })
  .meta({ id: 'Reading' });

/** What names nobody and nothing. */
const open: readonly string[] = [
  'format',
  'asOf',
  'from',
  'until',
  'state',
  'procedure',
  'clause',
  'kind',
  'duty',
  'limit',
  'year',
  // Of a search: by which equal questions can be told, without their words.
  'mark',
];

const shownTo =
  (reader: string) =>
  ({ at: read, asked, purpose, ...row }: ReadingRow): z.infer<typeof readShape> => {
    const own = row.officer === reader;
    const named = Object.entries(asked).filter(([name]) => own || open.includes(name));
    return {
      ...row,
      at: when(read)!,
      asked: row.withheld ? {} : Object.fromEntries(named),
      purpose: row.withheld ? null : purpose,
    };
  };

type Shown = z.infer<typeof readShape>;
const columns: readonly Column<Shown>[] = [
  ['序号 id', (r) => r.id],
  ['时间 at', (r) => r.at],
  ['人员 officer', (r) => r.officer],
  ['单位 unit', (r) => r.unit],
  ['系统 system', (r) => r.system],
  ['种类 kind', (r) => r.kind],
  ['地址 route', (r) => r.route],
  ['案卷 file', (r) => r.file],
  ['查询 asked', (r) => JSON.stringify(r.asked)],
  ['用途 purpose', (r) => r.purpose],
];

const id = z.string().max(64).optional();
const route = describeRoute({
  method: 'get',
  path: '/v1/reads',
  tag: '查阅登记 Read log',
  summary: '查阅登记 — Who has read what, when, for what purpose',
  description:
    '监管人员查阅全局的；负责人查阅本单位及下级的；其他人员查阅自己的。查阅本登记也记入登记。 A regulator sees the bureau’s, a head those of the own unit and under it, everybody else their own. Reading it is entered too.',
  auth: 'caller',
  reads: 'reads',
  query: z.strictObject({
    ...pageQuery,
    officer: id,
    unit: id,
    file: id,
    kind: z.enum(readKinds).optional(),
    from: day.optional(),
    until: day.optional(),
  }),
  responses: {
    200: {
      description: '最近的在前 The newest first',
      schema: z.object({ items: z.array(readShape), next: text }),
      csv: true,
    },
  },
  problems: ['bad-cursor'],
});

/** Whose readings somebody answers for; undefined stands for the whole bureau. */
async function answersFor(
  sql: ActDeps['sql'],
  caller: Caller,
): Promise<readonly string[] | undefined> {
  requireReader(caller);
  if (holds(caller, 'regulator')) return undefined;
  return holds(caller, 'head') ? unitsUnder(sql, caller.unit) : [];
}

export const readRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    api.route(route, async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, from, until, officer, unit, kind, file } = query;
      // Days of Beijing, both included.
      const begins = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
      const rows = await readingsOf(
        sql,
        {
          bureau: caller.bureau,
          reader: caller.id,
          units: await answersFor(sql, caller),
          unitOfReader: caller.unit,
          hidden: await hiddenFrom(sql, caller),
          from: from && begins(from),
          until: until && begins(until) + DAY,
          officer,
          unit,
          kind,
          file,
        },
        readCursor(cursor, at.number),
        limit + 1,
        withheldFrom(sql, caller.id),
      );
      const { items, next } = paged(rows, limit, (row) => row.id);
      const shown = items.map(shownTo(caller.id));
      const headers = linkToNext(req, next);
      if (wantsCsv(req, format)) return sendCsv(res, 'reads', csv(columns, shown), headers);
      return { body: { items: shown, next }, headers };
    });
  };
