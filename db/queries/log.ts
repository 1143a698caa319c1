/** 存证 A bureau's log: what is staged for it, how it grows, and the hashes that its proofs are made of. */
import type { Querying, Sql } from '../client.ts';
import type * as t from '../schema/index.ts';

export type Staged = Pick<typeof t.leafStaged.$inferSelect, 'id' | 'kind' | 'ref'>;

/** Bureaus for which something is staged; costs a probe each, however much that is. */
export async function stagedBureaus(sql: Sql): Promise<string[]> {
  const rows = await sql<{ bureau: string }[]>`
    with recursive b as (
      (select bureau_id from leaf_staged order by bureau_id limit 1)
      union all
      select n.bureau_id from b cross join lateral (
        select s.bureau_id from leaf_staged s where s.bureau_id > b.bureau_id order by s.bureau_id limit 1) n)
    select bureau_id as bureau from b`;
  return rows.map(({ bureau }) => bureau);
}

/** Whether it is ours to let the bureau's log grow until the transaction ends. */
export async function holdLog(tx: Querying, bureau: string): Promise<boolean> {
  const [row] = await tx<
    { ours: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtextextended('duban:log:' || ${bureau}, 0)) as ours`;
  return row!.ours;
}

export interface LogEdge {
  size: number;
  peaks: Uint8Array[];
}

/** The right edge of the tree; nothing while the bureau has no log. */
export async function logEdge(tx: Querying, bureau: string): Promise<LogEdge | undefined> {
  const [row] = await tx<LogEdge[]>`select size, peaks from log where bureau_id = ${bureau}`;
  return row;
}

export async function beginLog(tx: Querying, bureau: string): Promise<void> {
  await tx`select begin_log(${bureau})`;
}

export async function stagedLeaves(tx: Querying, bureau: string, limit: number): Promise<Staged[]> {
  return tx<
    Staged[]
  >`select id, kind, ref from leaf_staged where bureau_id = ${bureau} order by id limit ${limit}`;
}

/** How the openings of the bureau's procedures stand in its log. */
export async function loggedSeries(
  tx: Querying,
  bureau: string,
): Promise<{ procedure: string; logged: number; head: string | null }[]> {
  return tx<
    { procedure: string; logged: number; head: string | null }[]
  >`select procedure, logged, head from opening_series where bureau_id = ${bureau}`;
}

export interface Growth {
  size: number;
  ids: readonly number[];
  hashes: readonly string[];
  nodes: readonly { level: number; index: number; hash: string }[];
  peaks: readonly string[];
  series: readonly { procedure: string; logged: number; head: string | null }[];
}

/** Refused when the log has grown since its size was read. */
export async function extendLog(tx: Querying, bureau: string, growth: Growth): Promise<void> {
  const { size, ids, hashes, nodes, peaks, series } = growth;
  await tx`select extend_log(${bureau}, ${size}, ${ids as number[]}::bigint[], ${hashes as string[]}::text[], ${tx.json(nodes as never)}, ${peaks as string[]}::text[], ${tx.json(series as never)})`;
}
