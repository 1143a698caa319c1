/** 频次异常 The watch over how often institutions are inspected, followed up by the supervision department (QY-4.3). */
import { z } from 'zod';
import { alerts, followUp, type AlertRow } from '../../db/enforcement-supervision/store.ts';
import { day, line } from '../../domain/law/shapes.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { requireInPost, requireSupervision } from '../inspection-registries/authority.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { tag, text } from './trainings.ts';

const alertShape = z
  .object({
    id: z.string(),
    institution: z.string(),
    file: text,
    body: text,
    kind: z.string(),
    span: z.enum(['per-day', 'per-week', 'per-month']),
    on: z.string(),
    number: z.int(),
    most: z.int(),
    force: z.literal('management'),
    clause: z.literal('QY-4.3'),
    followUps: z.array(
      z.object({ officer: z.string(), finding: z.string(), measures: z.string(), at: z.string() }),
    ),
  })
  .meta({ id: 'FrequencyAlert' });
const alertOf = (a: AlertRow) => ({
  ...a,
  force: 'management' as const,
  clause: 'QY-4.3' as const,
  followUps: a.followUps.map((f) => ({ ...f, at: when(f.at)! })),
});

export function watching(api: Api, sql: ActDeps['sql']): void {
  alertList(api, sql);
  followingUp(api, sql);
}

function alertList(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/frequency-alerts',
      tag,
      summary: '检查频次预警 — Institutions inspected clearly above a reasonable frequency',
      auth: ['regulator', 'coordinator', 'head'],
      reads: 'narrative',
      description:
        '每日、七日、每月次数超过本局设定的即预警，不受频次上限限制的检查同样计入（QY-4.3，管理）。',
      query: z.strictObject({
        state: z.enum(['open', 'closed']).optional(),
        from: day.optional(),
        until: day.optional(),
      }),
      responses: {
        200: { description: '清单 List', schema: z.object({ items: z.array(alertShape) }) },
      },
    },
    async ({ query, caller }) => {
      await requireInPost(sql, caller, 'regulator', 'coordinator');
      return {
        body: {
          items: (
            await alerts(sql, {
              bureau: caller.bureau,
              from: query.from,
              until: query.until,
              open: query.state && query.state === 'open',
            })
          ).map(alertOf),
        },
      };
    },
  );
}

function followingUp(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'post',
      path: '/v1/frequency-alerts/:id/follow-ups',
      tag,
      summary: '跟踪监督 — The supervision of enforcement follows an alert up',
      auth: 'caller',
      params: z.strictObject({
        id: z.string().regex(/^pc-[0-9a-f-]{36}$/, { error: '预警编号格式不符 | Not an alert id' }),
      }),
      body: z.strictObject({
        finding: z.enum(['justified', 'excessive', 'being-verified']),
        measures: line(2000),
      }),
      responses: { 201: { description: '已记入 Entered', schema: alertShape } },
      problems: ['not-found', 'not-independent', 'not-authorised'],
    },
    async ({ params, body, caller }) => {
      const [alert] = await alerts(sql, { bureau: caller.bureau, id: params.id });
      if (!alert) throw new Problem('not-found');
      mayFollow(caller, alert);
      await followUp(sql, { alert: alert.id, officer: caller.id, ...body });
      return {
        status: 201,
        body: alertOf((await alerts(sql, { bureau: caller.bureau, id: params.id }))[0]!),
      };
    },
  );
}

/** Never the body that inspected. */
function mayFollow(caller: Caller, alert: AlertRow): void {
  requireSupervision(caller, 'QY-4.3');
  if (caller.unit === alert.body)
    throw new Problem('not-independent', {
      clause: 'QY-4.3',
      say: {
        zh: '实施检查的单位不得跟踪自己。',
        en: 'The body that inspected does not follow itself.',
      },
    });
}
