/**
 * Two processes run tests on one database. The calendars are everybody's: while one file of tests publishes a year, another one counts on it
 * being unpublished. Such files stand one after the other.
 */
import postgres from 'postgres';
import { inject } from 'vitest';

/** Any number of its own. */
const CALENDARS = 90_010;
/** Milliseconds that a file may wait for the one before it: for the hook that asks. */
export const WAIT = 240_000;

/** Holds the calendars until what it answers is called. */
export async function calendarsToItself(): Promise<() => Promise<void>> {
  const sql = postgres(inject('stack').ownerUrl, { max: 1, onnotice: () => {} });
  await sql`select pg_advisory_lock(${CALENDARS})`;
  return () => sql.end();
}
