/** "网警"巡查 The register of patrols, newest first; what is asked before one is opened (TJ51-4). */
import type { CitedFinding } from '../../domain/audit-finding/finding.ts';
import type { Failed, Stage, TalkDemand } from '../../domain/patrol/terms.ts';
import type { Matter } from '../../domain/penalty-case/terms.ts';
import type { Sql } from '../client.ts';

interface Matched {
  bureau: string;
  kind: string;
  subject: string;
  matter: string;
  ref: string | null;
}

const about = (sql: Sql, q: Matched) =>
  sql`p.bureau_id = ${q.bureau} and p.subject_kind = ${q.kind} and p.subject_id = ${q.subject} and p.matter = ${q.matter} and p.matter_ref is not distinct from ${q.ref}`;

/** Whom and what a patrol is about, and whose it is. */
export interface About {
  subject: { kind: 'institution' | 'practitioner'; id: string };
  matter: Matter;
  matterRef: string | null;
  unit: string;
  ended: boolean;
}

export async function aboutOf(sql: Sql, file: string): Promise<About | undefined> {
  const [row] = await sql<About[]>`
    select jsonb_build_object('kind', p.subject_kind, 'id', p.subject_id) as subject, p.matter, p.matter_ref as "matterRef", p.unit_id as unit, f.closed_at is not null as ended
    from patrol p join file f on f.id = p.file_id where p.file_id = ${file}`;
  return row;
}

/** The case that is open about the subject and matter of a patrol, whichever body has it. */
export async function openCaseAbout(sql: Sql, file: string): Promise<string | undefined> {
  const [row] = await sql<{ file: string }[]>`
    select c.file_id as file from patrol p
      join penalty_case c on c.bureau_id = p.bureau_id and c.subject_kind = p.subject_kind and c.subject_id = p.subject_id and c.matter = p.matter and c.matter_ref is not distinct from p.matter_ref
      join file f on f.id = c.file_id
    where p.file_id = ${file} and f.closed_at is null order by f.opened_at desc, f.id desc limit 1`;
  return row?.file;
}

export interface Former {
  file: string;
  /** Whether the unit that patrols now may read it. */
  near: boolean;
  /** 拒不改正 that its look back has found. */
  failed: Failed | null;
}

/**
 * The last ended patrol of a subject and matter in which something was found; or the one that is named, if it is an ended one of these. What is
 * carried stands in the last one, whichever is named.
 */
export async function formerPatrol(
  sql: Sql,
  q: Matched,
  unit: string,
  named?: string,
): Promise<Former | undefined> {
  const ended = sql`from patrol p join file f on f.id = p.file_id where ${about(sql, q)} and f.closed_at is not null`;
  const last = sql`order by f.closed_at desc, f.id desc limit 1`;
  const [row] = await sql<Former[]>`
    select x.file, coalesce(near_file(x.file, ${unit}), false) as near,
      (select p.failed ${ended} and (f.outcome <> 'nothing-found' or p.failed is not null) ${last}) as failed
    from (select p.file_id as file ${ended} ${named === undefined ? sql`and f.outcome <> 'nothing-found'` : sql`and p.file_id = ${named}`} ${last}) x`;
  return row;
}

/** Whether every one of these findings was cited by a patrol of the subject and matter that has ended. */
export async function allCitedBefore(
  sql: Sql,
  q: Matched,
  cited: readonly CitedFinding[],
): Promise<boolean> {
  const [row] = await sql<{ all: boolean }[]>`
    select bool_and(exists (select 1 from patrol p join patrol_citation x on x.file_id = p.file_id join file f on f.id = p.file_id where ${about(sql, q)} and f.closed_at is not null and x.source = c.source and x.finding_id = c.finding)) as all
    from jsonb_to_recordset(${sql.json(cited as never)}) as c (source text, finding text)`;
  return row!.all;
}

interface PatrolFilter {
  bureau: string;
  state?: 'open' | 'closed' | undefined;
  stage?: Stage | undefined;
  unit?: string | undefined;
  kind?: string | undefined;
  subject?: string | undefined;
  matter?: Matter | undefined;
  outcome?: string | undefined;
  filing?: 'pending' | 'refused' | undefined;
  /** 滞留 A management period of it has passed. */
  dwelling?: boolean | undefined;
  /** Only patrols of one of these units. */
  parties: readonly string[] | undefined;
  /** The unit of whoever reads: of linked files only those are told that it may read. */
  reader: string;
}

