/** 接收方 Receivers of webhooks. Their secrets are sealed before they come here. */
import type { Querying } from './registry.ts';

export interface Receiver {
  id: string;
  bureau: string;
  url: string;
  events: string[];
  active: boolean;
  previousUntil: number | null;
}
export type SealedReceiver = Receiver & { secret: string };

const columns = (sql: Querying) =>
  sql`r.id, r.bureau_id as bureau, r.url, r.events, r.active, case when r.previous_until > clock_timestamp() then at_ms(r.previous_until)::float8 end as "previousUntil"`;

export async function findReceiver(sql: Querying, id: string): Promise<Receiver | undefined> {
  const [row] = await sql<Receiver[]>`select ${columns(sql)} from receiver r where r.id = ${id}`;
  return row;
}

/** With its sealed secret; nobody else writes this id until the transaction ends. */
export async function lockReceiver(sql: Querying, id: string): Promise<SealedReceiver | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('receiver'), hashtext(${id}))`;
  const [row] = await sql<
    SealedReceiver[]
  >`select ${columns(sql)}, r.secret from receiver r where r.id = ${id}`;
  return row;
}

export async function listReceivers(
  sql: Querying,
  bureau: string,
  after: string,
  limit: number,
): Promise<Receiver[]> {
  return sql<
    Receiver[]
  >`select ${columns(sql)} from receiver r where r.bureau_id = ${bureau} and r.id > ${after} order by r.id limit ${limit}`;
}

export interface ReceiverWrite {
  id: string;
  bureau: string;
  url: string;
  events: string[];
  active: boolean;
}

/** `secret`: a new one; the one before it signs too for `overlap` hours. The dated change comes with it. */
export async function writeReceiver(
  sql: Querying,
  row: ReceiverWrite,
  secret: string | undefined,
  overlap: number,
  by: string,
  reason: string | null,
): Promise<void> {
  await sql`select change_receiver(${sql.json({ ...row, ...(secret === undefined ? {} : { secret }), overlap, by, reason } as never)})`;
}
