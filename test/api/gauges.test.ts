/** What /metrics says of the database: read when asked, bounded, and silent about it when the database is away. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byReceiver } from '../../api/http/backlog.ts';
import type { RoomGauges } from '../../api/http/deps.ts';
import type { Querying, Sql } from '../../db/client.ts';
import { attentions } from '../../domain/law/attention.ts';
import { parts } from '../../db/queries/gauges.ts';
import { Fixture } from '../outbox/support.ts';
import { plansOf } from '../setup/plans.ts';
import { close, harness, type Harness } from './harness.ts';

let h: Harness;
let fixture: Fixture;
beforeAll(async () => {
  [h, fixture] = await Promise.all([harness(), Fixture.open()]);
});
afterAll(async () => {
  await Promise.all([close(h), fixture.close()]);
});

type Samples = Map<string, number>;
async function scrape(from = h): Promise<{ status: number; text: string; samples: Samples }> {
  const { status, text } = await from.ask(null, 'get', '/metrics');
  return {
    status,
    text,
    samples: new Map(
      text
        .split('\n')
        .filter((line) => line.startsWith('duban_'))
        .map((line) => [
          line.slice(0, line.lastIndexOf(' ')),
          Number(line.slice(line.lastIndexOf(' ') + 1)),
        ]),
    ),
  };
}

describe('the gauges', () => {
  it('count deliveries by receiver and state, as they lie there at the scrape', async () => {
    const receiver = await fixture.receiver('https://hooks.example.org/x');
    await fixture.owner`update receiver set active = false where id = ${receiver}`;
    const file = await fixture.file();
    await fixture.enter(file, 6);
    await fixture.owner`insert into delivery (receiver_id, file_id, seq, state, settled_at) select ${receiver}, file_id, seq,
      case seq when 1 then 'delivered' when 2 then 'dead' when 3 then 'sending' else 'pending' end, case seq when 1 then now() end from register where file_id = ${file}`;
    const key = (state: string) => `duban_deliveries{receiver="${receiver}",state="${state}"}`;
    const { samples } = await scrape();
    expect([
      samples.get(key('pending')),
      samples.get(key('dead')),
      samples.get('duban_state_up'),
    ]).toEqual([4, 1, 1]);
    await fixture.owner`update delivery set state = 'delivered', settled_at = now() where receiver_id = ${receiver} and state <> 'delivered'`;
    expect((await scrape()).text).not.toContain(receiver);
  });

  it('count tasks that are due and say how long the oldest waits; those of a later day do not wait', async () => {
    const file = await fixture.file();
    const before = (await scrape()).samples;
    const age = 40 * 365 * 86_400;
    await fixture.owner`insert into task (file_id, key, kind, data, tries, created_at, next_try_at) values
      (${file}, 'a', 'test-only', '{}', 1, now() - ${age} * interval '1 second', now() + interval '1 hour'),
      (${file}, 'b', 'test-only', '{}', 0, now() - interval '80 years', now() + interval '30 days')`;
    const { samples } = await scrape();
    expect(
      samples.get('duban_errands_waiting')! - before.get('duban_errands_waiting')!,
    ).toBeGreaterThanOrEqual(1);
    expect(samples.get('duban_errand_oldest_seconds')).toBeGreaterThanOrEqual(age);
    expect(samples.get('duban_errand_oldest_seconds')).toBeLessThan(age + 3600);
    await fixture.owner`update task set done_at = now() where file_id = ${file}`;
    expect((await scrape()).samples.get('duban_errand_oldest_seconds')).toBeLessThan(age);
  });

  it('count open files by attention, every kind named also when there is none', async () => {
    const file = await fixture.file();
    await fixture.owner`update file set closed_at = null, exported_at = null, attention = 'blocked' where id = ${file}`;
    const { samples } = await scrape();
    await fixture.owner`update file set closed_at = now(), exported_at = now() where id = ${file}`;
    expect(samples.get('duban_files_open{attention="blocked"}')).toBeGreaterThanOrEqual(1);
    for (const attention of attentions)
      expect(samples.has(`duban_files_open{attention="${attention}"}`), attention).toBe(true);
  });

  it('have at most thirty receivers of their own: the longest queues; the rest stand together', () => {
    const unsettled = new Map(Array.from({ length: 40 }, (_, i) => [`r-${i}`, i + 1]));
    const shown = byReceiver(
      unsettled,
      new Map([
        ['r-39', 10],
        ['r-0', 1],
      ]),
    );
    expect(shown).toHaveLength(31);
    expect(shown[0]).toEqual({ receiver: 'r-39', pending: 30, dead: 10 });
    expect(shown.at(-1)).toEqual({ receiver: 'others', pending: 54, dead: 1 });
    expect(byReceiver(new Map([['r', 1]]), new Map())).toEqual([
      { receiver: 'r', pending: 1, dead: 0 },
    ]);
  });
});

describe('by procedure', () => {
  it('count open files and acts without a verdict; what is hidden from somebody has no name, and no file has', async () => {
    const [file, hidden] = [await fixture.file(), await fixture.file()];
    const of = (procedure: string) =>
      `duban_procedure_files_open{procedure="${procedure}",attention="blocked"}`;
    const before = (await scrape()).samples;
    await fixture.owner`update file set closed_at = null, exported_at = null, attention = 'blocked' where id in (${file}, ${hidden})`;
    await fixture.owner`update file set procedure = 'enforcement-complaint' where id = ${hidden}`;
    const act = `act-${file}`;
    const age = 40 * 365 * 86_400;
    await fixture.owner`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, stored_at, key, signalled_at)
      values (${act}, ${file}, 1, 'x', 'tj.ju', 'o-jds-1', '{}', '{}', 'x', now(), now(), now() - ${age} * interval '1 second', ${act}, now())`;
    const { samples, text } = await scrape();
    expect(samples.get(of('rapid-response'))! - (before.get(of('rapid-response')) ?? 0)).toBe(1);
    expect(samples.get(of('others'))! - (before.get(of('others')) ?? 0)).toBeGreaterThanOrEqual(1);
    expect(samples.get('duban_acts_pending{procedure="rapid-response"}')).toBeGreaterThanOrEqual(1);
    expect(samples.get('duban_inbox_oldest_seconds')).toBeGreaterThanOrEqual(age);
    expect(text).not.toContain('enforcement-complaint');
    for (const id of [file, hidden, act]) expect(text).not.toContain(id);
    // An act of a file that has ended waits for nothing.
    await fixture.owner`update file set closed_at = now(), exported_at = now() where id in (${file}, ${hidden})`;
    expect((await scrape()).samples.get('duban_inbox_oldest_seconds')).toBeLessThan(age);
  });

  it('say how old the oldest entry is that a receiver has not got; a dead letter does not count', async () => {
    const receiver = await fixture.receiver('https://hooks.example.org/y');
    await fixture.owner`update receiver set active = false where id = ${receiver}`;
    const file = await fixture.file();
    await fixture.enter(file, 2);
    await fixture.owner`insert into delivery (receiver_id, file_id, seq, state) select ${receiver}, file_id, seq, 'pending' from register where file_id = ${file}`;
    expect((await scrape()).samples.get('duban_delivery_oldest_seconds')).toBeGreaterThan(0);
    await fixture.owner`update delivery set state = 'dead' where receiver_id = ${receiver}`;
    const { samples } = await scrape();
    expect(samples.get(`duban_deliveries{receiver="${receiver}",state="dead"}`)).toBe(2);
    await fixture.owner`update delivery set state = 'delivered', settled_at = now() where receiver_id = ${receiver}`;
  });

  it('so do reminders and signed heads: since they were due, and one that is held for the morning does not wait', async () => {
    const years = (n: number) => n * 365 * 86_400;
    const age = async (tx: Querying) =>
      (await parts.find(({ of }) => of.includes('delivery-age'))!.read(tx, 1))[0]!.n;
    await fixture.owner
      .begin(async (tx) => {
        await tx`insert into reminder (id, bureau_id, officer_id, channel, kind, body, created_at, next_try_at)
          values ('rem-age', 'tj', 'o-jds-1', 'email', 'news', '{}', now() - interval '60 years', now() + interval '9 hours')`;
        expect(await age(tx)).toBeLessThan(years(30));
        // Nobody takes it: no process here has a mail server.
        await tx`update reminder set next_try_at = now() - ${years(40)} * interval '1 second' where id = 'rem-age'`;
        expect(await age(tx)).toBeGreaterThanOrEqual(years(40));
        expect(await age(tx)).toBeLessThan(years(41));
        await tx`update reminder set last_error = 'timeout', next_try_at = now() + interval '1 hour' where id = 'rem-age'`;
        expect(await age(tx)).toBeGreaterThanOrEqual(years(59));
        await tx`update reminder set state = 'dead' where id = 'rem-age'`;
        expect(await age(tx)).toBeLessThan(years(30));
        await tx`insert into bureau (id, name, area) values ('gauge-age', 'x', '000000')`;
        await tx`insert into log (bureau_id) values ('gauge-age') on conflict do nothing`;
        await tx`insert into checkpoint (bureau_id, size, root, origin, note, made_at) values ('gauge-age', 1, decode(repeat('00', 32), 'hex'), 'x', 'x', now() - ${years(50)} * interval '1 second')`;
        await tx`insert into receiver (id, bureau_id, url, secret) values ('gauge-age', 'gauge-age', 'x', 'x')`;
        await tx`insert into checkpoint_delivery (receiver_id, bureau_id, size) values ('gauge-age', 'gauge-age', 1) on conflict do nothing`;
        expect(await age(tx)).toBeGreaterThanOrEqual(years(50));
        throw new Error('enough');
      })
      .catch((error: Error) => expect(error.message).toBe('enough'));
  });
});

it('ask the database once in an interval, however often they are read', async () => {
  let asked = 0;
  const gauges = [
    {
      names: { duban_test_figure: 'test' },
      read: () => Promise.resolve({ duban_test_figure: ++asked }),
    },
  ];
  const slow = await harness({ gauges, gaugesEvery: 3_600_000 });
  for (let n = 0; n < 5; n++) expect((await scrape(slow)).samples.get('duban_test_figure')).toBe(1);
  expect(asked).toBe(1);
  await close(slow);
});

describe('where a part takes too long', () => {
  it('it is away alone, is no zero, and says so; the others are there', async () => {
    const gauges: RoomGauges[] = [
      {
        names: { duban_test_figure: 'test' },
        read: () => Promise.resolve({ duban_test_figure: 7 }),
      },
      {
        names: { duban_test_slow: 'test' },
        read: async (sql: Querying) => {
          await sql`select pg_sleep(5)`;
          return { duban_test_slow: 1 };
        },
      },
    ];
    const slow = await harness({ gauges });
    const shown = (await scrape(slow)).samples;
    expect(shown.get('duban_test_figure')).toBe(7);
    expect(shown.has('duban_test_slow')).toBe(false);
    for (const other of ['duban_errands_waiting', 'duban_log_faults', 'duban_inbox_oldest_seconds'])
      expect(shown.has(other), other).toBe(true);
    expect(shown.get('duban_state_up')).toBe(0);
    // One of ours, behind a lock: what is not known is shown as nothing, and no longer than it lasts.
    await fixture.owner.begin(async (tx) => {
      await tx`lock table log_audit in access exclusive mode`;
      const { samples } = await scrape();
      expect(samples.has('duban_log_faults')).toBe(false);
      expect(samples.get('duban_state_up')).toBe(0);
      expect(samples.has('duban_errands_waiting')).toBe(true);
    });
    const { samples } = await scrape();
    expect([samples.has('duban_log_faults'), samples.get('duban_state_up')]).toEqual([true, 1]);
    expect(slow.log.find(({ parts: away }) => away)).toMatchObject({ parts: ['figures'] });
    await close(slow);
  });
});

describe('without the database', () => {
  it('back again, it is read at the next scrape, whatever the interval', async () => {
    let away = true;
    const begin: Sql['begin'] = ((perform: () => Promise<unknown>) =>
      away ? Promise.reject(new Error('away')) : h.sql.begin(perform)) as never;
    const cut = await harness({
      sql: { begin, end: () => Promise.resolve() } as unknown as Sql,
      gaugesEvery: 3_600_000,
    });
    expect((await scrape(cut)).samples.get('duban_state_up')).toBe(0);
    away = false;
    expect((await scrape(cut)).samples.get('duban_state_up')).toBe(1);
    await close(cut);
  });

  const others = 'http_request_duration_seconds';

  it('what a room shows comes by its declaration, and goes with the database', async () => {
    const gauges = [
      {
        names: { duban_test_figure: 'test' },
        read: () => Promise.resolve({ duban_test_figure: 7 }),
      },
    ];
    const cut = await harness({ gauges });
    expect((await scrape(cut)).samples.get('duban_test_figure')).toBe(7);
    await cut.sql.end();
    expect((await scrape(cut)).samples.has('duban_test_figure')).toBe(false);
    await close(cut);
  });

  it('the other metrics still come, and no old number with them', async () => {
    const cut = await harness();
    expect((await scrape(cut)).samples.get('duban_state_up')).toBe(1);
    await cut.sql.end();
    const { status, text, samples } = await scrape(cut);
    expect(status).toBe(200);
    expect(text).toContain(others);
    expect([...samples].filter(([name]) => !/^duban_(disk_|build_info)/.test(name))).toEqual([
      ['duban_state_up', 0],
    ]);
    await close(cut);
  });

  it('one that does not answer holds a scrape three seconds at most, and many scrapes ask once', async () => {
    let asked = 0;
    const sql = {
      begin: () => {
        asked += 1;
        return new Promise(() => {});
      },
      end: () => Promise.resolve(),
    } as unknown as Sql;
    const cut = await harness({ sql });
    const all = await Promise.all([1, 2, 3].map(() => scrape(cut)));
    for (const { status, text, samples } of all) {
      expect([status, samples.get('duban_state_up')]).toEqual([200, 0]);
      expect(text).toContain(others);
    }
    expect(asked).toBe(1);
    await close(cut);
  });
});

it('reads the indexes of what is open, not what is done', async () => {
  const plans = await plansOf(
    async (tx) => {
      await tx`insert into bureau (id, name, area) values ('pl-ga', 'x', '000000')`;
      await tx`insert into receiver (id, bureau_id, url, secret) select 'plg-' || n, 'pl-ga', 'x', 'x' from generate_series(1, 5) n`;
      await tx`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, closed_at)
      select 'plg-' || n, 'rapid-response', 'pl-ga', 'institution', 'plg-' || n, '{}', now(), case when n % 40 = 0 then null else now() end from generate_series(1, 40000) n`;
      await tx`insert into delivery (receiver_id, file_id, seq, state) select 'plg-' || (n % 5 + 1), 'f' || n / 20, n, case when n % 50 = 0 then 'dead' when n % 50 = 1 then 'pending' else 'delivered' end from generate_series(1, 50000) n`;
      await tx`insert into task (file_id, key, kind, data, done_at) select 'plg-' || n, 'x', 'x', '{}', case when n % 100 = 0 then null else now() end from generate_series(1, 40000) n`;
      await tx`analyze file, delivery, task`;
      // Beside the files of other tests the whole table may be the cheaper one: asked is whether the indexes serve.
      await tx`set local enable_seqscan = off`;
    },
    parts.map(
      ({ read }) =>
        (sql) =>
          read(sql, 3_600_000),
    ),
  );
  const plan = plans.join('\n');
  for (const index of ['delivery_unsettled', 'delivery_dead', 'task_due', 'inbox_unsettled_file'])
    expect(plan).toContain(index);
  // Of two that have what is open alone the planner takes the smaller.
  expect(plan).toMatch(/file_one_open|file_open_of_procedure/);
  expect(plan).toMatch(/reminder_due|reminder_unsettled/);
  expect(plan).not.toMatch(/Seq Scan/);
});
