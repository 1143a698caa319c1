/** 台面 What the desk lists and counts is read by its indexes at thousands of open duties, and in their order: no page sorts what it does not show. Everything is rolled back. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { inspectionCounts } from '../../db/inspection/dashboard.ts';
import { caseCounts } from '../../db/penalty-case/store.ts';
import { deskCounts, unitsWithMostDue } from '../../db/queries/desk.ts';
import { breachLedger, dutyBoard, dutyCounts } from '../../db/queries/duties.ts';
import { listFiles } from '../../db/queries/files.ts';
import { found } from '../../db/queries/search.ts';
import type { Sql } from '../../db/client.ts';
import { plansOf, type Question } from '../setup/plans.ts';

const reader = { bureau: 'dk', reader: 'dk-coord' };

async function fill(tx: Sql): Promise<void> {
  await tx`insert into bureau (id, name, area) values ('dk', 'x', '120000')`;
  const at = tx`now() + (n % 4000 - 1000) * interval '1 hour'`;
  await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, attention, closed_at, exported_at)
    select 'dk-' || n, (array['rapid-response', 'penalty-case', 'inspection', 'commitment-case'])[1 + n % 4], 'dk', 'result', 'r' || n, '{}', ${at},
      case when n % 500 = 0 then 'technical' else 'on-track' end, case when n > 8000 then now() end, case when n > 8000 then now() end from generate_series(1, 24000) n`;
  await tx`insert into duty (file_id, key, duty, procedure, bureau_id, act, owed_by, owed_to, clause, force, from_at, due_at, status, state, body)
    select 'dk-' || n, 'push', 'push', (array['rapid-response', 'penalty-case', 'inspection', 'commitment-case'])[1 + n % 4], 'dk', 'push', 'dk.u' || n % 3, 'x', 'TJ84-5.2',
      case when n % 3 = 0 then 'management' else 'text' end, ${at}, ${at}, 'firm', case when n > 8000 then 'done' when n % 4 = 0 then 'overdue' when n % 9 = 0 then 'due-soon' else 'open' end, '{}'
      from generate_series(1, 24000) n`;
  await tx`insert into breach (file_id, key, duty, procedure, bureau_id, clause, owed_by, owed_to, due_at, state)
    select 'dk-' || n, 'push', 'push', 'commitment-case', 'dk', 'TJ84-5.2', 'dk.u' || n % 3, 'x', ${at}, 'standing' from generate_series(1, 20000) n`;
  await tx`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, area, status)
    select 'dk-i' || n, 'dk', 'dn' || n, 'dc' || n, '第' || n || '医院', 'clinic', '120000', 'designated' from generate_series(1, 5000) n`;
  await tx`analyze file, duty, breach, institution`;
}

const open = { ...reader, open: true };
const lists: [name: string, index: string, question: Question][] = [
  ['the whole board', 'duty_board', (sql) => dutyBoard(sql, reader, undefined, 101)],
  [
    'what is overdue by law',
    'duty_pressing|duty_board',
    (sql) => dutyBoard(sql, { ...reader, state: 'overdue', force: 'law' }, undefined, 101),
  ],
  [
    'the duties under a clause',
    'duty_clause|duty_board',
    (sql) => dutyBoard(sql, { ...reader, clause: 'TJ84-5.2' }, undefined, 101),
  ],
  ['the ledger of breaches', 'breach_ledger', (sql) => breachLedger(sql, reader, undefined, 101)],
];
const counts: [name: string, index: string, question: Question][] = [
  [
    'files that are technically stuck',
    'file_technical',
    (sql) => listFiles(sql, { ...open, attention: 'technical' }, undefined, 51),
  ],
  ['the counts of the board', 'duty_pressing', (sql) => dutyCounts(sql, reader, 500)],
  ['the counts of the desk', 'duty_possibly_overdue', (sql) => deskCounts(sql, reader, 3_600_000)],
  ['the units with most', 'duty_pressing', (sql) => unitsWithMostDue(sql, reader)],
  ['the counts of a room', 'duty_of_procedure', (sql) => caseCounts(sql, 'dk')],
  [
    'the counts of inspections',
    'file_open_of_procedure',
    (sql) => inspectionCounts(sql, 'dk', 'dk-coord'),
  ],
];
const names: Question = (sql) =>
  found(
    sql,
    { text: '医院', begins: false, asked: '医院' },
    { ...reader, near: undefined, parties: undefined, hidden: [], withheld: [], ruled: [] },
    undefined,
    51,
  );
const asked = [
  ...lists,
  ...counts,
  ['names of institutions', 'institution_folded', names] as const,
];
let plans: string[];
beforeAll(async () => {
  plans = await plansOf(
    fill,
    asked.map(([, , question]) => question),
  );
});

const numbered = asked.map(([name, index], i) => [name, index, i] as const);
it.each(numbered.slice(0, lists.length))(
  '%s is read by %s, in the order in which it is shown',
  (_name, index, i) => {
    expect(plans[i]).toMatch(new RegExp(index));
    expect(plans[i]).not.toMatch(/Sort|Seq Scan on (duty|breach|file)\b/);
  },
);
it.each(numbered.slice(lists.length, -1))('%s are read by %s', (_name, index, i) => {
  expect(plans[i]).toMatch(new RegExp(index));
  // Histories that wait to be exported: where other tests have left many, the table is cheaper than its index.
  const rest = plans[i]!.replaceAll(
    /Seq Scan on file [^\n]*\n *Filter: \(\(closed_at IS NOT NULL\) AND \(exported_at IS NULL\)/g,
    '',
  );
  expect(rest).not.toMatch(/Seq Scan on (duty|file)\b/);
});

it('a count that has a bound stops there', () => {
  expect(plans[asked.findIndex(([name]) => name === 'the counts of the board')]).toMatch(
    /Limit[\s\S]*Limit[\s\S]*Limit[\s\S]*Limit[\s\S]*Limit[\s\S]*Limit[\s\S]*Limit/,
  );
});

it('a part of a name is looked for in the index, and no name is folded again', () => {
  const plan = plans.at(-1);
  expect(plan).toMatch(/Index Only Scan using institution_folded/);
  // In brackets of its own: as it stands in the index.
  expect(plan).toMatch(/strpos\(\(search_fold\(name\)\)/);
});

it('which files an officer has acted in is read from the index alone: the acts of closed ones are not looked at (TJ51-19)', async () => {
  const store = readFileSync(
    new URL('../../db/enforcement-team/store.sql', import.meta.url),
    'utf8',
  );
  const [, text] = /function open_work[\s\S]*?\$\$([\s\S]*?)\$\$/.exec(store)!;
  const [plan] = await plansOf(
    async (tx) => {
      await tx`insert into bureau (id, name, area) values ('ow', 'x', '120000')`;
      await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, closed_at, exported_at)
        select 'ow-' || n, 'rapid-response', 'ow', 'result', 'ow' || n, '{}', now(), now(), now() from generate_series(1, 500) n`;
      await tx`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, signalled_at, verdict)
        select 'ow-' || n, 'ow-' || 1 + n % 500, 1 + n / 500, 'x', 'ow.u', 'ow-o', '{}', '{}', 'x', now(), now(), 'ow' || n, now(), '{"accepted": true}' from generate_series(0, 1999) n`;
      await tx`analyze file, inbox`;
      // What has just been written is visible to nobody else: a bitmap would be the cheaper way to it today.
      await tx`set local enable_bitmapscan = off`;
      await tx`set local enable_seqscan = off`;
    },
    [text!.replaceAll('p_officer', "'ow-o'")],
  );
  expect(plan).toMatch(/CTE acted[\s\S]*?Index Only Scan using inbox_officer/);
});
