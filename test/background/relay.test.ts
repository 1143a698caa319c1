/** The relay is fair: a file that cannot settle keeps nobody waiting, and two relays do not send the same act twice. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Relay } from '../../api/background/relay.ts';
import { startOf } from '../../api/intake/procedures.ts';
import type { Engine } from '../../api/intake/engine.ts';
import type { Sql } from '../../db/client.ts';
import { giveBack, takeUnsettled } from '../../db/queries/inbox.ts';
import { Bureau } from '../setup/bureau.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

/** Acts of files without runs, undone at the end: nobody else's relay sees them. */
async function within(work: (sql: Sql) => Promise<void>): Promise<void> {
  const undo = new Error('undo');
  await bureau.owner
    .begin(async (tx) => {
      const sql = tx as unknown as Sql;
      await sql`insert into bureau (id, name, area) values ('relay', 'x', '120000')`;
      await sql`insert into file (id, procedure, bureau_id, subject_kind, subject_id, opening, opened_at, started_at) select 'RLY.' || x, 'rapid-response', 'relay', 'institution', x, '{}', now(), now() from unnest(array['a', 'b', 'c']) x`;
      await work(sql);
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
}
const acts = (
  sql: Sql,
  file: string,
  from: number,
  to: number,
  signalled = false,
) => sql`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, stored_at, key, signalled_at)
  select ${file} || '-' || n, ${file}, n, 'x', 'x', 'x', '{}', '{}', 'x', now(), now(), now() - interval '1 hour', n::text, ${signalled ? sql`now() - interval '1 minute'` : sql`null`} from generate_series(${from}::int, ${to}::int) n`;

/** Others may have something unsettled in this moment, too. */
const ours = async (sql: Sql, limit: number) =>
  (await takeUnsettled(sql, 2_000, limit))
    .map(({ act }) => act)
    .filter((act) => act.startsWith('RLY.'));

it('the first act of every file goes before the second of any, however many one file has', () =>
  within(async (sql) => {
    await acts(sql, 'RLY.a', 2, 500);
    await acts(sql, 'RLY.b', 2, 2);
    await acts(sql, 'RLY.c', 2, 3);
    const taken = await ours(sql, 15);
    expect(taken).toEqual(expect.arrayContaining(['RLY.a-2', 'RLY.b-2', 'RLY.c-2', 'RLY.c-3']));
    expect(taken.length).toBeGreaterThan(4);
  }));

it('what one has taken no other takes before its time; acknowledged acts wait ten seconds, then twenty', () =>
  within(async (sql) => {
    await acts(sql, 'RLY.a', 2, 2, true);
    await acts(sql, 'RLY.b', 2, 2);
    expect(await ours(sql, 200)).toHaveLength(2);
    expect(await ours(sql, 200)).toHaveLength(0);
    const next = async () =>
      Object.fromEntries(
        (
          await sql<
            { id: string; s: number }[]
          >`select file_id as id, round(extract(epoch from next_try_at - clock_timestamp()))::int as s from inbox where file_id like 'RLY.%'`
        ).map(({ id, s }) => [id, s]),
      );
    expect(await next()).toEqual({ 'RLY.a': 10, 'RLY.b': 2 });
    await sql`update inbox set next_try_at = now() - interval '1 second' where file_id like 'RLY.%'`;
    expect(await ours(sql, 200)).toHaveLength(2);
    expect(await next()).toEqual({ 'RLY.a': 20, 'RLY.b': 4 });
    // The engine was away: they were not tried.
    await giveBack(sql, ['RLY.b-2']);
    expect(await ours(sql, 200)).toEqual(['RLY.b-2']);
  }));

it('a file that fails by itself does not end the look; an engine that is away does, and costs nobody a turn', () =>
  within(async (sql) => {
    await acts(sql, 'RLY.a', 2, 2);
    await acts(sql, 'RLY.b', 2, 2);
    await acts(sql, 'RLY.c', 2, 2);
    const sent: string[] = [];
    let away = false;
    const engine = {
      signal: async (file: string) => {
        if (away) throw Object.assign(new Error('away'), { code: 14 });
        if (file === 'RLY.a') throw new Error('of its own');
        if (file.startsWith('RLY.')) sent.push(file);
        return true;
      },
    } as Partial<Engine> as Engine;
    const relay = new Relay({ sql, engine, log: pino({ level: 'silent' }), describe: startOf });
    away = true;
    await expect(relay.once()).rejects.toThrow('away');
    expect(await sql`select 1 from inbox where file_id like 'RLY.%' and sent > 0`).toHaveLength(0);
    away = false;
    await relay.once();
    expect(sent).toEqual(['RLY.b', 'RLY.c']);
  }));
