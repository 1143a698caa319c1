/** 审管联动 The exchange log and its figures, what a department has to do, and the issues between departments (TJ84-15). */
import type { Counts, ExchangeType } from '../../domain/coordination-issue/exchange.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';
import { attentionOf } from '../queries/files.ts';
import { sha256 } from '../queries/turns.ts';

export async function isCoordinator(
  sql: Sql,
  officer: string,
  unit: string,
  day: string,
): Promise<boolean> {
  const [row] = await sql<
    { is: boolean | null }[]
  >`select is_coordinator(${officer}, ${unit}, ${day}::date) as is`;
  return row?.is === true;
}

export interface ExchangeRow {
  id: string;
  at: number;
  from: string;
  to: string | null;
  type: ExchangeType;
  file: string | null;
  item: string | null;
  state: 'accepted' | 'refused' | 'pending' | 'at-the-door';
  timing: string | null;
  force: string | null;
  code: string | null;
  clause: string | null;
  hash: string;
}
export interface ExchangeFilter {
  bureau: string;
  unit?: string;
  item?: string;
  type?: string;
  state?: string;
  file?: string;
  from?: Instant;
  to?: Instant;
  parties?: readonly string[];
}
export interface ExchangePlace {
  at: number;
  id: string;
}

/** 交互台账, newest first: what files took in, and what was refused at the door. Two index walks, merged. */
export async function exchangeLog(
  sql: Sql,
  f: ExchangeFilter,
  after: ExchangePlace | undefined,
  limit: number,
): Promise<ExchangeRow[]> {
  const taken = sql`select e.id, at_ms(e.arrived_at)::float8 as at, e.unit_id as "from", e.to_unit as "to", e.type, e.file_id as file, e.item_id as item, e.state, e.timing,
      (select verdict->>'force' from inbox where act_id = e.id) as force, e.code, e.clause, e.hash
    from exchange e where e.bureau_id = ${f.bureau}
    ${f.unit ? sql`and (e.unit_id = ${f.unit} or e.to_unit = ${f.unit})` : sql``} ${f.item ? sql`and e.item_id = ${f.item}` : sql``} ${f.type ? sql`and e.type = ${f.type}` : sql``}
    ${f.state ? sql`and e.state = ${f.state}` : sql``} ${f.file ? sql`and e.file_id = ${f.file}` : sql``}
    ${f.from ? sql`and e.arrived_at >= ms_at(${f.from}::bigint)` : sql``} ${f.to ? sql`and e.arrived_at < ms_at(${f.to}::bigint)` : sql``}
    ${f.parties ? sql`and (e.unit_id = any(${f.parties as string[]}) or e.to_unit = any(${f.parties as string[]}))` : sql``}
    ${after ? sql`and (e.arrived_at, e.id) < (ms_at(${after.at}::bigint), ${after.id})` : sql``} order by e.arrived_at desc, e.id desc limit ${limit}`;
  const refused = sql`select r.id::text, at_ms(r.at)::float8 as at, r.unit_id as "from", null as "to", r.type, r.file_id as file, r.item_id as item, 'at-the-door' as state, null as timing, null as force, r.code, r.clause, r.hash
    from refused_exchange r where r.bureau_id = ${f.bureau}
    ${f.unit ? sql`and r.unit_id = ${f.unit}` : sql``} ${f.item ? sql`and r.item_id = ${f.item}` : sql``} ${f.type ? sql`and r.type = ${f.type}` : sql``}
    ${f.state ? sql`and ${f.state} = 'at-the-door'` : sql``} ${f.file ? sql`and r.file_id = ${f.file}` : sql``}
    ${f.from ? sql`and r.at >= ms_at(${f.from}::bigint)` : sql``} ${f.to ? sql`and r.at < ms_at(${f.to}::bigint)` : sql``}
    ${f.parties ? sql`and r.unit_id = any(${f.parties as string[]})` : sql``}
    ${after ? sql`and (r.at, r.id::text) < (ms_at(${after.at}::bigint), ${after.id})` : sql``} order by r.at desc, r.id::text desc limit ${limit}`;
  return sql<
    ExchangeRow[]
  >`select * from ((${taken}) union all (${refused})) x order by at desc, id desc limit ${limit}`;
}

export interface RefusedExchange {
  bureau: string;
  unit: string;
  officer: string;
  type: string;
  code: string;
  clause?: string | undefined;
  file?: string | undefined;
  item?: string | undefined;
  hash: string;
  key: string;
}
/** Kept once for the same attempt, by a hash of the caller's key; never what it held. */
export async function keepRefusedExchange(sql: Sql, r: RefusedExchange): Promise<void> {
  await sql`insert into refused_exchange (bureau_id, unit_id, officer_id, type, code, clause, file_id, item_id, hash, key)
    values (${r.bureau}, ${r.unit}, ${r.officer}, ${r.type}, ${r.code}, ${r.clause ?? null}, ${r.file ?? null}, ${r.item ?? null}, ${r.hash}, ${sha256(r.key)}) on conflict do nothing`;
}

