/** 接收方 Receivers: of webhooks, and of reminders to people. Their secrets are sealed before they come here. */
import { and, eq, gt, sql as part } from 'drizzle-orm';
import type { Instant } from '../../domain/time/instant.ts';
import type { Querying } from '../client.ts';
import * as t from '../schema/index.ts';
import { typed } from '../typed.ts';

const columns = {
  id: t.receiver.id,
  bureau: t.receiver.bureau,
  kind: t.receiver.kind,
  unit: t.receiver.unit,
  url: t.receiver.url,
  events: t.receiver.events,
  active: t.receiver.active,
  previousUntil: part<Instant | null>`case when ${t.receiver.previousUntil} > clock_timestamp() then ${t.receiver.previousUntil} end`,
};

export type Receiver = Awaited<ReturnType<typeof listReceivers>>[number];
export type SealedReceiver = Receiver & { secret: string };

export async function findReceiver(sql: Querying, id: string): Promise<Receiver | undefined> {
  const [row] = await typed(sql).select(columns).from(t.receiver).where(eq(t.receiver.id, id));
  return row;
}

/** With its sealed secret; nobody else writes this id until the transaction ends. */
export async function lockReceiver(sql: Querying, id: string): Promise<SealedReceiver | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('receiver'), hashtext(${id}))`;
  const [row] = await typed(sql)
    .select({ ...columns, secret: t.receiver.secret })
    .from(t.receiver)
    .where(eq(t.receiver.id, id));
  return row;
}

export async function listReceivers(sql: Querying, bureau: string, after: string, limit: number) {
  return typed(sql)
    .select(columns)
    .from(t.receiver)
    .where(and(eq(t.receiver.bureau, bureau), gt(t.receiver.id, after)))
    .orderBy(t.receiver.id)
    .limit(limit);
}

export type ReceiverWrite = Pick<
  typeof t.receiver.$inferSelect,
  'id' | 'bureau' | 'kind' | 'unit' | 'url' | 'events' | 'active'
>;

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

export async function bureauOfUnit(sql: Querying, unit: string): Promise<string | undefined> {
  const [row] = await typed(sql)
    .select({ bureau: t.unit.bureau })
    .from(t.unit)
    .where(eq(t.unit.id, unit));
  return row?.bureau;
}
