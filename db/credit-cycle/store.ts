/** 信用评价 Rules, cycles and gradings, as the API asks for them (QHD-2.4). */
import type { Figures } from '../../domain/credit-cycle/acts.ts';
import type { RuleVersion } from '../../domain/credit-cycle/rule.ts';
import type { Grade, GradingCause, SubjectKind } from '../../domain/credit-cycle/terms.ts';
import type { DocumentReference } from '../../domain/law/shapes.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';

export interface RuleRow extends RuleVersion {
  documentNo: string | null;
  document: DocumentReference;
  enteredBy: string;
  enteredAt: number;
  /** 撤销 Before its day, by two persons. */
  revokedAt: number | null;
  revokedWhy: string | null;
}

/** The oldest first. */
export const rulesOf = (sql: Querying, bureau: string): Promise<RuleRow[]> => sql<RuleRow[]>`
  select version, title, document_no as "documentNo", document, in_force_from::text as "inForceFrom", sample, objection_days as "objectionDays", columns, lines,
    entered_by as "enteredBy", at_ms(entered_at)::float8 as "enteredAt", at_ms(revoked_at)::float8 as "revokedAt", revoked_why as "revokedWhy"
  from credit_rule where bureau_id = ${bureau} order by version`;

export async function setRule(tx: Querying, change: object): Promise<void> {
  await tx`select set_credit_rule(${tx.json(change as never)})`;
}

export async function revokeRule(tx: Querying, change: object): Promise<void> {
  await tx`select revoke_credit_rule(${tx.json(change as never)})`;
}

/** The version in force on a day, of those that stand in order. */
export const ruleOn = <
  R extends { version: number; inForceFrom: string; revokedAt: number | null },
>(
  rules: readonly R[],
  day: string,
): R | undefined =>
  rules
    .filter(({ inForceFrom, revokedAt }) => revokedAt === null && inForceFrom <= day)
    .toSorted((a, b) => (a.inForceFrom < b.inForceFrom ? -1 : 1) || a.version - b.version)
    .at(-1);

/** `until`: where the last cycle ends; `first`: since when there has been a rule. */
export async function cyclesUntil(
  sql: Sql,
  bureau: string,
): Promise<{ until?: CivilDate; first?: CivilDate }> {
  const [row] = await sql<
    { span: { until?: CivilDate; first?: CivilDate } }[]
  >`select credit_cycles_until(${bureau}) as span`;
  return row!.span;
}

