/** 周通报、月考评、季分析、年考核 The register of reviews, what is in one, and what counts for the sections (QJ-3.3). */
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Span, SpanPeriod } from '../../domain/time/spans.ts';
import type { Sql } from '../client.ts';

export interface ReviewContent {
  content: string;
  sha256: string;
}

export async function reviewContent(sql: Sql, file: string): Promise<ReviewContent | undefined> {
  const [row] = await sql<ReviewContent[]>`
    select content, sha256 from work_review where file_id = ${file}`;
  return row;
}

/** Units that have a task of the plan, each once. */
export async function sectionsOf(sql: Sql, plan: string): Promise<string[]> {
  const rows = await sql<{ unit: string }[]>`
    select distinct unnest(units) as unit from work_plan_row where plan_id = ${plan} order by 1`;
  return rows.map(({ unit }) => unit);
}

export interface ReviewKnown {
  plan: string;
  bureau: string;
  office: string;
  span: Span;
  period: SpanPeriod;
  version: number;
  closedAt: number | null;
  /** The newest version of that period. */
  newest: number;
}

export async function reviewOf(sql: Sql, file: string): Promise<ReviewKnown | undefined> {
  const [row] = await sql<ReviewKnown[]>`
    select r.plan_id as plan, r.bureau_id as bureau, f.opening->'units'->>'office' as office, r.span,
      jsonb_build_object('from', r.from_on, 'until', r.until_on, 'broken', r.broken) as period, r.version, at_ms(r.closed_at)::float8 as "closedAt",
      (select max(o.version) from work_review o where (o.plan_id, o.span, o.from_on) = (r.plan_id, r.span, r.from_on)) as newest
    from work_review r join file f on f.id = r.file_id where r.file_id = ${file}`;
  return row;
}

export interface ReviewRow {
  file: string;
  plan: string;
  span: Span;
  from: CivilDate;
  until: CivilDate;
  broken: 'first' | 'last' | 'both' | null;
  opensOn: CivilDate;
  version: number;
  reason: string | null;
  sha256: string;
  attention: string;
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
}

interface Filter {
  bureau: string;
  plan?: string | undefined;
  span?: Span | undefined;
  state?: 'open' | 'closed' | undefined;
  parties: readonly string[] | undefined;
}

export function reviewsOf(
  sql: Sql,
  q: Filter,
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<ReviewRow[]> {
  return sql<ReviewRow[]>`
    select f.id as file, r.plan_id as plan, r.span, r.from_on::text as from, r.until_on::text as until, r.broken, r.opens_on::text as "opensOn", r.version, r.reason, r.sha256,
      f.attention, at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(r.closed_at)::float8 as "closedAt"
    from file f join work_review r on r.file_id = f.id
    where f.bureau_id = ${q.bureau} and f.procedure = 'work-review'
      ${q.plan ? sql`and r.plan_id = ${q.plan}` : sql``} ${q.span ? sql`and r.span = ${q.span}` : sql``}
      ${q.state === 'open' ? sql`and r.closed_at is null` : q.state === 'closed' ? sql`and r.closed_at is not null` : sql``}
      ${q.parties ? sql`and array(select value from jsonb_each_text(f.opening->'units')) && ${[...q.parties]}::text[]` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export interface SectionRow {
  unit: string;
  name: string;
  file: string;
  span: Span;
  from: CivilDate;
  until: CivilDate;
  version: number;
  tasks: number;
  done: number;
  submitted: number;
  overdue: number;
  late: number;
  conflicts: number;
  ongoing: number;
  progress: number;
  closedAt: number;
}

/** 责任科室考核 Each section with each review that counts for it in the year. */
export function sectionReviews(
  sql: Sql,
  q: { bureau: string; year: number; unit?: string | undefined },
): Promise<SectionRow[]> {
  return sql<SectionRow[]>`
    select s.unit_id as unit, u.name, s.file_id as file, s.span, s.from_on::text as from, s.until_on::text as until, s.version, s.tasks, s.done, s.submitted, s.overdue, s.late, s.conflicts, s.ongoing, s.progress,
      at_ms(s.closed_at)::float8 as "closedAt"
    from section_reviews(${q.bureau}, ${q.year}) s join unit u on u.id = s.unit_id
    ${q.unit ? sql`where s.unit_id = ${q.unit}` : sql``}
    order by s.unit_id collate "C", s.until_on, s.span, s.file_id limit 20000`;
}
