/** 跨案事项 What one file owes another: performed at least once, tried again, and never in the way of others. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bring } from '../../api/background/system-acts.ts';
import { Tasks, type TaskHandlers } from '../../api/background/tasks.ts';
import { Bureau, people } from '../setup/bureau.ts';
import { eventually, openA, registerOf } from '../kit/support.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await Bureau.open();
});
afterAll(() => bureau.close());

interface Row {
  id: string;
  tries: number;
  last_error: string | null;
  done: boolean;
  waits: boolean;
}
const task = async (kind: string, data: object = {}, more: { createdAgo?: string } = {}) => {
  const { file } = await openA(bureau);
  const [row] = await bureau.owner<
    { id: string }[]
  >`insert into task (file_id, key, kind, data, created_at) values (${file}, ${randomUUID()}, ${kind}, ${bureau.owner.json(data as never)}, now() - ${more.createdAgo ?? '0 s'}::interval) returning id::text`;
  const look = async () =>
    (
      await bureau.owner<
        Row[]
      >`select id::text, tries, last_error, done_at is not null as done, next_try_at > clock_timestamp() as waits from task where id = ${row!.id}`
    )[0]!;
  return { id: row!.id, file, look };
};
const runner = (handlers: TaskHandlers, bulk: string[] = []) =>
  new Tasks(bureau.service.acts, pino({ level: 'silent' }), handlers, bulk);

describe('a task', () => {
  it('is performed once the database notifies of it, and is done', async () => {
    const kind = `k-${randomUUID()}`;
    const done: string[] = [];
    const tasks = runner({
      [kind]: async ({ id, data }) => {
        done.push(id, String(data['n']));
      },
    });
    await tasks.loop.start();
    const one = await task(kind, { n: 1 });
    await bureau.owner`select pg_notify('duban_task', '')`;
    await eventually('the task to be done', async () => (await one.look()).done);
    expect(done).toEqual([one.id, '1']);
    await tasks.loop.stop();
  });

  it('that fails is tried again later, and does not keep the next one waiting', async () => {
    const kind = `k-${randomUUID()}`;
    const failing = await task(kind, { fail: true });
    const next = await task(kind);
    let tries = 0;
    const tasks = runner({
      [kind]: async ({ data }) => {
        if (data['fail'] && ++tries < 2)
          throw Object.assign(new Error('secret text'), { code: 'ECONNRESET' });
      },
    });
    expect(await tasks.once()).toBe(1);
    expect(await next.look()).toMatchObject({ done: true, tries: 0 });
    expect(await failing.look()).toMatchObject({
      done: false,
      tries: 1,
      last_error: 'ECONNRESET',
      waits: true,
    });
    expect(await tasks.once()).toBe(0);
    await bureau.owner`update task set next_try_at = now() where id = ${failing.id}`;
    expect(await tasks.once()).toBe(1);
    expect(await failing.look()).toMatchObject({ done: true, last_error: null });
  });

  it('of a kind that comes by the thousand gives way to what is written meanwhile', async () => {
    const [bulk, urgent] = [`k-${randomUUID()}`, `k-${randomUUID()}`];
    for (let n = 0; n < 20; n++) await task(bulk);
    const done: string[] = [];
    const tasks = runner(
      {
        [bulk]: async () => {
          if (done.push(bulk) === 1) await task(urgent);
        },
        [urgent]: async () => void done.push(urgent),
      },
      [bulk],
    );
    expect(await tasks.once()).toBe(21);
    // Behind the few that had been taken with the first one, not behind all.
    expect(done.indexOf(urgent)).toBeLessThan(9);
  });

  it('taken by one that dies is left to another one half a minute later', async () => {
    const kind = `k-${randomUUID()}`;
    const one = await task(kind);
    const dying = runner({ [kind]: () => new Promise(() => {}) });
    void dying.once();
    await eventually('the task to be taken', async () => (await one.look()).waits);
    let done = 0;
    const other = runner({
      [kind]: async () => {
        done++;
      },
    });
    expect(await other.once()).toBe(0);
    const [{ seconds }] = await bureau.owner<
      [{ seconds: number }]
    >`select extract(epoch from next_try_at - clock_timestamp())::float8 as seconds from task where id = ${one.id}`;
    expect(seconds).toBeLessThanOrEqual(30);
    await bureau.owner`update task set next_try_at = now() where id = ${one.id}`;
    expect(await other.once()).toBe(1);
    expect(done).toBe(1);
  });

  it('that nobody can perform is left alone, and shown by the reconciliation', async () => {
    const kind = `k-${randomUUID()}`;
    const one = await task(kind, {}, { createdAgo: '2 minutes' });
    expect(await runner({ other: async () => {} }).once()).toBe(0);
    expect(await one.look()).toMatchObject({ done: false, tries: 0, waits: false });
    const { errands } = (await bureau.get(people.regulator, '/v1/reconciliation')).body as {
      errands: { file: string; kind: string }[];
    };
    expect(errands.filter((e) => e.kind === kind)).toMatchObject([
      { file: one.file, tries: 0, error: null },
    ]);
  });

  it('cannot be deleted, and the application cannot write one', async () => {
    const one = await task(`k-${randomUUID()}`);
    await expect(bureau.owner`delete from task where id = ${one.id}`).rejects.toThrow(
      'append-only',
    );
    await expect(
      bureau.service
        .sql`insert into task (file_id, key, kind, data) values (${one.file}, 'x', 'x', '{}')`,
    ).rejects.toThrow('permission denied');
  });
});

describe('what the system brings to a file', () => {
  it('comes once for each key, and is refused by a file that does not await it', async () => {
    const { file } = await openA(bureau);
    const key = randomUUID();
    expect(
      await bring(bureau.service.acts, file, 'licence-revoked', { cascade: 'LR.x' }, key),
    ).toBe(true);
    expect(
      await bring(bureau.service.acts, file, 'licence-revoked', { cascade: 'LR.x' }, key),
    ).toBe(true);
    const refused = await eventually('the refusal', async () =>
      (await registerOf(bureau, file)).find((e) => e.type === 'act-refused'),
    );
    expect(refused.body).toMatchObject({
      code: 'not-awaited',
      act: { officer: 'duban', type: 'licence-revoked' },
    });
    expect((await registerOf(bureau, file)).filter((e) => e.type === 'act-refused')).toHaveLength(
      1,
    );
  });

  it('cannot be brought by a person', async () => {
    const { file } = await openA(bureau);
    expect(
      (
        await bureau.post(people.payment, `/v1/files/${file}/acts/licence-revoked`, {
          cascade: 'LR.x',
        })
      ).status,
    ).toBe(404);
  });
});
