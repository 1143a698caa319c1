/** 不在岗 Absences, and the record of what was entered (TJ84-15.7). */
import { z } from 'zod';
import {
  addCoordinatorRecord,
  coordinatorOf,
} from '../../db/commitment-registries/coordinators.ts';
import {
  listAbsences,
  listCoordinatorRecords,
} from '../../db/commitment-registries/posts-listed.ts';
import { absence, coordinatorRecord } from '../../domain/commitment-case/registries.ts';
import { day, officerId, unitId } from '../../domain/law/shapes.ts';
import { holds } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { assertMayAppoint, enterAbsence, unitOfOfficer } from './posts.ts';
import { Problem } from '../http/problems.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import { today } from '../registries/terms.ts';
import { TAG } from './item-routes.ts';
import { entered, answered, kept, page, problems, placeOf, pageOf, standing } from './entered.ts';

/** Why somebody is away is for the own unit, its superiors and the registrar. */
export function absenceRoutes(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'post',
      path: '/v1/absences',
      tag: TAG,
      auth: ['registrar', 'head'],
      summary: '登记不在岗 — Register an absence',
      body: absence,
      problems,
      responses: entered,
    },
    async ({ body, caller }) => {
      await assertMayAppoint(
        deps.sql,
        caller,
        await unitOfOfficer(deps.sql, caller, body.officer),
        [],
      );
      return answered(await deps.sql.begin((tx) => enterAbsence(tx, caller, body)));
    },
  );

  const view = z
    .object({
      ...absence.shape,
      ...kept,
      ...standing,
      unit: z.string(),
      from: z.string(),
      until: z.string(),
      reason: z.string().nullable(),
    })
    .meta({ id: 'Absence' });
  api.route(
    {
      method: 'get',
      path: '/v1/absences',
      tag: TAG,
      auth: 'caller',
      summary: '不在岗登记 — Absences',
      problems: ['bad-cursor'],
      query: z.strictObject({
        ...page,
        unit: unitId.optional(),
        officer: officerId.optional(),
        day: day.optional(),
      }),
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ items: z.array(view), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      const place = placeOf(query);
      const near = holds(caller, 'registrar') ? undefined : await unitsReadInFull(deps.sql, caller);
      const rows = await listAbsences(deps.sql, { ...query, bureau: caller.bureau, ...place });
      return pageOf(
        req,
        rows.map((row) => ({
          ...row,
          reason: near === undefined || near.includes(row.unit) ? row.reason : null,
        })),
        place.limit,
      );
    },
  );
}

/** TJ84-15.7. */
export function recordRoutes(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'post',
      path: '/v1/coordinator-records',
      tag: TAG,
      auth: ['coordinator'],
      summary: '协调员其他工作记录 — A coordinator’s free record',
      body: coordinatorRecord,
      problems: ['not-coordinator', 'in-the-future', 'officer-removed'],
      responses: { 201: { description: '已记录 Recorded', schema: z.object({ id: z.int() }) } },
    },
    async ({ body, caller }) => {
      if (body.on > today(deps)) throw new Problem('in-the-future', { clause: 'TJ84-15.7' });
      if ((await coordinatorOf(deps.sql, body.unit, body.side, body.on)) !== caller.id)
        throw new Problem('not-coordinator', {
          clause: 'TJ84-15.7',
          lawful: {
            zh: '由该部门当日在岗的协调员记录',
            en: 'The coordinator who stood for the department that day records',
          },
        });
      return { status: 201, body: { id: await addCoordinatorRecord(deps.sql, body, caller.id) } };
    },
  );

  const view = z
    .object({
      ...coordinatorRecord.shape,
      on: z.string(),
      id: z.int(),
      officer: z.string(),
      at: z.string(),
    })
    .meta({ id: 'CoordinatorRecord' });
  api.route(
    {
      method: 'get',
      path: '/v1/coordinator-records',
      tag: TAG,
      auth: 'caller',
      summary: '协调员工作记录 — Coordinators’ records',
      problems: ['bad-cursor'],
      query: z.strictObject({ ...page, unit: unitId.optional() }),
      responses: {
        200: {
          description: '最近的在前 The latest first',
          schema: z.object({ items: z.array(view), next: z.string().nullable() }),
        },
      },
    },
    async ({ query, caller, req }) => {
      const place = placeOf(query);
      return pageOf(
        req,
        await listCoordinatorRecords(
          deps.sql,
          caller.bureau,
          await unitsReadInFull(deps.sql, caller),
          { unit: query.unit, ...place },
        ),
        place.limit,
      );
    },
  );
}
