/** 移交 For some days an officer's assigned duties are shown to a deputy of the same unit, who gains no right by it. It ends by itself, or is revoked. */
import { z } from 'zod';
import {
  findHandOver,
  handOvers,
  handOverWork,
  revokeHandOver,
  type HandOverRow,
} from '../../db/queries/assignments.ts';
import { findStanding } from '../../db/queries/access.ts';
import { unitsUnder } from '../../db/queries/subjects.ts';
import { ordersWork, refuseHandingOver } from '../../domain/colleagues/assigning.ts';
import { day, officerId } from '../../domain/law/shapes.ts';
import { time } from '../files/file-shape.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { badInput } from '../http/fields.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { partiesOf, requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './comment-shape.ts';

type Sql = ActDeps['sql'];

const handOverShape = z
  .object({
    id: z.int(),
    unit: z.string(),
    from: z.string(),
    to: z.string(),
    fromOn: z.string(),
    untilOn: z.string(),
    by: z.string(),
    at: z.string(),
    endedAt: time,
    endedBy: time,
    state: z.enum(['coming', 'running', 'over', 'revoked', 'left']).meta({
      description:
        'left：有一人离开了本单位 one of the two has left the unit; over：期满 its days are over',
    }),
    absent: z.boolean().meta({
      description: '移交人今日登记为不在岗 Registered as absent today (/v1/absences)',
    }),
    deputyAbsent: z.boolean().meta({
      description: '代办人今日登记为不在岗 The deputy is registered as absent today',
    }),
  })
  .meta({ id: 'HandOver' });

const shown = ({ endedWhy: _why, ...row }: HandOverRow): z.infer<typeof handOverShape> => ({
  ...row,
  at: when(row.at)!,
  endedAt: when(row.endedAt),
});

export const handOverRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    list(api, sql);
    handing(api, sql);
    revoking(api, sql);
  };

function list(api: Api, sql: Sql): void {
  const { format: _format, ...pages } = pageQuery;
  api.route(
    {
      method: 'get',
      path: '/v1/hand-overs',
      tag,
      summary: '移交 — Hand-overs of the own unit and those under it, newest first',
      auth: 'caller',
      query: z.strictObject({
        ...pages,
        officer: officerId.optional(),
        now: z
          .enum(['true'])
          .optional()
          .meta({ description: '只列未结束的 Only what has not ended' }),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '移交 Hand-overs',
          schema: z.object({ items: z.array(handOverShape), next: time }),
        },
      },
    },
    async ({ query: { cursor, limit = 100, officer, now }, caller, req }) => {
      const rows = await handOvers(
        sql,
        {
          bureau: caller.bureau,
          parties: await partiesOf(sql, caller),
          officer,
          now: now === 'true',
        },
        readCursor(cursor, at.number),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, ({ id }) => id);
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

const handingRoute = describeRoute({
  method: 'post',
  path: '/v1/hand-overs',
  tag,
  summary: '移交承办事项 — Hand over what one has in hand, for some days',
  description:
    '由本人，或者本单位及其上级单位的负责人、协调员办理；代办人员须是同一单位的，不因此取得任何权限。不是不在岗登记（/v1/absences）。 By the officer or a head or coordinator; to somebody of the same unit, who gains no right by it. It registers no absence.',
  auth: 'caller',
  body: z.strictObject({
    from: officerId.optional().meta({ description: '不填为本人 The caller, unless named' }),
    to: officerId,
    fromOn: day,
    untilOn: day,
  }),
  problems: ['not-found', 'officer-removed', 'deputy-outside', 'deputy-away', 'hand-over-overlaps'],
  responses: { 201: { description: '已移交 Handed over', schema: handOverShape } },
});

function handing(api: Api, sql: Sql): void {
  api.route(handingRoute, async ({ body, caller }) => {
    requireReader(caller);
    assertDays(body);
    const from = body.from ?? caller.id;
    const standing = await findStanding(sql, from);
    if (standing?.bureau !== caller.bureau) throw new Problem('not-found');
    const refusal = refuseHandingOver({
      by: caller.id,
      orders: await orders(sql, caller, standing.unit),
      from: { id: from, unit: standing.unit },
      to: { id: body.to, standing: await findStanding(sql, body.to) },
    });
    if (refusal) throw Problem.refused(refusal);
    const answer = await handOverWork(sql, {
      bureau: caller.bureau,
      unit: standing.unit,
      from,
      to: body.to,
      fromOn: body.fromOn,
      untilOn: body.untilOn,
      by: caller.id,
    });
    if ('away' in answer) throw new Problem('deputy-away');
    if ('standsIn' in answer)
      throw new Problem('deputy-away', {
        say: {
          zh: '移交人在这些日子里正为他人代办，移交后无人代办',
          en: 'The officer stands in for somebody on some of these days, who would have nobody then',
        },
      });
    if ('overlaps' in answer) throw new Problem('hand-over-overlaps');
    return { status: 201, body: shown((await findHandOver(sql, caller.bureau, answer.id))!) };
  });
}

function revoking(api: Api, sql: Sql): void {
  api.route(
    {
      method: 'delete',
      path: '/v1/hand-overs/:id',
      tag,
      summary: '撤销移交 — Revoke a hand-over',
      description:
        '由移交人、代办人，或者该单位及其上级单位的负责人、协调员撤销。 By either of the two, or a head or coordinator.',
      auth: 'caller',
      params: z.strictObject({ id: z.coerce.number().int().min(1).max(1e9) }),
      problems: ['not-found', 'officer-removed', 'hand-over-ended'],
      responses: { 200: { description: '已撤销 Revoked', schema: handOverShape } },
    },
    async ({ params: { id }, caller }) => {
      requireReader(caller);
      const found = await findHandOver(sql, caller.bureau, id);
      const own = found && [found.from, found.to].includes(caller.id);
      if (!found || !(own || (await orders(sql, caller, found.unit))))
        throw new Problem('not-found');
      if (!(await revokeHandOver(sql, id, caller.id))) throw new Problem('hand-over-ended');
      return { body: shown((await findHandOver(sql, caller.bureau, id))!) };
    },
  );
}

const orders = async (sql: Sql, caller: Caller, unit: string): Promise<boolean> =>
  ordersWork(caller, await unitsUnder(sql, caller.unit), unit);

/** At most a year, and not over already. */
function assertDays({ fromOn, untilOn }: { fromOn: string; untilOn: string }): void {
  const longest = (Date.parse(untilOn) - Date.parse(fromOn)) / 86_400_000;
  if (untilOn >= fromOn && untilOn >= databaseToday() && longest <= 366) return;
  throw badInput([
    {
      in: 'body',
      path: '/untilOn',
      zh: '不早于开始之日和今日，最长 366 天',
      en: 'Not before its first day, nor before today, and at most 366 days',
    },
  ]);
}
