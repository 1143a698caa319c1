/** 双人复核 A receiver gets the register: one person proposes it, another confirms it. Its secret stays sealed; the proposal shows its fingerprint. */
import { createHash } from 'node:crypto';
import {
  bureauOfUnit,
  findReceiver,
  lockReceiver,
  writeReceiver,
  type Receiver,
  type ReceiverWrite,
} from '../../db/queries/receivers.ts';
import type { Querying } from '../../db/client.ts';
import { badInput } from '../http/fields.ts';
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
    const { bureau, kind, unit, url, events, active, secret } = stands;
    return { id, bureau, kind, unit, url, events, active, secret: fingerprint(secret) };
  },
  async apply(tx, { secret, ...row }, { caller, reason, sealed }) {
    const before = await lockReceiver(tx, row.id);
    if (row.bureau !== caller.bureau || (before && before.bureau !== caller.bureau))
      throw new Problem('other-bureau');
    assertUrl(policy, row);
    await assertUnit(tx, row);
    if (secret !== (sealed && fingerprint(sealed)))
      throw new Error('the secret is not what was proposed');
    await writeReceiver(tx, row, sealed ?? undefined, OVERLAP_HOURS, caller.id, reason);
    return { created: !before, receiver: (await findReceiver(tx, row.id))! };
  },
});

/** Of the bureau itself: another's duties are nobody's business here. */
async function assertUnit(tx: Querying, { bureau, unit }: ReceiverWrite): Promise<void> {
  if (unit && (await bureauOfUnit(tx, unit)) !== bureau)
    throw badInput([
      { in: 'body', path: '/unit', zh: '应为本局的单位', en: 'A unit of the bureau is expected' },
    ]);
}

export const same = (
  before: Receiver,
  { url, unit, events, active }: Pick<ReceiverWrite, 'url' | 'unit' | 'events' | 'active'>,
): boolean =>
  before.url === url &&
  before.unit === unit &&
  before.active === active &&
  before.events.join() === events.join();

/** What was proposed before there were other kinds is a webhook. */
export function assertUrl(
  policy: AddressPolicy,
  { kind, url }: { kind?: ReceiverWrite['kind']; url: string },
): void {
  const refused = kind === 'email' ? policy.refuseMail(url) : policy.refuseUrl(url);
  if (refused)
    throw new Problem('receiver-url-refused', {
      say: refused,
      fields: [{ in: 'body', path: '/url', ...refused }],
    });
}
