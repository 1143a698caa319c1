/** 会商周期 The rhythm of a pair of departments: set, listed, and followed by the schedule (TJ84-16). */
import { z } from 'zod';
import {
  scheduleOf,
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
import type { ActDeps } from '../intake/submit-act.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { settingsOf } from '../commitment-registries/settings.ts';
import type { ConsultationSchedules } from './schedules.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';

export const tag = '定期会商 Consultations';
export const text = z.string().nullable();
export const pairParams = z.strictObject({ accepting: unitId, supervising: unitId });

export const scheduleRow = z
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
export const scheduleView = ({ bureau, changedAt, ...s }: ScheduleRow) => ({
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
