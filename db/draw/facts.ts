/** 抽查的总体 What a draw is made from, in one look at the registries. */
import type { DrawClause } from '../../domain/draw/record.ts';
import type { DrawFacts, Registered } from '../../domain/draw/opening.ts';
import type { OpenPlan, PastInspection } from '../../domain/inspection/known.ts';
import { visitsAmong } from '../../domain/inspection/visits.ts';
import type { Pairs } from '../../domain/inspection/known.ts';
import { addDays } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';
import { pastOf, type AsRead } from '../inspection/facts.ts';

export interface DrawAsked {
  bureau: string;
  body: string;
  clause: DrawClause;
  items: readonly string[];
  on: CivilDate;
  certificateKinds: readonly string[];
}
export interface BodyRow {
  area: string;
  level: DrawFacts['level'];
  listed: boolean;
  contributorRoles: string[] | null;
  superior: string | null;
}

/** Whether the unit inspects, where, at which level, who is set over it; and what the second body is in this bureau (null: no unit of it). */
export async function bodyOf(
  sql: Sql,
  bureau: string,
  unit: string,
  contributor: string,
): Promise<BodyRow> {
  const [row] = await sql<
    BodyRow[]
  >`select coalesce(b.area, r.area) as area, coalesce(b.level, 'county') as level, b.unit_id is not null as listed, u.superior_id as superior,
      (select roles from unit c where c.id = ${contributor} and c.bureau_id = u.bureau_id) as "contributorRoles"
    from unit u join bureau r on r.id = u.bureau_id left join inspection_body b on b.unit_id = u.id where u.id = ${unit} and u.bureau_id = ${bureau}`;
  return row!;
}

/** As the statement gives them: each object is a row. */
type FactsRow = Omit<DrawFacts, 'level' | 'objects'> & {
  hints: string[];
  objects: RegisteredRow[];
};

