/** 处罚名单通报 Recipients, periods, what is in a list, and the register of lists, newest first (TJ51-15). */
import type { Recipient } from '../../domain/sanctioned-list/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** `after`: it was not registered, for the last delivery to this recipient is later than its day. */
export async function enterRecipient(
  sql: Sql,
  recipient: object,
): Promise<{ changed: boolean } | { after: CivilDate }> {
  const [row] = await sql<
    { answer: { changed: boolean } | { after: CivilDate } }[]
  >`select register_list_recipient(${sql.json(recipient as never)}) as answer`;
  return row!.answer;
}

export interface RecipientRow {
  kind: Recipient;
  name: string;
  contact: string;
  validFrom: CivilDate;
  by: string;
  at: number;
}

/** Every line of the registry, the latest first. */
export function recipientLines(sql: Sql, bureau: string): Promise<RecipientRow[]> {
  return sql<RecipientRow[]>`
    select kind, name, contact, valid_from::text as "validFrom", entered_by as by, at_ms(entered_at)::float8 as at
    from list_recipient where bureau_id = ${bureau} order by valid_from desc, id desc limit 1000`;
}

/** Until when the lists of a bureau go. The first time it is asked, they begin on `begin`. */
export async function listedUntil(sql: Sql, bureau: string, begin: CivilDate): Promise<CivilDate> {
  const [row] = await sql<
    { until: CivilDate }[]
  >`select listed_until(${bureau}, ${begin}::date)::text as until`;
  return row!.until;
}

/** Whose a list is, and which unit prepared it. */
export async function preparerOf(
  sql: Sql,
  file: string,
): Promise<{ bureau: string; unit: string } | undefined> {
  const [row] = await sql<
    { bureau: string; unit: string }[]
  >`select bureau_id as bureau, unit_id as unit from sanctioned_list where file_id = ${file}`;
  return row;
}

export interface ListContent {
  content: string;
  sha256: string;
  fixed: boolean;
}

export async function contentOf(sql: Sql, file: string): Promise<ListContent | undefined> {
  const [row] = await sql<{ list: ListContent | null }[]>`select list_as_it_is(${file}) as list`;
  return row?.list ?? undefined;
}

export interface ListRow {
  file: string;
  kind: 'period' | 'correction';
  stage: string;
  unit: string;
  from: string | null;
  until: string | null;
  corrects: string | null;
  entries: number | null;
  late: number | null;
  corrections: number | null;
  sha256: string | null;
  fixedAt: number | null;
  /** `to`: as it was registered on the day; null where that was not asked yet. */
  delivered: {
    recipient: string;
    to: string | null;
    deliveredAt: number;
    acknowledgedAt: number | null;
  }[];
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
}

interface Filter {
  bureau: string;
  state?: 'open' | 'closed' | undefined;
  kind?: 'period' | 'correction' | undefined;
  parties: readonly string[] | undefined;
}

export function listsOf(
  sql: Sql,
  q: Filter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<ListRow[]> {
  const counted = (mark: string | null) =>
    sql`(select count(*)::int from sanctioned_list_entry e where e.file_id = f.id ${mark ? sql`and e.mark = ${mark}` : sql``})`;
  return sql<ListRow[]>`
    select f.id as file, l.kind, f.stage, l.unit_id as unit, l.from_on::text as from, l.until_on::text as until, l.corrects,
      case when l.content is null then null when l.kind = 'correction' then 1 else ${counted(null)} end as entries,
      case when l.content is not null then ${counted('late')} end as late, case when l.content is not null then ${counted('correction')} end as corrections,
      l.sha256, at_ms(l.fixed_at)::float8 as "fixedAt",
      coalesce((select jsonb_agg(jsonb_build_object('recipient', d.recipient, 'to', r.name, 'deliveredAt', at_ms(d.delivered_at), 'acknowledgedAt', at_ms(a.acknowledged_at)) order by d.recipient)
        from sanctioned_list_sent d left join list_recipient r on r.id = d.line_id
        left join sanctioned_list_delivery a on (a.file_id, a.recipient) = (d.file_id, d.recipient) where d.file_id = f.id), '[]') as delivered,
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome
    from file f join sanctioned_list l on l.file_id = f.id
    where f.bureau_id = ${q.bureau} and f.procedure = 'sanctioned-list'
      ${q.state === 'open' ? sql`and f.closed_at is null` : q.state === 'closed' ? sql`and f.closed_at is not null` : sql``}
      ${q.kind ? sql`and l.kind = ${q.kind}` : sql``} ${q.parties ? sql`and l.unit_id = any(${[...q.parties]})` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export interface ListCounts {
  unconfirmed: number;
  unsent: number;
  corrections: number;
  /** Until when the lists go; null: they have not begun. */
  until: CivilDate | null;
}

export async function listCounts(sql: Sql, bureau: string): Promise<ListCounts> {
  const [row] = await sql<ListCounts[]>`select
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'sanctioned-list' and stage = 'confirming' and closed_at is null) as unconfirmed,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'sanctioned-list' and duty in ('deliverList', 'acknowledgeList') and state = 'overdue') as unsent,
    (select count(*)::int from file f join sanctioned_list l on l.file_id = f.id where f.bureau_id = ${bureau} and l.kind = 'correction' and f.closed_at is null) as corrections,
    coalesce((select max(until_on) from sanctioned_list where bureau_id = ${bureau} and kind = 'period'), (select from_on from sanctioned_list_start where bureau_id = ${bureau}))::text as until`;
  return row!;
}
