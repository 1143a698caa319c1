/** 案件回访 Rounds, their population and order, and what is answered (TJ51-18). */
import type { Figures } from '../../domain/revisit/disclosure.ts';
import type { Ground } from '../../domain/revisit/statement.ts';
import type { GroundKind } from '../../domain/revisit/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export async function nextRevisit(sql: Sql, bureau: string, year: number): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select next_revisit(${bureau}, ${year}) as id`;
  return row!.id;
}

/** Whom the registers give for these days, and by what. */
export function groundsOf(
  sql: Sql,
  bureau: string,
  from: CivilDate,
  until: CivilDate,
): Promise<Ground[]> {
  return sql<Ground[]>`
    select institution, kind, file, on_day::text as "on", decision from revisit_population(${bureau}, ${from}::date, ${until}::date)`;
}

export interface RoundToPrepare {
  id: string;
  bureau: string;
  unit: string;
  from: CivilDate;
  until: CivilDate;
  groundsHash: string;
  by: string;
  grounds: readonly Ground[];
  follows?: string | undefined;
  beside?: string | undefined;
  reason?: string | undefined;
}
export async function prepareRevisit(sql: Sql, round: RoundToPrepare): Promise<void> {
  await sql`select prepare_revisit(${sql.json(round as never)})`;
}

/** Who may take part beside the unit that starts: 监察室 and 执法监督处 of the bureau; what the second body is; and who is set over the first. */
export async function unitsFor(
  sql: Sql,
  q: { bureau: string; unit: string; contributor: string },
): Promise<{
  offices: string[];
  contributorRoles: string[] | null;
  superior: string | null;
  area: string;
}> {
  const [row] = await sql<
    {
      offices: string[];
      contributorRoles: string[] | null;
      superior: string | null;
      area: string;
    }[]
  >`select b.area, u.superior_id as superior,
      array(select o.id from unit o where o.bureau_id = b.id and o.roles && '{discipline-inspection,enforcement-supervision}' order by o.id) as offices,
      (select c.roles from unit c where c.id = ${q.contributor} and c.bureau_id = b.id) as "contributorRoles"
    from bureau b join unit u on u.id = ${q.unit} where b.id = ${q.bureau}`;
  return row!;
}

interface Before {
  running: string | null;
  overlapping: string | null;
  beside: string | null;
}
/** Of one unit: the round whose revisits are not over, and the last one whose lot was drawn over some of these days. `beside`: the last one of another unit of the bureau, drawn over them or to be drawn. */
export async function roundsBefore(
  sql: Sql,
  q: { bureau: string; unit: string; from: CivilDate; until: CivilDate },
): Promise<Before> {
  const [row] = await sql<Before[]>`select
    (select f.id from revisit_round r join file f on f.id = r.id where r.unit_id = ${q.unit} and f.closed_at is null and f.stage is distinct from 'summarising' order by f.opened_at desc limit 1) as running,
    (select r.id from revisit_round r join draw d on d.id = r.id where r.unit_id = ${q.unit} and d.state = 'revealed' and r.period_from <= ${q.until}::date and r.period_until >= ${q.from}::date
      order by d.committed_at desc, d.id desc limit 1) as overlapping,
    (select r.id from revisit_round r join draw d on d.id = r.id join file f on f.id = r.id where r.bureau_id = ${q.bureau} and r.unit_id <> ${q.unit} and d.state not in ('prepared', 'abandoned') and r.period_from <= ${q.until}::date and r.period_until >= ${q.from}::date
      order by d.committed_at desc, d.id desc limit 1) as beside`;
  return row!;
}

export async function keepOrder(
  sql: Sql,
  round: string,
  items: readonly string[],
  count: number,
): Promise<void> {
  await sql`select keep_revisit_order(${round}, ${items as string[]}, ${count})`;
}

export interface RoundRow {
  file: string;
  unit: string;
  contributor: string;
  from: string;
  until: string;
  stage: string;
  population: number;
  count: number;
  groundsHash: string;
  statementHash: string;
  recordHash: string | null;
  visited: number;
  unreachable: number;
  openedAt: number;
  nextDue: number | null;
  closedAt: number | null;
  outcome: string | null;
  follows: string | null;
  beside: boolean;
  reason: string | null;
  figures: Figures | null;
}

/** Newest first. `parties`: only those of one of these units; `id`: that one. */
export function roundsOf(
  sql: Sql,
  q: { bureau: string; id?: string; parties?: readonly string[] | undefined },
  after: { openedAt: number; id: string } | undefined,
  limit: number,
): Promise<RoundRow[]> {
  return sql<RoundRow[]>`
    select f.id as file, r.unit_id as unit, d.contributor_unit as contributor, r.period_from::text as "from", r.period_until::text as until, f.stage,
      d.objects as population, d.count, r.grounds_hash as "groundsHash", d.statement_hash as "statementHash", d.record_hash as "recordHash",
      (select count(*)::int from revisit_place p where p.round_id = r.id and p.state = 'visited') as visited,
      (select count(*)::int from revisit_place p where p.round_id = r.id and p.state = 'unreachable') as unreachable,
      at_ms(f.opened_at)::float8 as "openedAt", at_ms(f.next_due)::float8 as "nextDue", at_ms(f.closed_at)::float8 as "closedAt", f.outcome, r.follows_id as follows, r.beside_id is not null as beside, r.reason, r.figures
    from file f join revisit_round r on r.id = f.id join draw d on d.id = f.id
    where f.procedure = 'revisit' and f.bureau_id = ${q.bureau} ${q.id === undefined ? sql`` : sql`and f.id = ${q.id}`}
      ${q.parties ? sql`and exists (select 1 from jsonb_each_text(f.opening->'units') u where u.value = any(${q.parties as string[]}))` : sql``}
      ${after ? sql`and (f.opened_at, f.id) < (ms_at(${after.openedAt}::bigint), ${after.id})` : sql``}
    order by f.opened_at desc, f.id desc limit ${limit}`;
}

export async function openRounds(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<
    { n: number }[]
  >`select count(*)::int as n from file where procedure = 'revisit' and bureau_id = ${bureau} and closed_at is null`;
  return row!.n;
}

export interface PlaceRow {
  place: number;
  institution: string;
  state: 'drawn' | 'visited' | 'unreachable';
  revisitors: string[];
  offices: string[];
  overAt: number | null;
}
/** Those that were drawn, and those that came in their place; whoever comes next is read from the record. */
export function placesOf(sql: Sql, round: string): Promise<PlaceRow[]> {
  return sql<PlaceRow[]>`
    select place, institution_id as institution, state, officers as revisitors, offices, at_ms(over_at)::float8 as "overAt"
    from revisit_place where round_id = ${round} and state <> 'reserve' order by place`;
}

export interface GroundRow {
  institution: string;
  kind: GroundKind;
  file: string;
  on: CivilDate;
  stands: boolean;
}
/** The population as it was fixed; `stands`: the decision has not fallen or been changed since. */
export function groundsIn(sql: Sql, round: string): Promise<GroundRow[]> {
  return sql<GroundRow[]>`
    select institution_id as institution, kind, g.file_id as file, on_day::text as "on",
      kind <> 'penalty' or exists (select 1 from penalty_decision d where d.file_id = g.file_id and d.number = g.decision and d.outcome = 'penalty' and d.state = 'served') as stands
    from revisit_ground g where round_id = ${round} order by institution_id collate "C", kind, g.file_id collate "C"`;
}
