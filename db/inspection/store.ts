/** Inspections: what assessments need in one statement, the plan under its institution's lock, and what a decision writes. */
import type { TransactionSql } from 'postgres';
import type { Finding } from '../../domain/inspection/findings.ts';
import type { DrawRecord, Plan, SpecialPapers } from '../../domain/inspection/plan.ts';
import type { Body, Known, PastInspection } from '../../domain/inspection/known.ts';
import { defaultInspectionSettings } from '../../domain/inspection/settings.ts';
import type { InspectionKind, Level } from '../../domain/inspection/terms.ts';
import { inspectionSettingsOf } from '../../domain/inspection/settings-form.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

type Asked = Sql | TransactionSql;
export type AsRead<T> = {
  [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K];
};
interface Registered extends Pick<Known, 'items' | 'officers' | 'clues' | 'lists'> {
  body: Body | null;
  institution: Known['institution'] | null;
}
interface Present extends Pick<Known, 'plans' | 'places' | 'partners' | 'pairs' | 'campaigns'> {
  history: AsRead<PastInspection>[];
  settings: Record<string, unknown> | null;
  headUnits: string[];
  reviewUnit: string | null;
  freed: number;
  special: SpecialPapers | null;
  draw: DrawRecord | null;
}
export interface PlanFacts {
  plan: Plan;
  known: Known;
  bodyRegistered: boolean;
  institutionRegistered: boolean;
  headUnits: readonly string[];
  /** QY-11: of the bureau's legal reviewer outside the body. */ reviewUnit: string | null;
  /** How often something of the institution has been freed. */ freed: number;
}

/** A body that nobody has registered has no qualification, no area and no head. */
const nobody = (unit: string): Body => ({
  unit,
  area: 'nowhere',
  level: 'county',
  superiors: [],
  qualification: null,
  delegation: null,
  heads: [],
});

/** What is not so is left out, as the rules have it. */
export const pastOf = ({
  filedAt,
  abandoned,
  recheck,
  itemCapExempt,
  ...past
}: AsRead<PastInspection>): PastInspection => ({
  ...past,
  ...(filedAt !== null && { filedAt }),
  ...(abandoned && { abandoned }),
  ...(recheck && { recheck }),
  ...(itemCapExempt && { itemCapExempt }),
});

export interface AskedPlan {
  plan: Plan;
  today: CivilDate;
}
/** The plans with their draws and special papers as they are, and everything the gates may look at: one round trip for all. */
export async function factsOfAll(sql: Asked, asked: readonly AskedPlan[]): Promise<PlanFacts[]> {
  const rows = await sql<
    { known: Registered; present: Present }[]
  >`select t.known, t.present from (select ${sql.json(asked as never)}::jsonb as p) a,
    rows from (inspection_known_of(a.p), inspection_present_of(a.p)) as t (n, known, m, present)`;
  return rows.map(({ known, present }, n) => planFacts(asked[n]!, known, present));
}
export const factsOf = async (sql: Asked, plan: Plan, today: CivilDate): Promise<PlanFacts> =>
  (await factsOfAll(sql, [{ plan, today }]))[0]!;

function planFacts(
  { plan, today }: AskedPlan,
  { body, institution, ...registered }: Registered,
  present: Present,
): PlanFacts {
  const { settings, headUnits, reviewUnit, freed, special, draw, history, ...rest } = present;
  const { draw: _cited, ...planned } = plan;
  return {
    plan: {
      ...planned,
      ...(draw && { draw }),
      ...(plan.special && { special: special ?? plan.special }),
    } as Plan,
    known: {
      ...registered,
      ...rest,
      history: history.map(pastOf),
      today,
      settings: settings ? inspectionSettingsOf(settings) : defaultInspectionSettings,
      body: body ?? nobody(plan.body),
      institution: institution ?? {
        id: plan.institution,
        area: 'nowhere',
        ownership: 'unknown',
        status: 'unknown',
        yearlyCap: null,
      },
    },
    bodyRegistered: body !== null,
    institutionRegistered: institution !== null,
    headUnits,
    reviewUnit,
    freed,
  };
}

export interface PlanRow {
  id: string;
  file: string;
  state: string;
  institution: string;
  plan: Plan;
  approvedBy: string | null;
  wakesOn: CivilDate | null;
  filedBy: string;
}

/** Locks the institution until the transaction ends, then reads the plan of a file. */
export async function lockedPlan(tx: TransactionSql, file: string): Promise<PlanRow> {
  const [row] = await tx<
    PlanRow[]
  >`select id, file_id as file, state, institution_id as institution, plan, approved_by as "approvedBy", wakes_on::text as "wakesOn", filed_by as "filedBy" from locked_plan(${file})`;
  if (!row) throw new Error('no such plan');
  return row;
}

export interface Claim {
  id: string;
  usesPlace: boolean;
  from: CivilDate;
}
/** Plans filed earlier that stand before one on hold. */
export async function claimsBefore(
  tx: TransactionSql,
  plan: string,
  today: CivilDate,
): Promise<Claim[]> {
  const [row] = await tx<{ claims: Claim[] }[]>`select claims_before(${plan}, ${today}) as claims`;
  return row!.claims;
}

