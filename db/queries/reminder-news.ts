/** 提醒的事项 What there is to tell of duties: read from the board, in one statement for all recipients of a bureau, and never from a file. */
import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '../client.ts';
import { hiddenFromInvolved } from './files.ts';
import type { Recipient } from './reminders.ts';

export interface DutyNews {
  recipient: string;
  file: string;
  key: string;
  due: number;
  force: 'law' | 'management';
  state: string;
  owedBy: string;
  unit: string | null;
  zh: string;
  en: string;
  article: string;
  lastDay: string | null;
}

/** A duty that moves is another one to tell. */
export const newsKey = (
  topic: string,
  { file, key, due }: Pick<DutyNews, 'file' | 'key' | 'due'>,
): string => `${topic}:${file}|${key}|${due}`;

const columns = (sql: Sql) =>
  sql`d.file_id as file, d.key, at_ms(d.due_at)::float8 as due, case d.force when 'management' then 'management' else 'law' end as force, d.state,
    d.owed_by as "owedBy", u.name as unit, d.body->'action'->>'zh' as zh, d.body->'action'->>'en' as en, d.body->>'article' as article, d.body->>'lastDay' as "lastDay"`;

/** A procedure whose files stay unannounced, and the condition on the file `f` under which it may be known; without one, never. */
export interface Unannounced {
  procedure: string;
  known?: PendingQuery<Row[]> | undefined;
}
export const announced = (sql: Sql, unannounced: readonly Unannounced[]): PendingQuery<Row[]> =>
  unannounced.reduce(
    (otherwise, { procedure, known }) =>
      sql`case when d.procedure = ${procedure} then ${known ? sql`exists (select 1 from file f where f.id = d.file_id and ${known})` : sql`false`} else ${otherwise} end`,
    sql`true`,
  );

/** Whose duties: a unit's for those who belong to it; what is hidden from those it is about is told to no group, and to no officer who is involved (QY-17.1); what is unannounced, to no group (QY-10.3). */
const whose = (
  sql: Sql,
  bureau: string,
  recipients: readonly Recipient[],
  unannounced: readonly Unannounced[],
) =>
  // A unit's by its own index, those of the whole bureau by another: one join for both would look at every duty for every recipient.
  sql`from unnest(${recipients.map(({ id }) => id)}::text[], ${recipients.map(({ unit }) => unit)}::text[], ${recipients.map(({ officer }) => officer)}::text[]) as r (id, unit, officer)
    cross join lateral (select d.* from (
        select * from duty where owed_by = r.unit and state in ('open', 'due-soon', 'overdue')
        union all select * from duty where r.unit is null and bureau_id = ${bureau} and state in ('open', 'due-soon', 'overdue')) d
      where (d.procedure <> all (${hiddenFromInvolved}) or r.officer is not null and not involved_in(d.file_id, r.officer))
        and (r.officer is not null or ${announced(sql, unannounced)})) d
    left join unit u on u.id = d.owed_by`;

const MOST = 5000;

/** What may be told now at all; what may not keeps its turn, and nobody's place. */
export interface Allowed {
  /** By law alone. */
  lawOnly: boolean;
  /** Falling due after `from` and until `until` alone. */
  within: { from: number; until: number } | undefined;
}
const allowedNow = (sql: Sql, { lawOnly, within }: Allowed) =>
  sql`${lawOnly ? sql`and d.force <> 'management'` : sql``} ${within ? sql`and d.due_at > ms_at(${within.from}::bigint) and d.due_at <= ms_at(${within.until}::bigint)` : sql``}`;
const unsaid = (sql: Sql, topic: string) =>
  sql`and not exists (select 1 from reminder_said s where s.recipient = r.id and s.key = ${topic} || ':' || d.file_id || '|' || d.key || '|' || at_ms(d.due_at))`;

interface Asked {
  topic: string;
  allowed: Allowed;
  unannounced: readonly Unannounced[];
}

/** What is due soon, or overdue, and has not been said yet. */
export async function unsaidDuties(
  sql: Sql,
  bureau: string,
  recipients: readonly Recipient[],
  { topic, state, allowed, unannounced }: Asked & { state: 'due-soon' | 'overdue' },
): Promise<DutyNews[]> {
  return sql<
    DutyNews[]
  >`select r.id as recipient, ${columns(sql)} ${whose(sql, bureau, recipients, unannounced)}
    where d.bureau_id = ${bureau} and d.state = ${state} ${allowedNow(sql, allowed)} ${unsaid(sql, topic)}
    order by r.id, d.due_at, d.file_id, d.key limit ${MOST}`;
}

/** What has come to be owed since an instant, by the register's clock, and has not been said yet. */
export async function newlyOwed(
  sql: Sql,
  bureau: string,
  recipients: readonly Recipient[],
  { topic, since, allowed, unannounced }: Asked & { since: number },
): Promise<DutyNews[]> {
  return sql<
    DutyNews[]
  >`select r.id as recipient, ${columns(sql)} ${whose(sql, bureau, recipients, unannounced)}
    join register e on e.file_id = d.file_id and e.key = 'armed:' || d.key
    where d.bureau_id = ${bureau} and e.recorded_at > ms_at(${since}::bigint) ${allowedNow(sql, allowed)} ${unsaid(sql, topic)}
    order by r.id, d.due_at, d.file_id, d.key limit ${MOST}`;
}

