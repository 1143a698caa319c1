/** 日历通知的传播 Which open files a new holiday arrangement concerns, and what it moves. */
import type { CalendarYear, TimeLimit } from '../../domain/time/limit.ts';
import type { Sql } from '../client.ts';

/** Open files that count with an older version of a year than the one in force and have not been told, for the years their deadlines can reach. */
export async function filesToTell(
  sql: Sql,
  limit: number,
): Promise<{ file: string; year: number; version: number }[]> {
  return sql<{ file: string; year: number; version: number }[]>`
    with latest as (select distinct on (year) year, version from calendar_year order by year, version desc)
    select f.id as file, l.year, l.version from file f
      cross join lateral (select greatest(clock_timestamp(), max(d.due_at)) as horizon from duty d where d.file_id = f.id and d.state in ('open', 'due-soon', 'overdue')) h
      join latest l on l.year between extract(year from f.opened_at)::int - 1 and extract(year from h.horizon)::int + 1
    where f.closed_at is null and f.started_at is not null
      and not exists (select 1 from jsonb_array_elements(f.opening->'calendar') y where (y->>'year')::int = l.year and (y->>'version')::int >= l.version)
      and not exists (select 1 from inbox i where i.file_id = f.id and i.officer_id = 'duban' and i.key = 'calendar:' || l.year || ':' || l.version)
    order by f.opened_at, f.id, l.year limit ${limit}`;
}

/** What is in force, as one word: another word means that a notice has come. */
export async function calendarVersions(sql: Sql): Promise<string> {
  const [row] = await sql<
    { versions: string }[]
  >`select string_agg(year || '/' || version, ' ' order by year, version) as versions from calendar_year`;
  return row?.versions ?? '';
}

export interface CountedDuty {
  file: string;
  duty: string;
  clause: string;
  from: number;
  due: number;
  status: string;
  limit: TimeLimit;
}

/** Open day-based duties that a notice for this year can move. */
export async function dutiesCountedIn(sql: Sql, year: number): Promise<CountedDuty[]> {
  return sql<
    CountedDuty[]
  >`select file_id as file, duty, clause, at_ms(from_at)::float8 as "from", at_ms(due_at)::float8 as due, status, body->'limit' as limit from duty
    where state in ('open', 'due-soon', 'overdue') and body->'limit'->>'unit' <> 'hours'
      and from_at < make_date(${year}, 12, 31) + 40 and due_at > make_date(${year}, 1, 1) - 40 order by due_at, file_id, key`;
}

export async function calendarVersion(
  sql: Sql,
  year: number,
  version: number,
): Promise<(CalendarYear & { loadedBy: string }) | undefined> {
  const [row] = await sql<
    (CalendarYear & { loadedBy: string })[]
  >`select year, version, notice, published_on::text as "publishedOn", off::text[] as off, work::text[] as work, fictitious, loaded_by as "loadedBy"
    from calendar_year where year = ${year} and version = ${version}`;
  return row;
}
