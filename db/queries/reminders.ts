/** 提醒 What is told to people: who is told what, what is posted and sent, and how it ends. */
import { and, eq, gt, inArray, sql as part } from 'drizzle-orm';
import type { ReminderBody } from '../../domain/reminders/messages.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { given, typed } from '../typed.ts';

export type Channel = (typeof t.reminder.$inferSelect)['channel'];
export type Choice = typeof t.reminderChoice.$inferSelect;

export async function findChoice(sql: Querying, officer: string): Promise<Choice | undefined> {
  const [row] = await typed(sql)
    .select()
    .from(t.reminderChoice)
    .where(eq(t.reminderChoice.officer, officer));
  return row;
}

export async function choose(
  sql: Querying,
  choice: {
    officer: string;
    topics: readonly string[];
    language: 'zh' | 'en';
    /** Another address, and the code that is sent there; all sealed or hashed. */
    address?: string;
    code?: string;
    codeHash?: string;
  },
): Promise<'kept' | 'sent' | 'wait' | 'none'> {
  const [row] = await sql<
    { how: 'kept' | 'sent' | 'wait' | 'none' }[]
  >`select choose_reminders(${sql.json(choice as never)}) as how`;
  return row!.how;
}

export async function confirmChoice(
  sql: Querying,
  officer: string,
  hash: string,
): Promise<boolean> {
  const [row] = await sql<
    { done: boolean }[]
  >`select confirm_reminders(${officer}, ${hash}) as done`;
  return row!.done;
}

export async function dropChoice(sql: Querying, officer: string): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`select drop_reminders(${officer}) as done`;
  return row!.done;
}

/** 收件人 Whom a bureau tells something: officers with a confirmed address, and its receivers that are people's. */
export interface Recipient {
  /** As what has been said is kept under: `officer:…` or `receiver:…`. */
  id: string;
  officer: string | null;
  receiver: string | null;
  /** Whose duties it is told; null: of the whole bureau. */
  unit: string | null;
  channel: Channel;
  topics: string[];
  /** When it was last told something beside a digest. */
  told: number | null;
  /** How often beside digests since the day began. */
  toldToday: number;
  /** Whether the digest that is asked about has been posted, or had nothing to say. */
  digested: boolean;
}

export async function recipientsOf(
  sql: Sql,
  bureau: string,
  { now, today, digest }: { now: number; today: number; digest: string },
): Promise<Recipient[]> {
  const digested = (id: string) =>
    sql`exists (select 1 from reminder_said s where s.recipient = ${sql.unsafe(id)} and s.key = ${digest}) as digested`;
  return sql<Recipient[]>`
    select 'officer:' || o.id as id, o.id as officer, null as receiver, o.unit_id as unit, 'email' as channel, c.topics,
      (select at_ms(max(r.created_at))::float8 from reminder r where r.officer_id = o.id and r.kind = 'news' and r.created_at > ms_at(${now}::bigint) - interval '2 days') as told,
      (select count(*)::int from reminder r where r.officer_id = o.id and r.kind = 'news' and r.created_at >= ms_at(${today}::bigint)) as "toldToday", ${digested("'officer:' || o.id")}
      from reminder_choice c join officer o on o.id = c.officer_id join unit u on u.id = o.unit_id
      where u.bureau_id = ${bureau} and can_be_told(o.id)
    union all select 'receiver:' || v.id, null, v.id, v.unit_id, v.kind, v.events,
      (select at_ms(max(r.created_at))::float8 from reminder r where r.receiver_id = v.id and r.kind = 'news' and r.created_at > ms_at(${now}::bigint) - interval '2 days'),
      (select count(*)::int from reminder r where r.receiver_id = v.id and r.kind = 'news' and r.created_at >= ms_at(${today}::bigint)), ${digested("'receiver:' || v.id")}
      from receiver v where v.bureau_id = ${bureau} and v.active and v.kind <> 'webhook'
    order by 1`;
}

export interface Posting {
  bureau: string;
  officer: string | null;
  receiver: string | null;
  channel: Channel;
  kind: 'digest' | 'news';
  /** By the database's clock. */
  at: number;
  /** Of a digest: its key, under which it is posted once. */
  once?: string;
  /** Of a digest: only what has not been said before. */
  fresh?: true;
  /** Of a digest: so many lines at most, with those of older ones; the rest is counted, and has not been said. */
  most?: number;
  /** What is said once. */
  keys: readonly string[];
  /** Without it the keys are only noted. */
  body?: ReminderBody;
}

