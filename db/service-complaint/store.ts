/** 投诉 Complaints about services: whether one is known, the list, the rate, and for whom the words are (QJ-2.6c). */
import type { Sql } from '../client.ts';

export interface ComplaintKnown {
  known: boolean;
  registered: boolean;
  ownSection: boolean;
  ownPerson: boolean;
}

/**
 * Whether the platform's number is registered; every section and person that is named is one of the bureau; the unit that would deal with it is complained
 * of or has the person whom it is about, while the bureau has another one; and whoever registers it is that person.
 */
export async function complaintKnown(
  sql: Sql,
  q: {
    bureau: string;
    by: string;
    source: string;
    number: string | undefined;
    handling: string;
    unit: string | undefined;
    officer: string | undefined;
  },
): Promise<ComplaintKnown> {
  const [unit, officer] = [q.unit ?? null, q.officer ?? null];
  const [row] = await sql<ComplaintKnown[]>`
    with named as (
      select ${unit}::text as id where ${unit}::text is not null
      union select unit_id from officer where id = ${officer})
    select
      exists (select 1 from service_complaint where bureau_id = ${q.bureau} and source = ${q.source} and number = ${q.number ?? null}) as known,
      not exists (select 1 from (select ${q.handling}::text as id union select id from named) n where not exists (select 1 from unit u where u.id = n.id and u.bureau_id = ${q.bureau}))
        and (${officer}::text is null or exists (select 1 from officer o join unit u on u.id = o.unit_id where o.id = ${officer} and o.kind = 'person' and u.bureau_id = ${q.bureau})) as registered,
      exists (select 1 from named where id = ${q.handling})
        and exists (select 1 from unit u where u.bureau_id = ${q.bureau} and u.id not in (select id from named)) as "ownSection",
      ${officer}::text is not null and is_person_of(${q.by}, ${officer}) as "ownPerson"`;
  return row!;
}

export interface ComplaintRow {
  file: string;
  source: string;
  number: string | null;
  receivedAt: number;
  service: string | null;
  unit: string | null;
  handling: string;
  stage: string;
  firstAnsweredAt: number | null;
  founded: string | null;
  closedAt: number | null;
}

interface Filter {
  bureau: string;
  /** Nobody is shown what is about the own person. */
  reader: string;
  parties: readonly string[] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  source?: string | undefined;
  state?: 'open' | 'closed' | undefined;
}

export function complaintsOf(
  sql: Sql,
  q: Filter,
  after: { at: number; id: string } | undefined,
  limit: number,
): Promise<ComplaintRow[]> {
  return sql<ComplaintRow[]>`
    select c.file_id as file, c.source, c.number, at_ms(c.received_at)::float8 as "receivedAt", c.service_no as service, c.unit_id as unit, c.handling_id as handling, f.stage,
      at_ms(c.first_answered_at)::float8 as "firstAnsweredAt", c.founded, at_ms(c.closed_at)::float8 as "closedAt"
    from service_complaint c join file f on f.id = c.file_id
    where c.bureau_id = ${q.bureau} and (c.officer_id is null or c.officer_id <> all (accounts_of(${q.reader})))
      and not exists (select 1 from inbox i where i.file_id = c.file_id and i.type = 'complaint-transfer' and i.payload->>'about' = any (accounts_of(${q.reader})))
      ${q.parties ? sql`and (c.handling_id = any(${[...q.parties]}) or f.opening->'units'->>'handling' = any(${[...q.parties]}))` : sql``}
      ${q.from ? sql`and local_day(c.received_at) >= ${q.from}::date` : sql``} ${q.until ? sql`and local_day(c.received_at) <= ${q.until}::date` : sql``}
      ${q.source ? sql`and c.source = ${q.source}` : sql``} ${q.state ? sql`and (f.closed_at is null) = ${q.state === 'open'}` : sql``}
      ${after ? sql`and (c.received_at, c.file_id) < (ms_at(${after.at}::bigint), ${after.id})` : sql``}
    order by c.received_at desc, c.file_id desc limit ${limit}`;
}

/** Of what was handed down on the days from one to the other, both included. */
export async function complaintCounts(
  sql: Sql,
  q: { bureau: string; from: string; until: string },
): Promise<{ received: number; answered: number }> {
  const [row] = await sql<{ received: number; answered: number }[]>`
    select count(*)::int as received, count(first_answered_on)::int as answered
    from service_complaints_received(${q.bureau}, ${q.from}::date, ${q.until}::date)`;
  return row!;
}

export async function complaintWords(
  sql: Sql,
  q: { bureau: string; file: string; officer: string },
): Promise<{ words: string; shows: 'all' | 'about' | null } | undefined> {
  const [row] = await sql<{ words: string; shows: 'all' | 'about' | null }[]>`
    select words_id as words, complaint_words_for(file_id, ${q.officer}) as shows from service_complaint where file_id = ${q.file} and bureau_id = ${q.bureau}`;
  return row;
}

export async function complaintDesk(
  sql: Sql,
  bureau: string,
): Promise<{ unanswered: number; late: number }> {
  const [row] = await sql<{ unanswered: number; late: number }[]>`select
    (select count(*)::int from service_complaint where bureau_id = ${bureau} and first_answered_at is null) as unanswered,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'service-complaint' and state = 'overdue') as late`;
  return row!;
}
