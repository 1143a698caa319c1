/** 流程历史 The histories of the runs that have ended: kept, still to be kept, or lost. */
import type { Querying, Sql } from '../client.ts';

export interface Unexported {
  id: string;
  letter: string;
  closedAt: number;
  /** Milliseconds since its last turn. */ changed: number;
}

/** Closed files whose history is neither kept nor lost, the longest closed first. */
export async function unexportedFiles(
  sql: Sql,
  after: Unexported | undefined,
  limit: number,
  bureau?: string,
): Promise<Unexported[]> {
  return sql<
    Unexported[]
  >`select id, (select act_id from inbox i where i.file_id = file.id and i.number = 1) as letter, at_ms(closed_at)::float8 as "closedAt", (extract(epoch from clock_timestamp() - changed_at) * 1000)::float8 as changed
    from file where closed_at is not null and exported_at is null and history_lost_at is null ${bureau ? sql`and bureau_id = ${bureau}` : sql``}
      ${after ? sql`and (closed_at, id) > (ms_at(${after.closedAt}::bigint), ${after.id})` : sql``} order by closed_at, id limit ${limit}`;
}

/** Files whose history is lost: closed ones, and those of which an earlier run is. */
export async function lostHistories(sql: Sql, bureau: string, limit: number): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from file where bureau_id = ${bureau} and ((history_lost_at is not null and exported_at is null)
    or id in (select file_id from ended_run where lost_at is not null and exported_at is null)) order by id limit ${limit}`;
  return rows.map((r) => r.id);
}

export interface EndedRun {
  file: string;
  run: string;
  /** Milliseconds since it was noted. */ noted: number;
  /** When it was noted, to the microsecond. */ at: string;
}

/** Runs that have ended while their files went on, neither kept nor lost; the longest noted first. */
export async function unexportedRuns(
  sql: Sql,
  after: EndedRun | undefined,
  limit: number,
): Promise<EndedRun[]> {
  return sql<
    EndedRun[]
  >`select file_id as file, run_id as run, (extract(epoch from clock_timestamp() - noted_at) * 1000)::float8 as noted, noted_at::text as at from ended_run
    where exported_at is null and lost_at is null ${after ? sql`and (noted_at, run_id) > (${after.at}::timestamptz, ${after.run})` : sql``}
    order by noted_at, run_id limit ${limit}`;
}

/** Every history that is neither kept nor lost, with when its run ended by the clock of the database: the last run of a file with its last turn. */
export const unkept = (sql: Querying) => sql`
  select file_id as file, run_id as run, noted_at as ended from ended_run where exported_at is null and lost_at is null
  union all select id, null, changed_at from file where closed_at is not null and exported_at is null and history_lost_at is null`;

/** How long the longest of them has waited, in seconds, and how many have waited for so many milliseconds. */
export const waitingOf = (sql: Querying, lateAfter: number) => sql`
  select coalesce(max(waits), 0)::float8 as oldest, count(*) filter (where waits * 1000 >= ${lateAfter}::float8)::float8 as late
    from (select greatest(extract(epoch from clock_timestamp() - ended), 0) as waits from (${unkept(sql)}) u) w`;

export async function waiting(
  sql: Sql,
  lateAfter: number,
): Promise<{ oldest: number; late: number }> {
  const [row] = await sql<{ oldest: number; late: number }[]>`${waitingOf(sql, lateAfter)}`;
  return row!;
}

export interface LateHistory {
  file: string;
  /** Null: the run in which the file ended. */
  run: string | null;
  endedAt: number;
}

/** Those that have waited for so many milliseconds, the longest first. */
export async function lateHistories(
  sql: Sql,
  bureau: string,
  lateAfter: number,
  limit: number,
): Promise<LateHistory[]> {
  return sql<
    LateHistory[]
  >`select u.file, u.run, at_ms(u.ended)::float8 as "endedAt" from (${unkept(sql)}) u join file f on f.id = u.file
    where f.bureau_id = ${bureau} and u.ended <= clock_timestamp() - ${lateAfter}::float8 * interval '1 millisecond' order by u.ended, u.file limit ${limit}`;
}

/** Those of them that are lost. */
export async function lostRuns(
  sql: Sql,
  bureau: string,
  limit: number,
): Promise<{ file: string; run: string }[]> {
  return sql<
    { file: string; run: string }[]
  >`select e.file_id as file, e.run_id as run from ended_run e join file f on f.id = e.file_id
    where e.lost_at is not null and e.exported_at is null and f.bureau_id = ${bureau} order by e.file_id, e.run_id limit ${limit}`;
}

/** Enters, once, that there is no history of a run to keep; without its id, of whatever had lived the file before. */
export async function loseRun(
  sql: Sql,
  lost: { file: string; run?: string; entry: object },
): Promise<boolean> {
  const [row] = await sql<{ lost: boolean }[]>`select lose_run(${sql.json(lost as never)}) as lost`;
  return row!.lost;
}

export async function isKept(sql: Sql, file: string, run: string): Promise<boolean> {
  return (
    (await sql`select 1 from history_export where file_id = ${file} and run_id = ${run}`).length > 0
  );
}

/** Enters, once, that there is no history to keep. */
export async function loseHistory(
  sql: Sql,
  lost: { file: string; entry: object },
): Promise<boolean> {
  const [row] = await sql<
    { lost: boolean }[]
  >`select lose_history(${sql.json(lost as never)}) as lost`;
  return row!.lost;
}

/** Keeps the history of a run that has ended; false when it is kept already. `last`: the run in which the file ended. */
export async function keepHistory(
  sql: Sql,
  kept: { file: string; run: string; last: boolean; history: unknown; hash: string; entry: object },
): Promise<boolean> {
  const [row] = await sql<
    { kept: boolean }[]
  >`select export_history(${sql.json(kept as never)}) as kept`;
  return row!.kept;
}

/** A run of a file as far as the database knows of it. `run` is null where nobody knows its id any more. */
export interface KnownRun {
  run: string | null;
  /** Kept here; ended, and to be kept; or lost. */
  state: 'kept' | 'ended' | 'lost';
  hash: string | null;
  events: number | null;
  keptAt: number | null;
}

/** The runs of a file that have ended, the first one first. A run that is under way is known to the engine alone. */
export async function knownRuns(sql: Sql, file: string): Promise<KnownRun[]> {
  return sql<KnownRun[]>`select run, state, hash, events, at_ms("keptAt")::float8 as "keptAt" from (
    select h.run_id as run, 'kept' as state, h.hash, jsonb_array_length(h.history->'events') as events, h.exported_at as "keptAt", coalesce(e.noted_at, h.exported_at) as place
      from history_export h left join ended_run e on e.run_id = h.run_id where h.file_id = ${file}
    union all select case when run_id not like 'unknown:%' then run_id end, case when lost_at is null then 'ended' else 'lost' end, null, null, null, noted_at
      from ended_run where file_id = ${file} and exported_at is null
    union all select null, 'lost', null, null, null, history_lost_at from file where id = ${file} and history_lost_at is not null and exported_at is null) r
    order by place, run`;
}

/** What tells the run of a file from another one under the same number, and whether all of its runs are kept. */
export async function letterOf(
  sql: Sql,
  file: string,
): Promise<{ letter: string | null; whole: boolean }> {
  const [row] = await sql<
    { letter: string | null; whole: boolean }[]
  >`select (select act_id from inbox i where i.file_id = f.id and i.number = 1) as letter, f.exported_at is not null as whole
    from file f where f.id = ${file}`;
  return row ?? { letter: null, whole: true };
}

/** Events of a kept run behind event `after`. */
export async function keptEvents(
  sql: Sql,
  file: string,
  run: string,
  after: number,
  limit: number,
): Promise<{ readonly [field: string]: unknown }[]> {
  const span = { from: after, to: after + limit - 1 };
  const [row] = await sql<
    { events: { readonly [field: string]: unknown }[] }[]
  >`select jsonb_path_query_array(history, '$.events[$from to $to]', ${sql.json(span)}) as events
    from history_export where file_id = ${file} and run_id = ${run}`;
  return row?.events ?? [];
}
