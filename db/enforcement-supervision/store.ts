/** 执法监督 QY-16, 17.2, 4.3: evaluations in figures, samples with their reviews, training, consultations with 工商联, alerts of frequency. */
import type { Sql } from '../client.ts';

export interface EvaluationCode {
  tookPart: boolean;
  ended?: boolean;
  plan?: string;
  sealed?: string;
}
/** QY-17.2 The code with which the institution evaluates; `made`: what is kept where there is none yet. */
export async function readEvaluationCode(
  sql: Sql,
  q: { file: string; bureau: string; officer: string },
  made: (plan: string) => { hash: string; sealed: string },
): Promise<EvaluationCode | undefined> {
  const [found] = await sql<
    { plan: string }[]
  >`select id as plan from inspection_plan where file_id = ${q.file} and bureau_id = ${q.bureau}`;
  if (!found) return undefined;
  const { hash, sealed } = made(found.plan);
  const [row] = await sql<
    { code: EvaluationCode | null }[]
  >`select read_evaluation_code(${q.file}, ${q.bureau}, ${q.officer}, ${hash}, ${sealed}) as code`;
  return row?.code ?? undefined;
}
export async function planByEvaluationCode(sql: Sql, hash: string): Promise<string | undefined> {
  const [row] = await sql<
    { plan: string | null }[]
  >`select plan_by_evaluation_code(${hash}) as plan`;
  return row?.plan ?? undefined;
}

export async function keepEvaluation(sql: Sql, e: object): Promise<string | undefined> {
  const [row] = await sql<
    { id: string | null }[]
  >`select evaluate_inspection(${sql.json(e as never)}) as id`;
  return row?.id ?? undefined;
}

export interface EvaluationFigures {
  body: string;
  step: string;
  evaluations: number;
  inspections: number;
  average: number;
  discourteous: number;
  signs: Record<string, number>;
}
/** Of a body, step by step; nothing where fewer than `least` have spoken. */
export function evaluationFigures(
  sql: Sql,
  q: { bureau: string; from: string; until: string; least: number; body?: string | undefined },
): Promise<EvaluationFigures[]> {
  return sql<EvaluationFigures[]>`
    select body_unit as body, step, count(*)::int as evaluations, count(distinct plan_id)::int as inspections, round(avg(score), 2)::float8 as average, count(*) filter (where not courteous)::int as discourteous,
      (select coalesce(jsonb_object_agg(s, n), '{}') from (select s, count(*)::int as n from inspection_evaluation x, unnest(x.signs) s where x.bureau_id = ${q.bureau} and x.body_unit = e.body_unit and x.step = e.step
        and x.at >= ${q.from}::date and x.at < ${q.until}::date + 1 group by s) t) as signs
    from inspection_evaluation e where bureau_id = ${q.bureau} and at >= ${q.from}::date and at < ${q.until}::date + 1 and (${q.body ?? null}::text is null or body_unit = ${q.body ?? null})
    group by body_unit, step having count(distinct plan_id) >= ${q.least} order by 1, 2`;
}

export interface EvaluationRow {
  step: string;
  score: number;
  courteous: boolean;
  signs: string[];
  comment: string | null;
  id: string;
}
/** Of one inspection: for the supervision of enforcement only, and only together with its entry. */
export async function evaluationsOf(
  sql: Sql,
  q: { bureau: string; file: string; officer: string; reason: string },
): Promise<{ rows: EvaluationRow[]; id: string; tookPart: boolean } | undefined> {
  return sql.begin(async (tx) => {
    const [plan] = await tx<
      { id: string; tookPart: boolean }[]
    >`select id, took_part(id, ${q.officer}) or body_unit = (select unit_id from officer where id = ${q.officer}) as "tookPart" from inspection_plan where file_id = ${q.file} and bureau_id = ${q.bureau} and started_on is not null`;
    if (!plan) return undefined;
    if (plan.tookPart) return { rows: [], ...plan };
    await tx`select register_reading(${q.bureau}, ${`evaluations:${q.file}`}, ${q.officer}, ${q.reason})`;
    return {
      rows: await tx<
        EvaluationRow[]
      >`select id, step, score, courteous, signs, comment_sealed as comment from inspection_evaluation where plan_id = ${plan.id} order by at, id`,
      ...plan,
    };
  }) as Promise<{ rows: EvaluationRow[]; id: string; tookPart: boolean } | undefined>;
}

/** Inspections whose result was told in these days, in order; the population of a sample. */
export async function reviewable(
  sql: Sql,
  q: { bureau: string; from: string; until: string; body?: string | undefined },
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select p.id from inspection_result r join inspection_plan p on p.file_id = r.file_id
    where r.bureau_id = ${q.bureau} and r.told_on between ${q.from} and ${q.until} and (${q.body ?? null}::text is null or p.body_unit = ${q.body ?? null}) order by p.id collate "C"`;
  return rows.map((r) => r.id);
}
export async function keepSample(sql: Sql, s: object): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select keep_sample(${sql.json(s as never)}) as id`;
  return row!.id;
}

