/** 报告的案件 GET /v1/reports/cases: breaches, overrides, late entries, refused attempts, chases and technical stops of a period, one by one. */
import { z } from 'zod';
import { reportCases, type CasePlace, type ReportFilter } from '../../db/queries/reports.ts';
import { day } from '../../domain/law/shapes.ts';
import { kindTerms, reportKinds, type ReportKind } from '../../domain/reports/kinds.ts';
import { databaseNow } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { sendSheet, workbook } from '../http/sheet.ts';
import { when } from '../http/when.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { caseOf, caseShape, type Case } from './case-shape.ts';
import { daysOf, readers, scopeFor, type Scoped } from './scope.ts';
import { caseColumns } from './tables.ts';

export const tag = '报告 Reports';

export const narrowing = {
  from: day.optional().meta({
    description:
      '首日，北京时间，含当日；默认 until 当年1月1日 The first day, UTC+8, included; by default the first of its year',
  }),
  until: day.optional().meta({
    description: '末日，含当日；默认今日 The last day, included; today by default',
  }),
  unit: z.string().max(64).optional(),
  clause: z.string().max(40).optional(),
  procedure: z.string().max(40).optional(),
  officer: z.string().max(64).optional().meta({
    description:
      '人员；尚未公开的检查、抽取不以人员检索 By officer; what is not announced yet is not found by it',
  }),
};

const place = z.tuple([at.instant, z.string().max(200), at.id]);

const route = describeRoute({
  method: 'get',
  path: '/v1/reports/cases',
  tag,
  summary:
    '期间明细 — The cases of a period, oldest first: breaches, overrides, late entries, refusals, chases, stops',
  description:
    '违期按期限届满的时刻计入期间，其余按到达（作出、开始）的时刻。监管人员、协调员查阅全局；负责人查阅本单位及下属单位；突破关口只向监管人员和在任负责人显示（QY-19）；进入收件箱之前的退回，协调员不查阅。CSV、XLSX 一次给出全部。 Breaches count on the day on which their period was over, the rest when they arrived or began. CSV and XLSX hold all of them.',
  auth: readers,
  query: z.strictObject({
    kind: z.enum(reportKinds),
    ...narrowing,
    cursor: pageQuery.cursor,
    limit: pageQuery.limit,
    format: z.enum(['json', 'csv', 'xlsx']).optional(),
  }),
  problems: ['report-too-large'],
  responses: {
    200: {
      description: '明细 Cases',
      schema: z.object({
        kind: z.enum(reportKinds),
        from: z.string(),
        until: z.string(),
        madeAt: z.string(),
        items: z.array(caseShape),
        next: z.string().nullable(),
      }),
      csv: true,
      media: workbook,
    },
  },
});

export function caseRoutes({ reports: sql }: ActDeps) {
  return (api: Api): void => {
    api.route(route, async ({ query, caller, req, res }) => {
      const { kind, cursor, limit = 100, format, ...rest } = query;
      const days = daysOf(rest);
      const scope = await scopeFor(sql, caller, days);
      assertTold(scope, kind);
      const now = databaseNow();
      const wanted = format ?? (req.accepts(['json', 'text/csv']) === 'text/csv' ? 'csv' : 'json');
      if (wanted !== 'json')
        return sendSheet(res, wanted, {
          name: `${kindTerms[kind].title.zh}-${days.from}-${days.until}`,
          title: kindTerms[kind].title.zh,
          columns: caseColumns[kind],
          rows: allCases(sql, kind, scope, rest, now),
        });
      const after = readCursor(cursor, place);
      const rows = await reportCases(sql, kind, scope, rest, placed(after), limit + 1);
      const { items, next } = paged(rows, limit, (row) => [row.at, row.file ?? '', row.key]);
      return {
        body: {
          kind,
          ...days,
          madeAt: when(now)!,
          items: items.map((row) => caseOf(kind, row, now)),
          next,
        },
        headers: linkToNext(req, next),
      };
    });
  };
}

const placed = (after: z.output<typeof place> | undefined): CasePlace | undefined =>
  after && { at: after[0], file: after[1], key: after[2] };

/** QY-19 Who may not be told of it at all is told so, and not that there is none. */
function assertTold({ withheld }: Scoped, kind: ReportKind): void {
  if (!withheld.includes(kind)) return;
  throw new Problem('not-authorised', {
    clause: 'QY-19',
    say: {
      zh: '突破关口的报告由监管人员和在任负责人查阅。',
      en: 'Regulators, and heads in post, read the report of overrides.',
    },
  });
}

/** A page at a time: no connection is kept while somebody downloads. */
export async function* allCases(
  sql: ActDeps['sql'],
  kind: ReportKind,
  scope: Scoped,
  filter: ReportFilter,
  now: number,
  most = Infinity,
): AsyncGenerator<Case> {
  let after: CasePlace | undefined;
  for (let told = 0; told < most;) {
    const limit = Math.min(1000, most - told);
    const rows = await reportCases(sql, kind, scope, filter, after, limit);
    for (const row of rows) yield caseOf(kind, row, now);
    const last = rows.at(-1);
    if (!last || rows.length < limit) return;
    told += rows.length;
    after = { at: last.at, file: last.file ?? '', key: last.key };
  }
}
