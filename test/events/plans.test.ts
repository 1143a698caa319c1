/** What every event asks is read by an index on a filled database. */
import { beforeAll, expect, it } from 'vitest';
import { fileOfResult } from '../../db/commitment-registries/events.ts';
import type { Sql } from '../../db/client.ts';
import { plansOf, type Question } from '../setup/plans.ts';

const hot: [name: string, index: string, question: Question][] = [
  ['the file of a result', 'file_subject', (sql) => fileOfResult(sql, 'ev', 'ev-7')],
  [
    'what is known of a key',
    'inbound_event_pkey',
    `select key, hash, answer from inbound_event where system_id = 'ev-1' and key in ('k-7', 'k-8')`,
  ],
];

async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('ev', 'x', '120000')`;
  await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at) select 'EV.' || n, 'commitment-case', 'ev', 'result', 'ev-' || n, '{}', now() from generate_series(1, 10000) n`;
  await tx`insert into inbound_event (system_id, key, officer_id, hash, type, result_id) select 'ev-' || n % 3, 'k-' || n, 'x', 'x', 'approval', 'ev-' || n from generate_series(1, 10000) n`;
  await tx`analyze file, inbound_event`;
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