/** Population, officers, recusals and currency as they stand, in one statement; `hints`: approved plans whose places are counted. */
export async function drawFactsOf(
  sql: Sql,
  { bureau, body, clause, items, on, certificateKinds }: DrawAsked,
): Promise<Omit<DrawFacts, 'level'> & { hints: string[] }> {
  // Nothing that was over more than a year before bars anybody.
  const [year, since] = [Number(on.slice(0, 4)), addDays(on, -366)];
  const revisit = clause === 'TJ51-18';
  const [row] = await sql<{ facts: FactsRow }[]>`
    with recursive under as (select id from unit where id = ${body} union select u.id from unit u join under on u.superior_id = under.id where not exists (select 1 from inspection_body b where b.unit_id = u.id)),
    -- Set by set: there may be a hundred thousand of them.
    concerned as materialized (select p.id as plan_id, array(select i.item_id from inspection_plan_item i where i.plan_id = p.id order by i.item_id) as items
      from inspection_plan p where (p.state = 'approved' or (p.over_on >= ${since}::date and p.started_on is not null)) and p.id in (select plan_id from inspection_plan_item where item_id = any(${items as string[]}))),
    past as materialized (select p.institution_id, json_agg(past_of(p, c.items) order by p.started_on, p.id) as history
      from inspection_plan p join concerned c on c.plan_id = p.id where p.started_on is not null group by p.institution_id),
    ahead as materialized (select a.institution_id, json_agg(json_build_object('id', a.id, 'level', a.level, 'filedAt', at_ms(a.filed_at), 'days', json_build_object('from', a.days_from, 'until', a.days_until), 'state', a.state, 'items', c.items) order by a.id) as plans
      from inspection_plan a join concerned c on c.plan_id = a.id where a.state = 'approved' group by a.institution_id),
    taken as materialized (select l.institution_id, count(*) filter (where not p.joint) as places, json_agg(l.plan_id order by l.plan_id) filter (where p.joint) as joint
      from inspection_place l join inspection_plan p on p.id = l.plan_id where l.year = ${year} and l.state <> 'released' group by l.institution_id),
    pairs as materialized (select a.institution_id, json_agg(json_build_array(a.id, b.id) order by a.id, b.id) as pairs from inspection_plan a, joined_with(a) b
      where a.joint and a.id < b.id and (a.started_on is null or a.over_on >= ${since}::date) group by a.institution_id),
    classes as materialized (select institution_id, class from credit_class_in_force where bureau_id = ${bureau}),
    population as materialized (select o.*, coalesce(k.class, 'unknown') as class from inspection_listed o left join classes k using (institution_id) where o.bureau_id = ${bureau} ${
      revisit
        ? sql`and (
      exists (select 1 from inspection_plan p where p.institution_id = o.institution_id and p.started_on is not null and p.on_site)
      or exists (select 1 from suspension s where s.subject_kind = 'institution' and s.subject_id = o.institution_id))`
        : sql``
    }),
    going as materialized (select n.officer_id as id from inspection_officer n join officer o on o.id = n.officer_id where n.unit_id in (select id from under) and n.roll = 'enforcement' and n.listed
      and (o.removed_on is null or o.removed_on > ${on}::date) and n.certificate_from <= ${on}::date and n.certificate_until >= ${on}::date and n.certificate_kind = any(${certificateKinds as string[]})
      and not coalesce(n.suspended_from <= ${on}::date and coalesce(n.suspended_until, 'infinity') >= ${on}::date, false)),
    teams as materialized (select p.institution_id, t->>'officer' as officer, dense_rank() over (partition by p.institution_id order by p.started_on desc, p.id) as ago
      from inspection_plan p, jsonb_array_elements(p.plan->'team') t where p.bureau_id = ${bureau} and p.started_on is not null)
    select json_build_object(
      'objects', (select coalesce(json_agg(json_build_array(p.institution_id, p.area, p.class, p.per_year, coalesce(t.places, 0), h.history, a.plans, t.joint, v.pairs) order by p.institution_id collate "C"), '[]')
        from population p left join taken t using (institution_id) left join past h using (institution_id) left join ahead a using (institution_id) left join pairs v using (institution_id)),
      'officers', (select coalesce(jsonb_agg(id), '[]') from going),
      'recusals', (select coalesce(jsonb_agg(distinct jsonb_build_array(r.officer_id, r.institution_id)), '[]') from (
          select officer_id, institution_id from recusal where bureau_id = ${bureau} ${revisit ? sql`union select officer, institution_id from teams` : sql``}) r
        join going g on g.id = r.officer_id join population p on p.institution_id = r.institution_id),
      'repeats', (select coalesce(jsonb_agg(distinct jsonb_build_array(t.officer, t.institution_id)), '[]') from teams t where t.ago = 1),
      'currency', (select jsonb_build_object('objects', null, 'officers', null) || coalesce(jsonb_object_agg(list, declared_on), '{}') from list_currency where bureau_id = ${bureau} and list in ('objects', 'officers')),
      'items', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'cap', cap_per_year)), '[]') from inspection_item where bureau_id = ${bureau} and id = any(${items as string[]})),
      'hints', (select coalesce(jsonb_agg(a.id), '[]') from inspection_plan a join population p on p.institution_id = a.institution_id where a.state = 'approved')) as facts`;
  const { objects, ...facts } = row!.facts;
  return { ...facts, objects: objects.map(registered) };
}

/** Without names: there may be a hundred thousand of them. */
type RegisteredRow = [
  id: string,
  territory: string,
  cls: string,
  perYear: number | null,
  taken: number,
  history: AsRead<PastInspection>[] | null,
  plans: OpenPlan[] | null,
  joint: string[] | null,
  pairs: Pairs | null,
];
const registered = ([
  id,
  territory,
  cls,
  perYear,
  alone,
  history,
  plans,
  joint,
  pairs,
]: RegisteredRow): Registered => ({
  id,
  territory,
  class: cls,
  perYear,
  taken: alone + visitsAmong(joint ?? [], pairs ?? []),
  history: history?.map(pastOf) ?? [],
  plans: plans ?? [],
  pairs: pairs ?? [],
});
