/** The hot questions around a commitment case read their index on a filled database (TJ84-11, 15.0). Everything is rolled back. */
import { beforeAll, expect, it } from 'vitest';
import type { Sql } from '../../db/client.ts';
import { plansOf, type Question } from '../setup/plans.ts';

const hot: [name: string, index: string, question: Question][] = [
  [
    'what depends on a licence',
    'result_licences',
    `select id from result where bureau_id = 'cp' and licences @> array['l7'] and state <> 'revoked'`,
  ],
  [
    'the results of a party',
    'result_party',
    `select id from result where bureau_id = 'cp' and id > '' and party_code = 'p7' order by id limit 101`,
  ],
  [
    'a page of results',
    'result_',
    `select id from result where bureau_id = 'cp' and id > 'cp-5' order by id limit 101`,
  ],
  [
    'the coordinator of a day',
    'coordinator_unit',
    `select * from coordinator where unit_id = 'cp.7' and side = 'accepting' and from_on <= '2026-01-01' order by from_on desc, id desc limit 1`,
  ],
  [
    'who is on the roster',
    'roster_',
    `select 1 from roster r where r.unit_id = 'cp.7' and r.officer_id = 'cp-6' and r.duty = 'supervise'`,
  ],
  [
    'an absence',
    'absence_officer',
    `select 1 from absence where officer_id = 'cp-7' and '2026-01-01' between from_on and until_on`,
  ],
];

async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('cp', 'x', '120000')`;
  await tx`insert into unit (id, bureau_id, name) select 'cp.' || n, 'cp', 'x' from generate_series(1, 200) n`;
  await tx`insert into officer (id, unit_id, name) select 'cp-' || n, 'cp.' || (n % 200 + 1), 'x' from generate_series(1, 5000) n`;
  await tx`insert into service_list values ('cp', 1, '2020-01-01', '{}', 'x', 'x')`;
  await tx`insert into service_item values ('cp', 1, 'a', 'x', '{credit}', 'business-licence', '[]')`;
  await tx`insert into result (id, bureau_id, item_id, list_version, type, party_code, licences, accepting_unit, supervising_unit, approved_on)
    select 'cp-' || n, 'cp', 'a', 1, 'credit', 'p' || n, array['l' || (n % 5000)], 'cp.' || (n % 200 + 1), 'cp.' || ((n + 1) % 200 + 1), '2026-01-01' from generate_series(1, 10000) n`;
  await tx`insert into coordinator (unit_id, side, officer_id, from_on, reason, registered_by) select 'cp.' || (n % 200 + 1), 'accepting', 'cp-' || (n % 5000 + 1), '2020-01-01', 'x', 'x' from generate_series(1, 10000) n`;
  await tx`insert into roster (unit_id, officer_id, duty, from_on, reason, registered_by) select 'cp.' || (n % 200 + 1), 'cp-' || (n % 5000 + 1), 'supervise', '2020-01-01', 'x', 'x' from generate_series(1, 10000) n`;
  await tx`insert into absence (officer_id, from_on, until_on, reason, registered_by) select 'cp-' || (n % 5000 + 1), '2020-01-01', '2020-01-02', 'x', 'x' from generate_series(1, 10000) n`;
  await tx`analyze unit, officer, result, coordinator, roster, absence`;
}

let plans: string[];
beforeAll(async () => {
  plans = await plansOf(
    fill,
    hot.map(([, , question]) => question),
  );
});

it.each(hot.map(([name, index], i) => [name, index, i] as const))(
  '%s is read by %s',
  (_name, index, i) => {
    expect(plans[i]).toContain(index);
    expect(plans[i]).not.toContain('Seq Scan');
  },
);
