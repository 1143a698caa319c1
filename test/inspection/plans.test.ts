/** What an assessment, the lists and a waking read of 100,000 inspections: every statement by its index. Everything is rolled back. */
import { beforeAll, expect, it } from 'vitest';
import type { Sql } from '../../db/client.ts';
import { endedPlan } from '../../db/inspection/past.ts';
import { findInspection, listInspections } from '../../db/inspection/listed.ts';
import { civilDate } from '../../domain/time/civil-date.ts';
import { plansOf, type Question } from '../setup/plans.ts';

async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('ip', 'x', '621000')`;
  await tx`insert into unit (id, bureau_id, name) values ('ip.ju', 'ip', 'x')`;
  await tx`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, area, status) select 'ip-' || n, 'ip', 'ip-n' || n, 'ip-c' || n, 'x', 'clinic', '621002', 'designated' from generate_series(1, 500) n`;
  await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, closed_at) select 'XJ.ip.' || n, 'inspection', 'ip', 'plan', 'ip-pl-' || n, '{}', now(), now() from generate_series(1, 3000) n`;
  await tx`insert into inspection_plan (id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, on_site, started_on, ended_on, last_on_site_on, found, source)
    select 'ip-past-' || n, 'ip', 'ip-' || (n % 500 + 1), 'ip.ju', 'ip.ju', 'county', 'daily', 'ended', true, date '2026-11-01' - n / 500 * 40, date '2026-11-02' - n / 500 * 40, date '2026-11-02' - n / 500 * 40, 'violation', '{}' from generate_series(1, 27000) n`;
  await tx`insert into inspection_plan (id, file_id, bureau_id, institution_id, body_unit, in_name_of, level, kind, state, filed_at, filed_by, days_from, days_until, plan, on_site)
    select 'ip-pl-' || n, 'XJ.ip.' || n, 'ip', 'ip-' || (n % 500 + 1), 'ip.ju', 'ip.ju', 'county', 'daily', case n % 3 when 0 then 'approved' when 1 then 'on-hold' else 'cancelled' end, now() - n * interval '1 minute', 'x', '2026-12-01', '2026-12-02', '{"team": []}', true from generate_series(1, 3000) n`;
  await tx`insert into inspection_plan_item select id, 'i-' || (hashtext(id) & 31) from inspection_plan where bureau_id = 'ip'`;
  await tx`insert into inspection_place (plan_id, institution_id, year, state) select id, institution_id, extract(year from started_on)::int, 'consumed' from inspection_plan where bureau_id = 'ip' and started_on is not null`;
  await tx`analyze inspection_plan, inspection_plan_item, inspection_place, file`;
}

const reader = { officer: 'x', day: civilDate('2026-12-01') };
const hot: [name: string, index: string, question: Question][] = [
  [
    'the history of an institution',
    'inspection_plan_history',
    `select id, (select jsonb_agg(i.item_id) from inspection_plan_item i where i.plan_id = p.id) from inspection_plan p where p.institution_id = 'ip-7' and p.over_on >= '2025-11-21'::date and p.started_on is not null`,
  ],
  [
    'the open plans of an institution',
    'inspection_plan_open',
    `select o.id from inspection_plan o where o.institution_id = 'ip-7' and o.state in ('filed', 'on-hold', 'approved') and o.id is distinct from 'x' order by o.filed_at, o.id`,
  ],
  [
    'the places of an institution',
    'inspection_place_taken',
    `select l.plan_id from inspection_place l where l.institution_id = 'ip-7' and l.year >= 2026 and l.state <> 'released'`,
  ],
  [
    'what stands before a plan on hold',
    'inspection_plan_open',
    `select o.id from inspection_plan o where o.institution_id = 'ip-7' and (o.filed_at, o.id) < (now(), 'x') and o.state in ('filed', 'on-hold', 'approved') and ((o.state = 'on-hold' and (o.wake_requested or o.wakes_on <= '2027-01-01')) or (o.state = 'filed' and o.woken_on is not null))`,
  ],
  [
    'an inspection by its file',
    'inspection_plan_file_id_key',
    (sql) => findInspection(sql, 'XJ.ip.7', reader),
  ],
  ['an inspection that is over', 'inspection_plan_pkey', (sql) => endedPlan(sql, 'ip-past-7')],
  [
    'a page of inspections',
    'inspection_plan_list',
    (sql) => listInspections(sql, { bureau: 'ip' }, reader, [Date.now(), 'x'], 100),
  ],
];
let plans: string[];
beforeAll(async () => {
  plans = await plansOf(
    fill,
    hot.map(([, , question]) => question),
  );
}, 120_000);

it.each(hot.map(([name, index], i) => [name, index, i] as const))(
  'QY-4.1, QY-15.1: %s is read by %s',
  (_name, index, i) => {
    expect(plans[i]).toContain(index);
    expect(plans[i]).not.toMatch(
      /Seq Scan on (inspection_plan|inspection_plan_item|inspection_place)\b/,
    );
  },
);