export interface FiguresRow extends Counts {
  unit: string;
  item: string | null;
  type: ExchangeType;
}
export async function exchangeFigures(
  sql: Sql,
  bureau: string,
  from: Instant,
  to: Instant,
  unit: string | undefined,
  parties: readonly string[] | undefined,
): Promise<FiguresRow[]> {
  return sql<
    FiguresRow[]
  >`select unit_id as unit, item_id as item, type, sent, accepted, late, refused, pending, at_the_door as "atTheDoor", overdue
    from exchange_figures(${bureau}, ms_at(${from}::bigint), ms_at(${to}::bigint), ${unit ?? null}) ${parties ? sql`where unit_id = any(${parties as string[]})` : sql``}`;
}

export interface DepartmentRow {
  id: string;
  bureau: string;
  coordinators: { accepting: string | null; supervising: string | null };
  accepts: string[];
  supervises: string[];
  results: { accepting: number; supervising: number };
  openCases: { accepting: number; supervising: number };
}
/** What the registries say of a department on a day: its coordinators, its items in the list in force, its cases. */
export async function departmentOf(
  sql: Sql,
  unit: string,
  day: string,
): Promise<DepartmentRow | undefined> {
  const items = (own: string) =>
    sql`select coalesce(array_agg(distinct d.item_id), '{}') from service_item_department d where d.bureau_id = u.bureau_id and d.version = service_list_on(u.bureau_id, ${day}::date) and ${sql(own)} = u.id`;
  const results = (own: string) => sql`select count(*)::int from result r where ${sql(own)} = u.id`;
  const cases = (own: string) =>
    sql`select count(*)::int from result r join file f on f.id = r.file_id where ${sql(own)} = u.id and f.closed_at is null`;
  const [row] = await sql<DepartmentRow[]>`select u.id, u.bureau_id as bureau,
      jsonb_build_object('accepting', coordinator_of(u.id, 'accepting', ${day}::date), 'supervising', coordinator_of(u.id, 'supervising', ${day}::date)) as coordinators,
      (${items('d.accepting_unit')}) as accepts, (${items('d.supervising_unit')}) as supervises,
      jsonb_build_object('accepting', (${results('r.accepting_unit')}), 'supervising', (${results('r.supervising_unit')})) as results,
      jsonb_build_object('accepting', (${cases('r.accepting_unit')}), 'supervising', (${cases('r.supervising_unit')})) as "openCases"
    from unit u where u.id = ${unit}`;
  return row;
}

export interface IssueRow {
  file: string;
  stage: string;
  attention: string;
  accepting: string;
  supervising: string;
  coordinator: string;
  caseFile: string | null;
  item: string | null;
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
  reportedTo: string[];
}
export interface IssueFilter {
  bureau: string;
  open?: boolean;
  unit?: string;
  about?: string;
  parties?: readonly string[];
}
/** Issues, newest first; those a body was reported to are its own to read. */
export async function issuesOf(
  sql: Sql,
  f: IssueFilter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<IssueRow[]> {
  return sql<
    IssueRow[]
  >`select f.id as file, f.stage, ${attentionOf(sql)} as attention, f.opening->'units'->>'accepting' as accepting, f.opening->'units'->>'supervising' as supervising, f.opening->'units'->>'coordinator' as coordinator,
      f.opening->'about'->>'file' as "caseFile", f.opening->'about'->>'item' as item, at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome,
      (select coalesce(array_agg(r.unit_id order by r.unit_id), '{}') from reader r where r.file_id = f.id) as "reportedTo"
    from file f where f.bureau_id = ${f.bureau} and f.procedure = 'coordination-issue'
    ${f.open === undefined ? sql`` : f.open ? sql`and f.closed_at is null` : sql`and f.closed_at is not null`}
    ${f.unit ? sql`and ${f.unit} in (f.opening->'units'->>'accepting', f.opening->'units'->>'supervising')` : sql``} ${f.about ? sql`and f.opening->'about'->>'file' = ${f.about}` : sql``}
    ${f.parties ? sql`and (exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${f.parties as string[]})) or exists (select 1 from reader r where r.file_id = f.id and r.unit_id = any(${f.parties as string[]})))` : sql``}
    ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``} order by f.opened_at desc, f.id desc limit ${limit}`;
}

export interface CoordinationCounts {
  withoutCoordinator: number;
  unhandled: number;
  issues: number;
  escalated: number;
  consultations: number;
  missed: number;
}
/** What the desk shows of articles 15 and 16. */
export async function coordinationCounts(
  sql: Sql,
  bureau: string,
  day: string,
): Promise<CoordinationCounts> {
  const [row] = await sql<CoordinationCounts[]>`select
    (select count(*)::int from departments_without_coordinator(${bureau}, ${day}::date)) as "withoutCoordinator",
    (select count(*)::int from duty where bureau_id = ${bureau} and state = 'overdue' and procedure = 'commitment-case' and act = 'feedback-receipt') as unhandled,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'coordination-issue' and closed_at is null) as issues,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'coordination-issue' and closed_at is null and stage = 'escalated') as escalated,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'consultation' and closed_at is null) as consultations,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'consultation' and closed_at is null and stage in ('missed', 'postponed')) as missed`;
  return row!;
}
