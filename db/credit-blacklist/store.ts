/** 黑名单 The register of listings, newest first (QHD-2.4d). */
import type { Sql } from '../client.ts';

export interface ListingRow {
  file: string;
  kind: string;
  subject: string;
  name: string;
  cycle: string;
  state: string;
  stage: string;
  legalBasis: string | null;
  noticedAt: number | null;
  decidedAt: number | null;
  leftAt: number | null;
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
}

/** `decided`: only those that are or were on the list. */
export function listingsOf(
  sql: Sql,
  q: { bureau: string; state?: string | undefined; decided: boolean },
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<ListingRow[]> {
  return sql<ListingRow[]>`
    select b.file_id as file, b.subject_kind as kind, b.subject_id as subject, s.name, b.cycle, b.state, f.stage, b.legal_basis as "legalBasis",
      at_ms(b.noticed_at)::float8 as "noticedAt", at_ms(b.decided_at)::float8 as "decidedAt", at_ms(b.left_at)::float8 as "leftAt",
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt"
    from credit_blacklist b join file f on f.id = b.file_id join credit_subject s on (s.bureau_id, s.kind, s.id) = (b.bureau_id, b.subject_kind, b.subject_id)
    where b.bureau_id = ${q.bureau}
      ${q.state ? sql`and b.state = ${q.state}` : sql``} ${q.decided ? sql`and b.state in ('listed', 'left')` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export async function listingCounts(
  sql: Sql,
  bureau: string,
): Promise<{ open: number; groundless: number }> {
  const [row] = await sql<{ open: number; groundless: number }[]>`select
    (select count(*)::int from credit_blacklist where bureau_id = ${bureau} and state in ('proposed', 'noticed')) as open,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'credit-blacklist' and duty in ('proposeRemoval', 'decideRemoval') and state in ('open', 'due-soon', 'overdue')) as groundless`;
  return row!;
}

/** Whether the grading that proposed it is in force still. */
export async function stillProposed(sql: Sql, grading: number): Promise<boolean> {
  const [row] = await sql<
    { proposed: boolean }[]
  >`select proposed_d and superseded_at is null as proposed from credit_grade where id = ${grading}`;
  return row?.proposed ?? false;
}

/** The unit at the head of the bureau, where its principal is. */
export async function headUnit(sql: Sql, bureau: string): Promise<string | undefined> {
  const [row] = await sql<
    { id: string }[]
  >`select u.id from unit u where u.bureau_id = ${bureau} and u.superior_id is null
    order by exists (select 1 from officer o where o.unit_id = u.id and 'head' = any (o.roles)) desc, u.id collate "C" limit 1`;
  return row?.id;
}
