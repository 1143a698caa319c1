/** 中断 The outages of the system, and the breaches that are disputed because of one. */
import type { Part } from '../../domain/law/outage.ts';
import type { Sql } from '../client.ts';

/**
 * A part that was seen at work, at an instant; without one, now. More than `gap` milliseconds since the time before are an outage, unless whoever sees it had
 * seen it `elapsed` milliseconds ago, by a clock that nobody sets.
 */
export interface Beat {
  part: Part;
  at?: number;
  gap: number;
  elapsed?: number;
}

export async function beat(sql: Sql, beats: readonly Beat[]): Promise<void> {
  await sql`select beat(${sql.json(beats as never)})`;
}

export interface OutageRow {
  part: Part;
  from: number;
  /** Null while it lasts. */
  until: number | null;
}

/** Outages that reach into a time, those that last before the others, the newest first: parts that were last seen before their gap (milliseconds). */
export async function outagesIn(
  sql: Sql,
  { from, until }: { from: number; until: number },
  gaps: Readonly<Record<Part, number>>,
  limit: number,
): Promise<OutageRow[]> {
  return sql<OutageRow[]>`select part, "from", until from (
      select h.part, at_ms(h.at)::float8 as "from", null::float8 as until from heartbeat h
        where h.at < clock_timestamp() - (${sql.json(gaps)}::jsonb->>h.part)::float8 * interval '1 millisecond'
      union all select part, at_ms(from_at)::float8, at_ms(until_at)::float8 from outage where until_at > ms_at(${from}::bigint)) o
    where "from" < ${until}::float8 order by until is not null, "from" desc, part limit ${limit}`;
}

/** A breach whose act has come late, with every outage of the day before its due instant. */
export interface LateAct {
  file: string;
  key: string;
  duty: string;
  clause: string;
  due: number;
  outages: { part: Part; from: number; until: number }[];
  /** The last of these outages that was written. */
  upto: number;
  /** Those with which it is disputed already. */
  disputed: { part: Part; from: number; until: number }[] | null;
}

/** Those that have not been looked at since such an outage was written, and are not decided; after a place. */
export async function lateInOutages(
  sql: Sql,
  after: Pick<LateAct, 'file' | 'key'> | undefined,
  limit: number,
): Promise<LateAct[]> {
  return sql<
    LateAct[]
  >`select b.file_id as file, b.key, b.duty, b.clause, at_ms(b.due_at)::float8 as due,
      jsonb_agg(jsonb_build_object('part', o.part, 'from', at_ms(o.from_at), 'until', at_ms(o.until_at)) order by o.from_at, o.part, o.id) as outages,
      max(o.id)::float8 as upto, d.outages as disputed
    from outage o join breach b on b.state = 'standing' and b.due_at > o.from_at and b.due_at < o.until_at + interval '24 hours'
      left join outage_looked l on l.file_id = b.file_id and l.key = b.key left join breach_dispute d on d.file_id = b.file_id and d.key = b.key
    where b.done_at is not null and d.decision is null
      ${after ? sql`and (b.file_id, b.key) > (${after.file}, ${after.key})` : sql``}
    group by b.file_id, b.key, l.upto, d.outages having max(o.id) > coalesce(l.upto, 0) order by b.file_id, b.key limit ${limit}`;
}

/** Nothing is to be entered of it, whatever outages were written up to this one. */
export async function lookAtBreach(
  sql: Sql,
  looked: Pick<LateAct, 'file' | 'key' | 'upto'>,
): Promise<void> {
  await sql`select look_at_breach(${sql.json(looked as never)})`;
}

/** Enters, once for the same outages, that a breach is disputed. */
export async function disputeBreach(
  sql: Sql,
  dispute: Pick<LateAct, 'file' | 'key' | 'outages' | 'upto'> & { entry: object },
): Promise<boolean> {
  const [row] = await sql<
    { disputed: boolean }[]
  >`select dispute_breach(${sql.json(dispute as never)}) as disputed`;
  return row!.disputed;
}

export interface OutageDecision {
  file: string;
  key: string;
  decision: 'upheld' | 'excused';
  officer: string;
  unit: string;
  standing: 'free' | 'under';
  reason: string;
}

/** As whom an officer may decide on a breach that an outage makes disputable. `own`: not at all. */
export async function decidesBreach(
  sql: Sql,
  { file, key, officer }: Pick<OutageDecision, 'file' | 'key' | 'officer'>,
): Promise<'free' | 'under' | 'own'> {
  const [row] = await sql<
    { standing: 'free' | 'under' | 'own' }[]
  >`select decides_breach(${file}, ${key}, ${officer}) as standing`;
  return row!.standing;
}

/** `own`: the officer may not, or no longer as that. `decided-before`: somebody has decided it, otherwise or with another reason. `none`: it is not disputed. */
export async function decideDispute(
  sql: Sql,
  decision: OutageDecision & { entry: object },
): Promise<'decided' | 'decided-before' | 'none' | 'own'> {
  const [row] = await sql<
    { answer: 'decided' | 'decided-before' | 'none' | 'own' }[]
  >`select decide_dispute(${sql.json(decision as never)}) as answer`;
  return row!.answer;
}
