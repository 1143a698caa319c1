/** 夜间核对 When each bureau's log was last compared with its tables, and with how many faults. */
import type { Sql } from '../client.ts';

/** Bureaus with a log whose comparison has not begun since an instant. */
export async function auditsDue(sql: Sql, since: number): Promise<string[]> {
  const rows = await sql<
    { bureau: string }[]
  >`select l.bureau_id as bureau from log l left join log_audit a on a.bureau_id = l.bureau_id
    where a.began_at is null or a.began_at < ms_at(${since}::bigint) order by a.began_at nulls first, l.bureau_id`;
  return rows.map(({ bureau }) => bureau);
}

/** Whether it is ours: of two that come at once one begins. */
export async function takeAudit(sql: Sql, bureau: string, since: number): Promise<boolean> {
  const [row] = await sql<
    { taken: boolean }[]
  >`select take_audit(${bureau}, ${since}::bigint) as taken`;
  return row!.taken;
}

export async function endAudit(sql: Sql, bureau: string, faults: number): Promise<void> {
  await sql`select end_audit(${bureau}, ${faults})`;
}
