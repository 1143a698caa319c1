/** A delivery as it is shown, with what it carries, and to its own bureau only. */
import { z } from 'zod';
import {
  findDelivery,
  type DeliveryPlace,
  type DeliveryRow,
  type DeliveryWithEntry,
} from '../../db/queries/outbox.ts';
import type { Querying } from '../../db/client.ts';
import type { Caller } from '../http/authentication.ts';
import { messageOf, webhookId } from './message.ts';
import { entryMessage } from './message-shape.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { when } from '../http/when.ts';
import { receiverId } from './receivers.ts';

export const tag = '发件 Outbox';

export const auth = ['administrator', 'coordinator'] as const;

export const params = z.strictObject({
  receiver: receiverId,
  file: fileId,
  seq: z.coerce.number().int().min(1).max(2_147_483_647),
});

export const deliveryShape = z
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

export const withMessage = deliveryShape
  .extend({ webhookId: z.string(), message: entryMessage })
  .meta({ id: 'DeliveryWithMessage' });

export const shown = ({
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

export const inFull = (d: DeliveryWithEntry) => ({
  ...shown(d),
  webhookId: webhookId(d.receiver, d.entry),
  message: messageOf(d.entry),
});

export async function ownDelivery(
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
