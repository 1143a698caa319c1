/** 叶 The rows that leaves of the log speak of, as they stand in their tables, with what hides their content. */
import type { Querying } from '../client.ts';
import type { ErasedFields } from '../../domain/proof/erased.ts';
import type * as t from '../schema/index.ts';

type Register = typeof t.register.$inferSelect;
type Inbox = typeof t.inbox.$inferSelect;
type File = typeof t.file.$inferSelect;

/** Where words of the row were erased by order: by its records, what is left of the hashes of their fields. */
interface MaybeErased {
  erased: Readonly<Record<string, ErasedFields>> | null;
}

export type EntryRow = Register;
export type ActRow = Pick<
  Inbox,
  | 'act'
  | 'file'
  | 'number'
  | 'type'
  | 'unit'
  | 'officer'
  | 'system'
  | 'key'
  | 'hash'
  | 'payload'
  | 'message'
  | 'receivedAt'
  | 'arrivedAt'
  | 'salt'
  | 'verdict'
  | 'known'
  | 'settledAt'
  | 'verdictSalt'
  | 'standing'
> &
  MaybeErased & { messageSalt: Uint8Array | null };
export type OpeningRow = Pick<
  File,
  | 'id'
  | 'procedure'
  | 'place'
  | 'subjectKind'
  | 'subject'
  | 'direction'
  | 'opening'
  | 'openedAt'
  | 'salt'
> & { act: string };
export type ChangeRow = typeof t.registryChange.$inferSelect & MaybeErased;
export type CalendarRow = typeof t.calendarYear.$inferSelect;
export type KeyRow = typeof t.logKey.$inferSelect;
export type ReadingRow = typeof t.reading.$inferSelect;

const entryColumns = (
  sql: Querying,
) => sql`r.file_id as file, r.seq, r.key, r.type, r.clause, r.act_id as act, r.body, r.body_hash as "bodyHash", r.recorded_at as "recordedAt",
  r.prev, r.hash, r.edition, r.salt`;

/** Every entry of a bureau's files, file by file, in the order of their numbers. */
export function entriesOf(sql: Querying, bureau: string): AsyncIterable<EntryRow[]> {
  return sql<EntryRow[]>`select ${entryColumns(sql)} from file f join register r on r.file_id = f.id
    where f.bureau_id = ${bureau} order by r.file_id, r.seq`.cursor(1_000);
}

export async function entryRows(
  sql: Querying,
  places: readonly { file: string; seq: number }[],
): Promise<EntryRow[]> {
  return sql<
    EntryRow[]
  >`select ${entryColumns(sql)} from register r join unnest(${places.map((p) => p.file)}::text[], ${places.map((p) => p.seq)}::int[]) p (file, seq) on r.file_id = p.file and r.seq = p.seq`;
}

export async function actRows(sql: Querying, acts: readonly string[]): Promise<ActRow[]> {
  return sql<
    ActRow[]
  >`select act_id as act, file_id as file, number, type, unit_id as unit, officer_id as officer, system_id as system, inbox.key, hash, payload, message,
      received_at as "receivedAt", arrived_at as "arrivedAt", salt, verdict, known, settled_at as "settledAt", verdict_salt as "verdictSalt", e.opened as erased, e.message_salt as "messageSalt", standing
    from inbox left join erasure e on e.kind = 'act' and e.ref = act_id where act_id = any (${acts as string[]})`;
}

export async function openingRows(sql: Querying, files: readonly string[]): Promise<OpeningRow[]> {
  return sql<
    OpeningRow[]
  >`select f.id, f.procedure, f.place, f.subject_kind as "subjectKind", f.subject_id as subject, f.direction, f.opening, f.opened_at as "openedAt", f.salt, i.act_id as act
    from file f join inbox i on i.file_id = f.id and i.number = 1 where f.id = any (${files as string[]})`;
}

export async function changeRows(sql: Querying, ids: readonly number[]): Promise<ChangeRow[]> {
  return sql<
    ChangeRow[]
  >`select id, registry, entity_id as entity, changed_by as "changedBy", changed_at as "changedAt", c.reason, before, after, salt, c.bureau_id as bureau, e.opened as erased
    from registry_change c left join erasure e on e.kind = 'change' and e.ref = c.id::text where id = any (${ids as number[]}::bigint[])`;
}

export async function calendarRows(sql: Querying, refs: readonly string[]): Promise<CalendarRow[]> {
  return sql<
    CalendarRow[]
  >`select year, version, notice, published_on as "publishedOn", off, work, fictitious, document, loaded_by as "loadedBy", loaded_at as "loadedAt", salt
    from calendar_year where year || '/' || version = any (${refs as string[]})`;
}

export async function keyRows(sql: Querying, ids: readonly number[]): Promise<KeyRow[]> {
  return sql<
    KeyRow[]
  >`select id, bureau_id as bureau, key, use, state, by, reason, at from log_key where id = any (${ids as number[]}::bigint[])`;
}

export async function readingRows(sql: Querying, ids: readonly number[]): Promise<ReadingRow[]> {
  return sql<
    ReadingRow[]
  >`select id, bureau_id as bureau, at, officer_id as officer, unit_id as unit, system_id as system, kind, route, file_id as file, asked, purpose, salt
    from reading where id = any (${ids as number[]}::bigint[])`;
}
