/** What is looked after in the background: calendar notices on their way to open files, histories to keep, differences to report. */
import type { CalendarYear } from '../../domain/time/limit.ts';
import type { TimeLimit } from '../../domain/time/limit.ts';
import type { Sql } from '../client.ts';

/** Open files that count with an older version of a year than the one in force and have not been told, for the years their deadlines can reach. */
export async function filesToTell(
  sql: Sql,
  limit: number,
): Promise<{ file: string; year: number; version: number }[]> {
  return sql<{ file: string; year: number; version: number }[]>`
    with latest as (select distinct on (year) year, version from calendar_year order by year, version desc)
    select f.id as file, l.year, l.version from file f
      cross join lateral (select greatest(clock_timestamp(), max(d.due_at)) as horizon from duty d where d.file_id = f.id and d.state in ('open', 'due-soon', 'overdue')) h
      join latest l on l.year between extract(year from f.opened_at)::int - 1 and extract(year from h.horizon)::int + 1
    where f.closed_at is null and f.started_at is not null
      and not exists (select 1 from jsonb_array_elements(f.opening->'calendar') y where (y->>'year')::int = l.year and (y->>'version')::int >= l.version)
      and not exists (select 1 from inbox i where i.file_id = f.id and i.officer_id = 'duban' and i.key = 'calendar:' || l.year || ':' || l.version)
    order by f.opened_at, f.id, l.year limit ${limit}`;
}

/** What is in force, as one word: another word means that a notice has come. */
export async function calendarVersions(sql: Sql): Promise<string> {
  const [row] = await sql<
    { versions: string }[]
  >`select string_agg(year || '/' || version, ' ' order by year, version) as versions from calendar_year`;
  return row?.versions ?? '';
}

/** 暂停 The registry takes on the suspensions that have started since. */
export async function beginSuspensions(sql: Sql): Promise<number> {
  const [row] = await sql<{ begun: number }[]>`select begin_suspensions() as begun`;
  return row?.begun ?? 0;
}

export interface CountedDuty {
  file: string;
  duty: string;
  clause: string;
  from: number;
  due: number;
  status: string;
  limit: TimeLimit;
}

/** Open day-based duties that a notice for this year can move. */
export async function dutiesCountedIn(sql: Sql, year: number): Promise<CountedDuty[]> {
  return sql<
    CountedDuty[]
  >`select file_id as file, duty, clause, at_ms(from_at)::float8 as "from", at_ms(due_at)::float8 as due, status, body->'limit' as limit from duty
    where state in ('open', 'due-soon', 'overdue') and body->'limit'->>'unit' <> 'hours'
      and from_at < make_date(${year}, 12, 31) + 40 and due_at > make_date(${year}, 1, 1) - 40 order by due_at, file_id, key`;
}

export async function calendarVersion(
  sql: Sql,
  year: number,
  version: number,
): Promise<(CalendarYear & { loadedBy: string }) | undefined> {
  const [row] = await sql<
    (CalendarYear & { loadedBy: string })[]
  >`select year, version, notice, published_on::text as "publishedOn", off::text[] as off, work::text[] as work, fictitious, loaded_by as "loadedBy"
    from calendar_year where year = ${year} and version = ${version}`;
  return row;
}

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

/** Open files whose writes fail, as far as the database knows. */
export async function technicalFiles(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from file where closed_at is null and attention = 'technical' order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Where a run that is started anew takes the file up; nothing where nothing was entered yet. */
export async function positionOf(sql: Sql, file: string): Promise<object | undefined> {
  const [row] = await sql<{ position: object | null }[]>`select position_of(${file}) as position`;
  return row?.position ?? undefined;
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

/** Acts older than a minute without verdict or without their signal. */
export async function stuckActs(
  sql: Sql,
  bureau: string,
  limit: number,
): Promise<{ act: string; file: string; number: number; settled: boolean; signalled: boolean }[]> {
  return sql<
    { act: string; file: string; number: number; settled: boolean; signalled: boolean }[]
  >`select act_id as act, file_id as file, number, verdict is not null as settled, signalled_at is not null as signalled from inbox
    where (verdict is null or signalled_at is null) and stored_at < clock_timestamp() - interval '1 minute'
      and exists (select 1 from file f where f.id = inbox.file_id and f.bureau_id = ${bureau}) order by file_id, number limit ${limit}`;
}

/** Entries whose hash does not follow from the one before: none, unless somebody broke the database. */
export async function brokenChains(
  sql: Sql,
  bureau: string,
  limit: number,
): Promise<{ file: string; seq: number }[]> {
  return sql<{ file: string; seq: number }[]>`select file_id as file, seq from (
      select file_id, seq, prev, hash, body_hash, key, recorded_at, lag(hash, 1, '') over (partition by file_id order by seq) as before from register
      where file_id in (select id from file where bureau_id = ${bureau})) r
    where prev <> before or hash <> encode(sha256(convert_to(prev || '|' || seq || '|' || key || '|' || at_ms(recorded_at) || '|' || body_hash, 'UTF8')), 'hex') limit ${limit}`;
}

/** Files whose last entry is not the head they show, or whose numbers have gaps. */
export async function brokenHeads(
  sql: Sql,
  bureau: string,
  limit: number,
): Promise<{ file: string }[]> {
  return sql<
    { file: string }[]
  >`select f.id as file from file f left join lateral (select count(*)::int as n, max(seq) as last from register r where r.file_id = f.id) r on true
    where f.bureau_id = ${bureau} and (f.register_seq <> r.n or coalesce(r.last, 0) <> r.n or (r.n > 0 and f.head <> (select hash from register h where h.file_id = f.id and h.seq = r.last))) limit ${limit}`;
}
