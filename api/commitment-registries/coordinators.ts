/** 审管联动协调员、专人、不在岗 Who stands for a department on a day. TJ84-6, 15.0, 15.7. */
import { z } from 'zod';
import { listLacking } from '../../db/commitment-registries/coordinators.ts';
import { listAppointments } from '../../db/commitment-registries/posts-listed.ts';
import { appointment, sides } from '../../domain/commitment-case/registries.ts';
import { day, unitId } from '../../domain/law/shapes.ts';
import type { Api } from '../http/openapi.ts';
import { appoint } from './appointment-ground.ts';
import { today } from '../registries/terms.ts';
import { TAG } from './item-routes.ts';
import { entryRoute, kept, listRoute } from './post-routes.ts';
import { rosterRoutes } from './rosters.ts';
import { absenceRoutes } from './absences.ts';
import { recordRoutes } from './coordinator-records.ts';

export function coordinatorRoutes(api: Api): void {
  appointmentRoutes(api);
  lackingRoute(api);
  rosterRoutes(api);
  absenceRoutes(api);
  recordRoutes(api);
}

const appointmentView = z
  .object({
    ...appointment.shape,
    ...kept,
    from: z.string(),
    until: z.string().nullable(),
    endsOn: z.string().nullable().meta({
      description: '实际终止日：期满或被后任取代 Its end: of the term, or by the next appointment',
    }),
  })
  .meta({ id: 'CoordinatorAppointment' });

function appointmentRoutes(api: Api): void {
  const { sql } = api.deps;
  entryRoute(
    api,
    {
      path: '/v1/coordinators',
      summary: '任命审管联动协调员 — Appoint a coordinator',
      description:
        '受理、监管两侧分别任命，不得为同一人。后一任命自其起始日取代前一任命；officer 为 null 表示自该日空缺。由另一人复核后生效（/v1/proposals）；本局尚无第二名管理员的，一人办理并载明。 Each side its own person. A later appointment takes the place of the earlier from its day; officer null leaves the post vacant. Another person confirms it; while the bureau has had no second administrator, it takes effect at once and is entered as a bootstrap.',
      body: appointment,
      problems: ['same-coordinator', 'proposal-person'],
      proposed: true,
    },
    (body, caller) => appoint(api.deps, caller, body),
  );
  listRoute(
    api,
    {
      path: '/v1/coordinators',
      summary: '协调员任命 — Appointments of coordinators',
      view: appointmentView,
      filters: {
        unit: unitId.optional(),
        side: z.enum(sides).optional(),
        day: day
          .optional()
          .meta({ description: '只列该日有效的任命 Only those that hold on the day' }),
      },
    },
    (filter, place, { bureau }) => listAppointments(sql, { ...filter, bureau, ...place }),
  );
}

function lackingRoute(api: Api): void {
  const row = z.object({
    unit: z.string(),
    name: z.string(),
    side: z.enum(sides),
    appointed: z
      .boolean()
      .meta({ description: '已任命但当日均不在岗 Appointed, but nobody present' }),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/departments-without-coordinator',
      tag: TAG,
      auth: 'caller',
      summary: '没有协调员在岗的部门 — Departments without a coordinator',
      description:
        '第十五条要求分别设立协调员，未规定后果：提示，不拒收。 Article 15 asks for one on each side and names no sanction: shown, never a bar.',
      query: z.strictObject({ day: day.optional() }),
      responses: {
        200: {
          description: '清单中的部门 Departments of the list in force',
          schema: z.object({ day: z.string(), items: z.array(row) }),
        },
      },
    },
    async ({ query, caller }) => {
      const on = query.day ?? today(api.deps);
      return { body: { day: on, items: await listLacking(api.deps.sql, caller.bureau, on) } };
    },
  );
}
