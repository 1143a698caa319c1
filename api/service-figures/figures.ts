/** /v1/services/figures: the figures of a period with the rows behind them, their trend, and its picture (QJ-1, 2.1b, 2.6, 2.8). */
import { z } from 'zod';
import { bureauName } from '../../db/queries/reports.ts';
import { figureRows } from '../../db/service-figures/store.ts';
import { trendChart, type Point } from '../../domain/service-figures/chart.ts';
import {
  figureOf,
  margin,
  valueText,
  type Figure,
  type FigureRow,
} from '../../domain/service-figures/figures.ts';
import { aims, kpiIds, kpiOf, kpis, type KpiId } from '../../domain/service-figures/kpis.ts';
import { periodsOf, steps, type Span, type Step } from '../../domain/service-figures/trend.ts';
import { day } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { figureShape, fractionText, shownFigure, shownRow } from './figure-shape.ts';
import { requireServiceReader, tag } from './readers.ts';

const MOST_PERIODS = 60;
const days = {
  from: day.meta({ description: '自 From this day' }),
  until: day.meta({
    description:
      '至，含当日；以该日施行的清单和该年的目标计 By the list and the targets of this day',
  }),
};
const year = z.coerce.number().int().min(2021).max(2200).optional().meta({
  description: '以哪一年的方案的目标计；不写的为末日所在年 Of which plan; absent: of the last day',
});
const trendQuery = {
  ...days,
  kpi: z.enum(kpiIds),
  by: z.enum(steps).default('month').meta({ description: '按周、月、季、年' }),
};

export function figureRoutes(api: Api, deps: ActDeps): void {
  figures(api, deps);
  trend(api, deps);
  chart(api, deps);
}

function spanOf({ from, until }: { from: CivilDate; until: CivilDate }): Span {
  if (from <= until) return { from, until };
  throw wrong('/until', 'until 不得早于 from', 'until may not be before from');
}
const wrong = (path: string, zh: string, en: string): Problem =>
  new Problem('bad-input', { fields: [{ in: 'query', path, zh, en }] });

type Line = FigureRow & { figure: Figure };
const columns: readonly Column<Line>[] = [
  ['指标 figure', ({ kpi }) => kpis[kpi].label.zh],
  ['条款 clause', ({ kpi }) => kpis[kpi].clause],
  ['事项 item', ({ item }) => item],
  ['名称 name', ({ name }) => name],
  ['分子 numerator', ({ numerator }) => numerator],
  ['分母 denominator', ({ denominator }) => denominator],
  ['办件 cases', ({ cases }) => cases],
  ['说明 note', ({ note }) => note],
  ['指标值 value', ({ figure }) => valueText(figure)],
  ['目标 target', ({ figure }) => fractionText(figure.target)],
  ['结果 result', ({ figure }) => figure.state],
];

function figures(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/services/figures',
      tag,
      summary: '政务服务指标 — The figures of a period, each with the rows that it is counted from',
      description:
        '分数精确计算；以上、不低于、不超过均含本数；没有分母的为“无”，既不算达到也不算未达到。时间压减按事项和按办件两种平均均列出；没有法定时限或者没有办件的事项列出但不计。 Exact fractions; boundaries included; without a denominator neither met nor missed. Its rows are all of what is counted.',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({ ...days, year, format: z.enum(['json', 'csv']).optional() }),
      responses: {
        200: {
          description: '指标 Figures',
          schema: z.object({
            from: z.string(),
            until: z.string(),
            version: z.int().nullable().meta({ description: '清单版本 The version of the lists' }),
            figures: z.array(figureShape),
          }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      requireServiceReader(caller);
      const span = spanOf(query);
      const asked = { ...span, year: query.year };
      const { rows, targets, version, pending } = await figureRows(sql, caller.bureau, asked);
      const made = kpiIds.map((kpi) => figureOf(kpi, rows, targets[kpi], pending));
      if (wantsCsv(req, query.format)) {
        const lines = made.flatMap((figure) =>
          rows.filter(({ kpi }) => kpi === figure.kpi).map((row): Line => ({ ...row, figure })),
        );
        return sendCsv(res, `service-figures-${span.from}-${span.until}`, csv(columns, lines));
      }
      return { body: { ...span, version, figures: made.map((f) => whole(f, rows)) } };
    },
  );
}

const whole = (figure: Figure, rows: readonly FigureRow[]) => {
  const { clause, aim, label, better, note } = kpiOf(figure.kpi);
  const own = rows.filter(({ kpi }) => kpi === figure.kpi);
  return {
    ...shownFigure(figure),
    clause,
    aim: aims[aim],
    label,
    better,
    note: note ?? null,
    margin: fractionText(margin(figure)),
    rows: own.filter(({ denominator }) => denominator !== null).map(shownRow),
    leftOut: own.filter(({ denominator }) => denominator === null).map(shownRow),
  };
};

/** One after the other: a trend of many periods must not hold every connection. */
async function pointsOf(
  sql: ActDeps['sql'],
  bureau: string,
  { kpi, by, ...asked }: { kpi: KpiId; by: Step; from: CivilDate; until: CivilDate },
): Promise<Point[]> {
  const periods = periodsOf(spanOf(asked), by);
  if (periods.length > MOST_PERIODS)
    throw wrong('/from', `最多 ${MOST_PERIODS} 期`, `No more than ${MOST_PERIODS} periods`);
  const points: Point[] = [];
  for (const period of periods) {
    const { rows, targets, pending } = await figureRows(sql, bureau, period);
    points.push({ period, figure: figureOf(kpi, rows, targets[kpi], pending) });
  }
  return points;
}

function trend(api: Api, { sql }: ActDeps): void {
  const { from, until } = { from: z.string(), until: z.string() };
  api.route(
    {
      method: 'get',
      path: '/v1/services/figures/trend',
      tag,
      summary: '指标走势 — One figure, period after period',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject(trendQuery),
      responses: {
        200: {
          description: '走势 The trend',
          schema: z.object({
            items: z.array(
              figureShape
                .pick({
                  kpi: true,
                  numerator: true,
                  denominator: true,
                  value: true,
                  shown: true,
                  target: true,
                  state: true,
                })
                .extend({ from, until }),
            ),
          }),
        },
      },
    },
    async ({ query, caller }) => {
      requireServiceReader(caller);
      const points = await pointsOf(sql, caller.bureau, query);
      return {
        body: {
          items: points.map(({ period, figure }) => ({ ...period, ...shownFigure(figure) })),
        },
      };
    },
  );
}

function chart(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/services/figures/chart',
      tag,
      summary: '走势图 — The trend of one figure as a picture (SVG), with its target',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject(trendQuery),
      responses: { 200: { description: '图 The picture', media: 'image/svg+xml' } },
    },
    async ({ query, caller, res }) => {
      requireServiceReader(caller);
      const points = await pointsOf(sql, caller.bureau, query);
      const name = await bureauName(sql, caller.bureau);
      res
        .set({
          // Opened by itself it runs nothing and loads nothing.
          'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
          'Cache-Control': 'no-store',
        })
        .type('image/svg+xml')
        .send(trendChart(query.kpi, name, points));
    },
  );
}