type DigestDuty = DutyNews & {
  fresh: boolean;
  /** Of how many. */
  all: number;
  /** In the recipient's hands, or in those of whom they stand in for today. */
  inHand: boolean;
};

/** What a digest lists: overdue, due by an instant, or owed since one. Of one recipient, so that nobody's is cut off by another's. Of too many what has not been said and what the law lets run out by that instant comes first, and law before management. */
export async function digestDuties(
  sql: Sql,
  bureau: string,
  recipient: Recipient,
  {
    until,
    since,
    unannounced,
    lawOnly,
    most,
  }: {
    until: number;
    since: number;
    unannounced: readonly Unannounced[];
    lawOnly: boolean;
    most: number;
  },
): Promise<DigestDuty[]> {
  const said = sql`exists (select 1 from reminder_said s where s.recipient = n.recipient and s.key = case when n.state = 'overdue' then 'overdue'
      when n.state = 'due-soon' or n.due <= ${until} then 'due-soon' else 'newly-owed' end || ':' || n.file || '|' || n.key || '|' || n.due::bigint)`;
  return sql<DigestDuty[]>`select * from (select n.*, count(*) over ()::int as "all" from (
    select r.id as recipient, ${columns(sql)}, exists (
      select 1 from register e where e.file_id = d.file_id and e.key = 'armed:' || d.key and e.recorded_at > ms_at(${since}::bigint)) as fresh,
      exists (select 1 from duty_assignee a where a.file_id = d.file_id and a.duty = d.duty and a.item = coalesce(d.item, '') and a.owed_by = d.owed_by
        and a.officer_id in (select hands_of(r.officer)) and (d.procedure <> all (${hiddenFromInvolved}) or not involved_in(d.file_id, a.officer_id))) as "inHand"
    ${whose(sql, bureau, [recipient], unannounced)} where d.bureau_id = ${bureau} ${lawOnly ? sql`and d.force <> 'management'` : sql``}) n
    where n.state in ('overdue', 'due-soon') or n.due <= ${until} or n.fresh
    order by n.force = 'law' and n.state <> 'overdue' and n.due <= ${until} desc, ${said}, n.force = 'management', n.due, n.file, n.key limit ${most}) m
    order by m.due, m.file, m.key`;
}

/** Overdue since an instant at the latest, with nobody told of this step yet. */
export async function toEscalate(
  sql: Sql,
  bureau: string,
  force: 'law' | 'management',
  until: number,
  step: string,
): Promise<(Omit<DutyNews, 'recipient'> & { hidden: boolean })[]> {
  return sql<
    (Omit<DutyNews, 'recipient'> & { hidden: boolean })[]
  >`select ${columns(sql)}, d.procedure = any (${hiddenFromInvolved}) as hidden
    from duty d left join unit u on u.id = d.owed_by
    where d.bureau_id = ${bureau} and d.state = 'overdue' and (d.force = 'management') = ${force === 'management'} and d.due_at <= ms_at(${until}::bigint)
      and not exists (select 1 from reminder_said s where s.recipient = 'bureau:' || ${bureau} and s.key = ${step} || ':' || d.file_id || '|' || d.key || '|' || at_ms(d.due_at))
    order by d.due_at, d.file_id, d.key limit 500`;
}

export interface ChainMember {
  officer: string;
  /** 0: of the unit that owes; one more for every superior. Null: elsewhere in the bureau. */
  above: number | null;
  head: boolean;
  coordinator: boolean;
  /** Can be told something; `present`: and is there to read it, as far as is known. */
  reachable: boolean;
  present: boolean;
}

/** The heads and coordinators of a unit and of those over it, and the other coordinators of the bureau. Present is who is not absent today, has not handed over, and has no mail of this bureau that could not be delivered within a week. */
export async function chainOf(sql: Sql, bureau: string, unit: string): Promise<ChainMember[]> {
  return sql<ChainMember[]>`
    with recursive up as (
      select id, superior_id, 0 as n from unit where id = ${unit}
      union all select u.id, u.superior_id, up.n + 1 from unit u join up on u.id = up.superior_id where up.n < 20)
    select o.id as officer, up.n as above, 'head' = any (o.roles) as head, 'coordinator' = any (o.roles) as coordinator, can_be_told(o.id) as reachable,
      not is_absent(o.id, local_day(clock_timestamp())) and deputy_of(o.id) is null
        and not exists (select 1 from reminder r where r.officer_id = o.id and r.bureau_id = ${bureau} and r.kind <> 'code' and r.state = 'dead'
          and r.created_at > clock_timestamp() - interval '7 days') as present
    from officer o join unit u on u.id = o.unit_id left join up on up.id = o.unit_id
    where u.bureau_id = ${bureau} and o.kind = 'person' and o.removed_on is null
      and ('coordinator' = any (o.roles) or 'head' = any (o.roles) and up.id is not null)
    order by up.n nulls last, o.id`;
}

/** Of these officers, whom a file is hidden from. */
export async function involvedOf(
  sql: Sql,
  file: string,
  officers: readonly string[],
): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from unnest(${officers as string[]}::text[]) id where involved_in(${file}, id)`;
  return rows.map(({ id }) => id);
}
