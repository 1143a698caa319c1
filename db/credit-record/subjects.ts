/** 信用主体 Subjects and their commitments (QHD-1.2, 1.3). */
import type { SubjectKind } from '../../domain/credit-record/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';

export interface SubjectKey {
  bureau: string;
  kind: SubjectKind;
  id: string;
}

export interface SubjectView {
  kind: SubjectKind;
  id: string;
  name: string;
  creditCode: string;
  registeredAt: number;
  /** 终止 Since when it is no subject any more; of an institution its registry tells without a day. */
  endedOn: CivilDate | null;
  ended: boolean;
  /** 承诺在先 The last commitment; null: none is on record. */
  committedOn: CivilDate | null;
  objected: boolean;
}

/** The name of an institution as the registry has it today. */
const subjectColumns = (sql: Querying) => sql`
  s.kind, s.id, coalesce(i.name, s.name) as name, coalesce(i.credit_code, s.credit_code) as "creditCode", at_ms(s.registered_at)::float8 as "registeredAt",
  s.ended_on::text as "endedOn", credit_subject_ended(s.bureau_id, s.kind, s.id, 'infinity') as ended,
  (select max(c.signed_on)::text from credit_commitment c where (c.bureau_id, c.subject_kind, c.subject_id) = (s.bureau_id, s.kind, s.id)) as "committedOn",
  credit_objected(s.bureau_id, s.kind, s.id) as objected`;
const subjectTables = (sql: Querying) =>
  sql`credit_subject s left join institution i on s.kind = 'institution' and i.id = s.id`;

export async function findSubject(
  sql: Querying,
  { bureau, kind, id }: SubjectKey,
): Promise<SubjectView | undefined> {
  const [row] = await sql<
    SubjectView[]
  >`select ${subjectColumns(sql)} from ${subjectTables(sql)} where (s.bureau_id, s.kind, s.id) = (${bureau}, ${kind}, ${id})`;
  return row;
}

export function subjectsOf(
  sql: Sql,
  q: { bureau: string; kind?: SubjectKind | undefined; committed?: boolean | undefined },
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<SubjectView[]> {
  return sql<SubjectView[]>`select ${subjectColumns(sql)} from ${subjectTables(sql)}
    where s.bureau_id = ${q.bureau} ${q.kind ? sql`and s.kind = ${q.kind}` : sql``}
      ${q.committed === undefined ? sql`` : sql`and credit_promised(s.bureau_id, s.kind, s.id, 'infinity') = ${q.committed}`}
      ${after ? sql`and (s.kind collate "C", s.id collate "C") > (${after[0]}, ${after[1]})` : sql``}
    order by s.kind collate "C", s.id collate "C" limit ${limit}`;
}

/** Which of these the bureau's registry of institutions has as designated, or suspended for a time. */
export async function institutionsAmong(
  sql: Sql,
  bureau: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await sql<
    { id: string }[]
  >`select id from institution where bureau_id = ${bureau} and id = any(${ids as string[]}) and status in ('designated', 'suspended')`;
  return new Set(rows.map(({ id }) => id));
}

/** Of these keys or codes, those that stand for somebody else already. */
export function subjectsClashing(
  sql: Sql,
  bureau: string,
  rows: readonly { kind: string; id: string; name: string; creditCode: string }[],
): Promise<{ kind: string; id: string }[]> {
  return sql<{ kind: string; id: string }[]>`
    select r.kind, r.id from jsonb_to_recordset(${sql.json(rows as never)}) as r (kind text, id text, "creditCode" text)
    join credit_subject s on s.bureau_id = ${bureau} and s.kind = r.kind and (s.id = r.id) <> (s.credit_code = r."creditCode")`;
}

export async function registerSubjects(
  sql: Sql,
  p: {
    bureau: string;
    by: string;
    subjects: readonly { kind: string; id: string; name: string; creditCode: string }[];
  },
): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select register_credit_subjects(${sql.json(p as never)}) as n`;
  return row!.n;
}

/** `id`: one institution of the registry; null: all of them. */
export async function registerInstitutions(
  sql: Sql,
  bureau: string,
  id: string | null,
  by: string,
): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select register_credit_institutions(${bureau}, ${id}, ${by}) as n`;
  return row!.n;
}

export interface SubjectFormer {
  name: string;
  creditCode: string;
  endedOn: CivilDate | null;
  until: number;
  reason: string;
  document: DocumentReference;
  proposedBy: string;
  confirmedBy: string | null;
}

/** How it stood before, the newest first. */
export const formerOf = (sql: Sql, { bureau, kind, id }: SubjectKey): Promise<SubjectFormer[]> =>
  sql<SubjectFormer[]>`
    select name, credit_code as "creditCode", ended_on::text as "endedOn", at_ms(until)::float8 as until, reason, document, proposed_by as "proposedBy", confirmed_by as "confirmedBy"
    from credit_subject_former where (bureau_id, kind, subject_id) = (${bureau}, ${kind}, ${id}) order by id desc limit 500`;

/** False where the code stands for another subject. */
export async function changeSubject(tx: Querying, p: object): Promise<boolean> {
  const [row] = await tx<
    { done: boolean }[]
  >`select change_credit_subject(${tx.json(p as never)}) as done`;
  return row!.done;
}

export async function enterCommitment(
  sql: Sql,
  p: SubjectKey & { signedOn: CivilDate; document: DocumentReference; by: string },
): Promise<boolean> {
  const [row] = await sql<
    { done: boolean }[]
  >`select enter_credit_commitment(${sql.json(p as never)}) as done`;
  return row!.done;
}

/** Whether the subject had promised anything by that day. */
export async function promised(
  sql: Sql,
  { bureau, kind, id }: SubjectKey,
  on: CivilDate,
): Promise<boolean> {
  const [row] = await sql<
    { yes: boolean }[]
  >`select credit_promised(${bureau}, ${kind}, ${id}, ${on}::date) as yes`;
  return row!.yes;
}
