/** 发件 What has not arrived: dead letters, and what is still tried. */
import { z } from 'zod';
import { undelivered } from '../../db/queries/checkpoint-deliveries.ts';
import { listDeliveries } from '../../db/queries/outbox.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { fileId } from '../files/file-shape.ts';
import { receiverId } from './receivers.ts';
import {
  tag,
  auth,
  params,
  deliveryShape,
  withMessage,
  shown,
  inFull,
  ownDelivery,
} from './delivery-shape.ts';
import { settling, resending } from './settlement.ts';

const place = z.strictObject({ receiver: receiverId, file: fileId, seq: at.serial });

export function deliveryRoutes(api: Api): void {
  deliveryList(api);
  oneDelivery(api);
  headDeliveries(api);
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

function deliveryList(api: Api): void {
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
}

/** Of no file, and so not among the deliveries of files. */
function headDeliveries(api: Api): void {
  const shape = z.object({
    receiver: z.string(),
    size: z.int(),
    state: z.enum(['pending', 'sending', 'dead']),
    tries: z.int(),
    lastError: z.string().nullable(),
    nextTryAt: z.string().nullable(),
  });
  api.route(
    {
      method: 'get',
      path: '/v1/checkpoint-deliveries',
      tag,
      auth,
      summary: '未送达的检查点 — Signed heads that have not arrived, a thousand at most',
      description:
        '死信由 POST /v1/receivers/{id}/resend 重新发送。 Dead letters are sent again by POST /v1/receivers/{id}/resend.',
      problems: ['officer-removed'],
      responses: {
        200: { description: '检查点 Heads', schema: z.object({ items: z.array(shape) }) },
      },
    },
    async ({ caller }) => {
      const rows = await undelivered(api.deps.sql, caller.bureau, 1000);
      return {
        body: { items: rows.map((row) => ({ ...row, nextTryAt: when(row.nextTryAt) })) },
      };
    },
  );
}

function oneDelivery(api: Api): void {
  api.route(
    {
      method: 'get',
      path: '/v1/deliveries/:receiver/:file/:seq',
      tag,
      auth,
      reads: 'narrative',
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
