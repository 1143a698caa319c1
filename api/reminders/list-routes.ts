/** 未送达的提醒 What has not reached people: seen, sent again or given up, by name and with a reason. What it says is not shown. */
import { z } from 'zod';
import {
  findReminder,
  listReminders,
  type ReminderRow,
  resendToPeople,
  settleReminder,
} from '../../db/queries/reminders.ts';
import { quietUntil } from '../../domain/reminders/hours.ts';
import { reminderSettingsOf } from '../../domain/reminders/settings-form.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { line } from '../../domain/law/shapes.ts';
import { linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { receiverId } from '../outbox/receivers.ts';
import { assertPerson } from '../outbox/settlement.ts';
import { tag } from './me-routes.ts';

const auth = ['administrator', 'coordinator'] as const;

const shape = z
  .object({
    id: z.string(),
    officer: z.string().nullable(),
    receiver: z.string().nullable(),
    channel: z.enum(['email', 'wecom', 'dingtalk', 'none']).meta({
      description:
        'none：逐级督办没有可以送达的人员 Escalated, and nobody of the chain could be told',
    }),
    kind: z.enum(['code', 'digest', 'news']),
    state: z.enum(['pending', 'sending', 'delivered', 'dead', 'skipped']),
    tries: z.int(),
    lastError: z.string().nullable(),
    createdAt: z.string(),
    nextTryAt: z.string().nullable(),
    settledAt: z.string().nullable(),
    settledBy: z.string().nullable(),
    lines: z.int(),
    files: z.array(z.string()).meta({
      description: '没有送达任何人的：所涉案卷 Of what reached nobody: which files it is about',
    }),
  })
  .meta({ id: 'Reminder' });

const shown = ({ bureau: _bureau, createdAt, nextTryAt, settledAt, ...row }: ReminderRow) => ({
  ...row,
  createdAt: when(createdAt)!,
  nextTryAt: when(nextTryAt),
  settledAt: when(settledAt),
});

export function reminderListRoutes(api: Api): void {
  list(api);
  resendingAll(api);
  settling(
    api,
    'resend',
    '重新发送 — Send a reminder again',
    '次数从头计算，立即发送。 The bound counts anew; it is sent at once.',
  );
  settling(
    api,
    'skip',
    '不再发送 — Give a reminder up',
    '所提醒的事项不受影响。 What it was about stands as it does.',
  );
}

function list(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/reminders',
      tag,
      auth,
      summary:
        '未送达的提醒 — Reminders that have not arrived: dead letters, or what is still tried',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(['dead', 'pending']).default('dead'),
        receiver: receiverId.optional(),
      }),
      problems: ['bad-cursor', 'officer-removed'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(shape), next: z.string().nullable() }),
        },
      },
    },
    async ({ query: { cursor, limit = 100, ...filter }, caller, req }) => {
      const rows = await listReminders(
        api.deps.sql,
        { bureau: caller.bureau, reader: caller.id, ...filter },
        readCursor(cursor, z.uuid()),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, ({ id }) => id);
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

/** After an outage of the mail server. */
function resendingAll(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/v1/reminders/resend',
      tag,
      auth,
      summary: '全部重新发送 — Send all dead letters to officers again',
      description:
        '本机构给各人员的全部死信；每日摘要只发最近一份，更早的不再发送；验证码不重发。接收方的死信在接收方处办理。 Every dead letter of the bureau to its officers: of digests the newest, and no codes. Those of a receiver are sent again there. 免打扰时段内，到时段结束才发；法定期限在此之前届满的除外。 In the quiet hours they wait for their end, but for what the law lets run out before.',
      body: z.strictObject({
        reason: line(500),
        atOnce: z
          .literal(true)
          .optional()
          .meta({ description: '不等免打扰时段结束 Also in the quiet hours' }),
      }),
      problems: ['officer-removed'],
      responses: {
        200: {
          description: '重新发送的件数，以及到何时才发 How many, and until when they wait',
          schema: z.object({ resent: z.int(), heldUntil: z.string().nullable() }),
        },
      },
    },
    async ({ body: { reason, atOnce }, caller }) => {
      assertPerson(caller);
      const { sql, clock } = api.deps;
      const settings = reminderSettingsOf((await findBureau(sql, caller.bureau))?.settings ?? {});
      const held = (!atOnce && quietUntil(clock.now(), settings)) || null;
      const resent = await resendToPeople(sql, caller.bureau, caller.id, reason, held);
      return { body: { resent, heldUntil: when(held) } };
    },
  );
}

function settling(api: Api, what: 'resend' | 'skip', summary: string, description: string): void {
  api.route(
    {
      method: 'post',
      path: `/v1/reminders/:id/${what}`,
      tag,
      auth,
      summary,
      description,
      params: z.strictObject({ id: z.uuid() }),
      body: z.strictObject({ reason: line(500) }),
      problems: ['not-found', 'other-bureau', 'officer-removed', 'delivery-settled'],
      responses: { 200: { description: '提醒 The reminder', schema: shape } },
    },
    async ({ params: { id }, body: { reason }, caller }) => {
      assertPerson(caller);
      const found = await findReminder(api.deps.sql, id, caller.id);
      if (!found) throw new Problem('not-found');
      if (found.bureau !== caller.bureau) throw new Problem('other-bureau');
      if (!(await settleReminder(api.deps.sql, found, what, caller.id, reason)))
        throw new Problem('delivery-settled');
      return { body: shown((await findReminder(api.deps.sql, id, caller.id))!) };
    },
  );
}
