/** The inbox as the API uses it: one statement takes an act in, and its number and receipt come from the database's row lock. */
import type { Sql } from '../client.ts';

export interface StoredAct {
  act: string; file: string; number: number; type: string; unit: string; officer: string; hash: string; message: unknown;
  receivedAt: number; arrivedAt: number; signalled: boolean; verdict: unknown;
}

const ms = (sql: Sql, column: string) => sql`at_ms(${sql(column)})::float8`;
const selected = (sql: Sql) => sql`act_id as act, file_id as file, number, type, unit_id as unit, officer_id as officer, hash, message,
  ${ms(sql, 'received_at')} as "receivedAt", ${ms(sql, 'arrived_at')} as "arrivedAt", signalled_at is not null as signalled, verdict`;

export async function openFile(sql: Sql, opening: object): Promise<{ known?: unknown; hash?: string; open?: string; opened?: string; opening?: unknown }> {
  const [row] = await sql<{ answer: never }[]>`select open_file(${sql.json(opening as never)}) as answer`;
  return row!.answer;
}

/** What an attempt that opened no file came to: refused, or joined to a file that was open. */
export async function keepAttempt(sql: Sql, attempt: { officer: string; key: string; hash: string; answer: object }): Promise<void> {
  await sql`select refuse_opening(${attempt.officer}, ${attempt.key}, ${attempt.hash}, ${sql.json(attempt.answer as never)})`;
}

export async function openingAttempt(sql: Sql, officer: string, key: string): Promise<{ hash: string; answer: unknown } | undefined> {
  const [row] = await sql<{ hash: string; answer: unknown }[]>`select hash, answer from opening_attempt where officer_id = ${officer} and key = ${key}`;
  return row;
}

export type Received = { known: boolean; same?: boolean; message: unknown; verdict?: unknown; signalled?: boolean } | { code: 'not-found' | 'file-closed' | 'in-the-future' | 'too-many-refused' | 'too-many-pending' };
export async function receiveAct(sql: Sql, act: object): Promise<Received> {
  const [row] = await sql<{ answer: Received }[]>`select receive_act(${sql.json(act as never)}) as answer`;
  return row!.answer;
}

export async function actSignalled(sql: Sql, act: string): Promise<void> {
  await sql`select act_signalled(${act})`;
}

export async function fileStarted(sql: Sql, file: string): Promise<void> {
  await sql`select file_started(${file})`;
}

/** Acts without a verdict, or not in the history yet, that have waited for longer than `olderThan` milliseconds; of started files only. */
export async function unsettledActs(sql: Sql, olderThan: number, limit: number): Promise<StoredAct[]> {
  return sql<StoredAct[]>`select ${selected(sql)} from inbox i
    where (verdict is null or signalled_at is null) and stored_at < clock_timestamp() - ${olderThan} * interval '1 millisecond' and number > 1
      and exists (select 1 from file f where f.id = i.file_id and f.closed_at is null)
    order by file_id, number limit ${limit}`;
}

export async function unstartedFiles(sql: Sql, olderThan: number, limit: number): Promise<{ id: string; opening: unknown; officer: string }[]> {
  return sql<{ id: string; opening: unknown; officer: string }[]>`select f.id, f.opening, i.officer_id as officer from file f join inbox i on i.file_id = f.id and i.number = 1
    where f.started_at is null and i.stored_at < clock_timestamp() - ${olderThan} * interval '1 millisecond' order by i.stored_at limit ${limit}`;
}

export async function actById(sql: Sql, file: string, act: string): Promise<(StoredAct & { payload: unknown }) | undefined> {
  const [row] = await sql<(StoredAct & { payload: unknown })[]>`select ${selected(sql)}, payload from inbox where file_id = ${file} and act_id = ${act}`;
  return row;
}

export async function actsOf(sql: Sql, file: string, after: number, limit: number): Promise<StoredAct[]> {
  return sql<StoredAct[]>`select ${selected(sql)} from inbox where file_id = ${file} and number > ${after} order by number limit ${limit}`;
}

export async function verdictOf(sql: Sql, act: string): Promise<unknown> {
  const [row] = await sql<{ verdict: unknown }[]>`select verdict from inbox where act_id = ${act}`;
  return row?.verdict ?? undefined;
}