export interface PatrolRow {
  file: string;
  stage: string;
  unit: string;
  subjectKind: 'institution' | 'practitioner';
  subject: string;
  matter: Matter;
  matterRef: string | null;
  foundAt: number;
  follows: string | null;
  followedBy: string[];
  filing: string | null;
  stages: {
    stage: Stage;
    enteredAt: number;
    officer: string;
    unit: string;
    evidence: string;
    skipped: Stage[];
  }[];
  demands: { item: string; on: string; by: string; state: TalkDemand['state'] }[];
  findings: { source: string; finding: string }[];
  origins: string[];
  cases: string[];
  dwelling: boolean;
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
}

/** Newest first. */
export function patrolsOf(
  sql: Sql,
  q: PatrolFilter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<PatrolRow[]> {
  const shown = (column: string) =>
    q.parties ? sql`and near_file(${sql(column)}, ${q.reader})` : sql``;
  const late = sql`exists (select 1 from duty d where d.file_id = f.id and d.state = 'overdue')`;
  return sql<PatrolRow[]>`
    select f.id as file, f.stage, p.unit_id as unit, p.subject_kind as "subjectKind", p.subject_id as subject, p.matter, p.matter_ref as "matterRef",
      at_ms(p.found_at)::float8 as "foundAt", p.filing,
      (select x.id from file x where x.id = p.follows ${shown('x.id')}) as follows,
      array(select x.file_id from patrol x where x.follows = f.id ${shown('x.file_id')} order by 1) as "followedBy",
      coalesce((select jsonb_agg(jsonb_build_object('stage', s.stage, 'enteredAt', at_ms(s.entered_at), 'officer', s.officer_id, 'unit', s.unit_id, 'evidence', s.evidence, 'skipped', to_jsonb(s.skipped)) order by s.entered_at, array_position(array['monitoring', 'talk', 'case', 'look-back'], s.stage)) from patrol_stage s where s.file_id = f.id), '[]') as stages,
      coalesce((select jsonb_agg(jsonb_build_object('item', d.item, 'on', d.set_on, 'by', d.by_on, 'state', d.state) order by length(d.item), d.item) from patrol_demand d where d.file_id = f.id), '[]') as demands,
      coalesce((select jsonb_agg(jsonb_build_object('source', c.source, 'finding', c.finding_id) order by c.source, c.finding_id) from (
        select c.source, c.finding_id from patrol_citation c where c.file_id = f.id union all select r.system_id, r.finding_id from patrol_finding r where r.file_id = f.id) c), '[]') as findings,
      array(select o.origin_id from patrol_origin o where o.file_id = f.id ${shown('o.origin_id')} order by 1) as origins,
      array(select x.id from (select c.case_id as id from patrol_case c where c.file_id = f.id union select o.file_id from penalty_origin o where o.origin_id = f.id) x where true ${shown('x.id')} order by 1) as cases,
      ${late} as dwelling,
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome
    from file f join patrol p on p.file_id = f.id
    where f.bureau_id = ${q.bureau} and f.procedure = 'patrol'
      ${q.state ? (q.state === 'open' ? sql`and f.closed_at is null` : sql`and f.closed_at is not null`) : sql``}
      ${q.stage ? sql`and f.stage = ${q.stage}` : sql``} ${q.unit ? sql`and p.unit_id = ${q.unit}` : sql``} ${q.kind ? sql`and p.subject_kind = ${q.kind}` : sql``}
      ${q.subject ? sql`and p.subject_id = ${q.subject}` : sql``} ${q.matter ? sql`and p.matter = ${q.matter}` : sql``} ${q.outcome ? sql`and f.outcome = ${q.outcome}` : sql``}
      ${q.filing ? (q.filing === 'pending' ? sql`and p.filing = 'pending'` : sql`and p.filing <> 'pending'`) : sql``}
      ${q.dwelling === undefined ? sql`` : q.dwelling ? sql`and ${late}` : sql`and not ${late}`}
      ${q.parties ? sql`and p.unit_id = any(${q.parties as string[]})` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export interface PatrolCounts {
  open: number;
  dwelling: number;
  lookBacks: number;
  unfiled: number;
}

export async function patrolCounts(sql: Sql, bureau: string): Promise<PatrolCounts> {
  const [row] = await sql<PatrolCounts[]>`select
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'patrol' and closed_at is null) as open,
    (select count(distinct file_id)::int from duty where bureau_id = ${bureau} and procedure = 'patrol' and state = 'overdue') as dwelling,
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'patrol' and closed_at is null and stage = 'look-back') as "lookBacks",
    (select count(*)::int from patrol p join file f on f.id = p.file_id where p.bureau_id = ${bureau} and f.closed_at is null and p.filing is not null and p.filing <> 'pending') as unfiled`;
  return row!;
}
