/** 审管联动协调员, 专人 and absences: who stands for a department on a day (TJ84-6, 15.0). */
import type {
  Absence,
  Appointment,
  CoordinatorRecord,
  RosterRow,
} from '../../domain/commitment-case/registries.ts';
import type { Side } from '../../domain/commitment-case/terms.ts';
import type { Querying } from '../client.ts';

/** One writer of appointments, rosters or absences at a time. */
export async function lockCommitmentRegistry(
  sql: Querying,
  name: 'coordinator' | 'roster' | 'absence',
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('commitment-registry'), hashtext(${name}))`;
}

export async function addAppointment(sql: Querying, a: Appointment, by: string): Promise<number> {
  const [row] = await sql<
    { id: number }[]
  >`insert into coordinator (unit_id, side, officer_id, substitute_id, from_on, until_on, reason, registered_by)
    values (${a.unit}, ${a.side}, ${a.officer}, ${a.substitute}, ${a.from}, ${a.until}, ${a.reason}, ${by}) returning id::float8 as id`;
  return row!.id;
}

/** The same said again: the appointment that was made last, if it is this one. */
export async function sameAppointment(sql: Querying, a: Appointment): Promise<number | undefined> {
  const [row] = await sql<
    { id: number }[]
  >`select id::float8 as id from (select * from coordinator where unit_id = ${a.unit} and side = ${a.side} order by id desc limit 1) t
    where officer_id is not distinct from ${a.officer} and substitute_id is not distinct from ${a.substitute} and from_on = ${a.from} and until_on is not distinct from ${a.until}::date and reason = ${a.reason}`;
  return row?.id;
}

/** The posts across the table from a unit's side: its partners in the list in force on the day and in later ones, and its own other side. */
export async function sharedWithOtherSide(
  sql: Querying,
  a: Appointment,
): Promise<string | undefined> {
  const persons = [a.officer, a.substitute].filter((id) => id !== null);
  const [row] = await sql<{ unit: string }[]>`
    with next as (select min(from_on) - 1 as ends from coordinator where unit_id = ${a.unit} and side = ${a.side} and from_on > ${a.from}::date),
    across as (select case when ${a.side} = 'accepting' then d.supervising_unit else d.accepting_unit end as unit_id from service_item_department d join service_list l using (bureau_id, version)
      where ${a.unit} = case when ${a.side} = 'accepting' then d.accepting_unit else d.supervising_unit end and l.version >= coalesce(service_list_on(l.bureau_id, ${a.from}::date), 0)
      union select ${a.unit})
    select p.unit_id as unit from coordinator_post p join across using (unit_id), next
    where p.side <> ${a.side} and (p.officer_id = any(${persons}) or p.substitute_id = any(${persons}))
      and p.from_on <= coalesce(least(${a.until}::date, next.ends), 'infinity') and coalesce(p.ends_on, 'infinity') >= greatest(p.from_on, ${a.from}::date) limit 1`;
  return row?.unit;
}

export interface Pair {
  accepting: string;
  supervising: string;
}

/** The pairs of departments that have one person as coordinator or substitute of both sides at some time from a day on. */
export async function pairsWithOneCoordinator(
  sql: Querying,
  pairs: readonly Pair[],
  from: string,
): Promise<Pair[]> {
  return sql<
    Pair[]
  >`select distinct n.accepting, n.supervising from unnest(${pairs.map((p) => p.accepting)}::text[], ${pairs.map((p) => p.supervising)}::text[]) n(accepting, supervising)
    join coordinator_post a on a.unit_id = n.accepting and a.side = 'accepting' join coordinator_post s on s.unit_id = n.supervising and s.side = 'supervising'
    where array[a.officer_id, a.substitute_id] && array_remove(array[s.officer_id, s.substitute_id], null)
      and greatest(a.from_on, s.from_on, ${from}::date) <= least(coalesce(a.ends_on, 'infinity'), coalesce(s.ends_on, 'infinity'))`;
}

/** Of these departments, those without a coordinator on a day. */
export async function withoutCoordinator(
  sql: Querying,
  units: readonly string[],
  side: Side,
  day: string,
): Promise<Set<string>> {
  const rows = await sql<
    { unit: string }[]
  >`select unit from unnest(${units as string[]}::text[]) unit where coordinator_of(unit, ${side}, ${day}::date) is null`;
  return new Set(rows.map(({ unit }) => unit));
}

export interface Lacking {
  unit: string;
  name: string;
  side: Side;
  appointed: boolean;
}
export async function listLacking(sql: Querying, bureau: string, day: string): Promise<Lacking[]> {
  return sql<
    Lacking[]
  >`select d.unit_id as unit, u.name, d.side, d.appointed from departments_without_coordinator(${bureau}, ${day}::date) d join unit u on u.id = d.unit_id order by d.unit_id collate "C", d.side`;
}

export async function coordinatorOf(
  sql: Querying,
  unit: string,
  side: Side,
  day: string,
): Promise<string | null> {
  const [row] = await sql<
    { officer: string | null }[]
  >`select coordinator_of(${unit}, ${side}, ${day}::date) as officer`;
  return row?.officer ?? null;
}

export async function addRosterRow(sql: Querying, r: RosterRow, by: string): Promise<number> {
  const [row] = await sql<
    { id: number }[]
  >`insert into roster (unit_id, officer_id, duty, item_id, from_on, until_on, reason, replaces, void, registered_by)
    values (${r.unit}, ${r.officer}, ${r.duty}, ${r.item}, ${r.from}, ${r.until}, ${r.reason}, ${r.replaces}, ${r.void}, ${by}) returning id::float8 as id`;
  return row!.id;
}

export async function addAbsence(sql: Querying, a: Absence, by: string): Promise<number> {
  const [row] = await sql<
    { id: number }[]
  >`insert into absence (officer_id, from_on, until_on, reason, replaces, void, registered_by)
    values (${a.officer}, ${a.from}, ${a.until}, ${a.reason}, ${a.replaces}, ${a.void}, ${by}) returning id::float8 as id`;
  return row!.id;
}

/** The same said again: a row that nothing has replaced. */
export async function sameRosterRow(sql: Querying, r: RosterRow): Promise<number | undefined> {
  const [row] = await sql<
    { id: number }[]
  >`select id::float8 as id from roster t where unit_id = ${r.unit} and officer_id = ${r.officer} and duty = ${r.duty} and item_id is not distinct from ${r.item}
    and from_on = ${r.from} and until_on is not distinct from ${r.until}::date and replaces is not distinct from ${r.replaces}::bigint and void = ${r.void} and not exists (select 1 from roster n where n.replaces = t.id) limit 1`;
  return row?.id;
}

export async function sameAbsence(sql: Querying, a: Absence): Promise<number | undefined> {
  const [row] = await sql<
    { id: number }[]
  >`select id::float8 as id from absence t where officer_id = ${a.officer} and from_on = ${a.from} and until_on = ${a.until}
    and replaces is not distinct from ${a.replaces}::bigint and void = ${a.void} and not exists (select 1 from absence n where n.replaces = t.id) limit 1`;
  return row?.id;
}

/** Whether a unit has to do with an item in the list in force on a day or in a later one. */
export async function supervisesItem(
  sql: Querying,
  unit: string,
  item: string,
  day: string,
): Promise<boolean> {
  return (
    (
      await sql`select 1 from service_item_department d where d.supervising_unit = ${unit} and d.item_id = ${item} and d.version >= coalesce(service_list_on(d.bureau_id, ${day}::date), 0) limit 1`
    ).length > 0
  );
}

export async function addCoordinatorRecord(
  sql: Querying,
  r: CoordinatorRecord,
  officer: string,
): Promise<number> {
  const [row] = await sql<
    { id: number }[]
  >`insert into coordinator_record (unit_id, side, officer_id, "on", text, document)
    values (${r.unit}, ${r.side}, ${officer}, ${r.on}, ${r.text}, ${r.document === null ? null : sql.json(r.document as never)}) returning id::float8 as id`;
  return row!.id;
}