/** Whether the notice was handed over before the door. */
export async function noticeServed(tx: TransactionSql, file: string): Promise<boolean> {
  const [row] = await tx<
    { served: boolean }[]
  >`select exists (select 1 from inbox where file_id = ${file} and type = 'notice' and verdict->>'accepted' = 'true') as served`;
  return row!.served;
}

export interface KeptAssessment {
  stage: string;
  day: CivilDate;
  lawful: boolean;
  findings: readonly Finding[];
  earliest?: CivilDate;
  owed: readonly string[];
}
export async function keepAssessment(
  tx: TransactionSql,
  plan: string,
  assessment: KeptAssessment,
): Promise<void> {
  await tx`select keep_assessment(${plan}, ${tx.json(assessment as never)})`;
}
export async function preparePlan(sql: Sql, prepared: object): Promise<void> {
  await sql`select prepare_plan(${sql.json(prepared as never)})`;
}
export async function approvePlan(tx: TransactionSql, approved: object): Promise<void> {
  await tx`select approve_plan(${tx.json(approved as never)})`;
}
export async function startPlan(tx: TransactionSql, started: object): Promise<void> {
  await tx`select start_plan(${tx.json(started as never)})`;
}
export async function givePlaceBack(tx: TransactionSql, plan: string): Promise<void> {
  await tx`select give_place_back(${plan})`;
}
export async function wakePlan(tx: TransactionSql, woken: object): Promise<void> {
  await tx`select wake_plan(${tx.json(woken as never)})`;
}

/** Whether there was an inspection of this institution and these items before: else there was nothing to re-check. */
export async function wasInspected(
  sql: Sql,
  p: { rechecks: string; institution: string; items: readonly string[]; startedOn: CivilDate },
): Promise<boolean> {
  const [row] = await sql<
    { was: boolean }[]
  >`select exists (select 1 from inspection_plan o where coalesce(o.file_id, o.id) = ${p.rechecks} and o.institution_id = ${p.institution} and o.over_on <= ${p.startedOn}::date
    and ${p.items as string[]}::text[] <@ array(select i.item_id from inspection_plan_item i where i.plan_id = o.id)) as was`;
  return row!.was;
}

/** One inspection of before, once. */
export async function takeOver(
  sql: Sql,
  past: object,
): Promise<{ changed: boolean; conflict: boolean }> {
  const [row] = await sql<
    { answer: { changed: boolean; conflict: boolean } }[]
  >`select take_over_inspection(${sql.json(past as never)}) as answer`;
  return row!.answer;
}

export interface InspectionRow {
  plan: string;
  file: string;
  bureau: string;
  institution: string;
  body: string;
  inNameOf: string;
  level: Level;
  kind: InspectionKind;
  state: string;
  filedAt: number;
  filedBy: string;
  daysFrom: string;
  daysUntil: string;
  onSite: boolean;
  usesPlace: boolean;
  wakesOn: string | null;
  wokenOn: string | null;
  approvedBy: string | null;
  approvedOn: string | null;
  startedOn: string | null;
  lastOnSiteOn: string | null;
  endedOn: string | null;
  abandoned: boolean;
  found: string;
  recheck: boolean;
  document: Plan;
  assessment: KeptAssessment | null;
  place: { year: number; state: string } | null;
  window: string | null;
  /** Whether the reader may know its target: it has begun, or the reader filed it, is of its team, or heads its body today. */
  known: boolean;
}
/** Who reads, on which day. */
export interface InspectionReader {
  officer: string;
  day: CivilDate;
}
const columns = (
  sql: Sql,
  { officer, day }: InspectionReader,
) => sql`p.id as plan, p.file_id as file, p.bureau_id as bureau, p.institution_id as institution, p.body_unit as body, p.in_name_of as "inNameOf", p.level, p.kind, p.state, at_ms(p.filed_at)::float8 as "filedAt", p.filed_by as "filedBy",
  p.days_from::text as "daysFrom", p.days_until::text as "daysUntil", p.on_site as "onSite", p.uses_place as "usesPlace", p.wakes_on::text as "wakesOn", p.woken_on::text as "wokenOn", p.approved_by as "approvedBy", p.approved_on::text as "approvedOn",
  p.started_on::text as "startedOn", p.last_on_site_on::text as "lastOnSiteOn", p.ended_on::text as "endedOn", p.abandoned, p.found, p.recheck, p.plan as document, p.assessment,
  (select jsonb_build_object('year', l.year, 'state', l.state) from inspection_place l where l.plan_id = p.id) as place, (select w.file_id from inspection_window w where w.plan_id = p.id order by w.closed, w.file_id desc limit 1) as window,
  p.started_on is not null or knows_plan(p, ${officer}, ${day}::date) as known`;

export async function findInspection(
  sql: Sql,
  file: string,
  reader: InspectionReader,
): Promise<InspectionRow | undefined> {
  const [row] = await sql<
    InspectionRow[]
  >`select ${columns(sql, reader)} from inspection_plan p where p.file_id = ${file}`;
  return row;
}

