/** 预约上门服务 The visits of a bureau by day, and for whom the address is (QJ-2.4b). */
import type { Sql } from '../client.ts';

export interface VisitRow {
  file: string;
  unit: string;
  ground: string;
  services: string[];
  appointedOn: string;
  part: string;
  confirmed: boolean;
  officers: string[];
  noShows: number;
  bookedAt: number;
  visitedAt: number | null;
  ended: string | null;
  stage: string;
}

interface Filter {
  bureau: string;
  parties: readonly string[] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  state?: 'open' | 'ended' | undefined;
}

export function visitsOf(
  sql: Sql,
  q: Filter,
  after: { on: string; id: string } | undefined,
  limit: number,
): Promise<VisitRow[]> {
  return sql<VisitRow[]>`
    select v.file_id as file, v.unit_id as unit, v.ground, v.services, v.appointed_on::text as "appointedOn", v.part, v.confirmed, v.officers, v.no_shows as "noShows",
      at_ms(v.booked_at)::float8 as "bookedAt", at_ms(v.visited_at)::float8 as "visitedAt", v.ended, f.stage
    from home_visit v join file f on f.id = v.file_id
    where v.bureau_id = ${q.bureau} ${q.parties ? sql`and v.unit_id = any(${[...q.parties]})` : sql``}
      ${q.from ? sql`and v.appointed_on >= ${q.from}::date` : sql``} ${q.until ? sql`and v.appointed_on <= ${q.until}::date` : sql``}
      ${q.state ? sql`and (v.ended is null) = ${q.state === 'open'}` : sql``}
      ${after ? sql`and (v.appointed_on, v.file_id) > (${after.on}::date, ${after.id})` : sql``}
    order by v.appointed_on, v.file_id limit ${limit}`;
}

/** Whose address it is, for whom: those of the unit that visits, and whoever is named to come while the visit is to be held. */
export async function visitWords(
  sql: Sql,
  q: { bureau: string; file: string; officer: string; unit: string },
): Promise<{ words: string; may: boolean } | undefined> {
  const [row] = await sql<{ words: string; may: boolean }[]>`
    select words_id as words, unit_id = ${q.unit} or (ended is null and ${q.officer} = any(officers)) as may
    from home_visit where file_id = ${q.file} and bureau_id = ${q.bureau}`;
  return row;
}

export async function unitOfBureau(sql: Sql, bureau: string, unit: string): Promise<boolean> {
  const rows = await sql`select 1 from unit where id = ${unit} and bureau_id = ${bureau}`;
  return rows.length > 0;
}

export async function visitDesk(
  sql: Sql,
  bureau: string,
  today: string,
): Promise<{ unconfirmed: number; missed: number }> {
  const [row] = await sql<{ unconfirmed: number; missed: number }[]>`select
    (select count(*)::int from home_visit where bureau_id = ${bureau} and ended is null and not confirmed) as unconfirmed,
    (select count(*)::int from home_visit where bureau_id = ${bureau} and ended is null and confirmed and appointed_on < ${today}::date) as missed`;
  return row!;
}
