/** 核对 What the reconciliation asks of the database, and what it enters there. */
import type { Sql } from '../client.ts';

/** Open files whose writes fail, as far as the database knows; of one bureau where asked. */
export async function technicalFiles(sql: Sql, limit: number, bureau?: string): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from file where closed_at is null and attention = 'technical' ${bureau ? sql`and bureau_id = ${bureau}` : sql``} order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Where a run that is started anew takes the file up; nothing where nothing was entered yet. */
export async function positionOf(sql: Sql, file: string): Promise<object | undefined> {
  const [row] = await sql<{ position: object | null }[]>`select position_of(${file}) as position`;
  return row?.position ?? undefined;
}

/** The run of a file is started anew by a person. False: that has been entered of this run before. */
export async function enterRebuilt(sql: Sql, file: string, entry: object): Promise<boolean> {
  const [row] = await sql<
    { entered: boolean }[]
  >`select enter_rebuilt(${file}, ${sql.json(entry as never)}) as entered`;
  return row!.entered;
}

/** By which run a person has last given up the file, and how many milliseconds ago; the run is null where there was none. */
export async function lastRebuilt(
  sql: Sql,
  file: string,
): Promise<{ run: string | null; ago: number } | undefined> {
  const [row] = await sql<
    { run: string | null; ago: number }[]
  >`select body->>'run' as run, (extract(epoch from clock_timestamp() - recorded_at) * 1000)::float8 as ago
    from register where file_id = ${file} and type = 'run-rebuilt' order by seq desc limit 1`;
  return row;
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

/**
 * Does it while no other process reconciles the bureau: they wait. The lock is of a transaction that does nothing else, and ends with its connection.
 * `holds`: a few connections for nothing but this. Taken from the common ones, as many who hold as there are would wait for one more, for ever.
 */
export function holding<T>(holds: Sql, bureau: string, work: () => Promise<T>): Promise<T> {
  return holds.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('duban:reconciliation:' || ${bureau}, 0))`;
    return work();
  }) as Promise<T>;
}
