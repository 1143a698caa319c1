/** 日历订阅 Addresses of calendars, and what of the board a calendar shows. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { typed } from '../typed.ts';
import { hiddenFromInvolved } from './files.ts';
import type { NewReading } from './readings.ts';
import { announced, type Unannounced } from './reminder-news.ts';

export type FeedRow = typeof t.calendarFeed.$inferSelect;

export async function makeFeed(
  sql: Querying,
  officer: string,
  unit: string | null,
  hash: string,
): Promise<string | null> {
  const [row] = await sql<
    { id: string | null }[]
  >`select make_calendar_feed(${officer}, ${unit}, ${hash}) as id`;
  return row!.id;
}

export async function revokeFeed(sql: Querying, id: string, officer: string): Promise<boolean> {
  const [row] = await sql<
    { done: boolean }[]
  >`select revoke_calendar_feed(${id}, ${officer}) as done`;
  return row!.done;
}

/** Of what has this hash: once a day and whenever something else is shown; the readings between are counted. */
export async function noteFeedReading(
  sql: Querying,
  feed: string,
  hash: string,
  reading: NewReading,
): Promise<void> {
  await sql`select note_feed_reading(${feed}, ${hash}, ${sql.json(reading as never)})`;
}

/** Those of an officer that count, the newest first. */
export async function feedsOf(sql: Querying, officer: string): Promise<FeedRow[]> {
  const { calendarFeed: f } = t;
  return typed(sql)
    .select()
    .from(f)
    .where(and(eq(f.officer, officer), isNull(f.revokedAt)))
    .orderBy(desc(f.madeAt), f.id);
}

/** By the hash of its address, with who made it as the registry has them now. */
export interface FeedFound {
  id: string;
  officer: string;
  unit: string | null;
  revoked: boolean;
  /** Whether the officer is a person in office. */
  stands: boolean;
  ownUnit: string;
  bureau: string;
}

export async function findFeed(sql: Querying, hash: string): Promise<FeedFound | undefined> {
  const [row] = await sql<FeedFound[]>`
    select f.id, f.officer_id as officer, f.unit_id as unit, f.revoked_at is not null as revoked,
      o.kind = 'person' and o.removed_on is null and o.roles <> '{}' as stands, o.unit_id as "ownUnit", u.bureau_id as bureau
    from calendar_feed f join officer o on o.id = f.officer_id join unit u on u.id = o.unit_id where f.hash = ${hash}`;
  return row;
}

export interface FeedDuty {
  file: string;
  key: string;
  due: number;
  force: string;
  state: string;
  inclusive: boolean;
  zh: string;
  en: string;
  article: string;
  clause: string;
  lastDay: string | null;
  /** How much of it the register has: with every entry one more, and never less. */
  sequence: number;
}

/** Events of a calendar at most. What is owed comes before what is settled, and what has been due longest first. */
const MOST = 2000;

/** What a unit owes now, and what it has settled within ninety days, as far as the reader is shown it on the board. */
export async function feedDuties(
  sql: Sql,
  {
    bureau,
    unit,
    reader,
    unannounced,
    most = MOST,
  }: {
    bureau: string;
    unit: string;
    reader: string;
    unannounced: readonly Unannounced[];
    most?: number;
  },
): Promise<FeedDuty[]> {
  return sql<FeedDuty[]>`
    with owed as materialized (
    select d.file_id, d.key, d.duty, d.item, d.due_at, d.force, d.state, d.body, d.clause
    from duty d where d.bureau_id = ${bureau} and d.owed_by = ${unit}
      and (d.procedure <> all (${hiddenFromInvolved}) or not involved_in(d.file_id, ${reader})) and ${announced(sql, unannounced)}
      and (d.state in ('open', 'due-soon', 'overdue') or d.due_at > clock_timestamp() - interval '90 days' or d.done_at > clock_timestamp() - interval '90 days')
    order by d.state not in ('open', 'due-soon', 'overdue'), case when d.state in ('open', 'due-soon', 'overdue') then d.due_at end, d.due_at desc, d.file_id, d.key limit ${most}),
    entered as (
    select e.file_id, e.body->>'duty' as duty, e.body->>'item' as item, count(*)::int as n
    from register e where e.file_id in (select o.file_id from owed o) and e.body ? 'duty' group by 1, 2, 3)
    select d.file_id as file, d.key, at_ms(d.due_at)::float8 as due, d.force, d.state, coalesce((d.body->>'inclusive')::boolean, false) as inclusive,
      d.body->'action'->>'zh' as zh, d.body->'action'->>'en' as en, d.body->>'article' as article, d.clause, d.body->>'lastDay' as "lastDay",
      coalesce(e.n, 0) as sequence
    from owed d left join entered e on e.file_id = d.file_id and e.duty = d.duty and e.item is not distinct from d.item
    order by d.due_at desc, d.file_id, d.key`;
}
