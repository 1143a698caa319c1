/** The hot questions of commitment cases read their index on a filled database (TJ84-5.2, 9.1, 15.4). Everything is rolled back. */
import { beforeAll, expect, it } from 'vitest';
import type { Sql } from '../../db/client.ts';
import {
  keySupervisionList,
  keySupervisionOf,
  remindersOf,
  toPush,
} from '../../db/commitment-case/store.ts';
import { plansOf, type Question } from '../setup/plans.ts';

const hot: [name: string, index: string, question: Question][] = [
  [
    'the file of a result',
    'file_subject',
    `select id from file where procedure = 'commitment-case' and subject_kind = 'result' and subject_id = 'r7' order by opened_at limit 1`,
  ],
  [
    'what is to be pushed, and was under this key',
    'duty_unit',
    (sql) => toPush(sql, 'ccp.u', 'ccp-o', 'k7', 500),
  ],
  [
    'what was pushed under a key',
    'inbox_pushes',
    (sql) => toPush(sql, 'ccp.u', 'ccp-o', 'k7', 500),
  ],
  ['key supervision of a case', 'key_supervision_pkey', (sql) => keySupervisionOf(sql, 'ccp-7')],
  [
    'the list of key supervision',
    'key_supervision_open',
    (sql) =>
      keySupervisionList(
        sql,
        'ccp',
        undefined,
        { promisedOn: '2026-01-03', file: 'ccp-5', material: 'm' },
        101,
      ),
  ],
  ['the reminders of a case', 'coordinator_reminder_pkey', (sql) => remindersOf(sql, 'ccp-7')],
];

async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('ccp', 'x', '120000')`;
  await tx`insert into unit (id, bureau_id, name) values ('ccp.u', 'ccp', 'x')`;
  await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at) select 'ccp-' || n, 'commitment-case', 'ccp', 'result', 'r' || n, '{}', now() from generate_series(1, 20000) n`;
  await tx`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key)
    select 'ccp-a' || n, 'ccp-' || n, 1, 'push', 'ccp.u', 'ccp-o', '{}', '{}', '', now(), now(), 'k' || (n % 2000) || ':ccp-' || n from generate_series(1, 20000) n`;
  await tx`insert into duty (file_id, key, duty, procedure, bureau_id, act, owed_by, owed_to, clause, force, from_at, due_at, status, state, body)
    select 'ccp-' || n, 'push', 'push', 'commitment-case', 'ccp', 'push', 'ccp.u' || (n % 50), 'x', 'TJ84-5.2', 'management', now(), now() + n * interval '1 minute', 'firm', 'open', '{}' from generate_series(1, 20000) n`;
  await tx`insert into key_supervision (file_id, material, promise, promised_on, from_at) select 'ccp-' || n, 'm-1', 'x', '2026-01-01'::date + n % 300, now() from generate_series(1, 20000) n`;
  await tx`insert into coordinator_reminder (file_id, seq, bureau_id, unit_id, duty, count, at) select 'ccp-' || n, 1, 'ccp', 'ccp.u', 'push', 0, now() from generate_series(1, 20000) n`;
  await tx`analyze file, inbox, duty, key_supervision, coordinator_reminder`;
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
