/** 检查数据 GET /v1/reports/inspection-figures (QY-8): by body and by item, as JSON and as a table. */
import { z } from 'zod';
import {
  figuresByBody,
  figuresByItem,
  type BodyFigures,
  type ItemFigures,
} from '../../db/inspection/reports.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireInPost } from '../inspection-registries/authority.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { tag, text, count, spanQuery, spanOf } from './report-terms.ts';

const bodyShape = z.object({
  body: z.string(),
  kind: z.string(),
  filed: count,
  cancelled: count,
  expired: count,
  begun: count,
  onSite: count,
  institutions: count,
  told: count,
  toldLate: count,
  days: z
    .number()
    .nullable()
    .meta({ description: '从结束到告知的平均天数 Days from the end to the notice, on average' }),
  outcomes: z.record(z.string(), count),
});
const itemShape = z.object({
  item: z.string(),
  name: z.string(),
  basis: text,
  article: text,
  methods: z.array(z.string()),
  standards: z.array(z.string()),
  capPerYear: count.nullable(),
  publishedOn: text,
  withdrawnOn: text,
  inspections: count,
  institutions: count,
  violations: count,
  most: count.meta({
    description: '同一机构最多被检查的次数 How often the institution inspected most was inspected',
  }),
});
const bodyColumns: readonly Column<BodyFigures>[] = [
  ['主体 body', (r) => r.body],
  ['种类 kind', (r) => r.kind],
  ['方案 filed', (r) => r.filed],
  ['取消 cancelled', (r) => r.cancelled],
  ['失效 expired', (r) => r.expired],
  ['实施 begun', (r) => r.begun],
  ['现场 on site', (r) => r.onSite],
  ['机构 institutions', (r) => r.institutions],
  ['已告知 told', (r) => r.told],
  ['逾期告知 told late', (r) => r.toldLate],
  ['平均天数 days', (r) => r.days],
  [
    '处理 outcomes',
    (r) =>
      Object.entries(r.outcomes)
        .map(([k, n]) => `${k}:${n}`)
        .join(' '),
  ],
];
const itemColumns: readonly Column<ItemFigures>[] = [
  ['事项 item', (r) => r.item],
  ['名称 name', (r) => r.name],
  ['依据 basis', (r) => r.basis],
  ['条款 article', (r) => r.article],
  ['方式 methods', (r) => r.methods.join(' ')],
  ['标准 standards', (r) => r.standards.join('；')],
  ['频次上限 cap', (r) => r.capPerYear],
  ['公布 published', (r) => r.publishedOn],
  ['检查数 inspections', (r) => r.inspections],
  ['机构数 institutions', (r) => r.institutions],
  ['查实 violations', (r) => r.violations],
  ['单机构最多 most', (r) => r.most],
];

const figuresRoute = describeRoute({
  method: 'get',
  path: '/v1/reports/inspection-figures',
  tag,
  summary: '检查数据归集 — Items, basis, standard, plans, frequency, enforcement',
  auth: ['regulator', 'head', 'coordinator'],
  description:
    '全面、统一、及时归集（QY-8）：事项、依据、标准、计划、频次和执法数据；可导出表格供信用、“互联网+监管”等平台使用。',
  query: z.strictObject({
    ...spanQuery,
    table: z
      .enum(['bodies', 'items'])
      .default('bodies')
      .meta({ description: '导出哪一张表 Which table as CSV' }),
  }),
  responses: {
    200: {
      description: '数据 Figures',
      schema: z
        .object({
          from: z.string(),
          until: z.string(),
          clause: z.literal('QY-8'),
          bodies: z.array(bodyShape),
          items: z.array(itemShape),
        })
        .meta({ id: 'InspectionFigures' }),
      csv: true,
    },
  },
});

export function figures(api: Api, sql: ActDeps['sql']): void {
  api.route(figuresRoute, async ({ query, caller, req, res }) => {
    await requireInPost(sql, caller, 'regulator', 'coordinator');
    const span = await spanOf(sql, caller, query);
    const [bodies, items] = await Promise.all([figuresByBody(sql, span), figuresByItem(sql, span)]);
    if (wantsCsv(req, query.format))
      return sendCsv(
        res,
        `inspection-${query.table}`,
        query.table === 'items' ? csv(itemColumns, items) : csv(bodyColumns, bodies),
        {},
      );
    return { body: { from: span.from, until: span.until, clause: 'QY-8', bodies, items } };
  });
}
