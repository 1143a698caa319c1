/** 立案查处 The register of cases, newest first; their decisions as they stand; and what is asked before a case is filed. */
import { and, desc, eq, isNotNull, isNull, type SQL, sql as part } from 'drizzle-orm';
import type { CitedFinding } from '../../domain/audit-finding/finding.ts';
import type { Sql } from '../client.ts';
import type { Measure } from '../../domain/penalty-case/measures.ts';
import type { Matter } from '../../domain/penalty-case/terms.ts';
import * as t from '../schema/index.ts';
import { beyond, given, typed, within } from '../typed.ts';

const { file: f, penaltyCase: c, penaltyDecision: d } = t;

/** Whom a file is about, where it is about somebody whom a case can be about; null where it is not. */
export async function subjectOfOrigin(
  sql: Sql,
  file: string,
): Promise<{ kind: string; id: string } | null> {
  const [row] = await sql<{ kind: string; id: string }[]>`
    select subject_kind as kind, subject_id as id from file where id = ${file} and subject_kind in ('institution', 'practitioner')
    union all select 'institution', institution_id from inspection_plan where file_id = ${file} and started_on is not null
    union all select subject_kind, subject_id from penalty_case where file_id = ${file}
    union all select subject_kind, subject_id from patrol where file_id = ${file} limit 1`;
  return row ?? null;
}

/**
 * The number of the case of this subject and matter that a filing belongs to: of the one that is open and undecided, also where its decision has fallen and is
 * made anew; else of a new one. What has been decided is carried out, and what is found meanwhile is a case of its own.
 */
export async function numberOfCase(
  sql: Sql,
  of: { bureau: string; kind: string; subject: string; matter: string; ref: string | null },
): Promise<number> {
  const [row] = await sql<{ number: number }[]>`
    with cases as (
      select f.subject_id, f.closed_at is null and (d.state is null or d.state = 'fallen' and f.stage in ('investigation', 'review', 'handling')) as takes, d.state is not null as decided
      from penalty_case p join file f on f.id = p.file_id
      left join lateral (select x.state from penalty_decision x where x.file_id = p.file_id order by x.number desc limit 1) d on true
      where p.bureau_id = ${of.bureau} and p.subject_kind = ${of.kind} and p.subject_id = ${of.subject} and p.matter = ${of.matter} and p.matter_ref is not distinct from ${of.ref})
    select coalesce(
      (select split_part(c.subject_id, ':', -1)::int from cases c where c.takes order by 1 desc limit 1),
      1 + (select count(*)::int from cases c where c.decided)) as number`;
  return row!.number;
}

/** Whether a closed case of this subject and matter, of the unit or of one under it, has a decision that was served and stands; what the police return, one that it was transferred. */
export async function maySupersede(
  sql: Sql,
  file: string,
  of: {
    bureau: string;
    unit: string;
    kind: string;
    subject: string;
    matter: string;
    returned: boolean;
  },
): Promise<boolean> {
  const rows = await sql`
    select 1 from penalty_case p join file x on x.id = p.file_id where p.file_id = ${file} and p.bureau_id = ${of.bureau} and x.closed_at is not null
      and p.unit_id in (select units_under(${of.unit}))
      and p.subject_kind = ${of.kind} and p.subject_id = ${of.subject} and p.matter = ${of.matter}
      and ${
        of.returned
          ? sql`(select y.outcome = 'transferred' and y.state = 'decided' from penalty_decision y where y.file_id = p.file_id order by y.number desc limit 1)`
          : sql`exists (select 1 from penalty_decision y where y.file_id = p.file_id and y.state = 'served')`
      }`;
  return rows.length > 0;
}

/** Whether every one of these findings of the audit is cited in the case already. */
export async function allCitedIn(
  sql: Sql,
  file: string,
  cited: readonly CitedFinding[],
): Promise<boolean> {
  const [row] = await sql<{ all: boolean }[]>`
    select bool_and(exists (select 1 from inbox i where i.file_id = ${file} and i.verdict->>'accepted' = 'true' and i.payload ? 'findings'
      and i.payload->'findings' @> jsonb_build_array(jsonb_build_object('source', c.source, 'finding', c.finding)))) as all
    from jsonb_to_recordset(${sql.json(cited as never)}) as c (source text, finding text)`;
  return row!.all;
}

