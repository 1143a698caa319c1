/** 参保人员信用记录 What is recorded of the insured, and its steps by two persons (QJ-2.7). */
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** Undefined: it is proposed or recorded already. */
export async function proposeRecord(sql: Sql, record: object): Promise<number | undefined> {
  const [row] = await sql<
    { id: number | null }[]
  >`select propose_insured_credit(${sql.json(record as never)})::float8 as id`;
  return row!.id ?? undefined;
}

export async function proposeFall(
  sql: Sql,
  fall: object,
): Promise<'done' | 'none' | 'not-recorded' | 'proposed'> {
  const [row] = await sql<
    { answer: 'done' | 'none' | 'not-recorded' | 'proposed' }[]
  >`select propose_insured_fall(${sql.json(fall as never)}) as answer`;
  return row!.answer;
}

type Decided = 'done' | 'none' | 'decided' | 'own' | 'head';
export async function decideRecord(sql: Sql, decision: object): Promise<Decided> {
  const [row] = await sql<
    { answer: Decided }[]
  >`select decide_insured_credit(${sql.json(decision as never)}) as answer`;
  return row!.answer;
}

export interface InsuredRow {
  id: number;
  kind: string;
  occurredOn: CivilDate;
  state: string;
  step: number;
  proposedBy: string;
  proposedAt: number;
  decidedBy: string | null;
  fallWhy: string | null;
  fallBy: string | null;
}

export function recordsOf(
  sql: Sql,
  q: { bureau: string; state: string | undefined; undecided: boolean },
  before: number | undefined,
  limit: number,
): Promise<InsuredRow[]> {
  return sql<InsuredRow[]>`
    select id::float8 as id, kind, occurred_on::text as "occurredOn", state, step, proposed_by as "proposedBy", at_ms(proposed_at)::float8 as "proposedAt", decided_by as "decidedBy", fall_why as "fallWhy", fall_by as "fallBy"
    from insured_credit where bureau_id = ${q.bureau} ${q.state ? sql`and state = ${q.state}` : sql``} ${q.undecided ? sql`and ${undecided(sql)}` : sql``} ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`;
}

/** Whose a record is, and what stands of the same person. A `regulator` is shown it all. `may`: whether the person is shown; `records`: null where nothing is shown but what was typed. */
export async function insuredPerson(
  sql: Sql,
  q: { bureau: string; id: number; officer: string; regulator: boolean },
): Promise<InsuredShown | undefined> {
  const [row] = await sql<InsuredShown[]>`
    select c.words_id as words, ${q.regulator}::boolean or insured_person_for(c.bureau_id, c.id, ${q.officer}) as may,
      case when ${q.regulator}::boolean or insured_score_for(c.bureau_id, c.id, ${q.officer}) then
        (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'on', x.occurred_on) order by x.id), '[]') from insured_credit x
          where x.bureau_id = c.bureau_id and x.subject_mark = c.subject_mark and x.state = 'recorded') end as records
    from insured_credit c where c.id = ${q.id} and c.bureau_id = ${q.bureau}`;
  return row;
}

interface InsuredShown {
  words: string;
  may: boolean;
  records: { id: number; kind: string; on: CivilDate }[] | null;
}

/** What waits for a decision, a record or its fall. */
const undecided = (sql: Sql) =>
  sql`(state = 'proposed' or state = 'recorded' and fall_by is not null)`;

export async function insuredDesk(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from insured_credit where bureau_id = ${bureau} and ${undecided(sql)}`;
  return row!.n;
}
