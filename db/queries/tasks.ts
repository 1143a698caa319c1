/** 跨案事项 Tasks that files have for each other: written by `enter`, performed by the API. */
import type { Facts } from '../../domain/law/acts.ts';
import type { Sql } from '../client.ts';

/** `file`: whose task it is; empty where the calendar sends it (a term of consultations). */
export interface TaskRow {
  id: string;
  file: string;
  bureau: string;
  key: string;
  kind: string;
  /** As it was written: whoever performs the task reads it by a shape of its own. */
  data: Facts;
  tries: number;
}

/** Takes what is due of these kinds, the oldest first, for half a minute: whoever takes it performs it; if that one dies, another takes it then. */
export async function takeTasks(
  sql: Sql,
  kinds: readonly string[],
  limit: number,
): Promise<TaskRow[]> {
  const rows = await sql<
    TaskRow[]
  >`update task e set next_try_at = clock_timestamp() + interval '30 seconds'
    from (select x.id, f.bureau_id from task x left join file f on f.id = x.file_id where x.done_at is null and x.kind = any(${kinds as string[]}) and x.next_try_at <= clock_timestamp() order by x.next_try_at, x.id limit ${limit} for update of x skip locked) due
    where e.id = due.id returning e.id::text, coalesce(e.file_id, '') as file, coalesce(due.bureau_id, e.data->>'bureau') as bureau, e.key, e.kind, e.data, e.tries`;
  return rows.sort((a, b) => Number(a.id) - Number(b.id));
}

export async function taskDone(sql: Sql, id: string): Promise<void> {
  await sql`update task set done_at = clock_timestamp(), last_error = null where id = ${id} and done_at is null`;
}

/** Tried again after 1, 2, 4 … seconds, an hour at most. */
export async function taskFailed(sql: Sql, id: string, error: string): Promise<void> {
  await sql`update task set tries = tries + 1, last_error = ${error}, next_try_at = clock_timestamp() + least(power(2, least(tries, 12)), 3600) * interval '1 second' where id = ${id} and done_at is null`;
}

/** Undone for longer than a minute: shown by the reconciliation. */
export async function lateTasks(
  sql: Sql,
  bureau: string,
  limit: number,
): Promise<{ file: string; kind: string; key: string; tries: number; error: string | null }[]> {
  return sql<
    { file: string; kind: string; key: string; tries: number; error: string | null }[]
  >`select coalesce(e.file_id, '') as file, e.kind, e.key, e.tries, e.last_error as error from task e left join file f on f.id = e.file_id
    where e.done_at is null and e.created_at < clock_timestamp() - interval '1 minute' and coalesce(f.bureau_id, e.data->>'bureau') = ${bureau} order by e.id limit ${limit}`;
}