/** The units of a bureau in which somebody is registered for legal review. */
export async function reviewingUnits(sql: Sql, bureau: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct u.id from officer o join unit u on u.id = o.unit_id where u.bureau_id = ${bureau} and 'legal-reviewer' = any (o.roles) and o.removed_on is null order by u.id`;
  return rows.map(({ id }) => id);
}

interface CaseFilter {
  bureau: string;
  state?: 'open' | 'closed' | undefined;
  unit?: string | undefined;
  subject?: string | undefined;
  matter?: Matter | undefined;
  /** 挂牌督办 */
  supervised?: boolean | undefined;
  /** Only cases of one of these units. */
  parties: readonly string[] | undefined;
  /** The unit of whoever reads: of the origins only those are told that it may read. */
  reader: string;
}

const latest = <T>(column: SQL): SQL<T> =>
  within<T>(
    part`select ${column} from ${d} where ${d}.file_id = ${f}.id order by ${d}.number desc limit 1`,
  );

const columns = ({ parties, reader }: Pick<CaseFilter, 'parties' | 'reader'>) => ({
  file: f.id,
  caseNo: c.caseNo,
  stage: f.stage,
  unit: c.unit,
  subjectKind: c.subjectKind,
  subject: c.subject,
  matter: c.matter,
  filedAt: c.filedAt,
  severe: c.severe,
  openedAt: f.openedAt,
  nextDue: f.nextDue,
  closedAt: f.closedAt,
  outcome: f.outcome,
  supersedes: c.supersedes,
  flagUnit: c.flagUnit,
  flagLevel: c.flagLevel,
  flagUntil: c.flagUntil,
  origins: within<string[]>(
    part`select coalesce(array_agg(o.origin_id order by o.origin_id), '{}') from penalty_origin o where o.file_id = ${f}.id and ${parties ? part`near_file(o.origin_id, ${part.param(reader)})` : part`true`}`,
  ),
  decision: latest<string | null>(part`${d}.outcome`),
  decisionState: latest<string | null>(part`${d}.state`),
  decidedAt: latest<number | null>(part`at_ms(${d}.decided_at)::float8`),
  servedAt: latest<number | null>(part`at_ms(${d}.served_at)::float8`),
  measures: latest<Measure[] | null>(part`${d}.measures`),
});

export type CaseRow = Awaited<ReturnType<typeof casesOf>>[number];

export async function casesOf(
  sql: Sql,
  q: CaseFilter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
) {
  return typed(sql)
    .select(columns(q))
    .from(f)
    .innerJoin(c, eq(c.file, f.id))
    .where(
      and(
        eq(f.bureau, q.bureau),
        // Written out: the index of the cases holds only these.
        part`${f.procedure} = 'penalty-case'`,
        given(q.state, (state) => (state === 'open' ? isNull : isNotNull)(f.closedAt)),
        given(q.unit, (unit) => eq(c.unit, unit)),
        given(q.subject, (subject) => eq(c.subject, subject)),
        given(q.matter, (matter) => eq(c.matter, matter)),
        given(q.supervised, (flag) => (flag ? isNotNull : isNull)(c.flagUnit)),
        given(
          q.parties,
          (units) =>
            part`exists (select 1 from jsonb_each_text(${f.opening}->'units') u where u.value = any(${part.param(units)}))`,
        ),
        given(after, (place) => beyond([f.openedAt, f.id], '<', [place.openedAt, place.id])),
      ),
    )
    .orderBy(desc(f.openedAt), desc(f.id))
    .limit(limit);
}

export interface MeasureCount {
  measure: string;
  decisions: number;
  amountFen: number | null;
}

/** 措施统计 The measures of the decisions that were served in a span and stand, each counted once a decision. */
export async function measureCounts(
  sql: Sql,
  q: { bureau: string; from: number; until: number; parties: readonly string[] | undefined },
): Promise<MeasureCount[]> {
  return sql<MeasureCount[]>`
    select m->>'measure' as measure, count(*)::int as decisions, sum((m->>'amountFen')::bigint)::float8 as "amountFen"
    from penalty_decision x join penalty_case p on p.file_id = x.file_id cross join jsonb_array_elements(x.measures) m
    where x.bureau_id = ${q.bureau} and x.state = 'served' and x.served_at >= ms_at(${q.from}::bigint) and x.served_at < ms_at(${q.until}::bigint)
      ${q.parties ? sql`and p.unit_id = any(${[...q.parties]})` : sql``}
    group by 1 order by 1`;
}

export interface CaseCounts {
  open: number;
  supervised: number;
  overdue: number;
  unserved: number;
}

export async function caseCounts(sql: Sql, bureau: string): Promise<CaseCounts> {
  const [row] = await sql<CaseCounts[]>`select
    (select count(*)::int from file where bureau_id = ${bureau} and procedure = 'penalty-case' and closed_at is null) as open,
    (select count(*)::int from penalty_case where bureau_id = ${bureau} and flag_unit is not null) as supervised,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'penalty-case' and duty = 'supervised' and state = 'overdue') as overdue,
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'penalty-case' and duty = 'serveDecision' and state in ('open', 'due-soon', 'overdue')) as unserved`;
  return row!;
}
