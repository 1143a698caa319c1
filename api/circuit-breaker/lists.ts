/** /v1/circuit-breakers and /v1/breaker-warnings: the registers, as lists and tables (TJ51-6). */
import { z } from 'zod';
import {
  breakersOf,
  warningsOf,
  type BreakerRow,
  type WarningRow,
} from '../../db/circuit-breaker/lists.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const gapOf = ({ decidedAt, stoppedAt }: BreakerRow): number | null =>
  decidedAt === null || stoppedAt === null ? null : Math.round((stoppedAt - decidedAt) / 1000);

const breakerShape = z
  .object({
    file: z.string(),
    stage: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    handling: z.string(),
    response: text.meta({ description: '快速反应案卷 The rapid response' }),
    cut: text,
    decidedAt: text.meta({ description: '熔断决定 When it was decided' }),
    orderedAt: text,
    stoppedAt: text.meta({ description: '资金实际停止 When the money really stopped' }),
    gapSeconds: z.int().nullable().meta({ description: '决定至实际停止 Between the two' }),
    resumeOrderedAt: text,
    resumedAt: text,
    warnings: z.int(),
    undelivered: z.int(),
    trips: z.int(),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
    outcome: text,
  })
  .meta({ id: 'CircuitBreaker' });

const shown = ({ subjectKind, subject, ...b }: BreakerRow): z.infer<typeof breakerShape> => ({
  ...b,
  subject: { kind: subjectKind, id: subject },
  gapSeconds: gapOf({ subjectKind, subject, ...b }),
  decidedAt: when(b.decidedAt),
  orderedAt: when(b.orderedAt),
  stoppedAt: when(b.stoppedAt),
  resumeOrderedAt: when(b.resumeOrderedAt),
  resumedAt: when(b.resumedAt),
  openedAt: when(b.openedAt)!,
  nextDue: when(b.nextDue),
  closedAt: when(b.closedAt),
});

const columns: readonly Column<BreakerRow>[] = [
  ['案卷 file', (b) => b.file],
  ['阶段 stage', (b) => b.stage],
  ['主体 subject', (b) => b.subject],
  ['经办 handling', (b) => b.handling],
  ['快速反应 response', (b) => b.response],
  ['切断 cut', (b) => b.cut],
  ['决定 decided', (b) => when(b.decidedAt)],
  ['指令 ordered', (b) => when(b.orderedAt)],
  ['实际停止 stopped', (b) => when(b.stoppedAt)],
  ['间隔（秒） gap in seconds', gapOf],
  ['恢复指令 resumption ordered', (b) => when(b.resumeOrderedAt)],
  ['实际恢复 resumed', (b) => when(b.resumedAt)],
  ['警示 warnings', (b) => b.warnings],
  ['未送达 undelivered', (b) => b.undelivered],
  ['熔断次数 trips', (b) => b.trips],
  ['立卷 opened', (b) => when(b.openedAt)],
  ['到期 next due', (b) => when(b.nextDue)],
  ['结束 closed', (b) => when(b.closedAt)],
  ['结果 outcome', (b) => b.outcome],
];

export function listRoutes(deps: ActDeps) {
  return (api: Api): void => {
    breakers(api, deps);
    warnings(api, deps);
  };
}

function breakers(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/circuit-breakers',
      tag,
      summary: '熔断登记簿 — The register of circuit breakers, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['open', 'closed']).optional(),
        stage: z
          .enum(['warned', 'tripped', 'attention', 'open', 'restored', 'half-open', 'ended'])
          .optional(),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(breakerShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const parties = await partiesOf(sql, caller);
      const rows = await breakersOf(
        sql,
        { ...filter, bureau: caller.bureau, parties, limit: limit + 1 },
        after && { openedAt: after[0], id: after[1] },
      );
      const { items, next } = paged(rows, limit, (b) => [b.openedAt, b.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'circuit-breakers', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

const warningShape = z
  .object({
    file: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    indicator: z.string(),
    version: z.int(),
    title: z.string(),
    measuredAt: z.string(),
    warnedAt: z.string(),
    deliveredAt: text,
    lapsedAt: text,
    touches: z.int().meta({ description: '警示以来达到预警值的触碰 Touches since the warning' }),
  })
  .meta({ id: 'BreakerWarning' });

const warningColumns: readonly Column<WarningRow>[] = [
  ['案卷 file', (w) => w.file],
  ['主体 subject', (w) => w.subject],
  ['指标 indicator', (w) => w.indicator],
  ['版本 version', (w) => w.version],
  ['名称 title', (w) => w.title],
  ['测量 measured', (w) => when(w.measuredAt)],
  ['警示 warned', (w) => when(w.warnedAt)],
  ['送达 delivered', (w) => when(w.deliveredAt)],
  ['失效 lapsed', (w) => when(w.lapsedAt)],
  ['此后触碰 touches since', (w) => w.touches],
];

function warnings(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/breaker-warnings',
      tag,
      summary: '警示清单 — Warnings, newest first',
      auth: 'caller',
      query: z.strictObject({ ...pageQuery, delivered: z.enum(['true', 'false']).optional() }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(warningShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, delivered } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const parties = await partiesOf(sql, caller);
      const of = { bureau: caller.bureau, parties, limit: limit + 1 };
      const rows = await warningsOf(
        sql,
        { ...of, ...(delivered !== undefined && { delivered: delivered === 'true' }) },
        after && { warnedAt: after[0], subject: after[1] },
      );
      const { items, next } = paged(rows, limit, (w) => [w.warnedAt, w.subject]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'breaker-warnings', csv(warningColumns, items), linkToNext(req, next));
      const shownItems = items.map(({ subjectKind, subject, ...w }) => ({
        ...w,
        subject: { kind: subjectKind, id: subject },
        measuredAt: when(w.measuredAt)!,
        warnedAt: when(w.warnedAt)!,
        deliveredAt: when(w.deliveredAt),
        lapsedAt: when(w.lapsedAt),
      }));
      return { body: { items: shownItems, next }, headers: linkToNext(req, next) };
    },
  );
}