export interface SampleRow {
  id: string;
  kind: 'file-review' | 'revisit';
  from: string;
  until: string;
  population: string[];
  populationHash: string;
  seed: string;
  algorithm: string;
  drawn: string[];
  by: string;
  at: number;
  files: { plan: string; file: string; reviewer: string | null; grade: string | null }[];
}
export function samples(sql: Sql, bureau: string, id?: string): Promise<SampleRow[]> {
  return sql<SampleRow[]>`
    select s.id, s.kind, s.from_on::text as "from", s.until_on::text as until, s.population, s.population_hash as "populationHash", s.seed, s.algorithm, s.drawn, s.drawn_by as by, at_ms(s.at)::float8 as at,
      (select coalesce(jsonb_agg(jsonb_build_object('plan', d.id, 'file', p.file_id, 'reviewer', r.reviewer, 'grade', r.grade) order by d.n), '[]')
        from unnest(s.drawn) with ordinality d (id, n) join inspection_plan p on p.id = d.id left join file_review r on r.sample_id = s.id and r.plan_id = d.id) as files
    from review_sample s where s.bureau_id = ${bureau} and (${id ?? null}::text is null or s.id = ${id ?? null}) order by s.at desc limit 200`;
}
export async function tookPart(sql: Sql, plan: string, officer: string): Promise<boolean> {
  const [row] = await sql<{ part: boolean }[]>`select took_part(${plan}, ${officer}) as part`;
  return row!.part;
}
/** Whether a unit is the body that inspected, or in whose name. */
export async function isOfBody(sql: Sql, plan: string, unit: string): Promise<boolean> {
  return (
    (
      await sql`select 1 from inspection_plan p where p.id = ${plan} and ${unit} in (p.body_unit, p.in_name_of)`
    ).length > 0
  );
}
export async function keepReview(sql: Sql, r: object): Promise<boolean> {
  const [row] = await sql<{ kept: boolean }[]>`select keep_review(${sql.json(r as never)}) as kept`;
  return row!.kept;
}

export async function keepTraining(sql: Sql, t: object): Promise<void> {
  await sql`select keep_training(${sql.json(t as never)})`;
}
export interface TrainingRow {
  kind: string;
  heldOn: string;
  title: string;
  hours: number;
  officers: string[];
}
export function trainings(sql: Sql, bureau: string, year: number): Promise<TrainingRow[]> {
  return sql<
    TrainingRow[]
  >`select kind, held_on::text as "heldOn", title, hours::float8 as hours, officers from enforcement_training where bureau_id = ${bureau} and extract(year from held_on) = ${year} order by held_on, id`;
}
/** Of those on the roll of enforcement, who has had none this year. */
export async function untrained(sql: Sql, bureau: string, year: number): Promise<string[]> {
  const rows = await sql<{ officer_id: string }[]>`
    select o.officer_id from inspection_officer o where o.bureau_id = ${bureau} and o.roll = 'enforcement' and o.listed
      and not exists (select 1 from enforcement_training t where t.bureau_id = ${bureau} and t.kind = 'training' and extract(year from t.held_on) = ${year} and o.officer_id = any (t.officers)) order by 1`;
  return rows.map((r) => r.officer_id);
}
export async function unknownOfficers(
  sql: Sql,
  bureau: string,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select x as id from unnest(${[...ids]}::text[]) x where not exists (select 1 from officer o join unit u on u.id = o.unit_id where o.id = x and u.bureau_id = ${bureau})`;
  return rows.map((r) => r.id);
}

export async function keepConsultation(sql: Sql, c: object): Promise<void> {
  await sql`select keep_consultation(${sql.json(c as never)})`;
}
export function consultations(
  sql: Sql,
  bureau: string,
): Promise<{ heldOn: string; payload: Record<string, unknown>; by: string }[]> {
  return sql<
    { heldOn: string; payload: Record<string, unknown>; by: string }[]
  >`select held_on::text as "heldOn", payload, entered_by as by from federation_consultation where bureau_id = ${bureau} order by held_on desc, id desc limit 500`;
}

export interface AlertRow {
  id: string;
  institution: string;
  file: string | null;
  body: string | null;
  kind: string;
  span: string;
  on: string;
  number: number;
  most: number;
  followUps: { officer: string; finding: string; measures: string; at: number }[];
}
/** QY-4.3 */
export function alerts(
  sql: Sql,
  q: {
    bureau: string;
    open?: boolean | undefined;
    from?: string | undefined;
    until?: string | undefined;
    id?: string;
  },
): Promise<AlertRow[]> {
  return sql<AlertRow[]>`
    select a.id, a.institution_id as institution, p.file_id as file, p.body_unit as body, p.kind, a.span, a.on_day::text as on, a.number, a.most,
      (select coalesce(jsonb_agg(jsonb_build_object('officer', u.officer_id, 'finding', u.finding, 'measures', u.measures, 'at', at_ms(u.at)) order by u.id), '[]') from frequency_follow_up u where u.alert_id = a.id) as "followUps"
    from frequency_alert a join inspection_plan p on p.id = a.plan_id
    where a.bureau_id = ${q.bureau} and (${q.id ?? null}::text is null or a.id = ${q.id ?? null}) and (${q.from ?? null}::date is null or a.on_day >= ${q.from ?? null}::date) and (${q.until ?? null}::date is null or a.on_day <= ${q.until ?? null}::date)
      and (${q.open ?? null}::boolean is null or ${q.open ?? null} = not exists (select 1 from frequency_follow_up u where u.alert_id = a.id and u.finding <> 'being-verified'))
    order by a.on_day desc, a.id desc limit 1000`;
}
export async function followUp(
  sql: Sql,
  f: { alert: string; officer: string; finding: string; measures: string },
): Promise<void> {
  await sql`select follow_up_alert(${f.alert}, ${f.officer}, ${f.finding}, ${f.measures})`;
}
