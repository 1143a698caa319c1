/** Dead letters are sent again or skipped, by name and with a reason. */
import { z } from 'zod';
import { resendDead, settleByName } from '../../db/queries/outbox.ts';
import { resendHeads } from '../../db/queries/checkpoint-deliveries.ts';
import { resendReminders } from '../../db/queries/reminders.ts';
import { findReceiver } from '../../db/queries/receivers.ts';
import { line } from '../../domain/law/shapes.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { fileId } from '../files/file-shape.ts';
import { receiverId } from './receivers.ts';
import { tag, auth, params, deliveryShape, ownDelivery, shown } from './delivery-shape.ts';

export function settling(
  api: Api,
  what: 'resend' | 'skip',
  summary: string,
  description: string,
): void {
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
      responses: { 200: { description: '发件 The delivery', schema: deliveryShape } },
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
      // What it carries is read by its own address, and entered there.
      return { body: shown(after) };
    },
  );
}

/** After an outage of the receiver, all that died at once. */
export function resending(api: Api): void {
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
          resent:
            (await resendDead(api.deps.sql, { receiver: id, file }, caller.id, reason)) +
            // Heads and reminders are of no file.
            (file === undefined
              ? (await resendHeads(api.deps.sql, id, caller.id, reason)) +
                (await resendReminders(api.deps.sql, id, caller.id, reason))
              : 0),
        },
      };
    },
  );
}

/** What has not arrived is settled by somebody who can be named. */
export function assertPerson(caller: Caller): void {
  if (caller.kind !== 'person')
    throw new Problem('not-authorised', {
      say: { zh: '须由具名的人员办理', en: 'A named person does this' },
    });
}
