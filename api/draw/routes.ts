/** 双随机抽取 Draws: commit, redraw, the public list, the record and its verification. Acts go through /v1/files/{id}/acts/… */
import { z } from 'zod';
import { listDraws, type DrawRow } from '../../db/draw/store.ts';
import { redrawShape, requestShape } from '../../domain/draw/forms.ts';
import { clauses, type DrawClause } from '../../domain/draw/record.ts';
import { bureauId } from '../../domain/law/shapes.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { databaseNow } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { openDraw, openRedraw } from './open.ts';
import { type DrawDeps } from './committing.ts';
import type { Api } from '../http/openapi.ts';
import { openedAnswers, openingRoute } from '../intake/opening-route.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';
import { records, drawOr404, tag } from './records.ts';

const refusals = [
  'no-legal-basis',
  'list-stale',
  'draw-open',
  'body-unqualified',
  'contributor-not-eligible',
  'contribution-same-body',
  'object-hand-picked',
  'officer-hand-picked',
  'quota-impossible',
  'team-impossible',
  'draw-unsound',
  'item-unknown',
  'recusal-left-out',
  'sealing-key-missing',
] as const;

const text = z.string().nullable();
const drawShape = z
  .object({
    id: z.string(),
    bureau: z.string(),
    clause: z.enum(clauses),
    body: z.string(),
    contributor: z.string(),
    state: z.enum(['prepared', 'committed', 'contributed', 'revealed', 'abandoned']),
    statementHash: text.meta({
      description: '承诺摘要；立卷之日起公开 The hash of the commitment; public at once',
    }),
    committedAt: z.string(),
    revealBy: z.string(),
    overdue: z.boolean(),
    population: z.int(),
    count: z.int(),
    follows: z.object({ draw: z.string(), reason: z.string() }).nullable(),
    number: z.object({ body: z.string(), number: z.string(), at: z.string() }).nullable(),
    endedAt: text,
    recordHash: text,
    abandonment: z
      .object({ why: z.string(), approvedBy: z.string(), at: z.string(), afterNumber: z.boolean() })
      .nullable()
      .meta({ description: '放弃的抽查一直列明 An abandoned draw stays listed' }),
  })
  .meta({ id: 'Draw' });

function shown(d: DrawRow) {
  return {
    id: d.id,
    bureau: d.bureau,
    clause: d.clause,
    body: d.body,
    contributor: d.contributor,
    state: d.state,
    statementHash: d.state === 'prepared' ? null : d.statementHash,
    committedAt: when(d.committedAt)!,
    revealBy: when(d.revealBy)!,
    overdue: (d.state === 'committed' || d.state === 'contributed') && databaseNow() >= d.revealBy,
    population: d.objects,
    count: d.count,
    follows: d.follows === null ? null : { draw: d.follows, reason: d.reason! },
    number: d.contribution,
    endedAt: when(d.endedAt),
    recordHash: d.recordHash,
    abandonment: d.abandonment && { ...d.abandonment, afterNumber: d.contribution !== null },
  };
}

export function drawRoutes(deps: DrawDeps) {
  return (api: Api): void => {
    opening(api, deps);
    drawList(api, deps);
    oneDraw(api, deps);
    records(api, deps);
  };
}

/** The clause that demands the draw, as far as the request names one. */
const demanded = (clause: unknown): DrawClause => clauses.find((one) => one === clause) ?? 'QY-6.2';

function opening(api: Api, deps: DrawDeps): void {
  openingRoute(
    api,
    {
      path: '/v1/draws',
      tag,
      summary: '承诺抽取 — Commit to a draw',
      body: requestShape,
      opened: '已承诺 Committed',
      problems: refusals,
      opens: {
        type: 'draw',
        clause: (body) => demanded((body as { clause?: unknown } | undefined)?.clause),
      },
      description:
        '对象、人员、权重、上限和窗口均取自名录；密数由系统生成并密封。随后由监察机构给数（contribution），再揭示（reveal）。QY-6.1、QY-6.2、TJ51-14.2，算法见 docs/draw.md。案件回访（TJ51-18）的抽取由 POST /v1/revisits 承诺。',
    },
    (body, caller, key) => openDraw(deps, caller, key, body),
  );

  api.route(
    {
      method: 'post',
      path: '/v1/draws/:id/redraws',
      tag,
      summary: '重新抽取 — Draw again for what fell out, with reason and evidence',
      auth: 'caller',
      params: z.strictObject({ id: fileId }),
      headers: keyHeader,
      body: redrawShape,
      responses: openedAnswers(undefined, '已承诺 Committed'),
      problems: [
        ...refusals,
        'idempotency-conflict',
        'idempotency-key-missing',
        'not-found',
        'other-bureau',
        'redraw-unfounded',
        'draw-wrong-state',
      ],
      description:
        '回避、缺席、对象不能检查、方案唤醒：只补抽缺出的，接续最后一次记录；又是一次完整的抽取。',
    },
    async ({ params, body, caller, headers }) =>
      openRedraw(deps, caller, keyOf(headers), params.id, body),
  );
}

const query = z.strictObject({
  bureau: bureauId,
  state: z.enum(['prepared', 'committed', 'contributed', 'revealed', 'abandoned']).optional(),
  cursor: pageQuery.cursor,
  limit: pageQuery.limit,
});

function drawList(api: Api, { sql }: DrawDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/draws',
      tag,
      summary: '抽取清单 — Every draw, the unrevealed and the abandoned ones too',
      auth: 'public',
      query,
      description: '公开。没有对象和人员；state=prepared 是没有立卷的编号，未作承诺。',
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(drawShape), next: text }),
        },
      },
    },
    async ({ query, req }) => {
      const limit = query.limit ?? 100;
      const { items, next } = paged(
        await listDraws(
          sql,
          query,
          readCursor(query.cursor, z.strictObject({ at: at.instant, id: at.id })),
          limit + 1,
        ),
        limit,
        ({ committedAt: at, id }) => ({ at, id }),
      );
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

function oneDraw(api: Api, { sql }: DrawDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/draws/:id',
      tag,
      summary: '抽取 — How a draw stands',
      auth: 'public',
      params: z.strictObject({ id: fileId }),
      responses: { 200: { description: '抽取 Draw', schema: drawShape } },
      problems: ['not-found'],
    },
    async ({ params }) => ({ body: shown(await drawOr404(sql, params.id)) }),
  );
}
