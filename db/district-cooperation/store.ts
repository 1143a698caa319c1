/** 区级监督机构、市区协同 District bodies with their areas, and the register of cooperation (TJ51-8.1, 8.2). */
import type { Level } from '../../domain/district-cooperation/opening.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** What a body may deal with: where it and the subject lie on a day; `assignedByCity` of whoever has assigned the matter. */
export async function territoryOf(
  sql: Sql,
  q: {
    unit: string;
    bureau: string;
    subject: { kind: string; id: string };
    assignedBy?: string | undefined;
    on: CivilDate;
  },
): Promise<{ areas: string[] | null; subjectAreas: string[]; assignedByCity?: boolean }> {
  const [row] = await sql<
    { areas: string[] | null; subjectAreas: string[]; byCity: boolean }[]
  >`select areas_of_body(${q.unit}, ${q.on}::date) as areas, areas_of_subject(${q.subject.kind}, ${q.subject.id}) as "subjectAreas",
    exists (select 1 from unit u where u.id = ${q.assignedBy ?? null} and u.bureau_id = ${q.bureau} and 'supervision-body' = any(u.roles)
      and areas_of_body(u.id, ${q.on}::date) is null) as "byCity"`;
  const { areas, subjectAreas, byCity } = row!;
  return { areas, subjectAreas, ...(q.assignedBy !== undefined && { assignedByCity: byCity }) };
}

/** The districts' bodies among the units of a bureau on a day. */
export async function districtBodies(
  sql: Sql,
  bureau: string,
  on: CivilDate,
): Promise<Set<string>> {
  const rows = await sql<
    { id: string }[]
  >`select id from unit where bureau_id = ${bureau} and areas_of_body(id, ${on}::date) is not null`;
  return new Set(rows.map(({ id }) => id));
}

/** Of which level each of these supervision bodies is on a day; nothing for whoever is none of the bureau. */
export async function levelsOf(
  sql: Sql,
  bureau: string,
  units: readonly string[],
  on: CivilDate,
): Promise<Map<string, Level>> {
  const rows = await sql<{ id: string; district: boolean }[]>`
    select id, areas_of_body(id, ${on}::date) is not null as district from unit
    where id = any(${units as string[]}) and bureau_id = ${bureau} and 'supervision-body' = any(roles)`;
  return new Map(rows.map(({ id, district }) => [id, district ? 'district' : 'city']));
}

export async function peopleOf(
  sql: Sql,
  unit: string,
  officers: readonly string[],
  on: CivilDate,
): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select people_of(${unit}, ${sql.json(officers as never)}, ${on}::date) as n`;
  return row!.n;
}

export async function enterDistrictBody(sql: Sql, body: object): Promise<boolean> {
  const [row] = await sql<
    { changed: boolean }[]
  >`select enter_district_body(${sql.json(body as never)}) as changed`;
  return row!.changed;
}

export interface DistrictBodyRow {
  unit: string;
  areas: string[];
  validFrom: CivilDate;
  document: { id: string; sha256: string };
  reason: string;
  by: string;
  at: number;
}

/** Every line of the registry, the latest first. */
export function districtBodyLines(sql: Sql, bureau: string): Promise<DistrictBodyRow[]> {
  return sql<DistrictBodyRow[]>`
    select unit_id as unit, areas, valid_from::text as "validFrom", document, reason, entered_by as by, at_ms(entered_at)::float8 as at
    from district_body where bureau_id = ${bureau} order by valid_from desc, id desc limit 1000`;
}

export interface CooperationRow {
  file: string;
  kind: string;
  on: string;
  stage: string;
  recorder: string;
  with: string[];
  about: string[];
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
}

/** Newest first. `parties`: only those of one of these units. */
export function cooperationsOf(
  sql: Sql,
  q: {
    bureau: string;
    kind?: string | undefined;
    unit?: string | undefined;
    parties?: readonly string[] | undefined;
  },
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<CooperationRow[]> {
  const ofOneOf = (units: readonly string[]) =>
    sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${units as string[]}))`;
  return sql<CooperationRow[]>`
    select f.id as file, f.opening->>'kind' as kind, f.opening->>'on' as "on", f.stage, f.opening->'units'->>'recorder' as recorder,
      array(select u.value from jsonb_each_text(f.opening->'units') u where u.key <> 'recorder' order by u.value collate "C") as with,
      array(select jsonb_array_elements_text(f.opening->'files')) as about,
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome
    from file f where f.bureau_id = ${q.bureau} and f.procedure = 'district-cooperation'
      ${q.kind ? sql`and f.opening->>'kind' = ${q.kind}` : sql``} ${q.unit ? ofOneOf([q.unit]) : sql``} ${q.parties ? ofOneOf(q.parties) : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}
