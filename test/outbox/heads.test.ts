/** Every signed head reaches every receiver that wants heads, at least once and in order; who cannot take one holds up nobody else. */
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressPolicy } from '../../api/outbox/addresses.ts';
import { HeadDispatcher } from '../../api/outbox/head-dispatcher.ts';
import { Sequencer } from '../../api/log/sequencer.ts';
import { checkpointMessage } from '../../api/outbox/message-shape.ts';
import { resendHeads, undelivered } from '../../db/queries/checkpoint-deliveries.ts';
import { addCheckpoint } from '../../db/queries/log.ts';
import { Fixture, newSecret, until, verify } from './support.ts';

let fixture: Fixture;
const dispatchers: HeadDispatcher[] = [];
beforeAll(async () => {
  fixture = await Fixture.open();
});
afterAll(async () => {
  await Promise.all(dispatchers.map((one) => one.stop()));
  await fixture.close();
});

async function dispatch(): Promise<void> {
  const dispatcher = new HeadDispatcher({
    sql: fixture.sql,
    log: pino({ level: 'silent' }),
    seal: fixture.seal,
    policy: addressPolicy(['127.0.0.1:*'], ['127.0.0.0/8']),
    timeout: 2_000,
    tries: 3,
    firstDelay: 10,
    poll: 20,
    concurrency: 4,
    bureaus: [fixture.bureau],
  });
  dispatchers.push(dispatcher);
  await dispatcher.start();
}

let heads = 0;
/** The log grows, and its head is signed. */
async function head(): Promise<number> {
  const { bureau, sql } = fixture;
  await fixture.enter(await fixture.file());
  const sequencer = new Sequencer({ sql, log: pino({ level: 'silent' }), every: 1e9 });
  const size = await until(
    async () => {
      await sequencer.append(bureau);
      const [log] = await fixture.owner<
        { size: number }[]
      >`select size from log where bureau_id = ${bureau}`;
      return log?.size ?? 0;
    },
    (grown) => grown > heads,
  );
  heads = size;
  const root = 'ab'.repeat(32);
  await addCheckpoint(sql, { bureau, size, root, origin: 'o/v1/log/x', note: `note ${size}` });
  return size;
}

it('each once and in order, signed as every webhook; who wants only entries gets none', async () => {
  const [all, only, none] = [
    await fixture.listener(),
    await fixture.listener(),
    await fixture.listener(),
  ];
  const secret = newSecret();
  const receiver = await fixture.receiver(all.url, { secret });
  await fixture.receiver(only.url, { events: ['checkpoint'] });
  await fixture.receiver(none.url, { events: ['duty-armed'] });
  const sizes = [await head(), await head()];
  await dispatch();
  await dispatch();
  sizes.push(await head());
  for (const listener of [all, only]) {
    const hooks = await until(
      () => listener.hooks,
      (came) => came.length >= 3,
    );
    expect(hooks.map(({ message }) => message['size'])).toEqual(sizes);
    expect(new Set(hooks.map(({ id }) => id)).size).toBe(3);
  }
  expect(verify(secret, all.hooks[0]!)).toEqual({
    type: 'checkpoint',
    bureau: fixture.bureau,
    origin: 'o/v1/log/x',
    size: sizes[0],
    root: Buffer.alloc(32, 0xab).toString('base64'),
    note: `note ${sizes[0]}`,
  });
  expect(checkpointMessage.safeParse(all.hooks[0]!.message).error).toBeUndefined();
  expect(all.hooks[0]!.id).not.toBe(only.hooks[0]!.id);
  await until(
    async () => (await undelivered(fixture.sql, fixture.bureau, 9)).length,
    (left) => left === 0,
  );
  expect(none.hooks).toEqual([]);
  await fixture.owner`update receiver set active = false where id = ${receiver}`;
  await expect(
    fixture.owner`update checkpoint_delivery set state = 'pending' where receiver_id = ${receiver}`,
  ).rejects.toThrow('stays so');
});

it('a receiver that does not take one is tried again, then waits for a person, with all that follow; the others go on', async () => {
  const [broken, well] = [await fixture.listener(), await fixture.listener()];
  broken.answer = () => 503;
  const parked = await fixture.receiver(broken.url, { events: ['checkpoint'] });
  await fixture.receiver(well.url, { events: ['checkpoint'] });
  const sizes = [await head(), await head()];
  await until(
    () => well.hooks,
    (came) => came.length >= 2,
  );
  const left = await until(
    async () =>
      (await undelivered(fixture.sql, fixture.bureau, 9)).filter(
        ({ receiver }) => receiver === parked,
      ),
    ([first]) => first?.state === 'dead',
  );
  expect(left).toMatchObject([
    { size: sizes[0], state: 'dead', tries: 3, lastError: 'status-503' },
    { size: sizes[1], state: 'pending', tries: 0 },
  ]);
  expect(broken.hooks.map(({ message }) => message['size'])).toEqual(Array(3).fill(sizes[0]));
  expect(new Set(broken.hooks.map(({ id }) => id)).size).toBe(1);
  broken.answer = () => 204;
  expect(await resendHeads(fixture.sql, parked, 'demo', '已恢复')).toBe(1);
  await until(
    () => broken.hooks,
    (came) => came.length >= 5,
  );
  expect(broken.hooks.slice(3).map(({ message }) => message['size'])).toEqual(sizes);
  const [change] = await fixture.owner<
    { reason: string }[]
  >`select reason from registry_change where registry = 'delivery' and entity_id = ${`${parked}/checkpoint`}`;
  expect(change!.reason).toBe('已恢复');
});
