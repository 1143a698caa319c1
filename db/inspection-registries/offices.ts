/** 负责人任期 Who heads a body, by the dates of the post. */
import type { Sql } from '../client.ts';

/** QY-10.1 Whether the officer heads a body of the bureau on that day, by the dates of the post. */
export async function headsBody(
  sql: Sql,
  officer: string,
  bureau: string,
  day: string,
): Promise<boolean> {
  const [row] = await sql<
    { heads: boolean }[]
  >`select exists (select 1 from body_head h join unit u on u.id = h.unit_id where h.officer_id = ${officer} and u.bureau_id = ${bureau}
    and h.from_on <= ${day}::date and coalesce(h.until_on, 'infinity') >= ${day}::date) as heads`;
  return row!.heads;
}
