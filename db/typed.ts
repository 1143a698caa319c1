/** Queries in drizzle's words, on a connection or in a transaction of ours (docs/decisions/0014). */
import { type Column, type SQL, sql as part } from 'drizzle-orm';
import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy';
import type { Querying } from './client.ts';

/** For reads: their text is prepared by name like that of every statement. Transactions are begun with `sql.begin`. */
export function typed(sql: Querying): PgRemoteDatabase {
  return drizzle(async (text, parameters) => ({
    rows: await sql.unsafe(text, parameters, { prepare: true }).values(),
  }));
}

/** One of these, however many: one parameter, so that the text is always the same. */
export const anyOf = (column: Column | SQL, values: readonly string[]): SQL =>
  part`${column} = any(${part.param(values)})`;

/** Where a page begins: after these values of its columns together, as their index has them. */
export function beyond(
  columns: readonly Column[],
  than: '<' | '>',
  values: readonly unknown[],
): SQL {
  const place = columns.map((column, n) => part.param(values[n], column));
  return part`(${list(columns)}) ${part.raw(than)} (${list(place)})`;
}

const list = (all: readonly unknown[]): SQL =>
  part.join(
    all.map((one) => part`${one}`),
    part`, `,
  );

/** A question inside a selection. Columns of the row around it are named with their table there, which drizzle leaves out at the top. */
export const within = <T>(question: SQL): SQL<T> => part<T>`(${question})`;

/** A filter that is there when its value is. */
export const given = <V>(value: V | undefined, filter: (value: V) => SQL): SQL | undefined =>
  value === undefined ? undefined : filter(value);
