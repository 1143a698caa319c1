/** 放假安排 in the database: versions are added, never changed. */
import type { Row } from 'postgres';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CalendarYear } from '../../domain/time/limit.ts';
import type { Sql } from '../client.ts';
import type { Querying } from './registry.ts';

/** A stored version: the arrangement, its source document, and who loaded it when (milliseconds). */
export interface StoredCalendar extends CalendarYear {
  fictitious: boolean;
  document: DocumentReference | null;
  loadedBy: string;
  loadedAt: number;
}

const selected = (
  sql: Querying,
) => sql`c.year, c.version, c.notice, c.published_on::text as "publishedOn", c.off::text[] as off, c.work::text[] as work,
  c.fictitious, c.document, c.loaded_by as "loadedBy", floor(extract(epoch from c.loaded_at) * 1000)::float8 as "loadedAt"`;

type CalendarRow = StoredCalendar & Row;

/** The version in force of every year: what files and the calculator count with. */
export async function currentCalendars(sql: Querying): Promise<StoredCalendar[]> {
  return sql<
    CalendarRow[]
  >`select distinct on (c.year) ${selected(sql)} from calendar_year c order by c.year, c.version desc`;
}

/** Every version of a year, the latest first. */
export async function calendarVersions(sql: Querying, year: number): Promise<StoredCalendar[]> {
  return sql<
    CalendarRow[]
  >`select ${selected(sql)} from calendar_year c where c.year = ${year} order by c.version desc`;
}

export type NewCalendar = Omit<StoredCalendar, 'version' | 'loadedAt'>;

/** Adds the next version of a year; serialised per year, so that two loaders cannot take the same number. */
export async function addCalendar(sql: Sql, candidate: NewCalendar): Promise<StoredCalendar> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('calendar_year'), ${candidate.year})`;
    const { year, notice, publishedOn, off, work, fictitious, document, loadedBy } = candidate;
    await tx`insert into calendar_year (year, version, notice, published_on, off, work, fictitious, document, loaded_by)
      select ${year}, coalesce(max(version), 0) + 1, ${notice}, ${publishedOn}::text::date, ${off}::text[]::date[], ${work}::text[]::date[], ${fictitious},
        ${document === null ? null : tx.json(document)}, ${loadedBy}
      from calendar_year where year = ${year}`;
    const [stored] = await calendarVersions(tx, year);
    return stored!;
  }) as Promise<StoredCalendar>;
}
