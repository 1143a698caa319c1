/** What the inspections of the bench need, in a county of the invented bureau `qy`, registered in a few statements that are no part of what is measured: institutions with caps, past inspections, draws. */
import type { Sql } from '../../db/client.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../../domain/time/instant.ts';

export const county = {
  unit: 'qy.xf.ju',
  area: '621002',
  handler: 'o-qy-xf-1',
  second: 'o-qy-xf-2',
  head: 'o-qy-xf-head',
  assistant: 'o-qy-bx-1',
} as const;
const items = ['xm-01', 'xm-02', 'xm-03', 'xm-04', 'xm-05'] as const;
export const today = (): CivilDate => civilDateOf(instant(Date.now()));

/** Designated private institutions of the county, each with a cap. */
export async function inspectedInstitutions(
  owner: Sql,
  tag: string,
  count: number,
  cap = 50,
): Promise<string[]> {
  await owner`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, ownership, area, status)
    select ${`i-${tag}-`} || n, 'qy', ${`H621002${tag}-`} || n, ${`${tag}-`} || n, '样例医院', 'hospital', 'private', ${county.area}, 'designated' from generate_series(1, ${count}::int) n`;
  await owner`insert into inspection_cap select ${`i-${tag}-`} || n, 'qy', ${cap}::int from generate_series(1, ${count}::int) n`;
  return Array.from({ length: count }, (_, n) => `i-${tag}-${n + 1}`);
}

/** Inspections of the last five years, spread evenly over institutions and days, three items each, none of them of the first two items this year. */
export async function pastInspections(
  owner: Sql,
  tag: string,
  institutions: number,
  each: number,
): Promise<number> {
  await owner`insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, on_site, started_on, last_on_site_on, ended_on, found)
    select ${`past-${tag}-`} || i || '-' || n, 'qy', ${`i-${tag}-`} || i, ${county.unit}, ${county.unit}, 'county', (array['daily', 'case', 'special'])[1 + n % 3], 'ended', true, d, d, d, 'violation'
    from generate_series(1, ${institutions}::int) i, generate_series(0, ${each - 1}::int) n, lateral (select (${today()}::date - 40 - (n * 1825 / ${each}::int) - i % 30) as d) s`;
  await owner`insert into inspection_plan_item select p.id, x.item from inspection_plan p, lateral (select unnest(case when p.started_on > ${today()}::date - 400 then '{xm-03,xm-04,xm-05}'::text[] else '{xm-01,xm-02,xm-03}'::text[] end) as item) x where p.id like ${`past-${tag}-%`}`;
  await owner`insert into inspection_place (plan_id, institution_id, year, state) select id, institution_id, extract(year from started_on)::int, 'consumed' from inspection_plan where id like ${`past-${tag}-%`} and kind = 'daily'`;
  await owner`analyze inspection_plan, inspection_plan_item, inspection_place, inspection_cap, institution`;
  return institutions * each;
}

/** A revealed draw for each institution, as the draws of the bureau leave it. */
export async function draws(
  owner: Sql,
  tag: string,
  institutions: readonly string[],
): Promise<string[]> {
  const ids = institutions.map((_, n) => `CQ.${tag}-${n + 1}`);
  await owner`insert into draw (id, bureau_id, clause, body_unit, contributor_unit, state, statement, statement_hash, secret, committed_at, reveal_by, root_id, record, ended_at)
    select id, 'qy', 'QY-6.2', ${county.unit}, 'qy.jcs', 'revealed', '{}', ${'ab'.repeat(32)}, 'x', now(), now() + interval '1 day', id, '{}', now() from unnest(${ids}::text[]) id`;
  await owner`insert into draw_pick select * from unnest(${ids}::text[], ${institutions as string[]}::text[]) as t (d, i), lateral (select ${[county.handler, county.second] as string[]}::text[]) o, lateral (select ${today()}::date as a, ${today()}::date as b) x`;
  return ids;
}

/** A daily inspection of two items by two officers and an assistant, lawful as it stands. */
export function planOf(institution: string, draw: string, from: CivilDate = today()): object {
  return {
    kind: 'daily',
    institution,
    days: { from, until: addDays(from, 1) },
    purpose: 'supervision',
    onSiteReason: '须查看现场',
    draw,
    items: items.slice(0, 2).map((item) => ({
      item,
      method: 'on-site',
      contents: ['费用明细', '进销存'],
      standard: '医保支付范围',
    })),
    team: [
      { officer: county.handler, role: 'lead', from: 'body' },
      { officer: county.second, role: 'officer', from: 'body' },
      { officer: county.assistant, role: 'assistant', from: 'third-party' },
    ],
  };
}
