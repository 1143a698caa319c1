/** 政务服务工作方案 The leading group, plans with their rows, and what of them is open (QJ annex 1, 3.1). */
import type { WorkGroup } from '../../domain/work-plan/group.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';

export interface GroupRow extends WorkGroup {
  version: number;
  by: string;
  confirmedBy: string | null;
  at: number;
}

/** As it stands. */
export async function groupOf(sql: Querying, bureau: string): Promise<GroupRow | undefined> {
  const [row] = await sql<
    { version: number; body: WorkGroup; by: string; confirmedBy: string | null; at: number }[]
  >`
    select version, body, entered_by as by, confirmed_by as "confirmedBy", at_ms(entered_at)::float8 as at
    from work_group where bureau_id = ${bureau} order by version desc limit 1`;
  if (!row) return undefined;
  const { body, ...more } = row;
  return { ...body, ...more };
}

export async function enterGroup(tx: Querying, group: object): Promise<void> {
  await tx`select enter_work_group(${tx.json(group as never)})`;
}

/** Persons of the bureau in office, those of them who are heads, and its units. */
export async function knownToGroup(
  sql: Querying,
  bureau: string,
): Promise<{ persons: string[]; heads: string[]; units: string[] }> {
  const [row] = await sql<{ persons: string[]; heads: string[]; units: string[] }[]>`
    with o as (
      select x.id, x.roles from officer x join unit u on u.id = x.unit_id
      where u.bureau_id = ${bureau} and x.kind = 'person' and x.removed_on is null)
    select coalesce((select array_agg(id) from o), '{}') as persons,
      coalesce((select array_agg(id) from o where 'head' = any(roles)), '{}') as heads,
      coalesce((select array_agg(id) from unit where bureau_id = ${bureau}), '{}') as units`;
  return row!;
}

/** The units of these officers, each once. */
export async function unitsOfOfficers(sql: Sql, officers: readonly string[]): Promise<string[]> {
  const rows = await sql<{ unit: string }[]>`
    select distinct unit_id as unit from officer where id = any(${[...officers]}) order by 1`;
  return rows.map(({ unit }) => unit);
}

export async function planOfYear(
  sql: Sql,
  bureau: string,
  year: number,
): Promise<string | undefined> {
  const [row] = await sql<{ file: string }[]>`
    select file_id as file from work_plan where bureau_id = ${bureau} and year = ${year}`;
  return row?.file;
}

export interface PlanOfTask {
  bureau: string;
  issuedOn: CivilDate;
  /** As the plan was opened with them: the office, and the units of the group. */
  units: Record<string, string>;
}

export async function planOf(sql: Sql, file: string): Promise<PlanOfTask | undefined> {
  const [row] = await sql<PlanOfTask[]>`
    select p.bureau_id as bureau, p.issued_on::text as "issuedOn", f.opening->'units' as units
    from work_plan p join file f on f.id = p.file_id where p.file_id = ${file}`;
  return row;
}

export interface TaskOfPlan {
  row: string;
  heading: string;
  clause: string;
  sections: string[];
  units: string[];
  printed: string | null;
  dueOn: CivilDate | null;
  ongoing: boolean;
  conflictOn: CivilDate | null;
}

export interface PlanRowShown extends TaskOfPlan {
  file: string | null;
  stage: string | null;
  attention: string | null;
  /** By which date it is due now. */
  holdsOn: CivilDate | null;
  datedAt: number | null;
  completedAt: number | null;
  acceptedAt: number | null;
  withdrawnAt: number | null;
}

export interface PlanListRow {
  file: string;
  year: number;
  issuedOn: CivilDate;
  documentNo: string | null;
  printed: boolean;
  closedOn: CivilDate | null;
  rows: PlanRowShown[];
}

