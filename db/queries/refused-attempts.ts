/** Attempts that no inbox has taken in: kept with their form's fields, never with their content. */
import { and, eq, gt, isNull, type SQL } from 'drizzle-orm';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { typed } from '../typed.ts';

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

interface Scope {
  bureau: string;
  file?: string;
}
/** Of one file, or (without one) of openings in a bureau. */
const inScope = (
  { bureau, file }: Scope,
  table: typeof t.refusedAttempt | typeof t.refusedAttemptDay,
): SQL | undefined =>
  file === undefined ? and(eq(table.bureau, bureau), isNull(table.file)) : eq(table.file, file);

export type RefusedAttemptRow = Awaited<ReturnType<typeof refusedAttempts>>[number];

/** Oldest first. */
export async function refusedAttempts(sql: Querying, of: Scope, after: number, limit: number) {
  const { id, at, type, officer, unit, system, code, clause, hash, fields } = t.refusedAttempt;
  return typed(sql)
    .select({ id, at, type, officer, unit, system, code, clause, hash, fields })
    .from(t.refusedAttempt)
    .where(and(inScope(of, t.refusedAttempt), gt(id, after)))
    .orderBy(id)
    .limit(limit);
}

/** Days on which an officer was refused more often than is kept row by row. */
export async function countedAttempts(sql: Querying, of: Scope) {
  const { officer, day, attempts, lastAt } = t.refusedAttemptDay;
  return typed(sql)
    .select({ officer, day, attempts, lastAt })
    .from(t.refusedAttemptDay)
    .where(and(inScope(of, t.refusedAttemptDay), gt(attempts, 20)))
    .orderBy(day, officer)
    .limit(1000);
}
