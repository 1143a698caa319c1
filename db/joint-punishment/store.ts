/** 失信联合惩戒对象名单 The list of a bureau, and its steps by two persons (QJ-2.7). */
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export interface DecisionKnown {
  state: string;
  outcome: string;
  matter: string;
  violations: string[];
  severe: boolean;
  servedOn: CivilDate | null;
  subjectKind: 'institution' | 'practitioner';
  subjectId: string;
  /** The body that has the case. */
  unit: string;
}

export async function decisionForList(
  sql: Sql,
  bureau: string,
  of: { file: string; number: number },
): Promise<DecisionKnown | undefined> {
  const [row] = await sql<
    { decision: DecisionKnown | null }[]
  >`select decision_for_list(${bureau}, ${of.file}, ${of.number}) as decision`;
  return row?.decision ?? undefined;
}

/** Whether the bureau has registered it. */
export async function subjectRegistered(
  sql: Sql,
  bureau: string,
  { kind, id }: { kind: 'institution' | 'practitioner'; id: string },
): Promise<boolean> {
  const rows =
    kind === 'institution'
      ? await sql`select 1 from institution where id = ${id} and bureau_id = ${bureau}`
      : await sql`select 1 from practitioner where id = ${id} and bureau_id = ${bureau}`;
  return rows.length > 0;
}

/** `listed`: it is proposed or listed already; of a paper, `filed`: a file of the bureau has the decision; `fallen`: it does not stand. */
export type ListingBar = 'listed' | 'filed' | 'fallen';
export async function proposeListing(
  sql: Sql,
  listing: object,
): Promise<{ id: number } | { bar: ListingBar }> {
  const [row] = await sql<
    { answer: { id: number } | { bar: ListingBar } }[]
  >`select propose_joint_punishment(${sql.json(listing as never)}) as answer`;
  return row!.answer;
}

export async function proposeRemoval(
  sql: Sql,
  removal: object,
): Promise<'done' | 'none' | 'not-listed' | 'proposed'> {
  const [row] = await sql<
    { answer: 'done' | 'none' | 'not-listed' | 'proposed' }[]
  >`select propose_joint_removal(${sql.json(removal as never)}) as answer`;
  return row!.answer;
}

type Decided = 'done' | 'none' | 'decided' | 'own' | 'head' | 'barred' | 'fallen' | 'filed';
export async function decideListing(sql: Sql, decision: object): Promise<Decided> {
  const [row] = await sql<
    { answer: Decided }[]
  >`select decide_joint_punishment(${sql.json(decision as never)}) as answer`;
  return row!.answer;
}

export interface ListedRow {
  id: number;
  subjectKind: 'institution' | 'practitioner' | 'person';
  subject: string | null;
  decision: string;
  servedOn: string;
  finality: string;
  finalOn: string;
  gravity: string;
  state: string;
  proposedBy: string;
  proposedAt: number;
  decidedBy: string | null;
  decidedAt: number | null;
  removalWhy: string | null;
  removalBy: string | null;
  endedAt: number | null;
  endedWhy: string | null;
  step: number;
  creditRecords: string[];
}

/** With what the credit records have of the same institution from the same case (QHD). */
export function listedOf(
  sql: Sql,
  q: {
    bureau: string;
    state: string | undefined;
    kind: string | undefined;
    undecided: boolean;
  },
  before: number | undefined,
  limit: number,
): Promise<ListedRow[]> {
  return sql<ListedRow[]>`
    select j.id::float8 as id, j.subject_kind as "subjectKind", j.subject_id as subject, coalesce(j.decision_file || '/' || j.decision_number, j.decision_no) as decision,
      j.served_on::text as "servedOn", j.finality, j.final_on::text as "finalOn", j.gravity, j.state, j.proposed_by as "proposedBy", at_ms(j.proposed_at)::float8 as "proposedAt",
      j.decided_by as "decidedBy", at_ms(j.decided_at)::float8 as "decidedAt", j.removal_why as "removalWhy", j.removal_by as "removalBy", at_ms(j.ended_at)::float8 as "endedAt", j.ended_why as "endedWhy", j.step,
      coalesce((select array_agg(e.id order by e.id) from credit_entry e join credit_source s on s.id = e.source_id
        where e.bureau_id = j.bureau_id and e.subject_kind = 'institution' and e.subject_id = j.subject_id and s.file_id = j.decision_file), '{}') as "creditRecords"
    from joint_punishment j
    where j.bureau_id = ${q.bureau} ${q.state ? sql`and j.state = ${q.state}` : sql``} ${q.kind ? sql`and j.subject_kind = ${q.kind}` : sql``}
      ${q.undecided ? sql`and ${undecided(sql)}` : sql``} ${before === undefined ? sql`` : sql`and j.id < ${before}`}
    order by j.id desc limit ${limit}`;
}

/** `words`: null of whoever is registered; `may`: whether they may be shown to the officer, beside regulators. */
export async function listedPerson(
  sql: Sql,
  q: { bureau: string; id: number; officer: string },
): Promise<{ words: string | null; may: boolean } | undefined> {
  const [row] = await sql<{ words: string | null; may: boolean }[]>`
    select words_id as words, joint_person_for(bureau_id, id, ${q.officer}) as may from joint_punishment where id = ${q.id} and bureau_id = ${q.bureau}`;
  return row;
}

/** What waits for a decision, a listing or a removal. */
const undecided = (sql: Sql) =>
  sql`(j.state = 'proposed' or j.state = 'listed' and j.removal_by is not null)`;

export async function listDesk(sql: Sql, bureau: string): Promise<{ undecided: number }> {
  const [row] = await sql<{ undecided: number }[]>`
    select count(*)::int as undecided from joint_punishment j where j.bureau_id = ${bureau} and ${undecided(sql)}`;
  return row!;
}
