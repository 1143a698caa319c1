/** 审管联动协调员、专人、不在岗 Who stands for a department on a day. TJ84-6, 15.0, 15.7. */
import { z } from 'zod';
import {
  addCoordinatorRecord,
  coordinatorOf,
  listAbsences,
  listAppointments,
  listCoordinatorRecords,
  listLacking,
  listRoster,
} from '../../db/commitment-registries/coordinators.ts';
import {
  absence,
  appointment,
  coordinatorRecord,
  itemId,
  rosterRow,
  sides,
} from '../../domain/commitment-case/registries.ts';
import { day, officerId, unitId } from '../../domain/law/shapes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { holds } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api, Reply } from '../http/openapi.ts';
import {
  assertMayAppoint,
  enterAbsence,
  enterAppointment,
  enterRosterRow,
  unitOfOfficer,
  type Entered,
} from './posts.ts';
import { Problem } from '../http/problems.ts';
import { unitsReadInFull } from '../intake/authority.ts';
import type { Request } from 'express';
import { today, warningShape } from '../registries/routes.ts';
import { TAG } from './service-list-routes.ts';

const enteredShape = z
  .object({ id: z.int(), warnings: z.array(warningShape) })
  .meta({ id: 'CommitmentRegistration' });
/** The same again writes nothing. */
const entered = {
  200: { description: '内容相同，未写入 The same stands already', schema: enteredShape },
  201: { description: '已登记 Registered', schema: enteredShape },
};
const answered = ({ created, ...body }: Entered): Reply => ({ status: created ? 201 : 200, body });
const kept = { id: z.int(), by: z.string(), at: z.string() };
const page = {
  cursor: pageQuery.cursor,
  limit: z.coerce.number().int().min(1).max(1000).optional(),
};
const placeShape = z.strictObject({ before: at.number });
const problems = [
  'unknown-reference',
  'not-eligible',
  'not-accepting-department',
  'not-supervising-department',
  'own-record',
  'officer-removed',
  'conflict',
] as const;

export function coordinatorRoutes(api: Api): void {
  appointmentRoutes(api);
  lackingRoute(api);
  rosterRoutes(api);
  absenceRoutes(api);
  recordRoutes(api);
}

interface Page {
  cursor?: string | undefined;
  limit?: number | undefined;
}
const placeOf = ({ cursor, limit = 100 }: Page) => ({
  before: readCursor(cursor, placeShape)?.before ?? Number.MAX_SAFE_INTEGER,
  limit,
});

function pageOf<T extends { id: number; at: number }>(
  req: Request,
  rows: readonly T[],
  limit: number,
): Reply {
  const { items, next } = paged(rows, limit, ({ id }) => ({ before: id }));
  return {
    body: { items: items.map((row) => ({ ...row, at: formatInstant(instant(row.at)) })), next },
    headers: linkToNext(req, next),
  };
}

function appointmentRoutes(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'post',
      path: '/v1/coordinators',
      tag: TAG,
      auth: ['registrar', 'head'],
      summary: '任命审管联动协调员 — Appoint a coordinator',
      description:
        '受理、监管两侧分别任命，不得为同一人。后一任命自其起始日取代前一任命；officer 为 null 表示自该日空缺。 Each side its own person. A later appointment takes the place of the earlier from its day; officer null leaves the post vacant.',
      body: appointment,
      problems: [...problems, 'same-coordinator'],
      responses: entered,
    },
    async ({ body, caller }) => {
      await assertMayAppoint(deps.sql, caller, body.unit, [body.officer, body.substitute]);
      return answered(
        await deps.sql.begin((tx) => enterAppointment(tx, caller, body, today(deps))),
      );
    },
  );

  const view = z
    .object({
      ...appointment.shape,
      ...kept,
      from: z.string(),
      until: z.string().nullable(),
      endsOn: z.string().nullable().meta({
        description:
          '实际终止日：期满或被后任取代 Its end: of the term, or by the next appointment',
      }),
    })
    .meta({ id: 'CoordinatorAppointment' });
  api.route(
    {
      method: 'get',
      path: '/v1/coordinators',
      tag: TAG,
      auth: 'caller',
      summary: '协调员任命 — Appointments of coordinators',
      problems: ['bad-cursor'],
      query: z.strictObject({
        ...page,
        unit: unitId.optional(),
        side: z.enum(sides).optional(),
        day: day
          .optional()
          .meta({ description: '只列该日有效的任命 Only those that hold on the day' }),
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
      return pageOf(
        req,
        await listAppointments(deps.sql, {
          bureau: caller.bureau,
          unit: query.unit,
          side: query.side,
          day: query.day,
          ...place,
        }),
        place.limit,
      );
    },
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

const standing = {
  standing: z.boolean().meta({ description: '未作废且未被更正 Neither void nor replaced' }),
};

function rosterRoutes(api: Api): void {
  const { deps } = api;
  api.route(
    {
      method: 'post',
      path: '/v1/rosters',
      tag: TAG,
      auth: ['registrar', 'head'],
      summary: '登记分发专人、监管人员 — Register who distributes or supervises',
      body: rosterRow,
      problems: [...problems, 'item-not-of-unit'],
      responses: entered,
    },
    async ({ body, caller }) => {
      await assertMayAppoint(deps.sql, caller, body.unit, [body.officer]);
      return answered(await deps.sql.begin((tx) => enterRosterRow(tx, caller, body)));
    },
  );

  const view = z
    .object({
      ...rosterRow.shape,
      ...kept,
      ...standing,
      from: z.string(),
      until: z.string().nullable(),
    })
    .meta({ id: 'RosterRow' });
  api.route(
    {
      method: 'get',
      path: '/v1/rosters',
      tag: TAG,
      auth: 'caller',
      summary: '分发专人、监管人员 — Who distributes and supervises',
      problems: ['bad-cursor'],
      query: z.strictObject({
        ...page,
        unit: unitId.optional(),
        officer: officerId.optional(),
        duty: z.enum(['distribute', 'supervise']).optional(),
        item: itemId.optional(),
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
      return pageOf(
        req,
        await listRoster(deps.sql, { ...query, bureau: caller.bureau, ...place }),
        place.limit,
      );
    },
  );
}

/** Why somebody is away is for the own unit, its superiors and the registrar. */
function absenceRoutes(api: Api): void {
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
function recordRoutes(api: Api): void {
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
