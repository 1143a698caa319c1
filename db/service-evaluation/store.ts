/** 好差评 The evaluations of a bureau: found again, collected, listed, and what the figures are made of (QJ-2.2). */
import type { Grade } from '../../domain/service-evaluation/terms.ts';
import type { Sql } from '../client.ts';

export interface EvaluationKnown {
  unit: string | null;
  officer: string | null;
  officerUnit: string | null;
}

export async function evaluationKnows(
  sql: Sql,
  q: { bureau: string; unit: string | undefined; officer: string | undefined },
): Promise<EvaluationKnown> {
  const [row] = await sql<
    { known: EvaluationKnown }[]
  >`select evaluation_knows(${q.bureau}, ${q.unit ?? null}, ${q.officer ?? null}) as known`;
  return row!.known;
}

/** Which unit deals with a bad one. */
export async function evaluationOffice(
  sql: Sql,
  q: { bureau: string; set: string; caller: string; sections: readonly string[] },
): Promise<string> {
  const [row] = await sql<
    { unit: string }[]
  >`select evaluation_office(${q.bureau}, ${q.set}, ${q.caller}, ${[...q.sections]}) as unit`;
  return row!.unit;
}

/** 执法证 Whether both accounts are one person's. */
export async function samePerson(sql: Sql, a: string, b: string): Promise<boolean> {
  const [row] = await sql<{ same: boolean }[]>`select is_person_of(${a}, ${b}) as same`;
  return row!.same;
}

/** What is collected under this id; `mark`: of its words. */
export interface CollectedRow {
  grade: Grade;
  evaluatedAt: number;
  mark: string | null;
  file: string | null;
}
export async function collected(sql: Sql, id: string): Promise<CollectedRow | undefined> {
  const [row] = await sql<CollectedRow[]>`
    select e.grade, at_ms(e.evaluated_at)::float8 as "evaluatedAt", w.mark, e.file_id as file
    from service_evaluation e left join service_words w on w.id = e.words_id where e.id = ${id}`;
  return row;
}

/** A good one. False: it is there already. */
export async function collectEvaluation(sql: Sql, evaluation: object): Promise<boolean> {
  const [row] = await sql<
    { collected: boolean }[]
  >`select collect_evaluation(${sql.json(evaluation as never)}) as collected`;
  return row!.collected;
}

export async function collectDefaultMark(sql: Sql, mark: object): Promise<void> {
  await sql`select collect_default_mark(${sql.json(mark as never)})`;
}

export type Settled = 'done' | 'none' | 'settled' | 'own' | 'reviewed' | 'section' | 'bad';
export async function settleEvaluation(sql: Sql, settlement: object): Promise<Settled> {
  const [row] = await sql<
    { answer: Settled }[]
  >`select settle_evaluation(${sql.json(settlement as never)}) as answer`;
  return row!.answer;
}

export interface EvaluationRow {
  evaluation: string;
  platform: string;
  number: string;
  grade: Grade;
  evaluatedAt: number;
  service: string | null;
  unit: string | null;
  anonymous: boolean;
  words: boolean;
  file: string | null;
  stage: string | null;
  rectifiedOn: string | null;
  mistaken: boolean;
  revisitedOn: string | null;
  unreachable: boolean;
  appraisal: Grade | null;
  contests: string | null;
  settledFor: string | null;
  void: boolean;
}

interface Filter {
  bureau: string;
  /** Nobody is shown what is about the own person. */
  reader: string;
  parties: readonly string[] | undefined;
  from?: string | undefined;
  until?: string | undefined;
  bad?: boolean | undefined;
  open?: boolean | undefined;
  /** Two stand under one number, and nobody has said yet which is the platform's. */
  contested?: boolean | undefined;
}

