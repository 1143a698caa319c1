/** 会商周期清单 The rhythms in force, and of each when it fired (TJ84-16). */
import { z } from 'zod';
import {
  callsOf,
  scheduleOf,
  schedulesOf,
  type Pair,
  type ScheduleRow,
} from '../../db/consultation/store.ts';
import { scheduleId } from '../../domain/consultation/schedule.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { partiesOf } from '../intake/authority.ts';
import { when } from '../http/when.ts';
import { tag, text, pairParams, scheduleRow, scheduleView } from './rhythm.ts';

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
