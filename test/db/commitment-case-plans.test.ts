/** The hot questions of commitment cases read their index on a filled database (TJ84-5.2, 9.1, 15.4). Everything is rolled back. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';

let owner: Sql;
let plans: string[];
beforeAll(async () => { owner = connect(inject('stack').ownerUrl, { max: 1 }); plans = await explained(); });
afterAll(() => owner.end());

const hot: [name: string, index: string, query: string][] = [
  ['the file of a result', 'file_subject', `select id from file where procedure = 'commitment-case' and subject_kind = 'result' and subject_id = 'r7' order by opened_at limit 1`],
  ['what was pushed under a key', 'inbox_pushes', `select file_id from inbox where officer_id = 'ccp-o' and key collate "C" >= 'k7:' and key collate "C" < 'k7;' and type = 'push' and unit_id = 'ccp.u'`],
  ['what is to be pushed', 'duty_unit', `select file_id from duty where owed_by = 'ccp.u' and duty = 'push' and procedure = 'commitment-case' and state in ('open', 'due-soon', 'overdue') order by due_at, file_id limit 500`],
  ['key supervision of a case', 'key_supervision_pkey', `select * from key_supervision where file_id = 'ccp-7'`],
  ['the list of key supervision', 'key_supervision_open', `select k.* from key_supervision k join file f on f.id = k.file_id where k.until_at is null and f.bureau_id = 'ccp' and (k.promised_on, k.file_id, k.material) > ('2026-01-03'::date, 'ccp-5', 'm') order by k.promised_on, k.file_id, k.material limit 101`],
  ['the reminders of a case', 'coordinator_reminder_pkey', `select * from coordinator_reminder where file_id = 'ccp-7' order by seq`],
];

class Undone extends Error {}

async function explained(): Promise<string[]> {
  const found: string[] = [];
  await owner.begin(async (tx) => {
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
    for (const [, , query] of hot) found.push((await tx.unsafe(`explain ${query}`)).map((line) => String(line['QUERY PLAN'])).join('\n'));
    throw new Undone();
  }).catch((error: unknown) => { if (!(error instanceof Undone)) throw error; });
  return found;
}

it.each(hot.map(([name, index], i) => [name, index, i] as const))('%s is read by %s', (_name, index, i) => {
  expect(plans[i]).toContain(index);
  expect(plans[i]).not.toContain('Seq Scan');
});
