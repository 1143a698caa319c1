/** 发件 What has not arrived: dead letters to read, send again or skip, by name and with a reason. */
import { z } from 'zod';
import {
  findDelivery,
  listDeliveries,
  resendDead,
  settleByName,
  type DeliveryPlace,
  type DeliveryRow,
  type DeliveryWithEntry,
} from '../../db/queries/outbox.ts';
import type { Querying } from '../../db/client.ts';
import { findReceiver } from '../../db/queries/receivers.ts';
import { line } from '../../domain/law/shapes.ts';
import type { Caller } from '../http/authentication.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { messageOf, webhookId } from './message.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../files/routes.ts';
import { receiverId } from './receivers.ts';

const tag = '发件 Outbox';
const auth = ['administrator', 'coordinator'] as const;
const fileId = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9._-]+$/, { error: '案卷编号格式不符 | Not a file id' });
const params = z.strictObject({
  receiver: receiverId,
  file: fileId,
  seq: z.coerce.number().int().min(1).max(2_147_483_647),
});
const place = z.strictObject({ receiver: receiverId, file: fileId, seq: at.serial });

const deliveryShape = z
  .object({
    receiver: z.string(),
    file: z.string(),
    seq: z.int(),
    type: z.string(),
    state: z.enum(['pending', 'sending', 'delivered', 'dead', 'skipped']),
    tries: z.int(),
    lastError: z.string().nullable().meta({
      description:
        '未送达原因：timeout、status-503、redirect-refused、address-refused、ECONNREFUSED 等 Why the last try failed',
    }),
    recordedAt: z.string(),
    nextTryAt: z.string().nullable(),
    settledAt: z.string().nullable(),
    settledBy: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
const withMessage = deliveryShape
  .extend({ webhookId: z.string(), message: z.looseObject({}) })
  .meta({ id: 'DeliveryWithMessage' });

const shown = ({
  receiver,
  file,
  seq,
  type,
  state,
  tries,
  lastError,
  recordedAt,
  nextTryAt,
  settledAt,
  settledBy,
}: DeliveryRow) => ({
  receiver,
  file,
  seq,
  type,
  state,
  tries,
  lastError,
  recordedAt: when(recordedAt)!,
  nextTryAt: when(nextTryAt),
  settledAt: when(settledAt),
  settledBy,
});
const inFull = (d: DeliveryWithEntry) => ({
  ...shown(d),
  webhookId: webhookId(d.receiver, d.entry),
  message: messageOf(d.entry),
});

export function deliveryRoutes(api: Api): void {
  reading(api);
  settling(
    api,
    'resend',
    '重新发送 — Send a dead letter again',
    '次数从头计算；在等待中的立即再试。 The bound counts anew; one that waits is tried at once.',
  );
  resending(api);
  settling(
    api,
    'skip',
    '跳过 — Skip what a receiver does not get',
    '接收方不再收到该项，其后的继续发送。 The receiver never gets it; what follows goes on.',
  );
}

function reading(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/deliveries',
      tag,
      auth,
      summary: '未送达的发件 — What has not arrived: dead letters, or what is still tried',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(['dead', 'pending']).default('dead'),
        receiver: receiverId.optional(),
        file: fileId.optional(),
      }),
      problems: ['bad-cursor', 'officer-removed'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(deliveryShape), next: z.string().nullable() }),
        },
      },
    },
    async ({ query: { cursor, limit = 100, ...filter }, caller, req }) => {
      const rows = await listDeliveries(
        api.deps.sql,
        { bureau: caller.bureau, ...filter },
        readCursor(cursor, place),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, ({ receiver, file, seq }) => ({
        receiver,
        file,
        seq,
      }));
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );

  api.route(
    {
      method: 'get',
      path: '/v1/deliveries/:receiver/:file/:seq',
      tag,
      auth,
      summary: '一件发件及其内容 — One delivery and what it carries',
      params,
      problems: ['not-found', 'other-bureau', 'officer-removed'],
      responses: { 200: { description: '发件 The delivery', schema: withMessage } },
    },
    async ({ params, caller }) => ({
      body: inFull(await ownDelivery(api.deps.sql, params, caller)),
    }),
  );
}

function settling(api: Api, what: 'resend' | 'skip', summary: string, description: string): void {
  api.route(
    {
      method: 'post',
      path: `/v1/deliveries/:receiver/:file/:seq/${what}`,
      tag,
      auth,
      summary,
      description,
      params,
      body: z.strictObject({ reason: line(500) }),
      problems: [
        'not-found',
        'other-bureau',
        'officer-removed',
        'delivery-settled',
        'delivery-under-way',
      ],
      responses: { 200: { description: '发件 The delivery', schema: withMessage } },
    },
    async ({ params, body, caller }) => {
      assertPerson(caller);
      const after = await api.deps.sql.begin(async (tx) => {
        const delivery = await ownDelivery(tx, params, caller, true);
        if (delivery.state === 'delivered' || delivery.state === 'skipped')
          throw new Problem('delivery-settled');
        if (delivery.underWay)
          throw new Problem('delivery-under-way', {
            lawful: { zh: '稍后再试。', en: 'Try again in a moment.' },
          });
        await settleByName(tx, delivery, what, caller.id, body.reason);
        return ownDelivery(tx, params, caller);
      });
      return { body: inFull(after) };
    },
  );
}

/** After an outage of the receiver, all that died at once. */
function resending(api: Api): void {
  api.route(
    {
      method: 'post',
      path: '/v1/receivers/:id/resend',
      tag,
      auth: ['administrator'],
      summary: '全部重新发送 — Send all dead letters of a receiver again',
      description:
        '该接收方（或其一个案卷）的全部死信，逐件记载办理人和理由；每卷内的次序不变。 Every dead letter of the receiver, or of one file; each recorded with name and reason; the order within a file stays.',
      params: z.strictObject({ id: receiverId }),
      body: z.strictObject({ reason: line(500), file: fileId.optional() }),
      problems: ['not-found', 'other-bureau', 'officer-removed'],
      responses: {
        200: {
          description: '重新发送的件数 How many',
          schema: z.object({ receiver: z.string(), resent: z.int() }),
        },
      },
    },
    async ({ params: { id }, body: { reason, file }, caller }) => {
      assertPerson(caller);
      const receiver = await findReceiver(api.deps.sql, id);
      if (!receiver) throw new Problem('not-found');
      if (receiver.bureau !== caller.bureau) throw new Problem('other-bureau');
      return {
        body: {
          receiver: id,
          resent: await resendDead(api.deps.sql, { receiver: id, file }, caller.id, reason),
        },
      };
    },
  );
}

function assertPerson(caller: Caller): void {
  if (caller.kind !== 'person')
    throw new Problem('not-authorised', {
      say: { zh: '须由具名的人员办理', en: 'A named person does this' },
    });
}

async function ownDelivery(
  sql: Querying,
  at: DeliveryPlace,
  caller: Caller,
  lock = false,
): Promise<DeliveryWithEntry> {
  const found = await findDelivery(sql, at, lock);
  if (!found) throw new Problem('not-found');
  if (found.owner !== caller.bureau) throw new Problem('other-bureau');
  return found;
}