/** The plans of a bureau, the newest year first, each with its rows as they stand. */
export function plansOf(sql: Sql, bureau: string, year?: number): Promise<PlanListRow[]> {
  return sql<PlanListRow[]>`
    select p.file_id as file, p.year, p.issued_on::text as "issuedOn", p.document_no as "documentNo", p.printed, p.closed_on::text as "closedOn",
      (select coalesce(jsonb_agg(jsonb_build_object('row', r.row_id, 'heading', r.heading, 'clause', r.clause, 'sections', r.sections, 'units', r.units, 'printed', r.printed,
          'dueOn', r.due_on, 'ongoing', r.ongoing, 'conflictOn', r.conflict_on, 'file', t.file_id, 'stage', f.stage, 'attention', f.attention, 'holdsOn', t.due_on,
          'datedAt', at_ms(t.dated_at), 'completedAt', at_ms(t.completed_at), 'acceptedAt', at_ms(t.accepted_at), 'withdrawnAt', at_ms(r.withdrawn_at)) order by r.position), '[]')
        from work_plan_row r left join work_task t on t.plan_id = r.plan_id and t.row_id = r.row_id left join file f on f.id = t.file_id
        where r.plan_id = p.file_id) as rows
    from work_plan p where p.bureau_id = ${bureau} ${year === undefined ? sql`` : sql`and p.year = ${year}`}
    order by p.year desc limit 100`;
}

/** A row as it stands; `version`: how often it was registered, dated and amended. */
export async function rowOf(
  sql: Sql,
  plan: string,
  row: string,
): Promise<(TaskOfPlan & { version: number }) | undefined> {
  const [found] = await sql<(TaskOfPlan & { version: number })[]>`
    select row_id as row, heading, clause, sections, units, printed, due_on::text as "dueOn", ongoing, conflict_on::text as "conflictOn",
      coalesce((select max(v.version) from work_plan_row_version v where v.plan_id = r.plan_id and v.row_id = r.row_id), 0) as version
    from work_plan_row r where plan_id = ${plan} and row_id = ${row}`;
  return found;
}

interface RowAmendment {
  amendment: string;
  kind: 'change' | 'withdraw';
  corrected: boolean;
  dueOn: CivilDate | null;
  ongoing: boolean;
  units: string[];
  version: number;
  at: Instant;
}

/** The amendments of a row up to this one, in the order in which they were confirmed. None of those before migration 0084. */
export function amendmentsOf(
  sql: Sql,
  { plan, row, amendment }: { plan: string; row: string; amendment: string },
): Promise<RowAmendment[]> {
  return sql<RowAmendment[]>`
    select v.amendment, case when v.kind = 'withdraw' then 'withdraw' else 'change' end as kind, coalesce((a.payload->>'correction')::boolean, false) as corrected,
      v.due_on::text as "dueOn", v.ongoing, v.units, v.version, at_ms(d.received_at)::float8 as at
    from work_plan_row_version v join inbox a on a.file_id = v.plan_id and a.act_id = v.amendment join inbox d on d.file_id = v.plan_id and d.act_id = v.act_id
    where v.plan_id = ${plan} and v.row_id = ${row} and v.kind in ('change', 'withdraw', 'correct')
      and v.version <= (select l.version from work_plan_row_version l where l.plan_id = ${plan} and l.row_id = ${row} and l.amendment = ${amendment})
    order by v.version`;
}

/** The file of a task, once it has been opened. */
export async function taskOf(sql: Sql, plan: string, row: string): Promise<string | undefined> {
  const [found] = await sql<{ file: string }[]>`
    select file_id as file from work_task where plan_id = ${plan} and row_id = ${row}`;
  return found?.file;
}

export interface WorkCounts {
  conflicts: number;
  toAccept: number;
  overdue: number;
  unreviewed: number;
}

export async function workCounts(sql: Sql, bureau: string): Promise<WorkCounts> {
  const at = (procedure: string, stage: string) =>
    sql`(select count(*)::int from file where bureau_id = ${bureau} and procedure = ${procedure} and stage = ${stage} and closed_at is null)`;
  const [row] = await sql<WorkCounts[]>`select
    ${at('work-task', 'date-conflict')} as conflicts, ${at('work-task', 'completed')} as "toAccept", ${at('work-review', 'reviewing')} as unreviewed,
    (select count(distinct file_id)::int from duty where bureau_id = ${bureau} and procedure = 'work-task' and duty = 'completeTask' and state = 'overdue') as overdue`;
  return row!;
}
