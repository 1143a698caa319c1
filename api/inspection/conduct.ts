/** “两轻一免”清单 (QY-13.2) as data of the bureau, and how an inspection's result, sealings, rectifications and transfers stand (QY-12.1 to 14.2). */
import { z } from 'zod';
import { enterLeniency, handlingOf, leniencyOn } from '../../db/inspection/conduct.ts';
import { leniencyEffects } from '../../domain/inspection/outcomes.ts';
import { day, document, line } from '../../domain/law/shapes.ts';
import { fileOr404 } from '../intake/submit-act.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from '../intake/authority.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';
import { today } from '../registries/terms.ts';

const code = z.string().regex(/^[A-Za-z0-9.-]{1,40}$/, {
  error: '编号：1–40 位字母、数字、. 或 - | A code: 1–40 letters, digits, . or -',
});
const entryShape = z.strictObject({
  effect: z.enum(leniencyEffects).nullable().meta({
    description: '免于、减轻、从轻；空表示移出清单 Exempt, mitigated, lighter; null: off the list',
  }),
  inForceFrom: day,
  name: line(200),
  document,
  reason: line(1000),
});
const shown = z
  .object({
    code: z.string(),
    inForceFrom: z.string(),
    effect: z.enum(leniencyEffects),
    name: z.string(),
    document,
    reason: z.string(),
    by: z.string(),
    at: z.string(),
  })
  .meta({ id: 'LeniencyEntry' });

export function inspectionConductRoutes(api: Api): void {
  leniencyEntry(api);
  leniencyList(api);
  handling(api);
}

const changed = z.object({ changed: z.boolean() });

function leniencyEntry(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'put',
      path: '/v1/leniency-entries/:code',
      tag: '行政检查登记簿 Registries of inspections',
      summary: '登记“两轻一免”事项 — Register an entry of the list of leniency',
      auth: ['registrar'],
      description:
        '同一编号以后生效的条目代替以前的；不改、不删（QY-13.2）。 A later entry of a code takes the place of the earlier one; nothing is changed or deleted.',
      params: z.strictObject({ code }),
      body: entryShape,
      problems: ['list-not-later', 'officer-removed'],
      responses: {
        200: { description: '无变更 Unchanged', schema: changed },
        201: { description: '已登记 Registered', schema: changed },
      },
    },
    async ({ params, body, caller }) => {
      const entered = await enterLeniency(deps.sql, caller.bureau, caller.id, {
        code: params.code,
        ...body,
      });
      if (entered === undefined) throw new Problem('list-not-later');
      return { status: entered ? 201 : 200, body: { changed: entered } };
    },
  );
}

function leniencyList(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'get',
      path: '/v1/leniency-entries',
      tag: '行政检查登记簿 Registries of inspections',
      summary: '“两轻一免”清单 — The list of leniency on a day',
      auth: 'caller',
      query: z.strictObject({ ...pageQuery, day: day.optional() }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(shown), next: z.string().nullable() }),
        },
      },
      problems: ['bad-cursor'],
    },
    async ({ query, caller, req }) => {
      const limit = query.limit ?? 100;
      const rows = await leniencyOn(
        deps.sql,
        caller.bureau,
        query.day ?? today(deps),
        readCursor(query.cursor, at.id) ?? '',
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (r) => r.code);
      return {
        body: { items: items.map((r) => ({ ...r, effect: r.effect!, at: when(r.at)! })), next },
        headers: linkToNext(req, next),
      };
    },
  );
}

const time = z.string().nullable();
const handlingShape = z
  .object({
    result: z
      .object({
        toldOn: z.string(),
        found: z.string(),
        outcomes: z.array(z.string()),
        findings: z.array(z.unknown()),
      })
      .nullable(),
    sealings: z.array(
      z.object({
        id: z.string(),
        from: z.string(),
        lastDay: z.string(),
        extended: z.boolean(),
        releasedAt: time,
        how: time,
      }),
    ),
    rectifications: z.array(
      z.object({
        act: z.string(),
        orderedOn: z.string(),
        until: z.string(),
        findings: z.array(z.string()),
        reportedAt: time,
        recheckedAt: time,
        conforming: z.boolean().nullable(),
      }),
    ),
    transfers: z.array(
      z.object({
        id: z.string(),
        whole: z.boolean(),
        findings: z.array(z.string()),
        authority: z.string(),
        unit: time,
        accepted: z.boolean().nullable(),
        answeredAt: time,
      }),
    ),
  })
  .meta({ id: 'InspectionHandling' });

function handling(api: Api): void {
  const { sql } = api.deps;
  api.route(
    {
      method: 'get',
      path: '/v1/inspections/:id/handling',
      tag: '行政检查 Inspections',
      summary: '处理情况 — How result, sealings, rectifications and transfers stand',
      auth: 'caller',
      reads: 'narrative',
      params: z.strictObject({ id: fileId }),
      responses: { 200: { description: '处理 Handling', schema: handlingShape } },
      problems: ['not-found', 'other-bureau'],
    },
    async ({ params, caller }) => {
      const file = await fileOr404(sql, params.id);
      if (file.procedure !== 'inspection') throw new Problem('not-found');
      await scopeOf(sql, caller, file);
      const h = await handlingOf(sql, file.id);
      return {
        body: {
          result: h.result,
          sealings: h.sealings.map((s) => ({ ...s, releasedAt: when(s.releasedAt) })),
          rectifications: h.rectifications.map((r) => ({
            ...r,
            reportedAt: when(r.reportedAt),
            recheckedAt: when(r.recheckedAt),
          })),
          transfers: h.transfers.map((t) => ({ ...t, answeredAt: when(t.answeredAt) })),
        },
      };
    },
  );
}
