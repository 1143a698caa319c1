/** 报告 QY-19: every override of a gate, every alert, every complaint of rough enforcement. QY-8: the figures of inspections by body and by item. QY-15.3: what is known already. */
import { clauseOf } from '../../domain/inspection/findings.ts';
import type { Sql } from '../client.ts';

export interface Span {
  bureau: string;
  from: string;
  until: string;
  units?: readonly string[] | undefined;
}

export interface OverrideRow {
  plan: string | null;
  file: string;
  body: string;
  kind: string;
  gate: string;
  item: string | null;
  head: string;
  on: string;
  needed: boolean;
  act: string;
  state: string;
  /** Only once the door has been opened: before, nobody learns from a report whom a plan is about. */
  institution: string | null;
  reason: string | null;
}
export function overrides(sql: Sql, q: Span): Promise<OverrideRow[]> {
  return sql<OverrideRow[]>`
    select case when p.started_on is not null then p.id end as plan, p.file_id as file, p.body_unit as body, p.kind, o.gate, nullif(o.item_id, '') as item, o.officer_id as head, o.on_day::text as on, o.needed, o.act_id as act, p.state,
      case when p.started_on is not null then p.institution_id end as institution, case when p.started_on is not null then o.reason end as reason
    from inspection_override o join inspection_plan p on p.id = o.plan_id
    where p.bureau_id = ${q.bureau} and o.on_day between ${q.from} and ${q.until} and (${q.units === undefined} or p.body_unit = any (${[...(q.units ?? [])]})) order by o.on_day, o.act_id, o.gate, o.item_id`;
}

/** X-3 The same as cases of the reports by period (db/queries/report-sources.ts). Neither the institution nor the reason is told there. */
export const overrideCases = (
  sql: Sql,
  q: { bureau: string; from: number; until: number; parties?: readonly string[] | undefined },
) => sql`
    select o.on_day::timestamp at time zone interval '08:00' as at, p.file_id as file, o.act_id || ' ' || o.gate || ' ' || o.item_id as key, 'inspection'::text as procedure, p.body_unit as unit, null::text as other,
      ${sql.json(clauseOf)}::jsonb->>o.gate as clause, case when p.started_on is not null then o.officer_id end as officer, o.gate as what, null::jsonb as action, null::timestamptz as due, null::timestamptz as second, null::timestamptz as stated, null::timestamptz as done, null::bigint as overrun,
      nullif(o.item_id, '') as note, case when o.needed then 'needed' else 'not-needed' end as category
    from inspection_override o join inspection_plan p on p.id = o.plan_id
    where p.bureau_id = ${q.bureau} and o.on_day >= local_day(ms_at(${q.from}::bigint)) and o.on_day <= local_day(ms_at(${q.until - 1}::bigint)) ${q.parties ? sql`and p.body_unit = any(${[...q.parties]})` : sql``}`;

export interface FixedDraw {
  draw: string;
  body: string;
  on: string;
  state: string;
  noChoice: ('objects' | 'officers')[];
  population: number;
  count: number;
}
/** QY-6.2: where nothing was left to chance, for whoever supervises it. How many, never who. */
export function drawsWithoutChoice(sql: Sql, q: Span): Promise<FixedDraw[]> {
  return sql<FixedDraw[]>`
    select id as draw, body_unit as body, local_day(committed_at)::text as on, state, no_choice as "noChoice", objects as population, count from draw
    where bureau_id = ${q.bureau} and no_choice <> '{}' and state <> 'prepared' and local_day(committed_at) between ${q.from} and ${q.until} and (${q.units === undefined} or body_unit = any (${[...(q.units ?? [])]}))
    order by committed_at, id`;
}

export interface RoughRow {
  file: string | null;
  inspection: string | null;
  body: string | null;
  receivedOn: string;
  grounds: string[];
  founded: string | null;
  stage: string;
}
/** 随意增加检查频次、粗暴执法 */
export function roughEnforcement(sql: Sql, q: Span): Promise<RoughRow[]> {
  return sql<RoughRow[]>`
    select c.file_id as file, p.file_id as inspection, c.body_unit as body, c.received_on::text as "receivedOn", c.grounds, c.founded, f.stage
    from enforcement_complaint c join file f on f.id = c.file_id left join inspection_plan p on p.id = c.plan_id
    where c.bureau_id = ${q.bureau} and c.grounds && '{rough-enforcement,frequency}' and c.received_on between ${q.from} and ${q.until} and (${q.units === undefined} or c.body_unit = any (${[...(q.units ?? [])]})) order by c.received_on, c.file_id`;
}

