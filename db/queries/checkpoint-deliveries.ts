/** 检查点的发送 Signed heads that are due to receivers: of each receiver the smallest that has not arrived. */
import type { Sql } from '../client.ts';
import type * as t from '../schema/index.ts';

export interface ClaimedHead
  extends
    Pick<typeof t.checkpoint.$inferSelect, 'bureau' | 'size' | 'root' | 'origin' | 'note'>,
    Pick<typeof t.receiver.$inferSelect, 'url' | 'secret' | 'previousSecret'> {
  receiver: string;
  tries: number;
  round: number;
}

const ofBureaus = (sql: Sql, bureaus: readonly string[] | undefined) =>
  bureaus ? sql`and r.bureau_id = any(${bureaus as string[]})` : sql``;

/** Receivers whose next head is due. */
export async function receiversDue(sql: Sql, bureaus?: readonly string[]): Promise<string[]> {
  const rows = await sql<{ receiver: string }[]>`
    select r.id as receiver from receiver r cross join lateral (
      select d.state, d.next_try_at from checkpoint_delivery d
        where d.receiver_id = r.id and d.state in ('pending', 'sending', 'dead') order by d.size limit 1) h
    where r.active and h.state <> 'dead' and h.next_try_at <= clock_timestamp() ${ofBureaus(sql, bureaus)}`;
  return rows.map(({ receiver }) => receiver);
}

/** Takes a receiver's next head if it is due: it is ours until the lease ends, and after a crash somebody else's. */
export async function claimNextHead(
  sql: Sql,
  receiver: string,
  lease: number,
): Promise<ClaimedHead | undefined> {
  const [row] = await sql<ClaimedHead[]>`
    update checkpoint_delivery d set state = 'sending', tries = d.tries + 1, next_try_at = clock_timestamp() + ${lease} * interval '1 millisecond'
    from receiver r, checkpoint c
    where d.receiver_id = ${receiver} and d.state in ('pending', 'sending') and d.next_try_at <= clock_timestamp()
      and d.size = (select min(h.size) from checkpoint_delivery h where h.receiver_id = ${receiver} and h.state in ('pending', 'sending', 'dead'))
      and r.id = d.receiver_id and r.active and c.bureau_id = d.bureau_id and c.size = d.size
    returning d.bureau_id as bureau, d.size, c.root, c.origin, c.note, r.id as receiver, r.url, r.secret,
      case when r.previous_until > clock_timestamp() then r.previous_secret end as "previousSecret", d.tries, d.tries - d.resent_after as round`;
  return row;
}

type Claim = Pick<ClaimedHead, 'receiver' | 'bureau' | 'size' | 'tries'>;
const claimed = (sql: Sql, c: Claim) =>
  sql`receiver_id = ${c.receiver} and bureau_id = ${c.bureau} and size = ${c.size} and state = 'sending' and tries = ${c.tries}`;

export async function headDelivered(sql: Sql, claim: Claim): Promise<void> {
  await sql`update checkpoint_delivery set state = 'delivered', settled_at = clock_timestamp(), last_error = null where ${claimed(sql, claim)}`;
}

/** `again`: milliseconds until the next try; without it, a dead letter. */
export async function headFailed(
  sql: Sql,
  claim: Claim,
  why: string,
  again: number | undefined,
): Promise<void> {
  await sql`update checkpoint_delivery set state = ${again === undefined ? 'dead' : 'pending'}, last_error = ${why},
      next_try_at = clock_timestamp() + ${again ?? 0} * interval '1 millisecond' where ${claimed(sql, claim)}`;
}

/** Sends a receiver's dead heads again, by a named person; answers how many. */
export async function resendHeads(
  sql: Sql,
  receiver: string,
  by: string,
  reason: string,
): Promise<number> {
  const [row] = await sql<
    { resent: number }[]
  >`select resend_checkpoints(${receiver}, ${by}, ${reason}) as resent`;
  return row!.resent;
}

export interface HeadDelivery {
  receiver: string;
  size: number;
  state: 'pending' | 'sending' | 'dead';
  tries: number;
  lastError: string | null;
  nextTryAt: number | null;
}

/** Heads that have not arrived, in the order in which they are sent. */
export async function undelivered(
  sql: Sql,
  bureau: string,
  limit: number,
): Promise<HeadDelivery[]> {
  return sql<
    HeadDelivery[]
  >`select receiver_id as receiver, size, state, tries, last_error as "lastError", case when state <> 'dead' then at_ms(next_try_at)::float8 end as "nextTryAt"
    from checkpoint_delivery where bureau_id = ${bureau} and state in ('pending', 'sending', 'dead') order by receiver_id, size limit ${limit}`;
}
