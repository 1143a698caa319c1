/** 存证 A bureau's log: what is staged for it, how it grows, and the hashes that its proofs are made of. */
import { HASH_LENGTH } from '../../domain/proof/bytes.ts';
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
/** Rows of 256 hashes, `count` of them from `from` on; level 0 are the leaves themselves. */
export interface HashRange {
  level: number;
  from: number;
  count: number;
}

/** The hashes of these ranges, each in order; a range that is not whole is shorter. */
export async function hashesIn(
  sql: Querying,
  bureau: string,
  ranges: readonly HashRange[],
): Promise<Uint8Array[][]> {
  if (ranges.length === 0) return [];
  // All of a range as one value: a list of hundreds of them costs the driver more than the read.
  const rows = await sql<{ hashes: Uint8Array | null }[]>`
    select case r.level
        when 0 then (select string_agg(l.hash, ''::bytea order by l.index) from leaf l where l.bureau_id = ${bureau} and l.index >= r.first and l.index < r.first + r.many)
        else (select string_agg(n.hash, ''::bytea order by n.index) from tree_node n where n.bureau_id = ${bureau} and n.level = r.level and n.index >= r.first and n.index < r.first + r.many) end as hashes
    from unnest(${ranges.map((r) => r.level)}::int[], ${ranges.map((r) => r.from)}::bigint[], ${ranges.map((r) => r.count)}::bigint[])
      with ordinality as r (level, first, many, n) order by r.n`;
  return rows.map(({ hashes }) => eachOf(hashes ?? new Uint8Array()));
}

const eachOf = (hashes: Uint8Array): Uint8Array[] =>
  Array.from({ length: hashes.length / HASH_LENGTH }, (_, i) =>
    hashes.subarray(i * HASH_LENGTH, (i + 1) * HASH_LENGTH),
  );

/** Where the leaf of a row stands; nothing while it is staged. */
export async function leafOf(
  sql: Querying,
  bureau: string,
  kind: Staged['kind'],
  ref: string,
): Promise<{ index: number; hash: Uint8Array } | undefined> {
  const [row] = await sql<
    { index: number; hash: Uint8Array }[]
  >`select index, hash from leaf where bureau_id = ${bureau} and kind = ${kind} and ref = ${ref}`;
  return row;
}

export type CheckpointRow = typeof t.checkpoint.$inferSelect;

/** The newest signed head, or that of a size. */
export async function checkpointOf(
  sql: Querying,
  bureau: string,
  size?: number,
): Promise<CheckpointRow | undefined> {
  const [row] = await sql<
    CheckpointRow[]
  >`select bureau_id as bureau, size, root, origin, note, made_at as "madeAt" from checkpoint
    where bureau_id = ${bureau} ${size === undefined ? sql`` : sql`and size = ${size}`} order by size desc limit 1`;
  return row;
}

/** The lines of witnesses below a signed head, as they have come. */
export async function cosignatureLines(
  sql: Querying,
  bureau: string,
  size: number,
): Promise<string[]> {
  const rows = await sql<
    { line: string }[]
  >`select line from cosignature where bureau_id = ${bureau} and size = ${size} order by received_at, key_name`;
  return rows.map(({ line }) => line);
}

/** Logs that are longer than their newest signed head, and how many milliseconds ago they came to be. */
export async function unsignedLogs(
  sql: Querying,
): Promise<{ bureau: string; size: number; since: number }[]> {
  return sql<
    { bureau: string; size: number; since: number }[]
  >`select bureau_id as bureau, size, (extract(epoch from clock_timestamp() - unsigned_since) * 1000)::float8 as since
    from log where unsigned_since is not null order by unsigned_since, bureau_id`;
}

export async function addCheckpoint(
  sql: Querying,
  head: { bureau: string; size: number; root: string; origin: string; note: string },
): Promise<boolean> {
  const { bureau, size, root, origin, note } = head;
  const [row] = await sql<
    { added: boolean }[]
  >`select add_checkpoint(${bureau}, ${size}, ${root}, ${origin}, ${note}) as added`;
  return row!.added;
}

export interface LogKeyRow {
  key: string;
  use: 'log' | 'witness';
  state: 'in-use' | 'given-up';
  at: number;
}

/** The keys of a bureau's log and of its witnesses, each as it stands, in the order in which they came. */
export async function logKeys(sql: Querying, bureau: string): Promise<LogKeyRow[]> {
  return sql<LogKeyRow[]>`
    select k.key, k.use, k.state, k.at from (
      select distinct on (key) key, use, state, at, id, min(id) over (partition by key) as first
      from log_key where bureau_id = ${bureau} order by key, id desc) k order by k.first`;
}

export async function changeLogKey(
  sql: Querying,
  change: Omit<LogKeyRow, 'at'> & { bureau: string; by: string; reason: string },
): Promise<void> {
  await sql`select change_log_key(${sql.json(change as never)})`;
}

export type RestartRow = Omit<typeof t.logRestart.$inferSelect, 'bureau' | 'by' | 'reason'>;

/** Under which names the log has gone on after a restore, the first one first. */
export async function restartsOf(sql: Querying, bureau: string): Promise<RestartRow[]> {
  return sql<
    RestartRow[]
  >`select generation, origin, note, size, at from log_restart where bureau_id = ${bureau} order by generation`;
}

export async function restartLog(
  sql: Querying,
  restart: Pick<typeof t.logRestart.$inferSelect, 'bureau' | 'origin' | 'note' | 'reason' | 'by'>,
): Promise<void> {
  await sql`select restart_log(${sql.json(restart as never)})`;
}

export async function addCosignature(
  sql: Querying,
  given: {
    bureau: string;
    size: number;
    name: string;
    id: number;
    line: string;
    /** Seconds since 1970. */ at: number;
  },
): Promise<boolean> {
  const { bureau, size, name, id, line, at } = given;
  const [row] = await sql<
    { added: boolean }[]
  >`select add_cosignature(${bureau}, ${size}, ${name}, ${id}, ${line}, ${at * 1000}) as added`;
  return row!.added;
}

/** Where a leaf of this hash stands first. */
export async function indexOfLeaf(
  sql: Querying,
  bureau: string,
  hash: Uint8Array,
): Promise<number | undefined> {
  const [row] = await sql<
    { index: number }[]
  >`select index from leaf where bureau_id = ${bureau} and hash = ${Buffer.from(hash)} order by index limit 1`;
  return row?.index;
}
