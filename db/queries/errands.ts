/** Errands between files: written by `enter`, performed by the API. */
import type { Sql } from '../client.ts';

export interface ErrandRow { id: string; file: string; bureau: string; key: string; kind: string; data: Record<string, never>; tries: number }

/** Takes what is due, the oldest first, for half a minute: whoever takes it performs it; if that one dies, another takes it then. */
export async function takeErrands(sql: Sql, limit: number): Promise<ErrandRow[]> {
  const rows = await sql<ErrandRow[]>`update errand e set next_try_at = clock_timestamp() + interval '30 seconds' from file f
    where f.id = e.file_id and e.id in (select id from errand where done_at is null and next_try_at <= clock_timestamp() order by next_try_at, id limit ${limit} for update skip locked)
    returning e.id::text, e.file_id as file, f.bureau_id as bureau, e.key, e.kind, e.data, e.tries`;
  return rows.sort((a, b) => Number(a.id) - Number(b.id));
}

export async function errandDone(sql: Sql, id: string): Promise<void> {
  await sql`update errand set done_at = clock_timestamp(), last_error = null where id = ${id} and done_at is null`;
}

/** Tried again after 1, 2, 4 … seconds, an hour at most. */
export async function errandFailed(sql: Sql, id: string, error: string): Promise<void> {
  await sql`update errand set tries = tries + 1, last_error = ${error}, next_try_at = clock_timestamp() + least(power(2, least(tries, 12)), 3600) * interval '1 second' where id = ${id} and done_at is null`;
}

/** Undone for longer than a minute: shown by the reconciliation. */
export async function lateErrands(sql: Sql, bureau: string, limit: number): Promise<{ file: string; kind: string; key: string; tries: number; error: string | null }[]> {
  return sql<{ file: string; kind: string; key: string; tries: number; error: string | null }[]>`select e.file_id as file, e.kind, e.key, e.tries, e.last_error as error from errand e join file f on f.id = e.file_id
    where e.done_at is null and e.created_at < clock_timestamp() - interval '1 minute' and f.bureau_id = ${bureau} order by e.id limit ${limit}`;
}
