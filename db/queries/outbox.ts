/** The outbox: what is due to which receiver, who sends it, how it ended. The head of a file is its lowest entry not settled yet. */
import { and, eq, sql as part } from 'drizzle-orm';
import type { Instant } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { beyond, given, typed } from '../typed.ts';

/** An entry of the register as it is posted. */
export type PostedEntry = typeof t.register.$inferSelect &
  Pick<typeof t.file.$inferSelect, 'bureau' | 'procedure'>;
export interface Claimed
  extends PostedEntry, Pick<typeof t.receiver.$inferSelect, 'url' | 'secret' | 'previousSecret'> {
  receiver: string;
  tries: number;
  round: number;
}

const entryColumns = (
  sql: Querying,
) => sql`f.bureau_id as bureau, f.procedure, e.file_id as file, e.seq, e.key, e.type, e.clause, e.act_id as act, e.body,
  e.body_hash as "bodyHash", e.edition, e.salt, at_ms(e.recorded_at)::float8 as "recordedAt", e.prev, e.hash`;
const ofBureaus = (sql: Sql, bureaus: readonly string[] | undefined) =>
  bureaus ? sql`and r.bureau_id = any(${bureaus as string[]})` : sql``;

/**
 * Takes the head of a file for one receiver, if it is due: it is ours until the lease ends, and after a crash somebody else's.
 * Whoever comes second finds it taken (the row is judged again after the wait for its lock); tries number the claims.
 */
export async function claimHead(
  sql: Sql,
  receiver: string,
  file: string,
  lease: number,
  bureaus?: readonly string[],
): Promise<Claimed | undefined> {
  const [row] = await sql<Claimed[]>`
    update delivery d set state = 'sending', tries = d.tries + 1, next_try_at = clock_timestamp() + ${lease} * interval '1 millisecond'
    from receiver r, register e, file f
    where d.receiver_id = ${receiver} and d.file_id = ${file} and d.state in ('pending', 'sending') and d.next_try_at <= clock_timestamp()
      and d.seq = (select min(h.seq) from delivery h where h.receiver_id = ${receiver} and h.file_id = ${file} and h.state in ('pending', 'sending', 'dead'))
      and r.id = d.receiver_id and r.active and r.kind = 'webhook' ${ofBureaus(sql, bureaus)} and e.file_id = d.file_id and e.seq = d.seq and f.id = d.file_id
    returning ${entryColumns(sql)}, r.id as receiver, r.url, r.secret, case when r.previous_until > clock_timestamp() then r.previous_secret end as "previousSecret",
      d.tries, d.tries - d.resent_after as round`;
  return row;
}

type Claim = Pick<Claimed, 'receiver' | 'file' | 'seq' | 'tries'>;
const claimed = (sql: Sql, c: Claim) =>
  sql`receiver_id = ${c.receiver} and file_id = ${c.file} and seq = ${c.seq} and state = 'sending' and tries = ${c.tries}`;

/** So many failures in a row, of whichever files, that the receiver was away, and not that it cannot take one message. */
const AWAY = 3;

/**
 * The first success after the receiver was away makes due what waits for it after a failure; says how much that was.
 * One message that it never takes, between others that it does, keeps its own pauses: else it would soon have no try left.
 */
export async function markDelivered(sql: Sql, claim: Claim): Promise<number> {
  const [row] = await sql<{ woken: number }[]>`
    with before as (select failures from receiver where id = ${claim.receiver}),
      settled as (update delivery set state = 'delivered', settled_at = clock_timestamp(), last_error = null where ${claimed(sql, claim)} returning 1),
      back as (update receiver set failures = 0 where id = ${claim.receiver} and failures > 0 and exists (select 1 from settled) returning 1),
      woken as (update delivery set next_try_at = clock_timestamp() where receiver_id = ${claim.receiver} and state = 'pending' and last_error is not null and next_try_at > clock_timestamp()
        and exists (select 1 from back) and (select failures from before) >= ${AWAY} returning 1)
    select count(*)::int as woken from woken`;
  return row!.woken;
}

/** `again`: milliseconds until the next try; without it, a dead letter. `away`: whether it counts against the receiver. */
export async function markFailed(
  sql: Sql,
  claim: Claim,
  why: string,
  again: number | undefined,
  away: boolean,
): Promise<void> {
  await sql`with failed as (update delivery set state = ${again === undefined ? 'dead' : 'pending'}, last_error = ${why}, next_try_at = clock_timestamp() + ${again ?? 0} * interval '1 millisecond'
      where ${claimed(sql, claim)} returning 1)
    update receiver set failures = failures + 1 where id = ${claim.receiver} and ${away} and exists (select 1 from failed)`;
}

/** Files whose head is due, the longest due first, at most `limit` a receiver. Costs a probe a file with something unsettled, however many entries wait behind it. */
export async function dueHeads(
  sql: Sql,
  limit: number,
  bureaus?: readonly string[],
): Promise<{ receiver: string; file: string }[]> {
  return sql<{ receiver: string; file: string }[]>`
    select r.id as receiver, h.file_id as file from receiver r cross join lateral (
      with recursive head as (
        (select d.file_id, d.state, d.next_try_at from delivery d where d.receiver_id = r.id and d.state in ('pending', 'sending', 'dead') order by d.file_id, d.seq limit 1)
        union all
        select n.file_id, n.state, n.next_try_at from head cross join lateral (
          select d.file_id, d.state, d.next_try_at from delivery d where d.receiver_id = r.id and d.file_id > head.file_id and d.state in ('pending', 'sending', 'dead')
          order by d.file_id, d.seq limit 1) n)
      select file_id from head where state <> 'dead' and next_try_at <= clock_timestamp() order by next_try_at limit ${limit}) h
    where r.active and r.kind = 'webhook' ${ofBureaus(sql, bureaus)}`;
}

