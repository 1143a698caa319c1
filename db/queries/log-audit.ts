/** 核对存证 What the audit of a bureau's log reads: leaves and nodes in order, signed heads, and rows that have no leaf. */
import type { Querying } from '../client.ts';
import type * as t from '../schema/index.ts';

export type LogLeaf = Omit<typeof t.leaf.$inferSelect, 'bureau'>;

const PAGE = 1_000;

/** Page by page: no connection and no snapshot is held while a page is looked at. Indexes that are missing are left out. */
export async function* leavesOf(
  sql: Querying,
  bureau: string,
  size: number,
): AsyncGenerator<LogLeaf[]> {
  for (let from = 0; from < size; from += PAGE)
    yield await leavesBetween(sql, bureau, from, Math.min(from + PAGE, size));
}

/** Leaves from one place up to another, in their order. */
export async function leavesBetween(
  sql: Querying,
  bureau: string,
  from: number,
  to: number,
): Promise<LogLeaf[]> {
  return sql<
    LogLeaf[]
  >`select index, hash, kind, ref from leaf where bureau_id = ${bureau} and index >= ${from} and index < ${to} order by index`;
}

/** Those that a tree of that size has. */
export const nodesOf = (
  sql: Querying,
  bureau: string,
  size: number,
): AsyncIterable<{ level: number; index: number; hash: Uint8Array }[]> =>
  sql<
    { level: number; index: number; hash: Uint8Array }[]
  >`select level, index, hash from tree_node where bureau_id = ${bureau} and (index + 1) * 256::numeric ^ level <= ${size} order by level, index`.cursor(
    1_000,
  );

export type SignedHead = Pick<
  typeof t.checkpoint.$inferSelect,
  'size' | 'root' | 'origin' | 'note'
>;

/** Signed heads of more than `from` leaves and at most `to`, the smallest first. */
export async function checkpointsBetween(
  sql: Querying,
  bureau: string,
  from: number,
  to: number,
): Promise<SignedHead[]> {
  return sql<
    SignedHead[]
  >`select size, root, origin, note from checkpoint where bureau_id = ${bureau} and size > ${from} and size <= ${to} order by size`;
}

/** Of each of these files the leaf hash of the opening before it in its series. */
export async function openingHashes(
  sql: Querying,
  bureau: string,
  files: readonly string[],
): Promise<Map<string, string>> {
  if (files.length === 0) return new Map();
  const rows = await sql<{ id: string; prev: string }[]>`
    select f.id, encode(l.hash, 'hex') as prev from file f
      join file b on b.bureau_id = f.bureau_id and b.procedure = f.procedure and b.place = f.place - 1
      join leaf l on l.bureau_id = b.bureau_id and l.kind = 'opening' and l.ref = b.id
    where f.bureau_id = ${bureau} and f.id = any (${files as string[]})`;
  return new Map(rows.map(({ id, prev }) => [id, prev]));
}

interface LeafOfFile {
  kind: 'entry' | 'act' | 'verdict' | 'opening';
  ref: string;
  index: number | null;
  hash: Uint8Array | null;
}

/** The rows of a file that belong into the log, in the order of their kinds and numbers, each with its place there; and a leaf behind the last entry, whose entry is gone. */
export async function leavesOfFile(
  sql: Querying,
  file: { id: string; bureau: string },
): Promise<LeafOfFile[]> {
  return sql<LeafOfFile[]>`
    select x.kind, x.ref, l.index, l.hash from (
      select 1 as n, 'opening' as kind, ${file.id}::text as ref, 0 as number
      union all select 2, k.kind, i.act_id, i.number from inbox i cross join (values ('act'), ('verdict')) k (kind)
        where i.file_id = ${file.id} and (k.kind = 'act' or i.verdict is not null)
      union all select 3, 'entry', r.file_id || '/' || r.seq, r.seq from register r where r.file_id = ${file.id} and r.edition = 2
      union all select 3, 'entry', l.ref, next.seq from (select ${file.id} || '/' || max(seq) + 1 as ref, max(seq) + 1 as seq from register where file_id = ${file.id}) next
        join leaf l on l.bureau_id = ${file.bureau} and l.kind = 'entry' and l.ref = next.ref) x
    left join leaf l on l.bureau_id = ${file.bureau} and l.kind = x.kind and l.ref = x.ref order by x.n, x.number, x.kind`;
}

interface PlacedLeaf {
  kind: 'change' | 'calendar';
  ref: string;
  index: number | null;
  hash: Uint8Array | null;
}

/** Where the leaves of these rows stand in a bureau's log, in the order in which they are asked for. */
export async function placesOf(
  sql: Querying,
  bureau: string,
  leaves: readonly { kind: 'change' | 'calendar'; ref: string }[],
): Promise<PlacedLeaf[]> {
  if (leaves.length === 0) return [];
  return sql<PlacedLeaf[]>`
    select x.kind, x.ref, l.index, l.hash
    from unnest(${leaves.map(({ kind }) => kind)}::text[], ${leaves.map(({ ref }) => ref)}::text[]) with ordinality x (kind, ref, n)
    left join leaf l on l.bureau_id = ${bureau} and l.kind = x.kind and l.ref = x.ref order by x.n`;
}

