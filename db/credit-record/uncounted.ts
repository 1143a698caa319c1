/** 评价后发现 Acts that no regular grading has counted (QHD-2.4b). */
import type { Sql } from '../client.ts';
import { recordColumns, type RecordRow } from './records.ts';

/** `lateFor`: the cycles that had been graded when it was recorded. */
export type UncountedRow = RecordRow & { lateFor: string[] };

/** Newest first. */
export function uncountedOf(
  sql: Sql,
  bureau: string,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<UncountedRow[]> {
  return sql<UncountedRow[]>`select ${recordColumns(sql)}, e.late_for as "lateFor"
    from credit_uncounted(${bureau}) e join credit_subject s on (s.bureau_id, s.kind, s.id) = (e.bureau_id, e.subject_kind, e.subject_id)
    left join institution n on e.subject_kind = 'institution' and n.id = e.subject_id
    where true ${after ? sql`and (date_trunc('milliseconds', e.recorded_at), e.id collate "C") < (ms_at(${after[0]}), ${after[1]})` : sql``}
    order by date_trunc('milliseconds', e.recorded_at) desc, e.id collate "C" desc limit ${limit}`;
}

export async function countUncounted(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from credit_uncounted(${bureau})`;
  return row!.n;
}
