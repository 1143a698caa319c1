/** The acts of a file: filed, listed, and each with its verdict. */
import { z } from 'zod';
import { actById, actsOf } from '../../db/queries/inbox.ts';
import { receiptOf } from '../intake/answers.ts';
import { fileOr404, submitAct, type ActDeps } from '../intake/submit-act.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { databaseToday } from '../http/clock.ts';
import { at, linkToNext, orderQuery, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { tagged, unchanged } from '../http/etag.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import { actOperations } from './act-operations.ts';
import { formOf } from '../intake/procedures.ts';
import { rulesOf } from '../rules.ts';
import { requireOffice, scopeOf } from '../intake/authority.ts';
import { time, tag, fileId } from './file-shape.ts';
import { actShape, actOf, told } from './act-shape.ts';

export function acts(api: Api, deps: ActDeps): void {
  filing(api, deps);
  actList(api, deps);
  oneAct(api, deps);
}

const params = z.strictObject({ id: fileId, type: z.string().max(60) });

const filingRoute = describeRoute({
  method: 'post',
  path: '/v1/files/:id/acts/:type',
  tag,
  summary: '提交文书 — File an act',
  auth: 'caller',
  answersAgain: true,
  params,
  headers: keyHeader,
  body: z.unknown(),
  description: '形式见 GET /v1/files/{id} 的 possible 和 GET /v1/procedures。',
  operations: actOperations(),
  responses: {
    200: { description: '已采纳 Accepted', schema: actShape },
    202: { description: '已收到，待裁定 Received, verdict pending', schema: actShape },
  },
  problems: [
    'not-found',
    'other-bureau',
    'idempotency-key-missing',
    'idempotency-conflict',
    'file-closed',
    'not-awaited',
    'not-owed-by-you',
    'in-the-future',
    'before-trigger',
    'paper-void',
  ],
});

function filing(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(filingRoute, async ({ params: { id, type }, headers: given, body, caller, res }) => {
    const file = await fileOr404(sql, id);
    res.locals['form'] = formOf(file.procedure, type)?.shape;
    const { act, verdict } = await submitAct(deps, caller, file, type, keyOf(given), body);
    const headers = { Location: `/v1/files/${id}/acts/${act.id}` };
    if (verdict && !verdict.accepted)
      throw Problem.refused(
        verdict.refusal,
        undefined,
        headers,
        await rulesOf(file.procedure).refusalSays?.(sql, act.id, caller.id, databaseToday()),
      );
    const answer = actOf({
      act: act.id,
      file: id,
      number: act.number,
      type,
      unit: act.unit,
      officer: act.officer,
      hash: act.hash,
      message: act,
      receivedAt: act.receivedAt,
      arrivedAt: act.arrivedAt,
      signalled: true,
      verdict,
    });
    return { status: verdict ? 200 : 202, body: { ...answer, receipt: receiptOf(act) }, headers };
  });
}

function actList(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/acts',
      tag,
      summary: '已提交的文书 — Acts filed: accepted, refused and pending alike',
      auth: 'caller',
      reads: 'none',
      params: z.strictObject({ id: fileId }),
      query: z.strictObject({ ...pageQuery, ...orderQuery }),
      responses: {
        200: {
          description: '文书 Acts',
          schema: z.object({ items: z.array(actShape), next: time }),
        },
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, query, caller, req }) => {
      const file = await fileOr404(sql, params.id);
      const scope = await scopeOf(sql, caller, file);
      const limit = query.limit ?? 100;
      const { items, next } = paged(
        await actsOf(
          sql,
          file.id,
          readCursor(query.cursor, at.serial),
          limit + 1,
          query.order === 'newest',
        ),
        limit,
        (a) => a.number,
      );
      return {
        body: { items: items.map((a) => told(scope, actOf(a))), next },
        headers: linkToNext(req, next),
      };
    },
  );
}

const hasWordsOfOthers = (body: unknown, reader: string): boolean => {
  const { officer, payload } = body as { officer: string; payload?: unknown };
  return payload !== undefined && officer !== reader;
};

function oneAct(api: Api, deps: ActDeps): void {
  const { sql } = deps;
  api.route(
    {
      method: 'get',
      path: '/v1/files/:id/acts/:act',
      tag,
      summary: '一份文书及其裁定 — One act and its verdict',
      auth: 'caller',
      // What somebody has filed is no news to them: it is where a 202 sends them, until there is a verdict.
      reads: { kind: 'narrative', when: (body, reader) => hasWordsOfOthers(body, reader) },
      params: z.strictObject({ id: fileId, act: z.string().max(64) }),
      responses: {
        200: { description: '文书 Act', schema: actShape },
        304: unchanged,
      },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller, req }) => {
      const file = await fileOr404(sql, params.id);
      const act = await actById(sql, file.id, params.act);
      // What somebody has filed they may read again: it is where a 202 has sent them.
      if (act?.officer === caller.id) requireOffice(caller);
      const scope =
        act?.officer === caller.id && file.bureau === caller.bureau
          ? 'full'
          : await scopeOf(sql, caller, file);
      if (!act) throw new Problem('not-found');
      return tagged(req, {
        body: told(scope, actOf(act, scope === 'full' ? act.payload : undefined)),
      });
    },
  );
}
