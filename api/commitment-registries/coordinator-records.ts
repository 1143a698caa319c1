/** 工作记录 What coordinators note of their work (TJ84-15.7). */
import { z } from 'zod';
import {
  addCoordinatorRecord,
  coordinatorOf,
} from '../../db/commitment-registries/coordinators.ts';
import { listCoordinatorRecords } from '../../db/commitment-registries/posts-listed.ts';
import { coordinatorRecord } from '../../domain/commitment-case/registries.ts';
import { unitId } from '../../domain/law/shapes.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import { today } from '../registries/terms.ts';
import { TAG } from './item-routes.ts';
import { listRoute } from './post-routes.ts';

const recordView = z
  .object({
    ...coordinatorRecord.shape,
    on: z.string(),
    id: z.int(),
    officer: z.string(),
    at: z.string(),
  })
  .meta({ id: 'CoordinatorRecord' });

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
  listRoute(
    api,
    {
      path: '/v1/coordinator-records',
      summary: '协调员工作记录 — Coordinators’ records',
      view: recordView,
      reads: 'narrative',
      filters: { unit: unitId.optional() },
    },
    async ({ unit }, place, caller) => {
      const units = await unitsReadInFull(deps.sql, caller);
      return listCoordinatorRecords(deps.sql, caller.bureau, units, { unit, ...place });
    },
  );
}
