/** Attempts that no inbox has taken in: kept with their form's fields, never with their content. */
import type { Sql } from '../client.ts';

export interface RefusedAttempt {
  bureau: string;
  file?: string | undefined;
  type: string;
  officer: string;
  unit: string;
  system?: string | undefined;
  code: string;
  clause?: string | undefined;
  hash?: string | undefined;
  fields: readonly string[];
}

export async function keepRefusedAttempt(sql: Sql, attempt: RefusedAttempt): Promise<void> {
  await sql`select keep_refused_attempt(${sql.json(attempt as never)})`;
}

export interface RefusedAttemptRow {
  id: number;
  at: number;
  type: string;
  officer: string;
  unit: string;
  system: string | null;
  code: string;
  clause: string | null;
  hash: string | null;
  fields: string[];
}

/** Of one file, or (without one) of openings in a bureau; oldest first. */
export async function refusedAttempts(
  sql: Sql,
  of: { bureau: string; file?: string },
  after: number,
  limit: number,
): Promise<RefusedAttemptRow[]> {
  const scope =
    of.file === undefined
      ? sql`bureau_id = ${of.bureau} and file_id is null`
      : sql`file_id = ${of.file}`;
  return sql<
    RefusedAttemptRow[]
  >`select id::float8 as id, at_ms(at)::float8 as at, type, officer_id as officer, unit_id as unit, system_id as system, code, clause, hash, fields
    from refused_attempt where ${scope} and id > ${after} order by id limit ${limit}`;
}

/** Days on which an officer was refused more often than is kept row by row. */
export async function countedAttempts(
  sql: Sql,
  of: { bureau: string; file?: string },
): Promise<{ officer: string; day: string; attempts: number; lastAt: number }[]> {
  const scope =
    of.file === undefined
      ? sql`bureau_id = ${of.bureau} and file_id is null`
      : sql`file_id = ${of.file}`;
  return sql<
    { officer: string; day: string; attempts: number; lastAt: number }[]
  >`select officer_id as officer, day::text, attempts, at_ms(last_at)::float8 as "lastAt"
    from refused_attempt_day where ${scope} and attempts > 20 order by day, officer_id limit 1000`;
}
