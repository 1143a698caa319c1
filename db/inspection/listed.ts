/** 检查一览 Inspections as they are read: one of them, and a page of them; a target is marked as known or not. */
import type { Plan } from '../../domain/inspection/plan.ts';
import type { InspectionKind, Level } from '../../domain/inspection/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';
import type { KeptAssessment } from './store.ts';

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
