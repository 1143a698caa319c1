/** 典型案例 Until when the periods go, and the register of them, newest first (TJ51-7). */
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** `until`: where the last period ends; `first`: where there is none, the day of the first decision that was served. */
export async function typicalUntil(
  sql: Sql,
  bureau: string,
): Promise<{ until?: CivilDate; first?: CivilDate | null }> {
  const [row] = await sql<
    { span: { until?: CivilDate; first?: CivilDate | null } }[]
  >`select typical_until(${bureau}) as span`;
  return row!.span;
}

export interface TypicalRow {
  file: string;
  stage: string;
  unit: string;
  from: string;
  until: string;
  cases: string[];
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
}

/** Each with the cases that were selected. */
export function typicalCasesOf(
  sql: Sql,
  q: {
    bureau: string;
    state?: 'open' | 'closed' | undefined;
    parties: readonly string[] | undefined;
  },
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<TypicalRow[]> {
  return sql<TypicalRow[]>`
    select f.id as file, f.stage, f.opening->'units'->>'supervision-body' as unit, f.opening->'period'->>'from' as from, f.opening->'period'->>'until' as until,
      array(select c from inbox i, jsonb_array_elements_text(coalesce(i.payload->'cases', '[]')) c where i.file_id = f.id and i.type = 'typical-selection' and i.verdict->>'accepted' = 'true') as cases,
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome
    from file f where f.bureau_id = ${q.bureau} and f.procedure = 'typical-cases'
      ${q.state === 'open' ? sql`and f.closed_at is null` : q.state === 'closed' ? sql`and f.closed_at is not null` : sql``}
      ${q.parties ? sql`and f.opening->'units'->>'supervision-body' = any(${[...q.parties]})` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}
