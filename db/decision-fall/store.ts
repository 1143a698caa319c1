/** 决定撤销、变更登记 What is asked of a decision before its fall is recorded, and the register of such records, newest first. */
import type { DecisionToFall } from '../../domain/decision-fall/opening.ts';
import type { Decision } from '../../domain/decision-fall/terms.ts';
import type { Sql } from '../client.ts';

export async function decisionToFall(
  sql: Sql,
  bureau: string,
  { file, number }: Decision,
): Promise<DecisionToFall | undefined> {
  const [row] = await sql<
    { decision: DecisionToFall | null }[]
  >`select decision_to_fall(${bureau}, ${file}, ${number}) as decision`;
  return row?.decision ?? undefined;
}

/** Whether two accounts are one person, and whether the officer made the decision. */
export async function personOf(
  sql: Sql,
  { officer, other, file }: { officer: string; other: string; file: string },
): Promise<{ own: boolean; decided: boolean }> {
  const [row] = await sql<
    { own: boolean; decided: boolean }[]
  >`select is_person_of(${officer}, ${other}) as own, has_decided(${file}, ${officer}) as decided`;
  return row!;
}

/** Of these units the first over which a head is registered, and where. */
export async function headOver(
  sql: Sql,
  units: readonly string[],
): Promise<{ unit: string; head: string } | undefined> {
  const [row] = await sql<{ unit: string; head: string }[]>`
    select u.id as unit, unit_with_head(u.id) as head from unnest(${[...units]}::text[]) with ordinality u (id, n)
    where unit_with_head(u.id) is not null order by u.n limit 1`;
  return row;
}

/** The decision of a record, whether the record can be taken back, and whether it has followed a case that is annulled still. */
export async function recordOf(
  sql: Sql,
  fall: string,
): Promise<
  { bureau: string; decision: Decision; reversible: boolean; groundFallen: boolean } | undefined
> {
  const [row] = await sql<
    { bureau: string; file: string; number: number; reversible: boolean; groundFallen: boolean }[]
  >`select bureau_id as bureau, decision_file as file, decision_number as number, may_take_back(file_id) as reversible, fell_with_case(file_id) as "groundFallen" from decision_fall where file_id = ${fall}`;
  if (!row) return undefined;
  const { file, number, ...found } = row;
  return { ...found, decision: { file, number } };
}

/** The penalty on which a decision rests, where it stands no more now: a task that comes late follows what has become of it since. */
export async function fallenGround(
  sql: Sql,
  decision: string,
): Promise<{ case: string; state: 'fallen' | 'changed'; at: number } | undefined> {
  const [row] = await sql<{ case: string | null; state: 'fallen' | 'changed'; at: number }[]>`
    select g.file_id as case, g.state, at_ms(g.state_at)::float8 as at from fallen_ground(${decision}) g`;
  return row && row.case !== null ? { ...row, case: row.case } : undefined;
}

/** 随案询问 The heads who were asked about a decision because its case was changed: the files that still wait, and whether this change was answered. */
export async function questionsAbout(
  sql: Sql,
  { file, number }: Decision,
  restsOn: string,
): Promise<{ waiting: string[]; answered: boolean }> {
  const [row] = await sql<{ waiting: string[]; answered: boolean }[]>`
    select coalesce(array_agg(file_id order by file_id) filter (where state = 'recorded'), '{}') as waiting,
      coalesce(bool_or(rests_on = ${restsOn} and state in ('confirmed', 'rejected')), false) as answered
    from decision_fall where decision_file = ${file} and decision_number = ${number} and cause = 'penalty-case'`;
  return row!;
}

/** The entry in the register of the file of the decision. False: there is no such file, or it stands there. */
export async function enterDecisionFall(sql: Sql, file: string, entry: object): Promise<boolean> {
  const [row] = await sql<
    { entered: boolean }[]
  >`select enter_decision_fall(${file}, ${sql.json(entry as never)}) as entered`;
  return row!.entered;
}

export interface FallRow {
  file: string;
  kind: 'fall' | 'stand';
  state: string;
  decisionFile: string;
  decisionNumber: number;
  subjectKind: string;
  subject: string;
  cause: string;
  outcome: string;
  measures: { measure: string; amountFen?: number }[] | null;
  documentNo: string | null;
  decidedAt: number;
  effectiveAt: number;
  recordedAt: number;
  settledAt: number | null;
  takesBack: string | null;
  restsOn: string | null;
  openedAt: number;
}

interface Filter {
  bureau: string;
  state?: string | undefined;
  subject?: string | undefined;
  subjectKind?: string | undefined;
  decision?: string | undefined;
  parties: readonly string[] | undefined;
}

export function fallsOf(
  sql: Sql,
  q: Filter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<FallRow[]> {
  return sql<FallRow[]>`
    select r.file_id as file, r.kind, r.state, r.decision_file as "decisionFile", r.decision_number as "decisionNumber", r.subject_kind as "subjectKind", r.subject_id as subject,
      r.cause, r.outcome, r.measures, r.document_no as "documentNo", at_ms(r.decided_at)::float8 as "decidedAt", at_ms(r.effective_at)::float8 as "effectiveAt",
      at_ms(r.recorded_at)::float8 as "recordedAt", at_ms(r.settled_at)::float8 as "settledAt", r.takes_back as "takesBack", r.rests_on as "restsOn", at_ms(f.opened_at)::float8 as "openedAt"
    from file f join decision_fall r on r.file_id = f.id
    where f.bureau_id = ${q.bureau} and f.procedure = 'decision-fall'
      ${q.state ? sql`and r.state = ${q.state}` : sql``} ${q.subject ? sql`and r.subject_id = ${q.subject}` : sql``}
      ${q.subjectKind ? sql`and r.subject_kind = ${q.subjectKind}` : sql``} ${q.decision ? sql`and r.decision_file = ${q.decision}` : sql``}
      ${q.parties ? sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${[...q.parties]}))` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

/** What was confirmed of the decisions of a file, the oldest first: what is shown with that file. */
export function fallsIn(
  sql: Sql,
  file: string,
): Promise<{ file: string; outcome: string; cause: string; effectiveAt: number }[]> {
  return sql<{ file: string; outcome: string; cause: string; effectiveAt: number }[]>`
    select file_id as file, outcome, cause, at_ms(effective_at)::float8 as "effectiveAt" from decision_fall
    where decision_file = ${file} and state = 'confirmed' order by settled_at`;
}

export interface FallCounts {
  waiting: number;
  suspended: number;
}

/** `suspended`: a response whose decision fell still has its suspension standing. */
export async function fallCounts(sql: Sql, bureau: string): Promise<FallCounts> {
  const [row] = await sql<FallCounts[]>`select
    (select count(*)::int from decision_fall where bureau_id = ${bureau} and state = 'recorded') as waiting,
    (select count(*)::int from final_decision d join suspension s on s.file_id = d.file_id and s.state = 'ordered'
      where d.bureau_id = ${bureau} and d.source = 'rapid-response' and d.state in ('fallen', 'changed')) as suspended`;
  return row!;
}
