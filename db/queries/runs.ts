/** What became of the files' workflows: compared in batches, and what stands wrong, until it is mended. */
import type { Sql } from '../client.ts';

/** How the engine has it (MISSING, TERMINATED …), or BEHIND, AHEAD, OTHERWISE, NOT-CLOSED, ANOTHER-FILE. */
export type Fault = string;

/** False: that is known already. */
export async function noteRunFault(sql: Sql, file: string, fault: Fault): Promise<boolean> {
  const [row] = await sql<{ noted: boolean }[]>`select note_run_fault(${file}, ${fault}) as noted`;
  return row!.noted;
}

/** Whether it is ours to mend now: once, then ever more seldom, and not for ever. */
export async function takeRunFault(sql: Sql, file: string): Promise<boolean> {
  const [row] = await sql<{ mine: boolean }[]>`select take_run_fault(${file}) as mine`;
  return row!.mine;
}

export async function runMended(sql: Sql, file: string): Promise<void> {
  await sql`select run_mended(${file})`;
}

/** What stands wrong with one file now. */
export async function standsAt(sql: Sql, file: string): Promise<Fault | undefined> {
  const [row] = await sql<
    { fault: Fault }[]
  >`select fault from run_fault where file_id = ${file} and mended_at is null`;
  return row?.fault;
}

/** What was wrong with one file until a moment ago: its run is as the register has it again. */
export async function mendedLately(
  sql: Sql,
  file: string,
  within: number,
): Promise<Fault | undefined> {
  const [row] = await sql<
    { fault: Fault }[]
  >`select fault from run_fault where file_id = ${file} and mended_at > clock_timestamp() - ${within}::float8 * interval '1 millisecond'`;
  return row?.fault;
}

export interface RunFault {
  file: string;
  fault: Fault;
  since: number;
  tries: number;
}

/** Alarms that stand, of one bureau or of all. */
export async function standingFaults(
  sql: Sql,
  limit: number,
  bureau?: string,
): Promise<RunFault[]> {
  return sql<
    RunFault[]
  >`select r.file_id as file, r.fault, at_ms(r.since)::float8 as since, r.tries from run_fault r
    where r.mended_at is null ${bureau ? sql`and exists (select 1 from file f where f.id = r.file_id and f.bureau_id = ${bureau})` : sql``} order by r.file_id limit ${limit}`;
}

/** A file as the register has it, to be laid beside its run. `changed`: milliseconds since its last turn. */
export interface Registered {
  id: string;
  bureau: string;
  letter: string;
  closed: boolean;
  stage: string;
  awaited: string | null;
  nextDue: number | null;
  /** What is due next is the end of a window that the register has closed. */
  lapsed: boolean;
  judged: number;
  /** The number of its last entry. */
  seq: number;
  /** The highest number of its inbox. */
  inbox: number;
  attention: string;
  /** How many milliseconds the act after the last judged one has been in the inbox; null where there is none. */
  waits: number | null;
  /** Why it cannot write, while its attention is `technical`. */
  fault: string | null;
  changed: number;
}
const registered = (
  sql: Sql,
) => sql`f.id, f.bureau_id as bureau, (select i.act_id from inbox i where i.file_id = f.id and i.number = 1) as letter, f.closed_at is not null as closed, f.stage, f.awaited, at_ms(f.next_due)::float8 as "nextDue",
  coalesce((select bool_and(d.state = 'lapsed') from duty d where d.file_id = f.id and d.due_at = f.next_due and d.state in ('open', 'due-soon', 'overdue', 'lapsed')), false) as lapsed,
  (select (extract(epoch from clock_timestamp() - i.stored_at) * 1000)::float8 from inbox i where i.file_id = f.id and i.number = f.judged_number + 1) as waits,
  f.judged_number as judged, f.register_seq as seq, f.inbox_number as inbox, f.attention, f.fault, (extract(epoch from clock_timestamp() - f.changed_at) * 1000)::float8 as changed`;

/** Open files that have begun, in batches; of one bureau where asked. */
export async function openedFiles(
  sql: Sql,
  after: string,
  limit: number,
  bureau?: string,
): Promise<Registered[]> {
  return sql<
    Registered[]
  >`select ${registered(sql)} from file f where f.closed_at is null and f.started_at is not null and f.id > ${after} ${bureau ? sql`and f.bureau_id = ${bureau}` : sql``} order by f.id limit ${limit}`;
}

/** Open files that have not begun a minute after they came. */
export async function notBegun(sql: Sql, bureau: string, limit: number): Promise<Registered[]> {
  return sql<
    Registered[]
  >`select ${registered(sql)} from file f where f.started_at is null and f.closed_at is null and f.bureau_id = ${bureau}
    and exists (select 1 from inbox i where i.file_id = f.id and i.number = 1 and i.stored_at < clock_timestamp() - interval '1 minute') order by f.id limit ${limit}`;
}

export async function registeredFiles(sql: Sql, ids: readonly string[]): Promise<Registered[]> {
  return sql<
    Registered[]
  >`select ${registered(sql)} from file f where f.id = any(${ids as string[]})`;
}

export async function countOpened(sql: Sql): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from file where closed_at is null and started_at is not null`;
  return row!.n;
}

/** Until when the register knows that files of a serial were opened: what the engine started later, the register has lost. */
export async function lastOpening(sql: Sql, procedure: string, bureau: string): Promise<number> {
  const [row] = await sql<
    { at: number | null }[]
  >`select at_ms(max(i.stored_at))::float8 as at from inbox i
    where i.number = 1 and i.file_id in (select id from file where procedure = ${procedure} and bureau_id = ${bureau} order by opened_at desc limit 20)`;
  return row!.at ?? 0;
}

export async function raiseSerial(
  sql: Sql,
  serial: { procedure: string; bureau: string; year: number; last: number },
): Promise<void> {
  await sql`select raise_serial(${serial.procedure}, ${serial.bureau}, ${serial.year}, ${serial.last})`;
}

/** What the file was opened with. */
export async function openingOf(sql: Sql, file: string): Promise<{ letter: { id: string } }> {
  const [row] = await sql<
    { opening: { letter: { id: string } } }[]
  >`select opening from file where id = ${file}`;
  return row!.opening;
}