export interface InspectionFilter {
  bureau: string;
  parties?: readonly string[] | undefined;
  kind?: string | undefined;
  state?: string | undefined;
  body?: string | undefined;
}
export async function listInspections(
  sql: Sql,
  f: InspectionFilter,
  reader: InspectionReader,
  after: readonly [number, string] | undefined,
  limit: number,
): Promise<InspectionRow[]> {
  return sql<
    InspectionRow[]
  >`select ${columns(sql, reader)} from inspection_plan p where p.bureau_id = ${f.bureau} and p.file_id is not null
    ${f.parties ? sql`and (p.body_unit = any(${f.parties as string[]}) or p.in_name_of = any(${f.parties as string[]}))` : sql``}
    ${f.kind ? sql`and p.kind = ${f.kind}` : sql``} ${f.state ? sql`and p.state = ${f.state}` : sql``} ${f.body ? sql`and p.body_unit = ${f.body}` : sql``}
    ${after ? sql`and (p.filed_at, p.id) < (ms_at(${after[0]}::bigint), ${after[1]})` : sql``} order by p.filed_at desc, p.id desc limit ${limit}`;
}

export async function bureauOf(sql: Sql, unit: string): Promise<string | undefined> {
  const [row] = await sql<
    { bureau: string }[]
  >`select bureau_id as bureau from unit where id = ${unit}`;
  return row?.bureau;
}

export interface InstitutionRow {
  id: string;
  bureau: string;
  area: string;
  items: string[];
  body: string | null;
  level: Level | null;
}
/** What the windows of an institution are asked for: the items of its bureau's list, and the level of the body that asks. */
export async function institutionForWindows(
  sql: Sql,
  institution: string,
  unit: string,
): Promise<InstitutionRow | undefined> {
  const [row] = await sql<
    InstitutionRow[]
  >`select i.id, i.bureau_id as bureau, i.area, array(select t.id from inspection_item t where t.bureau_id = i.bureau_id order by t.id) as items, b.unit_id as body, b.level
    from institution i left join inspection_body b on b.unit_id = ${unit} where i.id = ${institution}`;
  return row;
}

export interface EndedPlan {
  plan: string;
  file: string;
  bureau: string;
  institution: string;
  body: string;
  endedOn: CivilDate;
  window: string | null;
  windowEndedOn: CivilDate | null;
  windowClosed: boolean | null;
}
/** An inspection that is over, and its window file where it has one: the open one, else the last that closed. */
export async function endedPlan(sql: Sql, plan: string): Promise<EndedPlan | undefined> {
  const [row] = await sql<
    EndedPlan[]
  >`select p.id as plan, p.file_id as file, p.bureau_id as bureau, p.institution_id as institution, p.body_unit as body, p.over_on::text as "endedOn", w.file_id as window, w.ended_on::text as "windowEndedOn", w.closed as "windowClosed"
    from inspection_plan p left join inspection_window w on w.plan_id = p.id where p.id = ${plan} and p.over_on < 'infinity' order by w.closed, w.file_id desc limit 1`;
  return row;
}

/** QY-10.3 How an officer stands to the plan behind a file: whether it has begun, and whether the officer may know it before. */
export async function planStanding(
  sql: Sql,
  file: string,
  officer: string,
  day: CivilDate,
): Promise<{ begun: boolean; insider: boolean }> {
  const [row] = await sql<
    { begun: boolean; insider: boolean }[]
  >`select p.started_on is not null as begun, knows_plan(p, ${officer}, ${day}::date) as insider from inspection_plan p where p.file_id = ${file}`;
  return row ?? { begun: true, insider: false };
}

/** The same as a condition on the file `f` of a list. */
export const knownPlan = (sql: Sql, officer: string, day: CivilDate) =>
  sql`exists (select 1 from inspection_plan p where p.file_id = f.id and (p.started_on is not null or knows_plan(p, ${officer}, ${day}::date)))`;

/** QY-10.3 Of these plans, those that have begun, or that the officer may know before. */
export async function plansKnownTo(
  sql: Sql,
  plans: readonly string[],
  officer: string,
  day: string,
): Promise<Set<string>> {
  if (plans.length === 0) return new Set();
  const rows = await sql<
    { id: string }[]
  >`select p.id from inspection_plan p where p.id = any(${[...plans]}) and (p.started_on is not null or knows_plan(p, ${officer}, ${day}::date))`;
  return new Set(rows.map(({ id }) => id));
}

/** What each gate answered of a decided act: only for whoever may know the plan. */
export async function findingsOfAct(
  sql: Sql,
  act: string,
  { officer, day }: InspectionReader,
): Promise<Finding[] | undefined> {
  const [row] = await sql<
    { findings: Finding[] | null }[]
  >`select d.answer->'findings' as findings from decision d join inspection_plan p on p.file_id = d.file_id
    where d.act_id = ${act} and (p.started_on is not null or knows_plan(p, ${officer}, ${day}::date))`;
  return row?.findings ?? undefined;
}
