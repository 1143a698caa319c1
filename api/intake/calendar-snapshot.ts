/** 日历 The arrangements of the years that a file can reach, as they stand when it opens. */
import type { Sql } from '../../db/client.ts';
import { currentCalendars } from '../../db/queries/calendar.ts';
import type { CalendarYear } from '../../domain/time/limit.ts';

export async function calendarFrom(sql: Sql, from: number): Promise<CalendarYear[]> {
  return (await currentCalendars(sql))
    .filter((y) => y.year >= from)
    .map(({ year, version, notice, publishedOn, off, work, fictitious }) => ({
      year,
      version,
      notice,
      publishedOn,
      off,
      work,
      ...(fictitious && { fictitious }),
    }));
}
