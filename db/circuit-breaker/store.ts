/** 熔断 Indicators, touches, warnings and breakers, as the API asks for them. */
import type { Version } from '../../domain/circuit-breaker/indicator.ts';
import type { SubjectKind } from '../../domain/rapid-response/terms.ts';
import type { Querying, Sql } from '../client.ts';

/** The versions of one indicator, or of all of a bureau, the newest first. */
export async function versionsOf(
  sql: Querying,
  bureau: string,
  id?: string,
): Promise<(Version & { enteredBy: string; enteredAt: number })[]> {
  const rows = await sql<
    { version: Version; enteredBy: string; enteredAt: number }[]
  >`select indicator_wire(i) as version, i.entered_by as "enteredBy", at_ms(i.entered_at)::float8 as "enteredAt" from indicator i
    where bureau_id = ${bureau} ${id === undefined ? sql`` : sql`and id = ${id}`} order by i.id, i.version desc`;
  return rows.map(({ version, enteredBy, enteredAt }) => ({ ...version, enteredBy, enteredAt }));
}

export async function agreementClauses(
  sql: Querying,
  bureau: string,
  clause: string,
): Promise<{ subject: SubjectKind; covers: string[] }[]> {
  const [row] = await sql<
    { clauses: { subject: SubjectKind; covers: string[] }[] }[]
  >`select agreement_clauses(${bureau}, ${clause}) as clauses`;
  return row!.clauses;
}

export async function setIndicator(
  tx: Querying,
  change: Version & { bureau: string; by: string; reason: string | null },
): Promise<void> {
  await tx`select set_indicator(${tx.json(change as never)})`;
}

export interface Touch {
  event: string;
  hash: string;
  kind: string;
  subject: string;
  indicator: string;
  value: number;
  at: number;
}
export interface Taken {
  hash: string;
  bureau: string;
  outcome: string;
}

/** Takes a batch in and decides on it, in one transaction; answers what stands of each event. */
export async function takeTouches(
  sql: Sql,
  of: { bureau: string; system: string; aheadSeconds: number; staleHours: number },
  touches: readonly Touch[],
): Promise<Record<string, Taken>> {
  const [row] = await sql<
    { taken: Record<string, Taken> }[]
  >`select take_touches(${of.bureau}, ${of.system}, ${sql.json(touches as never)}, ${of.aheadSeconds}, ${of.staleHours}) as taken`;
  return row!.taken;
}

/** What only the time brings: versions that ended, cuts that were settled elsewhere, warnings that lost their file. */
export async function sweepBreakers(sql: Sql): Promise<void> {
  await sql`select lapse_warnings(), settle_breakers(), warn_again()`;
}

export async function bureausWithIndicators(
  sql: Sql,
): Promise<{ id: string; settings: Record<string, unknown> }[]> {
  return sql`select id, settings from bureau b where exists (select 1 from indicator i where i.bureau_id = b.id)`;
}

export async function forgetTouches(
  sql: Sql,
  bureau: string,
  { touchDays, staleHours }: { touchDays: number; staleHours: number },
): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select forget_touches(${bureau}, ${touchDays}, ${staleHours}) as n`;
  return row!.n;
}

/** A warning as it stands, for the task that brings it; nothing where the breaker was reset, or the warning has lapsed. */
export async function standingWarning(
  sql: Sql,
  w: {
    bureau: string;
    kind: string;
    subject: string;
    epoch: number;
    indicator: string;
    version: number;
  },
): Promise<
  { measuredAt: number; clause: string; cut: 'settlement' | 'qualification' } | undefined
> {
  const [row] = await sql<
    { measuredAt: number; clause: string; cut: 'settlement' | 'qualification' }[]
  >`select at_ms(w.measured_at)::float8 as "measuredAt", i.clause, i.cut from breaker_warning w
    join breaker b on b.bureau_id = w.bureau_id and b.subject_kind = w.subject_kind and b.subject_id = w.subject_id and b.epoch = w.epoch
    join indicator i on i.bureau_id = w.bureau_id and i.id = w.indicator and i.version = w.version
    where w.bureau_id = ${w.bureau} and w.subject_kind = ${w.kind} and w.subject_id = ${w.subject} and w.epoch = ${w.epoch}
      and w.indicator = ${w.indicator} and w.version = ${w.version} and w.lapsed_at is null and w.file_id is null`;
  return row;
}

/** Of a file of a breaker: its warnings and orders that may be acknowledged, and since when. */
export async function acknowledgeable(
  sql: Sql,
  bureau: string,
  file: string,
): Promise<{ item: string; since: number; done: number | null }[]> {
  return sql`select w.indicator || '@' || w.version as item, at_ms(w.warned_at)::float8 as since, at_ms(w.delivered_at)::float8 as done
      from breaker_warning w where w.file_id = ${file} and w.bureau_id = ${bureau}
    union all select o.item, at_ms(o.ordered_at)::float8, at_ms(o.acknowledged_at)::float8
      from breaker_order o join file f on f.id = o.file_id where o.file_id = ${file} and f.bureau_id = ${bureau}`;
}
