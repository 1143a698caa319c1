/** 信用异议 The register of objections, what an opening asks of the registries, and the codes of subjects (QHD-2.5a, 3.2). */
import type { SubjectKind } from '../../domain/credit-record/terms.ts';
import type { Target } from '../../domain/credit-objection/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { Sql } from '../client.ts';
import type { SubjectKey } from '../credit-record/subjects.ts';

/** 经办单位 The section that gathers credit records, and the unit over it, which decides; of several sections the first. */
export async function unitsOfObjections(
  sql: Sql,
  bureau: string,
): Promise<{ handling: string; deciding: string } | undefined> {
  const [row] = await sql<{ handling: string; deciding: string }[]>`
    select id as handling, coalesce(superior_id, id) as deciding from unit
    where bureau_id = ${bureau} and 'fund-supervision' = any(roles) order by id collate "C" limit 1`;
  return row;
}

export interface ObjectionKnown {
  registered: boolean;
  own: boolean;
  stands: boolean;
  graded: boolean;
}

export async function objectionKnown(
  sql: Sql,
  { bureau, kind, id }: SubjectKey,
  record: string | undefined,
): Promise<ObjectionKnown> {
  const [row] = await sql<ObjectionKnown[]>`
    select exists (select 1 from credit_subject s where (s.bureau_id, s.kind, s.id) = (${bureau}, ${kind}, ${id})) as registered,
      e.id is not null as own, e.id is not null and e.fallen_at is null as stands,
      exists (select 1 from credit_grading_files(${bureau}, ${kind}, ${id})) as graded
    from (select 1) one left join credit_entry e on e.id = ${record ?? null} and (e.bureau_id, e.subject_kind, e.subject_id) = (${bureau}, ${kind}, ${id})`;
  return row!;
}

export interface ObjectionRow {
  file: string;
  stage: string;
  subjectKind: SubjectKind;
  subject: string;
  target: Target;
  record: string | null;
  channel: 'officer' | 'code';
  openedAt: number;
  nextDue: number | null;
  endedAt: number | null;
  outcome: string | null;
  toldAt: number | null;
}

export function objectionsOf(
  sql: Sql,
  q: { bureau: string; state?: 'open' | 'ended' | undefined; subject?: SubjectKey | undefined },
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<ObjectionRow[]> {
  return sql<ObjectionRow[]>`
    select o.file_id as file, f.stage, o.subject_kind as "subjectKind", o.subject_id as subject, o.target, o.entry_id as record, o.channel,
      at_ms(o.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(o.ended_at)::float8 as "endedAt", o.outcome, at_ms(o.told_at)::float8 as "toldAt"
    from credit_objection o join file f on f.id = o.file_id
    where o.bureau_id = ${q.bureau} ${q.state ? sql`and (o.ended_at is null) = ${q.state === 'open'}` : sql``}
      ${q.subject ? sql`and (o.subject_kind, o.subject_id) = (${q.subject.kind}, ${q.subject.id})` : sql``}
      ${after ? sql`and (o.opened_at, o.file_id collate "C") < (ms_at(${after[0]}), ${after[1]})` : sql``}
    order by o.opened_at desc, o.file_id collate "C" desc limit ${limit}`;
}

export async function openObjections(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from credit_objection where bureau_id = ${bureau} and ended_at is null`;
  return row!.n;
}

export async function issueCode(
  sql: Sql,
  p: SubjectKey & { hash: string; document: DocumentReference; by: string; days: number },
): Promise<void> {
  await sql`select issue_credit_code(${sql.json(p as never)})`;
}

export async function subjectOfCode(sql: Sql, hash: string): Promise<SubjectKey | undefined> {
  const [row] = await sql<
    SubjectKey[]
  >`select s.bureau_id as bureau, s.kind, s.id from credit_code_of(${hash}) s where s.id is not null`;
  return row;
}

/** The grade in force with what was counted, as credit-cycle keeps it; null: there is none. */
export interface OwnGrade {
  grade: string;
  proposedD: boolean;
  byTable: string;
  rule: number;
  line: number;
  counts: number[];
  from: string;
  until: string;
  inForceFrom: number;
  explanation: Readonly<Record<string, unknown>>;
}
export async function ownGrade(
  sql: Sql,
  { bureau, kind, id }: SubjectKey,
): Promise<OwnGrade | null> {
  const [row] = await sql<
    { grade: OwnGrade | null }[]
  >`select credit_own_grade(${bureau}, ${kind}, ${id}) as grade`;
  return row!.grade;
}