const { delivery: d, register: e } = t;
const deliveryColumns = {
  receiver: d.receiver,
  file: d.file,
  seq: d.seq,
  type: e.type,
  state: d.state,
  tries: d.tries,
  lastError: d.lastError,
  recordedAt: e.recordedAt,
  nextTryAt: part<Instant | null>`case when ${d.state} in ('pending', 'sending') then ${d.nextTryAt} end`,
  settledAt: d.settledAt,
  settledBy: d.settledBy,
};
const itsEntry = and(eq(e.file, d.file), eq(e.seq, d.seq));
export type DeliveryRow = Awaited<ReturnType<typeof listDeliveries>>[number];

export interface DeliveryFilter {
  bureau: string;
  state: 'dead' | 'pending';
  receiver?: string | undefined;
  file?: string | undefined;
}
export interface DeliveryPlace {
  receiver: string;
  file: string;
  seq: number;
}

/** Dead letters, or all that has not arrived yet and is still tried. */
export async function listDeliveries(
  sql: Sql,
  f: DeliveryFilter,
  after: DeliveryPlace | undefined,
  limit: number,
) {
  return typed(sql)
    .select(deliveryColumns)
    .from(d)
    .innerJoin(e, itsEntry)
    .where(
      and(
        // Written out, as the indexes have it that hold these states only.
        f.state === 'dead' ? part`${d.state} = 'dead'` : part`${d.state} in ('pending', 'sending')`,
        part`${d.receiver} in (select ${t.receiver.id} from ${t.receiver} where ${eq(t.receiver.bureau, f.bureau)})`,
        given(f.receiver, (one) => eq(d.receiver, one)),
        given(f.file, (one) => eq(d.file, one)),
        given(after, (place) =>
          beyond([d.receiver, d.file, d.seq], '>', [place.receiver, place.file, place.seq]),
        ),
      ),
    )
    .orderBy(d.receiver, d.file, d.seq)
    .limit(limit);
}

export type DeliveryWithEntry = DeliveryRow & {
  owner: string;
  underWay: boolean;
  entry: PostedEntry;
};

/** One delivery with what it carries; locked when `lock`. */
export async function findDelivery(
  sql: Querying,
  { receiver, file, seq }: DeliveryPlace,
  lock = false,
): Promise<DeliveryWithEntry | undefined> {
  const asked = typed(sql)
    .select({
      ...deliveryColumns,
      owner: t.receiver.bureau,
      underWay: part<boolean>`${d.state} = 'sending' and ${d.nextTryAt} > clock_timestamp()`,
    })
    .from(d)
    .innerJoin(t.receiver, eq(t.receiver.id, d.receiver))
    .innerJoin(e, itsEntry)
    .where(and(eq(d.receiver, receiver), eq(d.file, file), eq(d.seq, seq)));
  const [row] = await (lock ? asked.for('update', { of: d }) : asked);
  if (!row) return undefined;
  const [entry] = await sql<
    PostedEntry[]
  >`select ${entryColumns(sql)} from register e join file f on f.id = e.file_id where e.file_id = ${file} and e.seq = ${seq}`;
  return { ...row, entry: entry! };
}

/** Sent again, or skipped, by a named person; the dated row says why. The row is locked. */
export async function settleByName(
  sql: Querying,
  { receiver, file, seq }: DeliveryPlace,
  what: 'resend' | 'skip',
  by: string,
  reason: string,
): Promise<void> {
  await sql`select settle_delivery(${receiver}, ${file}, ${seq}, ${what}, ${by}, ${reason})`;
}

/** How many dead letters are sent again in one transaction. */
const BATCH = 500;

/**
 * Dead letters of a receiver sent again at once, by a named person: each recorded like a single one. Goes through them once, in order,
 * so that one which dies again meanwhile is not taken twice. Heads only become due again: what waits behind them still waits.
 */
export async function resendDead(
  sql: Sql,
  of: { receiver: string; file?: string | undefined },
  by: string,
  reason: string,
): Promise<number> {
  let [resent, after] = [0, { file: '', seq: 0 }];
  for (;;) {
    const batch = await resendBatch(sql, of, after, by, reason);
    resent += batch.length;
    if (batch.length < BATCH) return resent;
    after = batch.at(-1)!;
  }
}

function resendBatch(
  sql: Sql,
  of: { receiver: string; file?: string | undefined },
  after: { file: string; seq: number },
  by: string,
  reason: string,
): Promise<{ file: string; seq: number }[]> {
  return sql<{ file: string; seq: number }[]>`
    with dead as (select receiver_id, file_id, seq from delivery
        where receiver_id = ${of.receiver} and state = 'dead' and (file_id, seq) > (${after.file}, ${after.seq}) ${of.file === undefined ? sql`` : sql`and file_id = ${of.file}`}
        order by receiver_id, file_id, seq limit ${BATCH} for update)
    select file_id as file, seq, settle_delivery(receiver_id, file_id, seq, 'resend', ${by}, ${reason}) from dead order by file_id, seq`;
}
