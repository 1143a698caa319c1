/** 培训 Trainings of officers, as the notice asks for them (QY-16). */
import { z } from 'zod';
import {
  keepTraining,
  trainings,
  unknownOfficers,
  untrained,
} from '../../db/enforcement-supervision/store.ts';
import { day, document, line, officerId } from '../../domain/law/shapes.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireReader } from '../intake/authority.ts';
import { requireInPost } from '../inspection-registries/authority.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { badInput } from '../http/fields.ts';

export const tag = '执法监督 Supervision of enforcement';
export const text = z.string().nullable();

/** QY-16 培训; QY-18/20 部署、宣传: what the bureau has done to make the rules known, inside and outside. */
const trainingShape = z
  .strictObject({
    kind: z.enum(['training', 'deployment', 'publicity']).default('training'),
    heldOn: day,
    title: line(200),
    hours: z.number().min(0.5).max(1000),
    officers: z.array(officerId).max(1000),
    document,
  })
  .refine((t) => t.kind !== 'training' || t.officers.length > 0, {
    error: '写明受训人员 | Name who was trained',
    path: ['officers'],
  });

export function training(api: Api, sql: ActDeps['sql']): void {
  entering(api, sql);
  trainingList(api, sql);
}

function entering(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'post',
      path: '/v1/enforcement-trainings',
      tag,
      summary:
        '执法培训、工作部署、政策宣传记录 — A training, a deployment of work, publicity of the rules',
      auth: ['regulator', 'registrar', 'head'],
      body: trainingShape,
      responses: {
        201: { description: '已记入 Entered', schema: z.object({ heldOn: z.string() }) },
      },
      problems: ['in-the-future', 'unknown-reference'],
    },
    async ({ body, caller }) => {
      await requireInPost(sql, caller, 'regulator', 'registrar');
      if (body.heldOn > databaseToday()) throw new Problem('in-the-future', { clause: 'QY-16' });
      const unknown = await unknownOfficers(sql, caller.bureau, body.officers);
      if (unknown.length > 0)
        throw badInput([
          {
            in: 'body',
            path: '/officers',
            zh: `没有登记的人员：${unknown.slice(0, 5).join('、')}`,
            en: 'Officers that are not registered',
          },
        ]);
      await keepTraining(sql, { ...body, bureau: caller.bureau, by: caller.id });
      return { status: 201, body: { heldOn: body.heldOn } };
    },
  );
}

function trainingList(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/enforcement-trainings',
      tag,
      summary: '年度培训，及尚未培训的执法人员 — The trainings of a year, and who has had none',
      auth: 'caller',
      query: z.strictObject({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({
            items: z.array(
              z.object({
                kind: z.string(),
                heldOn: z.string(),
                title: z.string(),
                hours: z.number(),
                officers: z.array(z.string()),
              }),
            ),
            untrained: z.array(z.string()),
          }),
        },
      },
    },
    async ({ query, caller }) => {
      requireReader(caller);
      const year = query.year ?? Number(databaseToday().slice(0, 4));
      return {
        body: {
          items: await trainings(sql, caller.bureau, year),
          untrained: await untrained(sql, caller.bureau, year),
        },
      };
    },
  );
}
