/** 分派与移交 Who has a duty in hand, and who stands in for whom. Nothing of it is law. */
import type { Querying, Sql } from '../client.ts';
import { assigned } from './duties.ts';

/** A duty whatever its round. */
export interface DutyLine {
  file: string;
  duty: string;
  item: string | null;
  owedBy: string;
}

export interface AssignmentRow {
  from: string | null;
  to: string | null;
  why: 'assigned' | 'taken' | 'released' | 'reassigned' | 'left';
  by: string | null;
  at: number;
}

/** The duty that a file has under this key, with who has it in hand. */
export async function dutyToAssign(
  sql: Querying,
  file: string,
  key: string,
): Promise<
  (DutyLine & { state: string; assignee: string | null; deputy: string | null }) | undefined
> {
  const [row] = await sql<
    (DutyLine & { state: string; assignee: string | null; deputy: string | null })[]
  >`select d.file_id as file, d.duty, d.item, d.owed_by as "owedBy", d.state, a.officer_id as assignee, deputy_of(a.officer_id) as deputy
    from duty d ${assigned(sql)}
    where d.file_id = ${file} and d.key = ${key}`;
  return row;
}

/** Answers who has it now: somebody else than wished where it was not in the hands that were expected. */
export async function assignDuty(
  sql: Querying,
  wish: DutyLine & {
    expected: string | null;
    to: string | null;
    by: string;
    why: 'assigned' | 'taken' | 'released';
  },
): Promise<string | null> {
  const [row] = await sql<
    { answer: { stands: string | null } }[]
  >`select assign_duty(${sql.json(wish as never)}) as answer`;
  return row!.answer.stands;
}

/** How it went from hand to hand, the newest first. */
export async function assignmentsOf(sql: Querying, of: DutyLine): Promise<AssignmentRow[]> {
  return sql<
    AssignmentRow[]
  >`select from_officer as "from", to_officer as "to", why, by, at_ms(at)::float8 as at from duty_assignment
    where file_id = ${of.file} and duty = ${of.duty} and item = ${of.item ?? ''} and owed_by = ${of.owedBy} order by id desc limit 200`;
}

export interface HandOverRow {
  id: number;
  unit: string;
  from: string;
  to: string;
  fromOn: string;
  untilOn: string;
  by: string;
  at: number;
  endedAt: number | null;
  endedWhy: 'revoked' | 'left' | null;
  endedBy: string | null;
  state: 'coming' | 'running' | 'over' | 'revoked' | 'left';
  /** Whether the officer is registered as absent today (TJ84-6). */
  absent: boolean;
  /** Whether the deputy is: nobody sees the work. */
  deputyAbsent: boolean;
}

const stateOf = (sql: Querying) =>
  sql`coalesce(h.ended_why, case when local_day(clock_timestamp()) < h.from_on then 'coming' when local_day(clock_timestamp()) > h.until_on then 'over' else 'running' end)`;

const columns = (sql: Querying) =>
  sql`h.id::float8 as id, h.unit_id as unit, h.from_officer as "from", h.to_officer as "to", h.from_on::text as "fromOn", h.until_on::text as "untilOn", h.by, at_ms(h.at)::float8 as at,
    at_ms(h.ended_at)::float8 as "endedAt", h.ended_why as "endedWhy", h.ended_by as "endedBy", ${stateOf(sql)} as state, is_absent(h.from_officer, local_day(clock_timestamp())) as absent,
    is_absent(h.to_officer, local_day(clock_timestamp())) as "deputyAbsent"`;

/** The newest first. `parties`: only of these units; undefined: of the whole bureau. */
export async function handOvers(
  sql: Sql,
  f: {
    bureau: string;
    parties: readonly string[] | undefined;
    officer?: string | undefined;
    now: boolean;
  },
  before: number | undefined,
  limit: number,
): Promise<HandOverRow[]> {
  return sql<HandOverRow[]>`select ${columns(sql)} from hand_over h where h.bureau_id = ${f.bureau}
    ${f.parties ? sql`and h.unit_id = any(${f.parties as string[]})` : sql``} ${f.officer ? sql`and ${f.officer} in (h.from_officer, h.to_officer)` : sql``}
    ${f.now ? sql`and ${stateOf(sql)} in ('coming', 'running')` : sql``} ${before === undefined ? sql`` : sql`and h.id < ${before}`}
    order by h.id desc limit ${limit}`;
}

export async function findHandOver(
  sql: Querying,
  bureau: string,
  id: number,
): Promise<HandOverRow | undefined> {
  const [row] = await sql<
    HandOverRow[]
  >`select ${columns(sql)} from hand_over h where h.bureau_id = ${bureau} and h.id = ${id}`;
  return row;
}

/** `overlaps`: the one that has some of these days already; `away`: the deputy is absent on one of them; `standsIn`: the officer is somebody's deputy on one of them. */
type HandOverAnswer = { id: number } | { overlaps: number } | { away: true } | { standsIn: true };

export async function handOverWork(
  sql: Querying,
  p: {
    bureau: string;
    unit: string;
    from: string;
    to: string;
    fromOn: string;
    untilOn: string;
    by: string;
  },
): Promise<HandOverAnswer> {
  const [row] = await sql<
    { answer: HandOverAnswer }[]
  >`select hand_over_work(${sql.json(p)}) as answer`;
  return row!.answer;
}

/** False where it has ended already. */
export async function revokeHandOver(sql: Querying, id: number, by: string): Promise<boolean> {
  const [row] = await sql<{ done: boolean }[]>`select revoke_hand_over(${id}, ${by}) as done`;
  return row!.done;
}
