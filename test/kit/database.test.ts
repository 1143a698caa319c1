/** The database protects the record by itself, and every hot list reads its index. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { listFiles } from '../../db/queries/files.ts';
import { breachLedger, dutyBoard } from '../../db/queries/duties.ts';
import { takeUnsettled } from '../../db/queries/inbox.ts';
import { Bureau } from '../setup/bureau.ts';
import { chainFault, decide, HOUR, openA, registerOf } from './support.ts';

let bureau: Bureau;
let app: Sql;
let file: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  app = bureau.service.sql;
  const opened = await openA(bureau);
  ({ file } = opened);
  await decide(bureau, file);
  await bureau.skipTo(file, (opened.receivedAt + 30 * HOUR) as never);
});
afterAll(() => bureau.close());

const recorded = [
  'register',
  'inbox',
  'breach',
  'file',
  'duty',
  'suspension',
  'file_serial',
  'opening_attempt',
];

describe("the application's role", () => {
  it.each(
    recorded.flatMap((table) => [
      [
        `update ${table}`,
        `update ${table} set ${table === 'file' ? 'outcome' : table === 'file_serial' ? 'bureau_id' : table === 'opening_attempt' ? 'key' : 'file_id'} = 'x'`,
      ],
      [`delete from ${table}`, `delete from ${table}`],
      [`insert into ${table}`, `insert into ${table} select * from ${table} limit 0`],
      [`truncate ${table}`, `truncate ${table}`],
    ]),
  )('is refused: %s', async (_, statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    'alter table register disable trigger append_only',
    'drop table register',
    'drop trigger append_only on register',
    'alter table inbox owner to duban_app',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
  ])('is refused: %s', async (statement) => {
    await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('even the owner of the tables', () => {
  it.each([
    [
      'update of the register',
      (f: string) => `update register set body = '{}' where file_id = '${f}'`,
    ],
    ['delete from the register', (f: string) => `delete from register where file_id = '${f}'`],
    ['truncate of the register', () => 'truncate register cascade'],
    ['delete from the inbox', (f: string) => `delete from inbox where file_id = '${f}'`],
    ['truncate of the inbox', () => 'truncate inbox cascade'],
    ['another message', (f: string) => `update inbox set message = '{}' where file_id = '${f}'`],
    ['another payload', (f: string) => `update inbox set payload = '{}' where file_id = '${f}'`],
    [
      'another receipt',
      (f: string) =>
        `update inbox set received_at = received_at - interval '1 day' where file_id = '${f}'`,
    ],
    [
      'another arrival',
      (f: string) =>
        `update inbox set arrived_at = arrived_at - interval '1 day' where file_id = '${f}'`,
    ],
    [
      'another officer',
      (f: string) => `update inbox set officer_id = 'o-reg' where file_id = '${f}'`,
    ],
    [
      'another verdict',
      (f: string) => `update inbox set verdict = '{"accepted": false}' where file_id = '${f}'`,
    ],
    ['no verdict', (f: string) => `update inbox set verdict = null where file_id = '${f}'`],
    ['delete of a breach', (f: string) => `delete from breach where file_id = '${f}'`],
    ['truncate of breaches', () => 'truncate breach cascade'],
    ['delete of a file', (f: string) => `delete from file where id = '${f}'`],
  ])('is refused: %s', async (_, statement) => {
    await expect(bureau.owner.unsafe(statement(file))).rejects.toThrow(
      /append-only|final|refused|may not|never|insufficient/i,
    );
  });

  it('and the chain still holds', async () => {
    expect(await chainFault(bureau, file)).toBeUndefined();
  });
});

describe('the chain', () => {
  it('shows what somebody with every right has changed', async () => {
    const tamper = (statement: string) =>
      bureau.owner.begin(async (tx) => {
        await tx.unsafe(
          'set local lock_timeout = 5000; alter table register disable trigger append_only',
        );
        await tx.unsafe(statement);
        throw new Error((await chainFault({ owner: tx as unknown as Sql }, file)) ?? 'it holds');
      });
    await expect(
      tamper(
        `update register set body = body || '{"due": "2030-01-01T00:00:00+08:00"}' where file_id = '${file}' and seq = 2`,
      ),
    ).rejects.toThrow('the body of entry 2');
    await expect(
      tamper(
        `delete from register where file_id = '${file}' and seq = (select max(seq) from register where file_id = '${file}')`,
      ),
    ).rejects.toThrow('the head is not the last entry');
    await expect(tamper('select 1')).rejects.toThrow('it holds');
    expect((await registerOf(bureau, file)).length).toBeGreaterThan(3);
  });
});

describe('on a filled database', () => {
  const filler = `
    insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, closed_at, started_at)
      select 'fill-' || n, 'rapid-response', case when n % 20 = 0 then 'tj' else 'qy' end, 'institution', 'fill-' || n, '{}', now() - n * interval '1 minute', case when n % 3 = 0 then now() end, now() from generate_series(1, 20000) n;
    insert into duty select id, 'd', 'd', null, procedure, bureau_id, 'a', 'tj.zfc', 'tj.jds', 'c', 'text', opened_at, opened_at, null, 'firm', case when closed_at is null and length(id) % 2 = 0 then 'open' else 'done' end, null, 0, 0, '{}' from file where id like 'fill-%';
    insert into breach select id, 'd', 'd', procedure, bureau_id, 'c', 'tj.zfc', 'tj.jds', opened_at, null, now(), null, null, 'standing' from file where id like 'fill-%';
    insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key, verdict, signalled_at)
      select id, id, 1, 't', 'u', 'o', '{}', '{}', 'h', now(), now(), 'k', '{"accepted": true}', now() from file where id like 'fill-%';
    analyze file; analyze duty; analyze breach; analyze inbox;
    -- Beside what other tests have left open, reading a whole table may be the cheaper way: asked is whether the indexes serve.
    set local enable_seqscan = off`;
  let owner: Sql;
  let tx: Awaited<ReturnType<Sql['reserve']>>;
  beforeAll(async () => {
    owner = connect(inject('stack').ownerUrl, { max: 1 });
    tx = await owner.reserve();
    await tx.unsafe('begin');
    await tx.unsafe(filler);
  });
  afterAll(async () => {
    await tx.unsafe('rollback');
    tx.release();
    await owner.end();
  });

  it.each<[string, string, (sql: Sql) => Promise<unknown>]>([
    [
      'the duty board',
      'duty_board',
      (sql) => dutyBoard(sql, { bureau: 'tj', reader: 'o-coord' }, undefined, 101),
    ],
    [
      'the duty board of a unit',
      'duty_unit',
      (sql) => dutyBoard(sql, { bureau: 'tj', reader: 'o-coord', unit: 'tj.sbzx' }, undefined, 101),
    ],
    [
      'the ledger',
      'breach_ledger',
      (sql) => breachLedger(sql, { bureau: 'tj', reader: 'o-coord' }, undefined, 101),
    ],
    [
      "the ledger's second page",
      'breach_ledger',
      (sql) =>
        breachLedger(
          sql,
          { bureau: 'tj', reader: 'o-coord' },
          { due: Date.now() - HOUR, file: 'x', key: 'x' },
          101,
        ),
    ],
    [
      'the list of files',
      'file_list',
      (sql) => listFiles(sql, { bureau: 'tj', reader: 'o-coord' }, undefined, 101),
    ],
    [
      "the list's second page",
      'file_list',
      (sql) =>
        listFiles(
          sql,
          { bureau: 'tj', reader: 'o-coord' },
          { openedAt: Date.now() - HOUR, id: 'x' },
          101,
        ),
    ],
    [
      'what is unsettled in the inbox',
      'inbox_unsettled_file',
      (sql) => takeUnsettled(sql, 2_000, 200),
    ],
  ])('%s reads its index', async (_, index, query) => {
    // What was used is counted: the scans of every index and table in this transaction.
    const used = async () =>
      new Map(
        (
          await tx<
            { name: string; n: number }[]
          >`select indexrelname as name, pg_stat_get_xact_numscans(indexrelid)::int as n from pg_stat_user_indexes`
        ).map((r) => [r.name, r.n]),
      );
    const whole = async () =>
      Number(
        (
          await tx<
            { n: number }[]
          >`select sum(seq_scan)::int as n from pg_stat_xact_user_tables where relname in ('duty', 'breach', 'file', 'inbox')`
        )[0]!.n,
      );
    const [before, wholeBefore] = [await used(), await whole()];
    await query(tx as unknown as Sql);
    expect(
      [...(await used())].filter(([name, n]) => n > (before.get(name) ?? 0)).map(([name]) => name),
    ).toContain(index);
    expect(await whole()).toBe(wholeBefore);
  });
});
