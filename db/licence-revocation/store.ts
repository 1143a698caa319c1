/** Licence revocations: what a report meets, the list of a cascade, and where each of its results stands. */
import type { CommitmentType, LicenceKind } from '../../domain/commitment-case/terms.ts';
import { and, eq, gt } from 'drizzle-orm';
import type { Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { anyOf, given, typed } from '../typed.ts';

/** Whether a result, live or not, has ever depended on the licence, and the cascade it has had. */
export async function licenceKnown(
  sql: Sql,
  bureau: string,
  kind: string,
  number: string,
): Promise<{ known: boolean; reported: string | null }> {
  const [row] = await sql<{ known: boolean; reported: string | null }[]>`select
    exists (select 1 from result r join service_item i on (i.bureau_id, i.version, i.id) = (r.bureau_id, r.list_version, r.item_id) where r.bureau_id = ${bureau} and r.licences @> array[${number}] and i.licence_kind = ${kind}) as known,
    (select file_id from licence_revocation where bureau_id = ${bureau} and licence_kind = ${kind} and licence_no = ${number}) as reported`;
  return row!;
}

export interface ResultRow {
  id: string;
  bureau: string;
  item: string;
  type: CommitmentType;
  accepting: string;
  supervising: string;
  state: string;
  case: string | null;
  caseOpen: boolean;
  /** The open case has been told that a licence is revoked, and has not refused to hear it. */
  told: boolean;
}
export async function findResult(sql: Sql, id: string): Promise<ResultRow | undefined> {
  const [row] = await sql<
    ResultRow[]
  >`select r.id, r.bureau_id as bureau, r.item_id as item, r.type, r.accepting_unit as accepting, r.supervising_unit as supervising, r.state, r.file_id as "case",
      coalesce(f.closed_at is null, false) and f.id is not null as "caseOpen",
      exists (select 1 from inbox i where i.file_id = f.id and i.type = 'licence-revoked' and i.verdict->>'accepted' = 'true') as told
    from result r left join file f on f.id = r.file_id where r.id = ${id}`;
  return row;
}

export interface CascadeRow {
  file: string;
  bureau: string;
  kind: LicenceKind;
  number: string;
  decidedOn: string;
  authority: string;
  documentNo: string | null;
  document: { id: string; sha256: string; where: string };
  reporter: string;
  reportedBy: string;
  closed: boolean;
}
export async function findCascade(sql: Sql, file: string): Promise<CascadeRow | undefined> {
  const [row] = await sql<
    CascadeRow[]
  >`select l.file_id as file, l.bureau_id as bureau, l.licence_kind as kind, l.licence_no as number, l.decided_on::text as "decidedOn", l.authority, l.document_no as "documentNo", l.document,
    f.opening->'units'->>'reporter' as reporter, f.opening->'letter'->>'officer' as "reportedBy", f.closed_at is not null as closed from licence_revocation l join file f on f.id = l.file_id where l.file_id = ${file}`;
  return row;
}

export type ListedRow = Awaited<ReturnType<typeof listOf>>[number];
/** The list, by result; `departments`: only what these units have accepted. */
export async function listOf(
  sql: Sql,
  file: string,
  departments: readonly string[] | undefined,
  after: string,
  limit: number,
) {
  const { licenceRevocationResult: l, result: r } = t;
  return typed(sql)
    .select({
      result: l.result,
      item: r.item,
      department: l.department,
      listedAt: l.listedAt,
      approvedOn: r.approvedOn,
      state: r.state,
      case: r.file,
      flagged: l.flagged,
      decision: l.decision,
      decidedBy: l.decidedBy,
      decidedAt: l.decidedAt,
      revocationFile: l.revocationFile,
      revokedAt: r.revokedAt,
      revokedByFile: r.revokedByFile,
    })
    .from(l)
    .innerJoin(r, eq(r.id, l.result))
    .where(
      and(
        eq(l.file, file),
        gt(l.result, after),
        given(departments, (units) => anyOf(l.department, units)),
      ),
    )
    .orderBy(l.result)
    .limit(limit);
}

export interface DepartmentRow {
  department: string;
  listed: number;
  confirmed: number;
  revoked: number;
  notDependent: number;
}
export async function departmentsOf(sql: Sql, file: string): Promise<DepartmentRow[]> {
  return sql<
    DepartmentRow[]
  >`select l.department, count(*)::int as listed, count(*) filter (where l.decision is not null)::int as confirmed, count(*) filter (where r.state = 'revoked')::int as revoked,
    count(*) filter (where l.decision = 'not-dependent')::int as "notDependent" from licence_revocation_result l join result r on r.id = l.result_id where l.file_id = ${file} group by l.department order by l.department`;
}

/** Whether a person has confirmed the result in that cascade. */
export async function listed(sql: Sql, file: string, result: string) {
  const { licenceRevocationResult: l } = t;
  const [row] = await typed(sql)
    .select({ decision: l.decision })
    .from(l)
    .where(and(eq(l.file, file), eq(l.result, result)));
  return row;
}

export async function flagNewcomer(sql: Sql, file: string, result: string): Promise<void> {
  await sql`select flag_newcomer(${file}, ${result})`;
}
export async function placeRevocation(
  sql: Sql,
  file: string,
  result: string,
  where: string,
): Promise<void> {
  await sql`select place_revocation(${file}, ${result}, ${where})`;
}

/** Marks what is revoked and not told yet as told by this act; how many there are. */
export async function tellRevoked(sql: Sql, file: string, act: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select tell_revoked(${file}, ${act}) as n`;
  return row!.n;
}

export interface RevocationRow {
  file: string;
  result: string;
  cause: string;
  case: string | null;
  cascade: string | null;
  state: string;
  revokedAt: number | null;
  revokedByFile: string | null;
}
export async function revocationOf(sql: Sql, file: string): Promise<RevocationRow | undefined> {
  const [row] = await sql<
    RevocationRow[]
  >`select f.id as file, r.id as result, f.opening->>'cause' as cause, f.opening->>'case' as "case", f.opening->>'cascade' as cascade, r.state, at_ms(r.revoked_at)::float8 as "revokedAt", r.revoked_by_file as "revokedByFile"
    from file f join result r on r.id = f.subject_id where f.id = ${file} and f.procedure = 'result-revocation'`;
  return row;
}
