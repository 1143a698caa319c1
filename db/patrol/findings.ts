/** 监控发现 What systems of the monitoring have reported (TJ51-4.2): how it is taken in, one of them, and the list. */
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { Matter } from '../../domain/penalty-case/terms.ts';
import type { Sql } from '../client.ts';

export interface ReportEvent {
  finding: string;
  [field: string]: unknown;
}

/** One word for each event, in its order. */
export async function takePatrolFindings(
  sql: Sql,
  by: { bureau: string; system: string; unit: string },
  events: readonly ReportEvent[],
): Promise<string[]> {
  const [row] = await sql<
    { answers: string[] }[]
  >`select take_patrol_findings(${by.bureau}, ${by.system}, ${by.unit}, ${sql.json(events as never)}) as answers`;
  return row!.answers;
}

export interface Reported {
  kind: 'institution' | 'practitioner';
  subject: string;
  matter: Matter;
  matterRef: string | null;
  foundAt: number;
  detail: string;
  document: DocumentReference;
  unit: string;
  file: string | null;
}

export async function reportedFinding(
  sql: Sql,
  source: string,
  finding: string,
): Promise<Reported | undefined> {
  const [row] = await sql<Reported[]>`
    select subject_kind as kind, subject_id as subject, matter, matter_ref as "matterRef", at_ms(found_at)::float8 as "foundAt", detail, document, unit_id as unit, file_id as file
    from patrol_finding where system_id = ${source} and finding_id = ${finding}`;
  return row;
}

export interface FindingRow extends Omit<Reported, 'document'> {
  source: string;
  finding: string;
  arrivedAt: number;
}

/** 监控发现 What systems have reported, the newest first. `units`: only what these were told of, or what stands in a patrol that the reader may read. */
export function reportedFindings(
  sql: Sql,
  q: {
    bureau: string;
    subject?: string | undefined;
    source?: string | undefined;
    matter?: Matter | undefined;
    /** Whether a patrol has taken it. */
    taken?: boolean | undefined;
    units: readonly string[] | undefined;
    reader: string;
  },
  after: { arrivedAt: number; source: string; finding: string } | undefined,
  limit: number,
): Promise<FindingRow[]> {
  const near = q.units ? sql`near_file(p.file_id, ${q.reader})` : sql`true`;
  return sql<FindingRow[]>`
    select p.system_id as source, p.finding_id as finding, p.subject_kind as kind, p.subject_id as subject, p.matter, p.matter_ref as "matterRef",
      at_ms(p.found_at)::float8 as "foundAt", p.detail, p.unit_id as unit, case when ${near} then p.file_id end as file, at_ms(p.arrived_at)::float8 as "arrivedAt"
    from patrol_finding p where p.bureau_id = ${q.bureau}
      ${q.subject ? sql`and p.subject_id = ${q.subject}` : sql``} ${q.source ? sql`and p.system_id = ${q.source}` : sql``} ${q.matter ? sql`and p.matter = ${q.matter}` : sql``}
      ${q.taken === undefined ? sql`` : q.taken ? sql`and p.file_id is not null` : sql`and p.file_id is null`}
      ${q.units ? sql`and (p.unit_id = any(${[...q.units]}) or ${near})` : sql``}
      ${after ? sql`and (p.arrived_at, p.system_id, p.finding_id) < (ms_at(${after.arrivedAt}::bigint), ${after.source}, ${after.finding})` : sql``}
    order by p.arrived_at desc, p.system_id desc, p.finding_id desc limit ${limit}`;
}
