/** 会商周期 The rhythm of a pair of departments: set, listed, and followed by the schedule (TJ84-16). */
import { z } from 'zod';
import {
  callsOf,
  scheduleOf,
  schedulesOf,
  setSchedule,
  type Pair,
  type ScheduleRow,
} from '../../db/consultation/store.ts';
import { isCoordinator } from '../../db/coordination-issue/store.ts';
import { findBureau, unitsOf } from '../../db/queries/subjects.ts';
import { refuseCall } from '../../domain/consultation/opening.ts';
import { rhythmOf, rhythms, scheduleId } from '../../domain/consultation/schedule.ts';
import { scheduleShape } from '../../domain/consultation/forms.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { unitId } from '../../domain/law/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { type ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { settingsOf } from '../commitment-registries/settings.ts';
import type { ConsultationSchedules } from './schedules.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf } from '../intake/authority.ts';
import { when } from '../http/when.ts';

export const tag = '定期会商 Consultations';
export const text = z.string().nullable();
const pairParams = z.strictObject({ accepting: unitId, supervising: unitId });

const scheduleRow = z
  .object({
    id: z.string(),
    accepting: z.string(),
    supervising: z.string(),
    months: z.int(),
    day: z.int(),
    hour: z.int(),
    paused: z.boolean(),
    version: z.int(),
    reason: z.string(),
    changedBy: z.string(),
    changedAt: z.string(),
    synced: z.boolean().meta({ description: '流程引擎已按此执行 The engine follows it' }),
    force: z.literal('management'),
  })
  .meta({ id: 'ConsultationSchedule' });
const scheduleView = ({ bureau, changedAt, ...s }: ScheduleRow) => ({
  id: scheduleId(bureau, s.accepting, s.supervising),
  ...s,
  changedAt: when(changedAt)!,
  force: 'management' as const,
});

export function rhythm(api: Api, deps: ActDeps, schedules: ConsultationSchedules): void {
  setting(api, deps, schedules);
  firing(api, deps, schedules);
}

function setting(api: Api, deps: ActDeps, schedules: ConsultationSchedules): void {
  const { sql } = deps;
  api.route(
    {
      method: 'put',
      path: '/v1/consultation-schedules/:accepting/:supervising',
      tag,
      summary: '设定会商周期 — Set, change, pause or resume the rhythm of a pair',
      auth: 'caller',
      params: pairParams,
      body: scheduleShape,
      description: `周期为管理设定（TJ84-16 只说定期），可选每 ${rhythms.join('、')} 个月。重复提交相同内容不产生新版本。`,
      responses: {
        200: { description: '周期 Rhythm', schema: scheduleRow },
        202: {
          description: '已登记，流程引擎稍后执行 Registered; the engine follows later',
          schema: scheduleRow,
        },
      },
      problems: ['no-legal-basis', 'not-coordinator', 'unknown-reference', 'same-department'],
    },
    async ({ params, body, caller }) => {
      const pair: Pair = { bureau: caller.bureau, ...params };
      const bureau = (await findBureau(sql, caller.bureau))!;
      await assertMaySet(deps, caller, pair, civilDateOf(api.deps.clock.now()));
      const months = body.months ?? rhythmOf(settingsOf(bureau).consultationMonths);
      const row = await setSchedule(sql, {
        ...pair,
        months,
        day: body.day,
        hour: body.hour,
        paused: body.paused,
        reason: body.reason,
        by: caller.id,
      });
      // Also when nothing changed: what the engine has lost is set again.
      const synced = await schedules.follow(row, caller.id).then(
        () => true,
        () => false,
      );
      return { status: synced ? 200 : 202, body: { ...scheduleView(row), synced } };
    },
  );
}

function firing(api: Api, deps: ActDeps, schedules: ConsultationSchedules): void {
  const { sql } = deps;
  api.route(
    {
      method: 'post',
      path: '/v1/consultation-schedules/:accepting/:supervising/term',
      tag,
      summary: '立即召集一次 — Let the schedule fire now',
      auth: 'caller',
      params: pairParams,
      responses: { 202: { description: '已触发 Fired', schema: z.object({ id: z.string() }) } },
      problems: ['not-found', 'not-coordinator', 'not-ready'],
    },
    async ({ params, caller }) => {
      const pair: Pair = { bureau: caller.bureau, ...params };
      await assertMaySet(deps, caller, pair, civilDateOf(api.deps.clock.now()));
      if (!(await scheduleOf(sql, pair))) throw new Problem('not-found');
      await schedules.trigger(pair, caller.id).catch(() => {
        throw new Problem('not-ready');
      });
      return {
        status: 202,
        body: { id: scheduleId(pair.bureau, pair.accepting, pair.supervising) },
      };
    },
  );
}

async function assertMaySet(
  { sql }: ActDeps,
  caller: Caller,
  { bureau, accepting, supervising }: Pair,
  today: CivilDate,
): Promise<void> {
  const basis = bindingInstruments((await findBureau(sql, bureau))!, 'TJ84', today);
  if (isRefusal(basis)) throw Problem.refused(basis);
  const units = new Set((await unitsOf(sql, bureau)).map((u) => u.id));
  const authorised =
    holds(caller, 'coordinator', 'registrar') ||
    (!caller.removed && (await isCoordinator(sql, caller.id, caller.unit, today)));
  const refusal = refuseCall({
    authorised,
    accepting,
    supervising,
    registered: units.has(accepting) && units.has(supervising),
    periodInOrder: true,
  });
  if (refusal) throw Problem.refused(refusal);
}

const columns: readonly Column<ScheduleRow>[] = [
  ['编号 id', (s) => scheduleId(s.bureau, s.accepting, s.supervising)],
  ['受理部门 accepting', (s) => s.accepting],
  ['监管部门 supervising', (s) => s.supervising],
  ['月数 months', (s) => s.months],
  ['日 day', (s) => s.day],
  ['时 hour', (s) => s.hour],
  ['暂停 paused', (s) => s.paused],
  ['版本 version', (s) => s.version],
  ['理由 reason', (s) => s.reason],
  ['变更人 changed by', (s) => s.changedBy],
  ['变更 changed', (s) => when(s.changedAt)],
];

export function rhythmList(api: Api, deps: ActDeps): void {
  listing(api, deps);
  oneRhythm(api, deps);
}

function listing(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/consultation-schedules',
      tag,
      summary: '会商周期清单 — The rhythms in force, by pair',
      auth: 'caller',
      query: z.strictObject(pageQuery),
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(scheduleRow), next: text }),
          csv: true,
        },
      },
    },
    async ({ query: { cursor, limit = 100, format }, caller, req, res }) => {
      const after = readCursor(cursor, z.tuple([at.id, at.id]));
      const rows = await schedulesOf(
        sql,
        caller.bureau,
        await partiesOf(sql, caller),
        after,
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (s) => [s.accepting, s.supervising]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'consultation-schedules', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(scheduleView), next }, headers: linkToNext(req, next) };
    },
  );
}

function oneRhythm(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/consultation-schedules/:accepting/:supervising',
      tag,
      summary: '一对部门的会商周期及触发记录 — The rhythm of a pair and when it fired',
      auth: 'caller',
      params: pairParams,
      responses: {
        200: {
          description: '周期 Rhythm',
          schema: z.object({
            ...scheduleRow.shape,
            terms: z.array(z.object({ at: z.string(), calledAt: z.string() })),
          }),
        },
      },
      problems: ['not-found'],
    },
    async ({ params, caller }) => {
      const pair: Pair = { bureau: caller.bureau, ...params };
      const parties = await partiesOf(sql, caller);
      const row = await scheduleOf(sql, pair);
      if (
        !row ||
        (parties && !parties.includes(pair.accepting) && !parties.includes(pair.supervising))
      )
        throw new Problem('not-found');
      return {
        body: {
          ...scheduleView(row),
          terms: (await callsOf(sql, pair, 50)).map((c) => ({
            at: when(c.at)!,
            calledAt: when(c.calledAt)!,
          })),
        },
      };
    },
  );
}
