/** The inbox as the API uses it: one statement takes an act in, and its number and receipt come from the database's row lock. */
import type { Querying, Sql } from '../client.ts';

export interface StoredAct {
  act: string;
  file: string;
  number: number;
  type: string;
  unit: string;
  officer: string;
  hash: string;
  message: unknown;
  receivedAt: number;
  arrivedAt: number;
  signalled: boolean;
  verdict: unknown;
}

const ms = (sql: Sql, column: string) => sql`at_ms(${sql(column)})::float8`;
const selected = (
  sql: Sql,
) => sql`act_id as act, file_id as file, number, type, unit_id as unit, officer_id as officer, hash, message,
  ${ms(sql, 'received_at')} as "receivedAt", ${ms(sql, 'arrived_at')} as "arrivedAt", signalled_at is not null as signalled, verdict`;

/** Whole milliseconds, as every receipt. */
export async function databaseTime(sql: Sql): Promise<number> {
  const [row] = await sql<{ at: number }[]>`select at_ms(clock_timestamp())::float8 as at`;
  return row!.at;
}

export interface Opening {
  known?: unknown;
  hash?: string;
  open?: string;
  opened?: string;
  opening?: unknown;
}

/** The number that a file would have got is another file's: it was not opened. */
export class NumberTaken extends Error {
  readonly file: string;
  constructor(file: string) {
    super('the number is taken');
    this.file = file;
  }
}

/** Opens a file, or says what stands in the way. `free` is asked about its number before anything is kept; `within` keeps what belongs to a file that opens. */
export async function openFile(
  sql: Sql,
  opening: object,
  free: (file: string) => Promise<boolean>,
  within?: (tx: Querying) => Promise<void>,
): Promise<Opening> {
  return sql.begin(async (tx) => {
    const [row] = await tx<
      { answer: Opening }[]
    >`select open_file(${tx.json(opening as never)}) as answer`;
    const { answer } = row!;
    if (answer.opened && !(await free(answer.opened))) throw new NumberTaken(answer.opened);
    if (answer.opened) await within?.(tx);
    return answer;
  });
}

/** What an attempt that opened no file came to: refused, or joined to a file that was open. */
export async function keepAttempt(
  sql: Sql,
  attempt: { officer: string; key: string; hash: string; answer: object },
): Promise<void> {
  await sql`select refuse_opening(${attempt.officer}, ${attempt.key}, ${attempt.hash}, ${sql.json(attempt.answer as never)})`;
}

export async function openingAttempt(
  sql: Sql,
  officer: string,
  key: string,
): Promise<{ hash: string; answer: unknown } | undefined> {
  const [row] = await sql<
    { hash: string; answer: unknown }[]
  >`select hash, answer from opening_attempt where officer_id = ${officer} and key = ${key}`;
  return row;
}

export type Received =
  | { known: boolean; same?: boolean; message: unknown; verdict?: unknown; signalled?: boolean }
  | {
      code: 'not-found' | 'file-closed' | 'in-the-future' | 'too-many-refused' | 'too-many-pending';
    }
  | { code: 'paper-void'; number: string };
export async function receiveAct(sql: Sql, act: object): Promise<Received> {
  const [row] = await sql<
    { answer: Received }[]
  >`select receive_act(${sql.json(act as never)}) as answer`;
  return row!.answer;
}

export async function actSignalled(sql: Sql, act: string): Promise<void> {
  await sql`select act_signalled(${act})`;
}

export async function fileStarted(sql: Sql, file: string): Promise<void> {
  await sql`select file_started(${file})`;
}

/** Acts without a verdict, or not in the history yet, that have waited for longer than `olderThan` milliseconds: taken, so that no other relay brings them now. */
export async function takeUnsettled(
  sql: Sql,
  olderThan: number,
  limit: number,
): Promise<(StoredAct & { sent: number })[]> {
  return sql<
    (StoredAct & { sent: number })[]
  >`select ${selected(sql)}, sent from take_unsettled(${olderThan}, ${limit}) order by file_id, number`;
}

export interface UnstartedFile {
  id: string;
  opening: unknown;
  officer: string;
  act: string;
}

/** Files whose start was lost: taken likewise. */
export async function takeUnstarted(
  sql: Sql,
  olderThan: number,
  limit: number,
): Promise<UnstartedFile[]> {
  return sql<
    UnstartedFile[]
  >`select f.id, f.opening, i.officer_id as officer, i.act_id as act from take_unstarted(${olderThan}, ${limit}) i join file f on f.id = i.file_id order by i.stored_at`;
}

/** They were not tried: the engine was away. */
export async function giveBack(sql: Sql, acts: readonly string[]): Promise<void> {
  if (acts.length > 0) await sql`select give_back_acts(${acts as string[]})`;
}

export async function actById(
  sql: Sql,
  file: string,
  act: string,
): Promise<(StoredAct & { payload: unknown }) | undefined> {
  const [row] = await sql<
    (StoredAct & { payload: unknown })[]
  >`select ${selected(sql)}, payload from inbox where file_id = ${file} and act_id = ${act}`;
  return row;
}

export async function actsOf(
  sql: Sql,
  file: string,
  after: number | undefined,
  limit: number,
  newest = false,
): Promise<StoredAct[]> {
  const place = newest
    ? sql`${after === undefined ? sql`` : sql`and number < ${after}`} order by number desc`
    : sql`and number > ${after ?? 0} order by number`;
  return sql<
    StoredAct[]
  >`select ${selected(sql)} from inbox where file_id = ${file} ${place} limit ${limit}`;
}

export async function verdictOf(sql: Sql, act: string): Promise<unknown> {
  const [row] = await sql<{ verdict: unknown }[]>`select verdict from inbox where act_id = ${act}`;
  return row?.verdict ?? undefined;
}

/** Of acts, those that have their verdict: how many seconds after they were stored, and the code of a refusal. */
export const settledOf = (
  sql: Querying,
  acts: string[],
): Promise<{ act: string; seconds: number; code: string | null }[]> =>
  sql<
    { act: string; seconds: number; code: string | null }[]
  >`select act_id as act, extract(epoch from settled_at - stored_at)::float8 as seconds, verdict->'refusal'->>'code' as code
    from inbox where act_id = any(${acts}) and verdict is not null`;
