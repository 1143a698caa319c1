/** 义务与违期 The duty board and the ledger of breaches, and the duties of one file. */
import type { PendingQuery, Row } from 'postgres';
import type { Querying, Sql } from '../client.ts';
import { hiddenFromInvolved, type ListReader, unlessInvolved } from './files.ts';

export interface DutyRow {
  file: string;
  key: string;
  duty: string;
  item: string | null;
  procedure: string;
  act: string;
  owedBy: string;
  owedTo: string;
  clause: string;
  force: string;
  from: number;
  due: number;
  altDue: number | null;
  status: string;
  state: string;
  doneAt: number | null;
  chases: number;
  unanswered: number;
  body: Record<string, unknown>;
  /** 分派 Who of the unit has it in hand, and who stands in for them today: nothing of the law. */
  assignee: string | null;
  deputy: string | null;
}
const dutyColumns = (
  sql: Querying,
) => sql`d.file_id as file, d.key, d.duty, d.item, d.procedure, d.act, d.owed_by as "owedBy", d.owed_to as "owedTo", d.clause, d.force, at_ms(d.from_at)::float8 as "from",
  at_ms(d.due_at)::float8 as due, at_ms(d.alt_due_at)::float8 as "altDue", d.status, d.state, at_ms(d.done_at)::float8 as "doneAt", d.chases, d.unanswered, d.body,
  a.officer_id as assignee, deputy_of(a.officer_id) as deputy`;

/** Whoever is involved in the file since (QY-17.1) has nothing of it in hand: anybody of the unit may take it. */
export const assigned = (sql: Querying) =>
  sql`left join duty_assignee a on a.file_id = d.file_id and a.duty = d.duty and a.item = coalesce(d.item, '') and a.owed_by = d.owed_by
    and (d.procedure <> all(${hiddenFromInvolved}) or not involved_in(d.file_id, a.officer_id))`;

export async function dutiesOf(sql: Querying, file: string): Promise<DutyRow[]> {
  return sql<
    DutyRow[]
  >`select ${dutyColumns(sql)} from duty d ${assigned(sql)} where d.file_id = ${file} order by d.due_at, d.key`;
}

/** `force`: owed by law, or under a management period only. */
export interface DutyFilter extends ListReader {
  state?: string;
  force?: 'law' | 'management';
  possiblyOverdue?: boolean;
  unit?: string;
  clause?: string;
  procedure?: string;
  unanswered?: boolean;
  /** In whose hands, also those of whom the officer stands in for today. */
  inHandsOf?: string;
  unassigned?: boolean;
  /** Due after this instant, and by that one at the latest. */
  after?: number;
  until?: number;
  parties?: readonly string[];
}
export interface DutyPlace {
  due: number;
  file: string;
  key: string;
}

const owedNow = (sql: Sql, f: DutyFilter) =>
  sql`d.bureau_id = ${f.bureau} and d.state in ('open', 'due-soon', 'overdue') and ${unlessInvolved(sql, 'd.file_id', 'd.procedure', f.reader)}
    ${f.force ? sql`and (d.force = 'management') = ${f.force === 'management'}` : sql``} ${f.possiblyOverdue ? sql`and d.body ? 'possiblyOverdue'` : sql``}
    ${f.state ? sql`and d.state = ${f.state}` : sql``} ${f.unit ? sql`and d.owed_by = ${f.unit}` : sql``} ${f.clause ? sql`and d.clause = ${f.clause}` : sql``}
    ${f.procedure ? sql`and d.procedure = ${f.procedure}` : sql``} ${f.unanswered ? sql`and d.unanswered > 0` : sql``}
    ${f.inHandsOf ? sql`and a.officer_id in (select hands_of(${f.inHandsOf}))` : sql``} ${f.unassigned ? sql`and a.officer_id is null` : sql``}
    ${f.after === undefined ? sql`` : sql`and d.due_at > ms_at(${f.after}::bigint)`} ${f.until === undefined ? sql`` : sql`and d.due_at <= ms_at(${f.until}::bigint)`}
    ${f.parties ? sql`and (d.owed_by = any(${f.parties as string[]}) or d.owed_to = any(${f.parties as string[]}))` : sql``}`;

/** 待办 The duty board: what is owed now, the oldest first. */
export async function dutyBoard(
  sql: Sql,
  f: DutyFilter,
  after: DutyPlace | undefined,
  limit: number,
): Promise<DutyRow[]> {
  return sql<
    DutyRow[]
  >`select ${dutyColumns(sql)} from duty d ${assigned(sql)} where ${owedNow(sql, f)}
    ${after ? sql`and (d.due_at, d.file_id, d.key) > (ms_at(${after.due}::bigint), ${after.file}, ${after.key})` : sql``}
    order by d.due_at, d.file_id, d.key limit ${limit}`;
}

type Condition = PendingQuery<Row[]>;

/** How much the board holds; late by a management period is told apart, for it is no breach. */
export interface DutyCounts {
  all: number;
  overdueByLaw: number;
  overdueByManagement: number;
  dueSoon: number;
  unanswered: number;
  /** In the hands of whoever asks, and in nobody's. */
  inMyHands: number;
  unassigned: number;
}

