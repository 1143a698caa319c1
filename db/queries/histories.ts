/** 流程历史 The histories of the runs that have ended: kept, still to be kept, or lost. */
import type { Sql } from '../client.ts';

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
}

/** Runs that have ended while their files went on, neither kept nor lost. */
export async function unexportedRuns(sql: Sql, limit: number): Promise<EndedRun[]> {
  return sql<
    EndedRun[]
  >`select file_id as file, run_id as run, (extract(epoch from clock_timestamp() - noted_at) * 1000)::float8 as noted from ended_run
    where exported_at is null and lost_at is null order by noted_at limit ${limit}`;
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

/** A kept run, the newest unless another is asked for. */
export async function keptHistory(
  sql: Sql,
  file: string,
  run: string | undefined,
): Promise<{ run: string; history: unknown; hash: string } | undefined> {
  const [row] = await sql<
    { run: string; history: unknown; hash: string }[]
  >`select run_id as run, history, hash from history_export
    where file_id = ${file} ${run ? sql`and run_id = ${run}` : sql``} order by exported_at desc limit 1`;
  return row;
}

/** All kept runs of a file, the first one first. */
export async function keptRuns(
  sql: Sql,
  file: string,
): Promise<{ run: string; hash: string; events: number; keptAt: number }[]> {
  return sql<
    { run: string; hash: string; events: number; keptAt: number }[]
  >`select run_id as run, hash, jsonb_array_length(history->'events') as events, at_ms(exported_at)::float8 as "keptAt"
    from history_export where file_id = ${file} order by exported_at`;
}
