/** 放假安排 in the database: versions are added, never changed. */
import { desc, eq, getTableColumns } from 'drizzle-orm';
import type { Querying } from '../client.ts';
import * as t from '../schema/index.ts';
import { typed } from '../typed.ts';

/** What hides a version in the log goes nowhere else. */
const { salt: _salt, ...shown } = getTableColumns(t.calendarYear);

/** A stored version: the arrangement, its source document, and who loaded it when. */
export type StoredCalendar = Omit<typeof t.calendarYear.$inferSelect, 'salt'>;

/** The version in force of every year: what files and the calculator count with. */
export async function currentCalendars(sql: Querying): Promise<StoredCalendar[]> {
  return typed(sql)
    .selectDistinctOn([t.calendarYear.year], shown)
    .from(t.calendarYear)
    .orderBy(t.calendarYear.year, desc(t.calendarYear.version));
}

/** Every version of every year. */
export async function allCalendars(sql: Querying): Promise<StoredCalendar[]> {
  return typed(sql)
    .select(shown)
    .from(t.calendarYear)
    .orderBy(t.calendarYear.year, t.calendarYear.version);
}

/** Every version of a year, the latest first. */
export async function calendarVersions(sql: Querying, year: number): Promise<StoredCalendar[]> {
  return typed(sql)
    .select(shown)
    .from(t.calendarYear)
    .where(eq(t.calendarYear.year, year))
    .orderBy(desc(t.calendarYear.version));
}

export type NewCalendar = Omit<StoredCalendar, 'version' | 'loadedAt'>;

/** Adds the next version of a year, in the caller's transaction; serialised per year, so that two loaders cannot take the same number. */
export async function addCalendar(
  tx: Querying,
  { year, notice, publishedOn, off, work, fictitious, document, loadedBy }: NewCalendar,
): Promise<StoredCalendar> {
  await tx`select pg_advisory_xact_lock(hashtext('calendar_year'), ${year})`;
  await tx`insert into calendar_year (year, version, notice, published_on, off, work, fictitious, document, loaded_by)
    select ${year}, coalesce(max(version), 0) + 1, ${notice}, ${publishedOn}::text::date, ${off}::text[]::date[], ${work}::text[]::date[], ${fictitious},
      ${document === null ? null : tx.json(document)}, ${loadedBy}
    from calendar_year where year = ${year}`;
  const [stored] = await calendarVersions(tx, year);
  return stored!;
}