export async function assessBatch(sql: Sql, file: string, limit: number): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select credit_assess_batch(${file}, ${limit}) as n`;
  return row!.n;
}

/** The next batch, by a task of its own. */
export async function assessMore(sql: Sql, file: string): Promise<void> {
  await sql`select credit_assess_more(${file})`;
}

/** When every batch stands: the listings of the subjects are told. */
export async function listingsHear(sql: Sql, file: string): Promise<void> {
  await sql`select credit_cycle_heard(${file})`;
}

/** Whether the cycle has ended, is not being graded yet, and nothing is open that it waits for. */
export async function allGathered(sql: Sql, file: string): Promise<boolean> {
  const [row] = await sql<{ yes: boolean | null }[]>`select credit_gathered(${file}) as yes`;
  return row!.yes === true;
}

interface AssessedFigures {
  subjects: number;
  figures: Figures;
  unpromised: number;
  hash: string;
  leftOut: number | null;
}
export async function figuresOf(sql: Sql, file: string): Promise<AssessedFigures> {
  const [row] = await sql<
    { figures: AssessedFigures }[]
  >`select credit_cycle_figures(${file}) as figures`;
  return row!.figures;
}

/** The files that take what concerns a cycle, its own first. */
export async function hearersOf(sql: Sql, cycle: string): Promise<string[]> {
  const rows = await sql<
    { file: string }[]
  >`select file_id as file from credit_cycle_hears(${cycle})`;
  return rows.map(({ file }) => file);
}

export async function regrade(
  sql: Sql,
  r: { cycle: string; kind: string; subject: string; cause: string; reference: string },
): Promise<void> {
  await sql`select credit_regrade(${r.cycle}, ${r.kind}, ${r.subject}, ${r.cause}, ${r.reference}, date_trunc('milliseconds', clock_timestamp()))`;
}

export interface CycleRow {
  file: string;
  stage: string;
  from: string;
  until: string;
  rule: number | null;
  sample: boolean | null;
  assessedAt: number | null;
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
}

/** The newest first. */
export const cyclesOf = (sql: Sql, bureau: string): Promise<CycleRow[]> => sql<CycleRow[]>`
  select c.file_id as file, f.stage, c.from_on::text as from, c.until_on::text as until, c.rule_version as rule, r.sample,
    at_ms(c.assessed_at)::float8 as "assessedAt", at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome
  from credit_cycle c join file f on f.id = c.file_id left join credit_rule r on (r.bureau_id, r.version) = (c.bureau_id, c.rule_version)
  where c.bureau_id = ${bureau} order by c.from_on desc limit 200`;

export interface GradeRow {
  id: number;
  cycle: string;
  cycleFrom: string;
  kind: SubjectKind;
  subject: string;
  name: string;
  cause: GradingCause;
  reference: string | null;
  byTable: Grade;
  line: number;
  counts: number[];
  grade: Grade;
  proposedD: boolean;
  objected: boolean;
  explanation: { acts: Record<string, string>[]; promised: boolean; held?: boolean };
  rule: number;
  sample: boolean;
  columns: { id: string; name: string }[];
  inForceFrom: number;
  supersededAt: number | null;
  /** 至迟 As the view says that draws read. */
  weighsUntil: CivilDate;
}

const gradeColumns = (sql: Querying) => sql`
  g.id::float8 as id, g.cycle, g.cycle_from::text as "cycleFrom", g.subject_kind as kind, g.subject_id as subject, s.name, g.cause, g.reference, g.by_table as "byTable", g.line, g.counts,
  g.grade, g.proposed_d as "proposedD", g.superseded_at is null and credit_objected(g.bureau_id, g.subject_kind, g.subject_id) as objected, g.explanation, c.rule_version as rule, r.sample,
  (select jsonb_agg(jsonb_build_object('id', x->>'id', 'name', x->>'name') order by n) from jsonb_array_elements(r.columns) with ordinality y(x, n)) as columns,
  at_ms(g.in_force_from)::float8 as "inForceFrom", at_ms(g.superseded_at)::float8 as "supersededAt",
  (c.until_on + interval '13 months')::date::text as "weighsUntil"`;
const gradeTables = (sql: Querying) => sql`
  credit_grade g join credit_cycle c on c.file_id = g.cycle join credit_rule r on (r.bureau_id, r.version) = (c.bureau_id, c.rule_version)
    join credit_subject s on (s.bureau_id, s.kind, s.id) = (g.bureau_id, g.subject_kind, g.subject_id)`;

/** Every grading of one subject, the newest first. */
export const gradingsOf = (
  sql: Querying,
  bureau: string,
  kind: string,
  subject: string,
): Promise<GradeRow[]> => sql<GradeRow[]>`
  select ${gradeColumns(sql)} from ${gradeTables(sql)}
  where (g.bureau_id, g.subject_kind, g.subject_id) = (${bureau}, ${kind}, ${subject}) order by g.id desc limit 500`;

/** Those in force, or the regular ones of a cycle, in the order of the subjects. */
export function gradesOf(
  sql: Sql,
  q: {
    bureau: string;
    cycle?: string | undefined;
    grade?: string | undefined;
    kind?: string | undefined;
    proposed?: boolean | undefined;
  },
  after: { kind: string; subject: string } | undefined,
  limit: number,
): Promise<GradeRow[]> {
  return sql<GradeRow[]>`
    select ${gradeColumns(sql)} from ${gradeTables(sql)}
    where g.bureau_id = ${q.bureau} and ${q.cycle === undefined ? sql`g.superseded_at is null` : sql`g.cycle = ${q.cycle} and g.cause = 'regular'`}
      ${q.grade ? sql`and g.grade = ${q.grade}` : sql``}
      ${q.kind ? sql`and g.subject_kind = ${q.kind}` : sql``}
      ${q.proposed === undefined ? sql`` : sql`and g.proposed_d = ${q.proposed}`}
      ${after ? sql`and (g.subject_kind, g.subject_id) > (${after.kind}, ${after.subject})` : sql``}
    order by g.subject_kind, g.subject_id limit ${limit}`;
}

export interface CycleCounts {
  unassessed: number;
  untold: number;
  ruleless: number;
}

export async function cycleCounts(sql: Sql, bureau: string): Promise<CycleCounts> {
  const [row] = await sql<CycleCounts[]>`select
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'credit-cycle' and duty = 'gradeSubjects' and state = 'overdue') as unassessed,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'credit-cycle' and duty = 'tellGrades' and state in ('open', 'due-soon', 'overdue')) as untold,
    (select count(*)::int from credit_cycle where bureau_id = ${bureau} and rule_version is null) as ruleless`;
  return row!;
}

/** 基金监管科 The units of that office, in the order of their ids. */
export async function sectionsOf(sql: Sql, bureau: string): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select id from unit where bureau_id = ${bureau} and 'fund-supervision' = any (roles) order by id collate "C"`;
  return rows.map(({ id }) => id);
}

/** 检查对象 By grade, with the places that the caps of the year leave; `capped`: whoever has no registered cap has none. */
export const objectsByGrade = (
  sql: Sql,
  bureau: string,
  year: number,
  capped: boolean,
): Promise<{ grade: string; objects: number; places: number }[]> => sql`
  with taken as (
    select l.institution_id, count(*)::int as n from inspection_place l where l.year = ${year} and l.state <> 'released' group by 1)
  select o.class as grade, count(*)::int as objects,
    sum(greatest(0, coalesce(o.per_year, ${capped ? 0 : 366}::int) - coalesce(t.n, 0)))::int as places
  from inspection_objects o left join taken t using (institution_id) where o.bureau_id = ${bureau} group by 1`;
