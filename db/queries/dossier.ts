/** 案卷 What a dossier is made of, beside what other lists of a file show already: acts with what they say, names as of an instant, the settings in force. */
import type { Querying, Sql } from '../client.ts';

/** One file at one instant: everything is read from the same state of the database. */
export const snapshot = <T>(sql: Sql, read: (tx: Querying) => Promise<T>): Promise<T> =>
  sql.begin('isolation level repeatable read read only', read) as Promise<T>;

export interface SubmittedAct {
  id: string;
  number: number;
  type: string;
  unit: string;
  officer: string;
  system: string | null;
  hash: string;
  occurredAt: number | null;
  servedAt: number | null;
  receivedAt: number;
  arrivedAt: number;
  storedAt: number;
  settledAt: number | null;
  payload: unknown;
  /** Where words of it were erased by order, what is left of the hashes. */
  erased: object | null;
  messageSalt: Uint8Array | null;
  verdict: unknown;
  key: string;
  message: Record<string, unknown>;
  salt: Uint8Array;
  known: Record<string, unknown> | null;
  standing: Record<string, unknown> | null;
  verdictSalt: Uint8Array;
}

export async function submittedActs(sql: Querying, file: string): Promise<SubmittedAct[]> {
  return sql<
    SubmittedAct[]
  >`select act_id as id, number, type, unit_id as unit, officer_id as officer, system_id as system, hash,
      (message->>'occurredAt')::float8 as "occurredAt", (message->>'servedAt')::float8 as "servedAt",
      at_ms(received_at)::float8 as "receivedAt", at_ms(arrived_at)::float8 as "arrivedAt", at_ms(stored_at)::float8 as "storedAt", at_ms(settled_at)::float8 as "settledAt",
      payload, verdict, key, message, salt, known, standing, verdict_salt as "verdictSalt", e.opened as erased, e.message_salt as "messageSalt"
    from inbox left join erasure e on e.kind = 'act' and e.ref = act_id where file_id = ${file} order by number`;
}

/** By which changes of the code a file has lived; when it began and was closed, by the clock of the database. */
export async function livedUnder(
  sql: Querying,
  file: string,
): Promise<{ changes: string[]; closedAt: number | null; first: number }> {
  const [row] = await sql<
    { changes: string[]; closedAt: number | null; first: number }[]
  >`select f.changes, (select at_ms(max(recorded_at))::float8 from register r where r.file_id = f.id and r.key = 'closed') as "closedAt",
      coalesce((select at_ms(min(stored_at))::float8 from inbox i where i.file_id = f.id), at_ms(f.opened_at)::float8) as first from file f where f.id = ${file}`;
  return row!;
}

export type Named = 'bureau' | 'unit' | 'officer' | 'institution' | 'practitioner';

/** What they were called at an instant: by the last change until then, else before the first one after it, else as they are registered. */
export async function namesAt(
  sql: Querying,
  registry: Named,
  ids: readonly string[],
  at: number,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; name: string }[]>`
    select n.id, coalesce(
      (select c.after->>'name' from registry_change c where c.registry = ${registry} and c.entity_id = n.id and c.changed_at <= ms_at(${at}::bigint) and c.after ? 'name' order by c.id desc limit 1),
      (select c.before->>'name' from registry_change c where c.registry = ${registry} and c.entity_id = n.id and c.changed_at > ms_at(${at}::bigint) and c.before ? 'name' order by c.id limit 1),
      n.name) as name
    from ${sql(registry)} n where n.id = any(${ids as string[]})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** `change`: which change of the bureau says so, in what was before it or is after it; none where it was never changed. */
export interface SettingsOf {
  from: number;
  settings: Record<string, unknown>;
  change: number | null;
  as: 'before' | 'after';
}

/** The settings of a bureau while a file lived: as they stood when it began, and every change until its end. */
export async function settingsBetween(
  sql: Querying,
  bureau: string,
  from: number,
  until: number,
): Promise<SettingsOf[]> {
  const changes = await sql<
    {
      id: number;
      at: number;
      before: { settings?: Record<string, unknown> } | null;
      after: { settings?: Record<string, unknown> };
    }[]
  >`select id, at_ms(changed_at)::float8 as at, before, after from registry_change where registry = 'bureau' and entity_id = ${bureau} order by id`;
  const [now] = await sql<
    { settings: Record<string, unknown> }[]
  >`select settings from bureau where id = ${bureau}`;
  const earlier = changes.findLast(({ at }) => at <= from);
  const later = changes.filter(({ at }) => at > from && at <= until);
  const next = changes.find(({ at }) => at > from);
  const first =
    earlier?.after.settings ?? next?.before?.settings ?? (changes.length > 0 ? {} : now!.settings);
  return [
    {
      from,
      settings: first,
      change: earlier?.id ?? next?.id ?? null,
      as: earlier ? 'after' : 'before',
    },
    ...later.map(({ id, at, after }) => ({
      from: at,
      settings: after.settings ?? {},
      change: id,
      as: 'after' as const,
    })),
  ];
}

export interface CalendarVersion {
  year: number;
  version: number;
  notice: string;
  publishedOn: string;
  off: string[];
  work: string[];
  fictitious: boolean;
  loadedAt: number;
  document: unknown;
}

/** Versions of calendars by their names, like `2026/1`. */
export async function calendarsNamed(
  sql: Querying,
  names: readonly string[],
): Promise<CalendarVersion[]> {
  return sql<
    CalendarVersion[]
  >`select year, version, notice, published_on::text as "publishedOn", off::text[] as off, work::text[] as work, fictitious, at_ms(loaded_at)::float8 as "loadedAt", document
    from calendar_year where year || '/' || version = any(${names as string[]}) order by year, version`;
}