/** Answers whether anything was posted. */
export async function postReminder(sql: Querying, posting: Posting): Promise<boolean> {
  const [row] = await sql<
    { id: string | null }[]
  >`select post_reminder(${sql.json(posting as never)}) as id`;
  return row!.id !== null;
}

export type ReminderRow = Awaited<ReturnType<typeof listReminders>>[number];

const { reminder: r } = t;
const columns = {
  id: r.id,
  bureau: r.bureau,
  officer: r.officer,
  receiver: r.receiver,
  channel: r.channel,
  kind: r.kind,
  state: r.state,
  tries: r.tries,
  lastError: r.lastError,
  createdAt: r.createdAt,
  nextTryAt: part<Instant | null>`case when ${r.state} in ('pending', 'sending') then ${r.nextTryAt} end`,
  settledAt: r.settledAt,
  settledBy: r.settledBy,
  lines: part<number>`jsonb_array_length(coalesce(${r.body}->'lines', '[]'))`,
  /** Only of what reached nobody: somebody has to look there. */
  files: part<
    string[]
  >`case when ${r.channel} = 'none' then array(select distinct l->>'file' from jsonb_array_elements(${r.body}->'lines') l where l->>'file' is not null order by 1) else '{}' end`,
};

/** What reached nobody and is about a file that is hidden from the reader is no such reminder to them (QY-17.1). */
const notHidden = (reader: string) =>
  part`not (${r.channel} = 'none' and exists (select 1 from jsonb_array_elements(${r.body}->'lines') l where involved_in(l->>'file', ${reader})))`;

/** Of how many things nobody was told, and nobody has settled it. */
export async function unreachedLines(
  sql: Querying,
  bureau: string,
  reader: string,
): Promise<number> {
  const [row] = await typed(sql)
    .select({ n: part<number>`coalesce(sum(${columns.lines}), 0)::int` })
    .from(r)
    .where(
      and(eq(r.bureau, bureau), eq(r.channel, 'none'), eq(r.state, 'dead'), notHidden(reader)),
    );
  return row!.n;
}

/** What has not arrived, in a fixed order. */
export async function listReminders(
  sql: Querying,
  {
    bureau,
    reader,
    state,
    receiver,
  }: { bureau: string; reader: string; state: 'dead' | 'pending'; receiver?: string | undefined },
  after: string | undefined,
  limit: number,
) {
  return typed(sql)
    .select(columns)
    .from(r)
    .where(
      and(
        eq(r.bureau, bureau),
        notHidden(reader),
        inArray(r.state, state === 'dead' ? ['dead'] : ['pending', 'sending']),
        given(receiver, (one) => eq(r.receiver, one)),
        given(after, (id) => gt(r.id, id)),
      ),
    )
    .orderBy(r.id)
    .limit(limit);
}

export async function findReminder(
  sql: Querying,
  id: string,
  reader: string,
): Promise<ReminderRow | undefined> {
  const [row] = await typed(sql)
    .select(columns)
    .from(r)
    .where(and(eq(r.id, id), notHidden(reader)));
  return row;
}

/** Sent again or given up by a named person; false where it is settled, or being sent right now. */
export async function settleReminder(
  sql: Querying,
  { id, bureau }: { id: string; bureau: string },
  what: 'resend' | 'skip',
  by: string,
  reason: string,
): Promise<boolean> {
  const [row] = await sql<
    { done: boolean }[]
  >`select settle_reminder(${id}, ${bureau}, ${what}, ${by}, ${reason}) as done`;
  return row!.done;
}

export async function resendReminders(
  sql: Querying,
  receiver: string,
  by: string,
  reason: string,
): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select resend_reminders(${receiver}, ${by}, ${reason}) as n`;
  return row!.n;
}

/** Of all officers of a bureau; until `quiet` only what the law lets run out before. */
export async function resendToPeople(
  sql: Querying,
  bureau: string,
  by: string,
  reason: string,
  quiet: Instant | null = null,
): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select resend_to_people(${bureau}, ${by}, ${reason}, ${quiet}) as n`;
  return row!.n;
}

export async function sweepReminders(sql: Sql): Promise<void> {
  await sql`select sweep_reminders()`;
}
