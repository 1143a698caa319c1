/** 双人复核 A receiver gets the register: one person proposes it, another confirms it. Its secret stays sealed; the proposal shows its fingerprint. */
import { createHash } from 'node:crypto';
import {
  findReceiver,
  lockReceiver,
  writeReceiver,
  type Receiver,
  type ReceiverWrite,
} from '../../db/queries/receivers.ts';
import { Problem } from '../http/problems.ts';
import type { Ground } from '../registries/two-persons.ts';
import type { AddressPolicy } from './addresses.ts';

/** After a rotation both secrets sign for a day. */
const OVERLAP_HOURS = 24;

/** `secret`: the fingerprint of a new one as it lies sealed; null where it stays. */
interface ReceiverChange extends ReceiverWrite {
  secret: string | null;
}

export const fingerprint = (sealed: string): string =>
  createHash('sha256').update(sealed).digest('hex');

export const receiverGround = (
  policy: AddressPolicy,
): Ground<ReceiverChange, { created: boolean; receiver: Receiver }> => ({
  what: 'receiver',
  proposes: ['administrator'],
  confirms: ['administrator'],
  subject: ({ id }) => id,
  async before(tx, _bureau, { id }) {
    const stands = await lockReceiver(tx, id);
    if (!stands) return null;
    const { bureau, url, events, active, secret } = stands;
    return { id, bureau, url, events, active, secret: fingerprint(secret) };
  },
  async apply(tx, { secret, ...row }, { caller, reason, sealed }) {
    const before = await lockReceiver(tx, row.id);
    if (row.bureau !== caller.bureau || (before && before.bureau !== caller.bureau))
      throw new Problem('other-bureau');
    assertUrl(policy, row.url);
    if (secret !== (sealed && fingerprint(sealed)))
      throw new Error('the secret is not what was proposed');
    await writeReceiver(tx, row, sealed ?? undefined, OVERLAP_HOURS, caller.id, reason);
    return { created: !before, receiver: (await findReceiver(tx, row.id))! };
  },
});

export const same = (
  before: Receiver,
  { url, events, active }: { url: string; events: string[]; active: boolean },
): boolean =>
  before.url === url && before.active === active && before.events.join() === events.join();

export function assertUrl(policy: AddressPolicy, url: string): void {
  const refused = policy.refuseUrl(url);
  if (refused)
    throw new Problem('receiver-url-refused', {
      say: refused,
      fields: [{ in: 'body', path: '/url', ...refused }],
    });
}
