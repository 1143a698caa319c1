/** 熔断登记簿 Breakers and warnings, newest first; what of them waits, for the desk. */
import type { Querying, Sql } from '../client.ts';

interface Page {
  bureau: string;
  /** Only breakers of one of these units. */
  parties: readonly string[] | undefined;
  limit: number;
}

const ofParties = (sql: Sql, parties: readonly string[] | undefined) =>
  parties
    ? sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${[...parties]}))`
    : sql``;

export interface BreakerRow {
  file: string;
  stage: string;
  subjectKind: string;
  subject: string;
  handling: string;
  response: string | null;
  cut: string | null;
  decidedAt: number | null;
  orderedAt: number | null;
  stoppedAt: number | null;
  resumeOrderedAt: number | null;
  resumedAt: number | null;
  warnings: number;
  undelivered: number;
  trips: number;
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
}

/** Of each breaker its last trip: when it was decided, when it was ordered, and when the money really stopped. */
export async function breakersOf(
  sql: Sql,
  q: Page & { state?: 'open' | 'closed' | undefined; stage?: string | undefined },
  after: { openedAt: number; id: string } | undefined,
): Promise<BreakerRow[]> {
  return sql<BreakerRow[]>`
    select f.id as file, f.stage, f.subject_kind as "subjectKind", f.subject_id as subject, f.opening->'units'->>'handling' as handling,
      s.response_id as response, s.cut, at_ms(s.decided_at)::float8 as "decidedAt", at_ms(s.ordered_at)::float8 as "orderedAt", at_ms(s.acknowledged_at)::float8 as "stoppedAt",
      at_ms(r.ordered_at)::float8 as "resumeOrderedAt", at_ms(r.acknowledged_at)::float8 as "resumedAt",
      (select count(*)::int from breaker_warning w where w.file_id = f.id) as warnings,
      (select count(*)::int from breaker_warning w where w.file_id = f.id and w.delivered_at is null and w.lapsed_at is null) as undelivered,
      (select count(*)::int from breaker_order o where o.file_id = f.id and o.kind = 'stop') as trips,
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome
    from file f
    left join lateral (select o.*, i.cut from breaker_order o
      left join lateral (select x.cut from breaker_warning w join indicator x on x.bureau_id = w.bureau_id and x.id = w.indicator and x.version = w.version
        where w.file_id = f.id and w.delivered_at is not null order by w.delivered_at limit 1) i on true
      where o.file_id = f.id and o.kind = 'stop' order by o.ordered_at desc limit 1) s on true
    left join breaker_order r on r.file_id = f.id and r.item = replace(s.item, 'stop', 'resume')
    where f.bureau_id = ${q.bureau} and f.procedure = 'circuit-breaker' ${ofParties(sql, q.parties)}
      ${q.state === undefined ? sql`` : q.state === 'open' ? sql`and f.closed_at is null` : sql`and f.closed_at is not null`}
      ${q.stage === undefined ? sql`` : sql`and f.stage = ${q.stage}`}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${q.limit}`;
}

export interface WarningRow {
  file: string;
  subjectKind: string;
  subject: string;
  indicator: string;
  version: number;
  title: string;
  measuredAt: number;
  warnedAt: number;
  deliveredAt: number | null;
  lapsedAt: number | null;
  touches: number;
}

/** `touches`: how many have stood since, whether they counted or not. */
export async function warningsOf(
  sql: Sql,
  q: Page & { delivered?: boolean | undefined },
  after: { warnedAt: number; subject: string } | undefined,
): Promise<WarningRow[]> {
  return sql<WarningRow[]>`
    select f.id as file, w.subject_kind as "subjectKind", w.subject_id as subject, w.indicator, w.version, i.title,
      at_ms(w.measured_at)::float8 as "measuredAt", at_ms(w.warned_at)::float8 as "warnedAt", at_ms(w.delivered_at)::float8 as "deliveredAt", at_ms(w.lapsed_at)::float8 as "lapsedAt",
      (select count(*)::int from touch t where t.bureau_id = w.bureau_id and t.subject_kind = w.subject_kind and t.subject_id = w.subject_id and t.indicator = w.indicator
        and t.version = w.version and t.stands and t.arrived_at >= w.warned_at) as touches
    from breaker_warning w join file f on f.id = w.file_id join indicator i on i.bureau_id = w.bureau_id and i.id = w.indicator and i.version = w.version
    where w.bureau_id = ${q.bureau} ${ofParties(sql, q.parties)}
      ${q.delivered === undefined ? sql`` : q.delivered ? sql`and w.delivered_at is not null` : sql`and w.delivered_at is null and w.lapsed_at is null`}
      ${after ? sql`and (w.warned_at, w.subject_id) < (ms_at(${after.warnedAt}::bigint), ${after.subject})` : sql``}
    order by w.warned_at desc, w.subject_id desc limit ${q.limit}`;
}

/** 没有回执 Orders of open breakers, of every bureau, that no settlement system has acknowledged; a stop that its response has settled needs none. */
export async function missingAcknowledgements(
  sql: Querying,
): Promise<{ orders: number; oldestSeconds: number }> {
  const [row] = await sql<{ orders: number; oldestSeconds: number }[]>`
    select count(*)::float8 as orders, coalesce(extract(epoch from clock_timestamp() - min(o.ordered_at)), 0)::float8 as "oldestSeconds"
    from breaker_order o join file f on f.id = o.file_id and f.closed_at is null
    where o.acknowledged_at is null and not (o.kind = 'stop' and o.settled_at is not null)`;
  return row!;
}

export interface BreakerCounts {
  undelivered: number;
  unacknowledged: number;
  attention: number;
  restored: number;
  open: number;
}

export async function breakerCounts(sql: Sql, bureau: string): Promise<BreakerCounts> {
  const [row] = await sql<BreakerCounts[]>`select
    count(*) filter (where f.stage = 'attention')::int as attention, count(*) filter (where f.stage = 'restored')::int as restored, count(*) filter (where f.stage = 'open')::int as open,
    coalesce(sum((select count(*) from breaker_warning w where w.file_id = f.id and w.delivered_at is null and w.lapsed_at is null)), 0)::int as undelivered,
    coalesce(sum((select count(*) from breaker_order o where o.file_id = f.id and o.acknowledged_at is null and not (o.kind = 'stop' and o.settled_at is not null))), 0)::int as unacknowledged
    from file f where f.bureau_id = ${bureau} and f.procedure = 'circuit-breaker' and f.closed_at is null`;
  return row!;
}