export interface BodyFigures {
  body: string;
  kind: string;
  filed: number;
  cancelled: number;
  expired: number;
  begun: number;
  onSite: number;
  institutions: number;
  told: number;
  toldLate: number;
  days: number | null;
  outcomes: Record<string, number>;
}
/** Of plans filed and inspections begun in these days. */
export function figuresByBody(sql: Sql, q: Span): Promise<BodyFigures[]> {
  return sql<BodyFigures[]>`
    with p as (select x.*, local_day(x.filed_at) as filed_on from inspection_plan x where x.bureau_id = ${q.bureau} and x.state <> 'prepared' and x.body_unit is not null and (${q.units === undefined} or x.body_unit = any (${[...(q.units ?? [])]}))),
    r as (select p.*, r.told_on, r.outcomes, exists (select 1 from breach b where b.file_id = p.file_id and b.duty = 'tellResult' and b.state <> 'reversed'
      and not exists (select 1 from breach_dispute x where x.file_id = b.file_id and x.key = b.key and x.decision = 'excused')) as late
      from p left join inspection_result r on r.file_id = p.file_id where p.filed_on between ${q.from} and ${q.until} or p.started_on between ${q.from} and ${q.until})
    select body_unit as body, kind, count(*) filter (where filed_on between ${q.from} and ${q.until})::int as filed, count(*) filter (where state = 'cancelled')::int as cancelled, count(*) filter (where state = 'expired')::int as expired,
      count(*) filter (where started_on between ${q.from} and ${q.until})::int as begun, count(*) filter (where started_on between ${q.from} and ${q.until} and on_site)::int as "onSite",
      count(distinct institution_id) filter (where started_on between ${q.from} and ${q.until})::int as institutions, count(told_on)::int as told, count(*) filter (where late)::int as "toldLate",
      round(avg(told_on - ended_on), 1)::float8 as days,
      (select coalesce(jsonb_object_agg(o, n), '{}') from (select o, count(*)::int as n from r s, unnest(s.outcomes) o where s.body_unit = r.body_unit and s.kind = r.kind group by o) t) as outcomes
    from r group by body_unit, kind order by 1, 2`;
}

export interface ItemFigures {
  item: string;
  name: string;
  basis: string | null;
  article: string | null;
  methods: string[];
  standards: string[];
  capPerYear: number | null;
  publishedOn: string | null;
  withdrawnOn: string | null;
  inspections: number;
  institutions: number;
  violations: number;
  most: number;
}
/** `most`: how often the one inspected most was inspected; what several bodies do jointly is one visit. */
export function figuresByItem(sql: Sql, q: Span): Promise<ItemFigures[]> {
  return sql<ItemFigures[]>`
    with done as (select i.item_id, p.institution_id, p.found, coalesce(p.visit, p.id) as visit from inspection_plan_item i join inspection_plan p on p.id = i.plan_id
      where p.bureau_id = ${q.bureau} and p.started_on between ${q.from} and ${q.until} and (${q.units === undefined} or p.body_unit = any (${[...(q.units ?? [])]})))
    select t.id as item, t.name, b.name as basis, b.article, t.methods, t.standards, t.cap_per_year as "capPerYear", t.published_on::text as "publishedOn", t.withdrawn_on::text as "withdrawnOn",
      (select count(*)::int from done d where d.item_id = t.id) as inspections, (select count(distinct institution_id)::int from done d where d.item_id = t.id) as institutions,
      (select count(*)::int from done d where d.item_id = t.id and d.found = 'violation') as violations, (select coalesce(max(n), 0)::int from (select count(distinct visit) as n from done d where d.item_id = t.id group by institution_id) x) as most
    from inspection_item t left join inspection_basis b on b.bureau_id = t.bureau_id and b.id = t.basis_id where t.bureau_id = ${q.bureau} order by t.id collate "C"`;
}

export interface KnownFact {
  item: string;
  inspection: string;
  file: string | null;
  body: string | null;
  kind: string;
  over: string;
  found: string;
  outcomes: string[] | null;
}
/** QY-15.3 The last inspection of each item whose facts are known, within a year before a day. */
export function knownFacts(
  sql: Sql,
  q: { bureau: string; institution: string; items: readonly string[] | undefined; day: string },
): Promise<KnownFact[]> {
  return sql<KnownFact[]>`
    select distinct on (i.item_id) i.item_id as item, p.id as inspection, p.file_id as file, p.body_unit as body, p.kind, p.over_on::text as over, p.found, r.outcomes
    from inspection_plan p join inspection_plan_item i on i.plan_id = p.id left join inspection_result r on r.file_id = p.file_id
    where p.institution_id = ${q.institution} and p.bureau_id = ${q.bureau} and p.over_on >= ${q.day}::date - 366 and p.over_on < 'infinity' and p.found <> 'unknown' and (${q.items === undefined} or i.item_id = any (${[...(q.items ?? [])]}))
    order by i.item_id, p.over_on desc, p.id`;
}
