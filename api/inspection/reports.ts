/** 报告 GET /v1/reports/inspection-overrides (QY-19) and /v1/reports/inspection-figures (QY-8), as JSON and as tables; what is known of an institution already (QY-15.3). */
import { z } from 'zod';
import {
  drawsWithoutChoice,
  knownFacts,
  overrides,
  roughEnforcement,
  type FixedDraw,
  type OverrideRow,
  type RoughRow,
} from '../../db/inspection/reports.ts';
import { alerts, type AlertRow } from '../../db/enforcement-supervision/store.ts';
import { choices } from '../../domain/draw/record.ts';
import { clauseOf, type GateId } from '../../domain/inspection/findings.ts';
import { day, subjectId } from '../../domain/law/shapes.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireInPost } from '../inspection-registries/authority.ts';
import { databaseToday } from '../http/clock.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { tag, text, count, spanQuery, spanOf } from './report-terms.ts';
import { figures } from './figures.ts';

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

interface Line {
  what: string;
  on: string;
  body: string | null;
  file: string | null;
  gate: string;
  clause: string;
  item: string | null;
  by: string | null;
  reference: string | null;
  note: string;
}
const lines = (
  o: readonly OverrideRow[],
  a: readonly AlertRow[],
  c: readonly RoughRow[],
  d: readonly FixedDraw[],
): Line[] =>
  [
    ...d.map((r) => ({
      what: '没有随机余地的抽取 draw without choice',
      on: r.on,
      body: r.body,
      file: r.draw,
      gate: r.noChoice.join(' '),
      clause: 'QY-6.2',
      item: null,
      by: null,
      reference: null,
      note: `${r.count}/${r.population}`,
    })),
    ...o.map((r) => ({
      what: '突破 override',
      on: r.on,
      body: r.body,
      file: r.file,
      gate: r.gate,
      clause: clauseOf[r.gate as GateId],
      item: r.item,
      by: r.head,
      reference: r.act,
      note: r.needed ? '必要 needed' : '非必要 not needed',
    })),
    ...a.map((r) => ({
      what: '频次预警 frequency',
      on: r.on,
      body: r.body,
      file: r.file,
      gate: r.span,
      clause: 'QY-4.3',
      item: null,
      by: null,
      reference: r.id,
      note: `${r.number}/${r.most}`,
    })),
    ...c.map((r) => ({
      what: '执法扰企 complaint',
      on: r.receivedOn,
      body: r.body,
      file: r.inspection,
      gate: r.grounds.join(' '),
      clause: 'QY-17.1',
      item: null,
      by: null,
      reference: r.file,
      note: r.founded ?? r.stage,
    })),
  ].toSorted((x, y) => (x.on < y.on ? -1 : x.on > y.on ? 1 : 0));
const lineColumns: readonly Column<Line>[] = [
  ['类别 what', (l) => l.what],
  ['日期 on', (l) => l.on],
  ['主体 body', (l) => l.body],
  ['案卷 file', (l) => l.file],
  ['关口 gate', (l) => l.gate],
  ['条款 clause', (l) => l.clause],
  ['事项 item', (l) => l.item],
  ['负责人 head', (l) => l.by],
  ['理由出处 reference', (l) => l.reference],
  ['说明 note', (l) => l.note],
];

function overridden(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/reports/inspection-overrides',
      tag,
      summary: '突破关口、频次和粗暴执法报告 — Overrides, frequency and rough enforcement',
      auth: ['regulator', 'head'],
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

const factShape = z.object({
  item: z.string(),
  inspection: z.string(),
  file: text,
  body: text,
  kind: z.string(),
  over: z.string(),
  found: z.string(),
  outcomes: z.array(z.string()).nullable(),
});
function known(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/institutions/:id/known-facts',
      tag,
      summary: '已掌握的情况 — What is known already from other inspections',
      auth: ['handler', 'head', 'regulator'],
      description: '各类检查中已掌握的，不再重复检查（QY-15.3）：一年内查清该事项的最近一次检查。',
      params: z.strictObject({ id: subjectId }),
      query: z.strictObject({ items: z.string().max(4000).optional(), day: day.optional() }),
      responses: {
        200: {
          description: '按事项 By item',
          schema: z.object({ clause: z.literal('QY-15.3'), items: z.array(factShape) }),
        },
      },
    },
    async ({ params, query, caller }) => {
      const items = await knownFacts(sql, {
        bureau: caller.bureau,
        institution: params.id,
        items: query.items?.split(',').filter(Boolean),
        day: query.day ?? databaseToday(),
      });
      return { body: { clause: 'QY-15.3', items } };
    },
  );
}