export function evaluationsOf(
  sql: Sql,
  q: Filter,
  after: { at: number; id: string } | undefined,
  limit: number,
): Promise<EvaluationRow[]> {
  return sql<EvaluationRow[]>`
    select e.id as evaluation, e.platform, e.number, e.grade, at_ms(e.evaluated_at)::float8 as "evaluatedAt", e.service_no as service, e.unit_id as unit, e.anonymous, e.words_id is not null as words, e.file_id as file, f.stage,
      e.rectified_on::text as "rectifiedOn", e.mistaken, e.revisited_on::text as "revisitedOn", e.unreachable, e.appraisal, e.contests, e.settled_for as "settledFor", e.void_at is not null as void
    from service_evaluation e join officer c on c.id = e.collected_by left join file f on f.id = e.file_id
    where e.bureau_id = ${q.bureau} and (e.officer_id is null or e.officer_id <> all (accounts_of(${q.reader})))
      and not exists (select 1 from inbox i where i.file_id = e.file_id and i.type = 'evaluation-transfer' and i.payload->>'reviewed' = any (accounts_of(${q.reader})))
      ${q.parties ? sql`and (e.unit_id = any(${[...q.parties]}) or c.unit_id = any(${[...q.parties]}) or f.opening->'units'->>'accepting' = any(${[...q.parties]}) or exists (select 1 from reader r where r.file_id = f.id and r.unit_id = any(${[...q.parties]})))` : sql``}
      ${q.from ? sql`and local_day(e.evaluated_at) >= ${q.from}::date` : sql``} ${q.until ? sql`and local_day(e.evaluated_at) <= ${q.until}::date` : sql``}
      ${q.bad === undefined ? sql`` : sql`and (e.file_id is not null) = ${q.bad}`}
      ${q.contested === undefined ? sql`` : sql`and (e.contests is not null and e.settled_at is null) = ${q.contested}`}
      ${q.open === undefined ? sql`` : sql`and (f.closed_at is null) = ${q.open} and e.file_id is not null`}
      ${after ? sql`and (e.evaluated_at, e.id) < (ms_at(${after.at}::bigint), ${after.id})` : sql``}
    order by e.evaluated_at desc, e.id desc limit ${limit}`;
}

export interface EvaluationCounts {
  received: number;
  bad: number;
  rectified: number;
  mistaken: number;
  revisited: number;
  /** Whose appraisal at the revisit was bad again. */
  dissatisfied: number;
  /** Of what was received, what stands under a number beside another one. */
  contested: number;
  defaultMarks: number;
}

/** On the days from one to the other, both included. */
export async function evaluationCounts(
  sql: Sql,
  q: { bureau: string; from: string; until: string },
): Promise<EvaluationCounts> {
  const [row] = await sql<EvaluationCounts[]>`
    select count(*)::int as received, count(*) filter (where r.bad)::int as bad,
      count(*) filter (where r.bad and r.rectified_on is not null)::int as rectified, count(*) filter (where r.bad and r.mistaken)::int as mistaken,
      count(*) filter (where r.bad and r.revisited_on is not null)::int as revisited,
      count(*) filter (where e.appraisal in ('dissatisfied', 'very-dissatisfied'))::int as dissatisfied,
      count(*) filter (where e.contests is not null and e.settled_at is null)::int as contested,
      (select count(*)::int from service_default_mark m where m.bureau_id = ${q.bureau} and local_day(m.evaluated_at) between ${q.from}::date and ${q.until}::date) as "defaultMarks"
    from service_evaluations_received(${q.bureau}, ${q.from}::date, ${q.until}::date) r join service_evaluation e on e.id = r.evaluation`;
  return row!;
}

interface EvaluationWords {
  words: string | null;
  shows: 'all' | 'words' | 'reviewed' | null;
}

/** The words of an evaluation of the bureau, and what of them the officer may open. */
export async function evaluationWords(
  sql: Sql,
  q: { bureau: string; id: string; officer: string },
): Promise<EvaluationWords | undefined> {
  const [row] = await sql<EvaluationWords[]>`
    select words_id as words, evaluation_words_for(id, ${q.officer}) as shows from service_evaluation where id = ${q.id} and bureau_id = ${q.bureau}`;
  return row;
}

export interface EvaluationDesk {
  open: number;
  late: number;
  contested: number;
}
export async function evaluationDesk(sql: Sql, bureau: string): Promise<EvaluationDesk> {
  const [row] = await sql<EvaluationDesk[]>`select
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'service-evaluation' and closed_at is null) as open,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'service-evaluation' and state = 'overdue') as late,
    (select count(*)::int from service_evaluation where bureau_id = ${bureau} and contests is not null and settled_at is null) as contested`;
  return row!;
}
