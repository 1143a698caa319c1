/** What the evaluations say: in figures for everybody, one by one only for regulators outside, and every look is registered (QY-17.2). */
import { z } from 'zod';
import { evaluationFigures, evaluationsOf } from '../../db/enforcement-supervision/store.ts';
import { lastQuarter, LEAST, steps } from '../../domain/inspection/after.ts';
import { day, line, unitId } from '../../domain/law/shapes.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireReader } from '../intake/authority.ts';
import { holds } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';
import { fileId } from '../files/file-shape.ts';
import { tag } from './federation.ts';

const figuresShape = z.object({
  body: z.string(),
  step: z.enum(steps),
  evaluations: z.int(),
  inspections: z.int(),
  average: z.number(),
  discourteous: z.int(),
  signs: z.record(z.string(), z.int()),
});

export function figures(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/inspection-evaluations',
      tag,
      summary: '评价汇总 — Evaluations in figures',
      auth: 'caller',
      query: z.strictObject({
        from: day.optional(),
        until: day.optional(),
        body: unitId.optional(),
      }),
      description: `按检查主体和环节汇总；涉及的检查少于 ${LEAST} 件的不显示；检查人员只看已经结束的上一季度，以保护评价人。`,
      responses: {
        200: {
          description: '汇总 Figures',
          schema: z.object({
            from: z.string(),
            until: z.string(),
            least: z.int(),
            items: z.array(figuresShape),
          }),
        },
      },
    },
    async ({ query, caller }) => {
      requireReader(caller);
      const span = holds(caller, 'regulator')
        ? {
            from: query.from ?? addDays(databaseToday(), -365),
            until: query.until ?? databaseToday(),
          }
        : ownSpan(query);
      return {
        body: {
          ...span,
          least: LEAST,
          items: await evaluationFigures(sql, {
            ...span,
            bureau: caller.bureau,
            least: LEAST,
            body: query.body,
          }),
        },
      };
    },
  );
}

/** Two spans of one's own choice, one day apart, would single out whoever spoke on that day. */
function ownSpan({ from, until }: { from?: unknown; until?: unknown }) {
  if (from !== undefined || until !== undefined)
    throw new Problem('not-authorised', {
      clause: 'QY-17.2',
      lawful: {
        zh: '不填起止日期：显示已经结束的上一季度。',
        en: 'Leave the days out: the last quarter that is over is shown.',
      },
    });
  return lastQuarter(databaseToday());
}

const evaluationRow = z.object({
  step: z.enum(steps),
  score: z.int(),
  courteous: z.boolean(),
  signs: z.array(z.string()),
  comment: z.string().nullable(),
});

const evaluationsOfOne = describeRoute({
  method: 'get',
  path: '/v1/inspections/:file/evaluations',
  tag,
  summary: '一次检查的评价（登记） — The evaluations of one inspection; the look is registered',
  auth: ['regulator'],
  reads: 'sealed',
  params: z.strictObject({ file: fileId }),
  query: z.strictObject({ reason: line(500) }),
  responses: {
    200: { description: '评价 Evaluations', schema: z.object({ items: z.array(evaluationRow) }) },
  },
  problems: ['not-found', 'not-independent'],
});

/** One by one: for regulators outside the body and the team, and every look is registered. */
export function oneByOne(api: Api, sql: ActDeps['sql'], key: Seal | undefined): void {
  api.route(evaluationsOfOne, async ({ params, query, caller }) => {
    const found = await evaluationsOf(sql, {
      bureau: caller.bureau,
      file: params.file,
      officer: caller.id,
      reason: query.reason,
    });
    if (!found) throw new Problem('not-found');
    if (found.tookPart)
      throw new Problem('not-independent', {
        clause: 'QY-17.2',
        say: {
          zh: '检查人员和检查主体的人员不得查阅单份评价。',
          en: 'Nobody of the team or the body reads a single evaluation.',
        },
      });
    return {
      body: {
        items: found.rows.map(({ id: _id, comment, ...r }) => ({
          ...r,
          comment:
            comment === null || !key ? null : key.open(comment, `evaluation:${found.id}:${r.step}`),
        })),
      },
    };
  });
}
