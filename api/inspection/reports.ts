/** 报告 GET /v1/reports/inspection-overrides (QY-19), as JSON and as a table. */
import { z } from 'zod';
import {
  drawsWithoutChoice,
  overrides,
  roughEnforcement,
  type OverrideRow,
  type RoughRow,
} from '../../db/inspection/reports.ts';
import { alerts, type AlertRow } from '../../db/enforcement-supervision/store.ts';
import { choices } from '../../domain/draw/record.ts';
import { clauseOf, type GateId } from '../../domain/inspection/findings.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireInPost } from '../inspection-registries/authority.ts';
import { csv, sendCsv, wantsCsv } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { tag, text, count, spanQuery, spanOf } from './report-terms.ts';
import { figures } from './figures.ts';
import { lines, lineColumns } from './override-table.ts';
import { known } from './known-facts.ts';

export function inspectionReportRoutes({ sql }: ActDeps) {
  return (api: Api): void => {
    overridden(api, sql);
    figures(api, sql);
    known(api, sql);
  };
}

const overrideShape = z.object({
  plan: text,
  file: z.string(),
  body: z.string(),
  kind: z.string(),
  gate: z.string(),
  clause: z.string(),
  item: text,
  head: z.string(),
  on: z.string(),
  state: z.string(),
  needed: z
    .boolean()
    .meta({ description: '没有突破就不能成立 The gate would have refused without it' }),
  act: z.string().meta({ description: '理由所在的批准文书 The approval that gives the reason' }),
  institution: text.meta({ description: '现场检查开始之后才显示 Shown from the on-site start on' }),
  reason: text,
});
const alertShape = z.object({
  id: z.string(),
  body: text,
  file: text,
  institution: z.string(),
  span: z.string(),
  on: z.string(),
  number: count,
  most: count,
  finding: text,
});
/** Whom a complaint came from shows from the inspection: of the reader's own unit neither is named. */
const roughShape = z.object({
  file: text,
  inspection: text,
  body: text,
  receivedOn: z.string(),
  grounds: z.array(z.string()),
  founded: text,
  stage: z.string(),
});
const fixedDrawShape = z.object({
  draw: z.string(),
  body: z.string(),
  on: z.string(),
  state: z.string(),
  noChoice: z.array(z.enum(choices)),
  population: count,
  count,
});
const reportShape = z
  .object({
    from: z.string(),
    until: z.string(),
    clause: z.literal('QY-19'),
    overrides: z.array(overrideShape),
    frequency: z.array(alertShape),
    complaints: z.array(roughShape),
    draws: z.array(fixedDrawShape).meta({
      description: '没有随机余地的抽取 Draws in which chance had nothing to choose from (QY-6.2)',
    }),
    bodies: z.array(
      z.object({
        body: z.string(),
        overrides: count,
        needed: count,
        frequency: count,
        complaints: count,
        founded: count,
      }),
    ),
  })
  .meta({ id: 'InspectionOverrideReport' });

const overrideOf = (o: OverrideRow) => ({ ...o, clause: clauseOf[o.gate as GateId] });
const alertOf = ({ followUps, kind: _kind, ...a }: AlertRow) => ({
  ...a,
  finding: followUps.at(-1)?.finding ?? null,
});

function totals(o: readonly OverrideRow[], a: readonly AlertRow[], c: readonly RoughRow[]) {
  const bodies = [
    ...new Set([...o, ...a, ...c].map((r) => r.body).filter((b) => b !== null)),
  ].toSorted();
  const of = <T extends { body: string | null }>(rows: readonly T[], body: string) =>
    rows.filter((r) => r.body === body);
  return bodies.map((body) => ({
    body,
    overrides: of(o, body).length,
    needed: of(o, body).filter((r) => r.needed).length,
    frequency: of(a, body).length,
    complaints: of(c, body).length,
    founded: of(c, body).filter((r) => r.founded !== null && r.founded !== 'unfounded').length,
  }));
}

function overridden(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/reports/inspection-overrides',
      tag,
      summary: '突破关口、频次和粗暴执法报告 — Overrides, frequency and rough enforcement',
      auth: ['regulator', 'head'],
      reads: 'narrative',
      description:
        '列出每一次突破关口（X-3）及其负责人和理由出处，以及频次预警、粗暴执法和随意增加频次的反映（QY-19）、没有随机余地的抽取（QY-6.2）。',
      query: z.strictObject(spanQuery),
      responses: { 200: { description: '报告 The report', schema: reportShape, csv: true } },
    },
    async ({ query, caller, req, res }) => {
      await requireInPost(sql, caller, 'regulator');
      const span = await spanOf(sql, caller, query);
      const [o, found, rough, d] = await Promise.all([
        overrides(sql, span),
        alerts(sql, span),
        roughEnforcement(sql, span),
        drawsWithoutChoice(sql, span),
      ]);
      const c = rough.map((r) =>
        r.body === caller.unit ? { ...r, file: null, inspection: null } : r,
      );
      const a = found.filter(
        (r) => span.units === undefined || (r.body !== null && span.units.includes(r.body)),
      );
      if (wantsCsv(req, query.format))
        return sendCsv(res, 'inspection-overrides', csv(lineColumns, lines(o, a, c, d)), {});
      return {
        body: {
          from: span.from,
          until: span.until,
          clause: 'QY-19',
          overrides: o.map(overrideOf),
          frequency: a.map(alertOf),
          complaints: c,
          draws: d,
          bodies: totals(o, a, c),
        },
      };
    },
  );
}
