/** 定期会商 The rhythm of each pair of departments, its calls, and what lies before them when they meet. */
import type { Figures } from '../../domain/consultation/figures.ts';
import type { Rhythm } from '../../domain/consultation/schedule.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Querying, Sql } from '../client.ts';

export interface Pair {
  bureau: string;
  accepting: string;
  supervising: string;
}

/** A term has come: noted once, with the task that opens the file. */
export async function callConsultation(sql: Sql, call: Pair & { at: number }): Promise<void> {
  await sql`select call_consultation(${sql.json({ ...call })})`;
}

export async function consultationSince(
  sql: Sql,
  { bureau, accepting, supervising }: Pair,
  at: Instant,
  months: number,
): Promise<Instant> {
  const [row] = await sql<
    { since: number }[]
  >`select at_ms(consultation_since(${bureau}, ${accepting}, ${supervising}, ms_at(${at}::bigint), ${months}))::float8 as since`;
  return row!.since as Instant;
}

export async function pairFigures(
  sql: Sql,
  { bureau, accepting, supervising }: Pair,
  from: Instant,
  to: Instant,
): Promise<Figures> {
  const [row] = await sql<
    { figures: Figures }[]
  >`select pair_figures(${bureau}, ${accepting}, ${supervising}, ms_at(${from}::bigint), ms_at(${to}::bigint)) as figures`;
  return row!.figures;
}

export interface ScheduleRow extends Pair {
  version: number;
  months: Rhythm;
  day: number;
  hour: number;
  paused: boolean;
  reason: string;
  changedBy: string;
  changedAt: number;
  synced: boolean;
}
const scheduleColumns = (
  sql: Querying,
) => sql`s.bureau_id as bureau, s.accepting_unit as accepting, s.supervising_unit as supervising, s.version, s.months, s.day, s.hour, s.paused, s.reason,
  s.changed_by as "changedBy", at_ms(s.changed_at)::float8 as "changedAt", s.synced_at is not null as synced`;

/** The version in force after this change: a new one, or the same when nothing differs. */
export async function setSchedule(
  sql: Sql,
  change: Pair & {
    months: number;
    day: number;
    hour: number;
    paused: boolean;
    reason: string;
    by: string;
  },
): Promise<ScheduleRow> {
  const [row] = await sql<
    ScheduleRow[]
  >`select ${scheduleColumns(sql)} from set_consultation_schedule(${sql.json({ ...change })}) s`;
  return row!;
}

/** The rhythms in force, by pair; through `parties` only those in which one of these units takes part. */
export async function schedulesOf(
  sql: Sql,
  bureau: string,
  parties: readonly string[] | undefined,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ScheduleRow[]> {
  return sql<
    ScheduleRow[]
  >`select ${scheduleColumns(sql)} from (select distinct on (accepting_unit, supervising_unit) * from consultation_schedule where bureau_id = ${bureau}
      ${after ? sql`and (accepting_unit, supervising_unit) > (${after[0]}, ${after[1]})` : sql``}
      ${parties ? sql`and (accepting_unit = any(${parties as string[]}) or supervising_unit = any(${parties as string[]}))` : sql``}
      order by accepting_unit, supervising_unit, version desc limit ${limit}) s`;
}

export async function scheduleOf(
  sql: Querying,
  { bureau, accepting, supervising }: Pair,
): Promise<ScheduleRow | undefined> {
  const [row] = await sql<
    ScheduleRow[]
  >`select ${scheduleColumns(sql)} from consultation_schedule s where bureau_id = ${bureau} and accepting_unit = ${accepting} and supervising_unit = ${supervising}
    order by version desc limit 1`;
  return row;
}

/** The last version for every pair, of all bureaus. */
export async function standingSchedules(sql: Sql): Promise<ScheduleRow[]> {
  return sql<
    ScheduleRow[]
  >`select ${scheduleColumns(sql)} from (select distinct on (bureau_id, accepting_unit, supervising_unit) * from consultation_schedule
    order by bureau_id, accepting_unit, supervising_unit, version desc) s`;
}

/** What the engine has not followed yet, the latest version of each pair. */
export async function unsyncedSchedules(sql: Sql, limit: number): Promise<ScheduleRow[]> {
  return sql<
    ScheduleRow[]
  >`select ${scheduleColumns(sql)} from consultation_schedule s where synced_at is null
    and not exists (select 1 from consultation_schedule n where n.bureau_id = s.bureau_id and n.accepting_unit = s.accepting_unit and n.supervising_unit = s.supervising_unit and n.version > s.version)
    order by changed_at limit ${limit}`;
}

/** Two who follow the schedule of a pair at the same instant do it one after the other, and each as it stands then: an older version never has the last word. */
export async function followSchedule(
  sql: Sql,
  pair: Pair,
  follow: (newest: ScheduleRow) => Promise<void>,
): Promise<void> {
  const { bureau, accepting, supervising } = pair;
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('consultation-schedule'), hashtext(${`${bureau} ${accepting} ${supervising}`}))`;
    const newest = await scheduleOf(tx, pair);
    if (!newest) return;
    await follow(newest);
    await tx`select consultation_schedule_synced(${bureau}, ${accepting}, ${supervising}, ${newest.version})`;
  });
}

export interface CallRow extends Pair {
  at: number;
  calledAt: number;
}
/** When the schedules fired, the latest first. */
export async function callsOf(
  sql: Sql,
  { bureau, accepting, supervising }: Pair,
  limit: number,
): Promise<CallRow[]> {
  return sql<
    CallRow[]
  >`select bureau_id as bureau, accepting_unit as accepting, supervising_unit as supervising, at_ms(at)::float8 as at, at_ms(called_at)::float8 as "calledAt"
    from consultation_call where bureau_id = ${bureau} and accepting_unit = ${accepting} and supervising_unit = ${supervising} order by at desc limit ${limit}`;
}
