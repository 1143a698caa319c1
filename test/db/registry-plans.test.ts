/** The registries' hot queries read their index on a filled database. Everything is rolled back. */
import { beforeAll, expect, it } from 'vitest';
import type { Sql } from '../../db/client.ts';
import { findCallers } from '../../db/queries/access.ts';
import { findRow, listChanges, listRows } from '../../db/queries/registry.ts';
import { plansOf, type Question } from '../setup/plans.ts';

async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('pl', 'x', '000000'), ('pl2', 'x', '000000')`;
  await tx`insert into unit (id, bureau_id, name) select 'pl.' || n, 'pl', 'x' from generate_series(1, 200) n`;
  await tx`insert into officer (id, unit_id, name, certificate) select 'pl-' || n, 'pl.' || (n % 200 + 1), 'x', jsonb_build_object('number', 'pl-' || n / 2) from generate_series(1, 20000) n`;
  await tx`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, area, status)
    select 'pl-' || n, case n % 2 when 0 then 'pl' else 'pl2' end, 'n' || n, 'c' || n, 'x', 'clinic', '000000', 'designated' from generate_series(1, 20000) n`;
  await tx`insert into registry_change (registry, entity_id, changed_by, after) select 'officer', 'pl-' || (n % 500), 'reference', '{}' from generate_series(1, 20000) n`;
  await tx`analyze unit, officer, institution, registry_change`;
}

const hot: [name: string, index: string, question: Question][] = [
  ['who a token’s subject is', 'officer_pkey', (sql) => findCallers(sql, ['pl-77', 's-oa'])],
  ['one row', 'institution_pkey', (sql) => findRow(sql, 'institutions', 'pl-77')],
  [
    'a page of a bureau’s institutions',
    'institution_bureau',
    (sql) => listRows(sql, 'institutions', { bureau: 'pl' }, { after: 'pl-5', limit: 50 }),
  ],
  [
    'a page of all officers',
    'officer_pkey',
    (sql) => listRows(sql, 'officers', {}, { after: 'pl-5', limit: 50 }),
  ],
  [
    'the history of a row',
    'registry_change_entity',
    (sql) => listChanges(sql, 'officers', 'pl-7', { before: Number.MAX_SAFE_INTEGER, limit: 50 }),
  ],
  [
    'the accounts of one person',
    'officer_certificate',
    `select b.id from officer a join officer b on b.certificate->>'number' = a.certificate->>'number' where a.id = 'pl-7'`,
  ],
];
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
    const plan = plans[i]!;
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan on (officer|institution|registry_change)\b/);
  },
);
