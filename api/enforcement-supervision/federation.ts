/** 工商联 Consultations with the federation of industry and commerce about evaluations (QY-17.2). */
import { z } from 'zod';
import {
  consultations,
  evaluationFigures,
  keepConsultation,
} from '../../db/enforcement-supervision/store.ts';
import { LEAST, steps } from '../../domain/inspection/after.ts';
import { day, document, line, unitId } from '../../domain/law/shapes.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireReader } from '../intake/authority.ts';
import { databaseToday } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';

export const tag = '执法监督 Supervision of enforcement';

const consultationShape = z.strictObject({
  heldOn: day,
  federation: line(200).meta({ description: '工商联 The federation' }),
  matters: z
    .array(
      z.strictObject({
        step: z.enum(steps),
        problem: line(2000),
        measure: line(2000),
        owner: unitId,
        until: day,
      }),
    )
    .max(100),
  document,
});

export function withFederation(api: Api, sql: ActDeps['sql']): void {
  entering(api, sql);
  listing(api, sql);
}

function entering(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'post',
      path: '/v1/federation-consultations',
      tag,
      summary: '与工商联会商记录 — A consultation with the federation of industry',
      auth: ['regulator', 'coordinator'],
      body: consultationShape,
      description: '问题和企业评价与检查各环节对应（QY-17.2）；会商当日的评价汇总一并记入。',
      responses: {
        201: { description: '已记入 Entered', schema: z.object({ heldOn: z.string() }) },
      },
      problems: ['in-the-future'],
    },
    async ({ body, caller }) => {
      if (body.heldOn > databaseToday()) throw new Problem('in-the-future', { clause: 'QY-17.2' });
      const before = await evaluationFigures(sql, {
        bureau: caller.bureau,
        from: addDays(body.heldOn, -365),
        until: body.heldOn,
        least: LEAST,
      });
      await keepConsultation(sql, {
        bureau: caller.bureau,
        heldOn: body.heldOn,
        by: caller.id,
        payload: { ...body, evaluations: before },
      });
      return { status: 201, body: { heldOn: body.heldOn } };
    },
  );
}

function listing(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/federation-consultations',
      tag,
      summary: '与工商联会商 — Consultations with the federation',
      auth: 'caller',
      reads: 'narrative',
      responses: {
        200: {
          description: '记录 Records',
          schema: z.object({
            items: z.array(
              z.object({
                heldOn: z.string(),
                by: z.string(),
                payload: z.record(z.string(), z.unknown()),
              }),
            ),
          }),
        },
      },
    },
    async ({ caller }) => {
      requireReader(caller);
      return { body: { items: await consultations(sql, caller.bureau) } };
    },
  );
}
