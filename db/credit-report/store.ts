/** 信用信息报告 Periods, reports with their content, and the log of training (QHD-2.3, 2.5c, 3.3). */
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** Until when the reports of a bureau go. The first time it is asked, they begin on `begin`. */
export async function reportedUntil(
  sql: Sql,
  bureau: string,
  begin: CivilDate,
): Promise<CivilDate> {
  const [row] = await sql<
    { until: CivilDate }[]
  >`select credit_reported_until(${bureau}, ${begin}::date)::text as until`;
  return row!.until;
}

/** Bureaux with a section that gathers credit records; of several sections of one bureau the first. */
export function sections(sql: Sql): Promise<{ bureau: string; unit: string }[]> {
  return sql<{ bureau: string; unit: string }[]>`
    select distinct on (bureau_id) bureau_id as bureau, id as unit from unit where 'fund-supervision' = any(roles) order by bureau_id, id collate "C"`;
}

export interface ReportRow {
  file: string;
  stage: string;
  from: CivilDate;
  until: CivilDate;
  entries: number;
  late: number;
  corrections: number;
  sha256: string;
  due: number | null;
  deliveredAt: number | null;
}

/** Newest first. */
export function reportsOf(sql: Sql, bureau: string): Promise<ReportRow[]> {
  return sql<ReportRow[]>`
    select r.file_id as file, f.stage, r.from_on::text as from, r.until_on::text as until,
      (select count(*)::int from credit_report_entry e where e.file_id = r.file_id) as entries,
      (select count(*)::int from credit_report_entry e where e.file_id = r.file_id and e.mark = 'late') as late,
      (select count(*)::int from credit_report_entry e where e.file_id = r.file_id and e.mark = 'correction') as corrections,
      r.sha256, at_ms(d.due_at)::float8 as due, at_ms(r.delivered_at)::float8 as "deliveredAt"
    from credit_report r join file f on f.id = r.file_id left join duty d on d.file_id = r.file_id and d.duty = 'reportCreditRecords'
    where r.bureau_id = ${bureau} order by r.from_on desc limit 1000`;
}

export async function contentOfReport(
  sql: Sql,
  bureau: string,
  file: string,
): Promise<{ content: string; sha256: string } | undefined> {
  const [row] = await sql<
    { content: string; sha256: string }[]
  >`select content, sha256 from credit_report where bureau_id = ${bureau} and file_id = ${file}`;
  return row;
}

export async function undelivered(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from credit_report where bureau_id = ${bureau} and delivered_at is null`;
  return row!.n;
}

export interface TrainingRow {
  id: number;
  kind: 'training' | 'publicity';
  heldOn: CivilDate;
  topic: string;
  audience: string;
  attendees: number | null;
  document: DocumentReference;
  enteredBy: string;
}

export async function enterTraining(
  sql: Sql,
  p: Omit<TrainingRow, 'id' | 'enteredBy' | 'attendees'> & {
    attendees?: number | undefined;
    bureau: string;
    by: string;
  },
): Promise<number> {
  const [row] = await sql<
    { id: number }[]
  >`select enter_credit_training(${sql.json(p as never)})::float8 as id`;
  return row!.id;
}

/** Newest first. */
export function trainingsOf(
  sql: Sql,
  bureau: string,
  after: readonly [string, number] | undefined,
  limit: number,
): Promise<TrainingRow[]> {
  return sql<TrainingRow[]>`
    select id::float8 as id, kind, held_on::text as "heldOn", topic, audience, attendees, document, entered_by as "enteredBy" from credit_training
    where bureau_id = ${bureau} ${after ? sql`and (held_on, id) < (${after[0]}::date, ${after[1]})` : sql``} order by held_on desc, id desc limit ${limit}`;
}
