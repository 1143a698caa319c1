/** 智能审核发现 Findings of the intelligent audit: taken in, listed, and as letters cite them (TJ51-11). */
import type { Cited } from '../../domain/audit-finding/citing.ts';
import type { CitedFinding } from '../../domain/audit-finding/finding.ts';
import type { Sql } from '../client.ts';

export interface FindingEvent {
  finding: string;
  [field: string]: unknown;
}

/** One word for each event, in its order. */
export async function takeAuditFindings(
  sql: Sql,
  by: { bureau: string; system: string },
  events: readonly FindingEvent[],
): Promise<string[]> {
  const [row] = await sql<
    { answers: string[] }[]
  >`select take_audit_findings(${by.bureau}, ${by.system}, ${sql.json(events as never)}) as answers`;
  return row!.answers;
}

/** In the order of the citations. */
export async function findingsCited(
  sql: Sql,
  bureau: string,
  cited: readonly CitedFinding[],
): Promise<(Cited | undefined)[]> {
  const rows = await sql<
    { source: string; finding: string; kind: string; subject: string; withdrawn: boolean }[]
  >`
    select system_id as source, finding_id as finding, subject_kind as kind, subject_id as subject, withdrawn_at is not null as withdrawn
    from audit_finding join jsonb_to_recordset(${sql.json(cited as never)}) as c (source text, finding text) on c.source = system_id and c.finding = finding_id
    where bureau_id = ${bureau}`;
  return cited.map(({ source, finding }) => {
    const row = rows.find((one) => one.source === source && one.finding === finding);
    return row && { subject: { kind: row.kind, id: row.subject }, withdrawn: row.withdrawn };
  });
}

export interface FindingRow {
  source: string;
  finding: string;
  subjectKind: string;
  subject: string;
  rule: string;
  from: string;
  until: string;
  claims: number;
  amountFen: number;
  detail: string;
  arrivedAt: number;
  withdrawnAt: number | null;
  withdrawnReason: string | null;
  /** The open and closed files whose letters rest on it. */
  files: string[];
}

/** Newest first. */
export function findingsOf(
  sql: Sql,
  q: {
    bureau: string;
    subject?: string | undefined;
    source?: string | undefined;
    rule?: string | undefined;
  },
  after: { arrivedAt: number; source: string; finding: string } | undefined,
  limit: number,
): Promise<FindingRow[]> {
  return sql<FindingRow[]>`
    select a.system_id as source, a.finding_id as finding, a.subject_kind as "subjectKind", a.subject_id as subject, a.rule,
      a.from_on::text as from, a.until_on::text as until, a.claims, a.amount_fen::float8 as "amountFen", a.detail,
      at_ms(a.arrived_at)::float8 as "arrivedAt", at_ms(a.withdrawn_at)::float8 as "withdrawnAt", a.withdrawn_reason as "withdrawnReason",
      array(select distinct i.file_id from inbox i where i.payload ? 'findings' and i.verdict->>'accepted' = 'true'
        and i.payload->'findings' @> jsonb_build_array(jsonb_build_object('source', a.system_id, 'finding', a.finding_id)) order by 1) as files
    from audit_finding a where a.bureau_id = ${q.bureau}
      ${q.subject ? sql`and a.subject_id = ${q.subject}` : sql``} ${q.source ? sql`and a.system_id = ${q.source}` : sql``} ${q.rule ? sql`and a.rule = ${q.rule}` : sql``}
      ${after ? sql`and (a.arrived_at, a.system_id, a.finding_id) < (ms_at(${after.arrivedAt}::bigint), ${after.source}, ${after.finding})` : sql``}
    order by a.arrived_at desc, a.system_id desc, a.finding_id desc limit ${limit}`;
}