/** `upTo`: each is counted no further than this, by the indexes of what is late; without it all are counted, however many. */
export async function dutyCounts(sql: Sql, f: DutyFilter, upTo?: number): Promise<DutyCounts> {
  const counted = dutiesCounted(sql, f);
  const [row] = await (upTo === undefined
    ? sql<DutyCounts[]>`select ${Object.entries(counted)
        .map(([name, one]) => sql`(count(*) filter (where ${one}))::int as ${sql(name)}`)
        .reduce(
          (all, one) => sql`${all}, ${one}`,
        )} from duty d ${assigned(sql)} where ${owedNow(sql, f)}`
    : sql<DutyCounts[]>`select ${Object.entries(counted)
        .map(
          ([name, one]) =>
            sql`(select count(*)::int from (select 1 from duty d ${assigned(sql)} where ${owedNow(sql, f)} and ${one} limit ${upTo}) x) as ${sql(name)}`,
        )
        .reduce((all, one) => sql`${all}, ${one}`)}`);
  return row!;
}

const dutiesCounted = (sql: Sql, { reader }: DutyFilter): Record<keyof DutyCounts, Condition> => ({
  all: sql`true`,
  overdueByLaw: sql`d.state = 'overdue' and d.force <> 'management'`,
  overdueByManagement: sql`d.state = 'overdue' and d.force = 'management'`,
  dueSoon: sql`d.state = 'due-soon'`,
  unanswered: sql`d.unanswered > 0`,
  inMyHands: sql`a.officer_id in (select hands_of(${reader}))`,
  unassigned: sql`a.officer_id is null`,
});

export interface BreachRow {
  file: string;
  key: string;
  duty: string;
  action: { zh: string; en: string };
  procedure: string;
  clause: string;
  owedBy: string;
  owedTo: string;
  due: number;
  force: string;
  altDue: number | null;
  recordedAt: number;
  doneAt: number | null;
  overrunMs: number | null;
  state: string;
  /** Of one that is disputed because of an outage of the system. */
  outage: DisputeRow | null;
}
export interface DisputeRow {
  state: 'disputed' | 'upheld' | 'excused';
  outages: { part: string; from: number; until: number }[];
  decidedAt: number | null;
  decidedBy: string | null;
  decidedUnit: string | null;
  reason: string | null;
}
export interface BreachFilter extends ListReader {
  unit?: string;
  clause?: string;
  state?: string;
  file?: string;
  outage?: DisputeRow['state'];
  parties?: readonly string[];
}

export async function breachLedger(
  sql: Sql,
  f: BreachFilter,
  after: DutyPlace | undefined,
  limit: number,
): Promise<BreachRow[]> {
  return sql<
    BreachRow[]
  >`select b.file_id as file, b.key, b.duty, d.body->'action' as action, b.procedure, b.clause, b.owed_by as "owedBy", b.owed_to as "owedTo", at_ms(b.due_at)::float8 as due, at_ms(b.alt_due_at)::float8 as "altDue",
      at_ms(b.recorded_at)::float8 as "recordedAt", at_ms(b.done_at)::float8 as "doneAt", b.overrun_ms::float8 as "overrunMs", b.state, d.force,
      case when x.file_id is not null then jsonb_build_object('state', coalesce(x.decision, 'disputed'), 'outages', x.outages, 'decidedAt', at_ms(x.decided_at), 'decidedBy', x.decided_by, 'decidedUnit', x.decided_unit, 'reason', x.reason) end as outage
    from breach b join duty d on d.file_id = b.file_id and d.key = b.key left join breach_dispute x on x.file_id = b.file_id and x.key = b.key where b.bureau_id = ${f.bureau} and ${unlessInvolved(sql, 'b.file_id', 'b.procedure', f.reader)}
    ${f.unit ? sql`and b.owed_by = ${f.unit}` : sql``} ${f.clause ? sql`and b.clause = ${f.clause}` : sql``} ${f.state ? sql`and b.state = ${f.state}` : sql``} ${f.file ? sql`and b.file_id = ${f.file}` : sql``}
    ${f.outage ? sql`and x.file_id is not null and coalesce(x.decision, 'disputed') = ${f.outage} and (x.decision is not null or b.state = 'standing')` : sql``}
    ${f.parties ? sql`and (b.owed_by = any(${f.parties as string[]}) or b.owed_to = any(${f.parties as string[]}))` : sql``}
    ${after ? sql`and (b.due_at, b.file_id, b.key) < (ms_at(${after.due}::bigint), ${after.file}, ${after.key})` : sql``}
    order by b.due_at desc, b.file_id desc, b.key desc limit ${limit}`;
}

/** Who owes what a breach is about. */
export async function breachOwed(
  sql: Sql,
  file: string,
  key: string,
): Promise<{ owedBy: string; clause: string; duty: string } | undefined> {
  const [row] = await sql<
    { owedBy: string; clause: string; duty: string }[]
  >`select owed_by as "owedBy", clause, duty from breach where file_id = ${file} and key = ${key}`;
  return row;
}