/** Rows that belong into the log and are neither in it nor staged for it. */
export async function unlogged(
  sql: Querying,
  bureau: string,
  limit: number,
): Promise<{ kind: string; ref: string; file: string | null }[]> {
  return sql<{ kind: string; ref: string; file: string | null }[]>`
    select x.kind, x.ref, x.file from (
      select 'entry' as kind, r.file_id || '/' || r.seq as ref, f.id as file from file f join register r on r.file_id = f.id where f.bureau_id = ${bureau} and r.edition = 2
      union all select k.kind, i.act_id, f.id from file f join inbox i on i.file_id = f.id cross join (values ('act'), ('verdict')) k (kind)
        where f.bureau_id = ${bureau} and (k.kind = 'act' or i.verdict is not null)
      union all select 'opening', f.id, f.id from file f where f.bureau_id = ${bureau}
      union all select 'change', c.id::text, null from registry_change c where c.bureau_id = ${bureau} or c.bureau_id is null
      union all select 'calendar', c.year || '/' || c.version, null from calendar_year c
      union all select 'key', k.id::text, null from log_key k where k.bureau_id = ${bureau}
      union all select 'read', r.id::text, r.file_id from reading r where r.bureau_id = ${bureau}) x
    where not exists (select 1 from leaf l where l.bureau_id = ${bureau} and l.kind = x.kind and l.ref = x.ref)
      and not exists (select 1 from leaf_staged s where s.bureau_id = ${bureau} and s.kind = x.kind and s.ref = x.ref)
    order by x.kind, x.ref limit ${limit}`;
}

/** Places of a series that no file has, and files that have none. */
export async function missingPlaces(
  sql: Querying,
  bureau: string,
  limit: number,
): Promise<{ procedure: string; place: number | null; file: string | null }[]> {
  return sql<{ procedure: string; place: number | null; file: string | null }[]>`
    select s.procedure, n as place, null as file from opening_series s cross join generate_series(1, s.last) n
    where s.bureau_id = ${bureau} and not exists (select 1 from file f where f.bureau_id = s.bureau_id and f.procedure = s.procedure and f.place = n)
    union all select f.procedure, f.place, f.id from file f left join opening_series s on s.bureau_id = f.bureau_id and s.procedure = f.procedure
    where f.bureau_id = ${bureau} and (f.place is null or f.place > coalesce(s.last, 0)) limit ${limit}`;
}

/** Whether something of the bureau belongs into a log. */
export async function hasFiles(sql: Querying, bureau: string): Promise<boolean> {
  return (
    (
      await sql`select 1 from file where bureau_id = ${bureau} and place is not null union all select 1 from checkpoint where bureau_id = ${bureau} limit 1`
    ).length > 0
  );
}

/** Files whose acts are not numbered without a gap up to the number that the file has come to. */
export async function missingActs(
  sql: Querying,
  bureau: string,
  limit: number,
): Promise<{ file: string; number: number }[]> {
  return sql<{ file: string; number: number }[]>`
    select f.id as file, f.inbox_number as number from file f
      left join lateral (select count(*)::int as n, coalesce(max(number), 0) as last from inbox i where i.file_id = f.id) i on true
    where f.bureau_id = ${bureau} and (i.n <> f.inbox_number or i.last <> f.inbox_number) order by f.id limit ${limit}`;
}

/** Every signed head, the smallest first. */
export const headsOf = (
  sql: Querying,
  bureau: string,
): AsyncIterable<{ size: number; note: string; madeAt: number }[]> =>
  sql<
    { size: number; note: string; madeAt: number }[]
  >`select size, note, made_at as "madeAt" from checkpoint where bureau_id = ${bureau} order by size`.cursor(
    1_000,
  );

/** Every line of a witness, with the head below which it stands. */
export const cosignaturesOf = (
  sql: Querying,
  bureau: string,
): AsyncIterable<{ size: number; line: string; note: string; receivedAt: number }[]> =>
  sql<
    { size: number; line: string; note: string; receivedAt: number }[]
  >`select c.size, c.line, h.note, c.received_at as "receivedAt" from cosignature c join checkpoint h using (bureau_id, size)
    where c.bureau_id = ${bureau} order by c.size, c.key_name, c.key_id`.cursor(1_000);

/** Every change of the keys of a log and of its witnesses, in their order. */
export async function keyChanges(
  sql: Querying,
  bureau: string,
): Promise<{ key: string; use: 'log' | 'witness'; state: 'in-use' | 'given-up'; at: number }[]> {
  return sql<
    { key: string; use: 'log' | 'witness'; state: 'in-use' | 'given-up'; at: number }[]
  >`select key, use, state, at from log_key where bureau_id = ${bureau} order by id`;
}
