/** Entries of the register leave signed, in order per file, are tried again within bounds, and wait as dead letters. */
import { canonicalize } from 'json-canonicalize';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Hashed, faultIn } from '../setup/chain.ts';
import { allOf, Fixture, newSecret, until, verify } from './support.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await Fixture.open();
});
afterEach(async () => {
  await fixture.stopDispatchers();
  await fixture.owner`update receiver set active = false where bureau_id = ${fixture.bureau}`;
});
afterAll(() => fixture.close());

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it('a receiver verifies the signature; the message is the entry, in canonical form, and fits the chain', async () => {
  const [listener, secret, file] = [await fixture.listener(), newSecret(), await fixture.file()];
  const receiver = await fixture.receiver(listener.url, { secret });
  await fixture.dispatch();
  await fixture.enter(file, 2);
  await until(() => fixture.states(receiver, file), allOf('delivered'));
  const [first, second] = listener.hooks as [
    (typeof listener.hooks)[0],
    (typeof listener.hooks)[0],
  ];
  expect(verify(secret, first)).toEqual(first.message);
  expect(first.headers['content-type']).toBe('application/json');
  expect(first.body).toBe(canonicalize(first.message));
  expect(first.message).toMatchObject({
    bureau: fixture.bureau,
    procedure: 'rapid-response',
    file,
    seq: 1,
    type: 'duty-armed',
    clause: 'TJ51-A1-1.4a',
    act: null,
    prev: '',
  });
  expect(first.message['recordedAt']).toMatch(/\+08:00$/);
  expect(first.message['edition']).toBe(2);
  const entries = [first, second].map(({ message }) => ({
    ...(message as unknown as Hashed),
    recordedAt: Date.parse(String(message['recordedAt'])),
  }));
  expect(faultIn(entries)).toBeUndefined();
});

it('a changed body, another secret or an old timestamp does not verify', async () => {
  const [listener, secret, file] = [await fixture.listener(), newSecret(), await fixture.file()];
  await fixture.receiver(listener.url, { secret });
  await fixture.dispatch();
  await fixture.enter(file);
  await until(() => listener.hooks.length === 1);
  const hook = listener.hooks[0]!;
  expect(() => verify(secret, { ...hook, body: hook.body.replace('rapid', 'Rapid') })).toThrow();
  expect(() => verify(newSecret(), hook)).toThrow();
  expect(() =>
    verify(secret, {
      ...hook,
      headers: {
        ...hook.headers,
        'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 301),
      },
    }),
  ).toThrow(/too old/);
});

it('keeps the order of every file under concurrency and failures, and never overlaps within a file', async () => {
  const listener = await fixture.listener();
  const receiver = await fixture.receiver(listener.url);
  const files = await Promise.all(upTo(6).map(() => fixture.file()));
  const failing = new Set<string>();
  listener.delay = 3;
  listener.answer = ({ file, seq }) => {
    const once = `${file}/${seq}`;
    // Every third entry is taken at its second try.
    if (seq % 3 === 0 && !failing.has(once)) {
      failing.add(once);
      return 503;
    }
    return 204;
  };
  await fixture.dispatch({ tries: 10 });
  for (let turn = 0; turn < 3; turn++)
    await Promise.all(files.map((file) => fixture.enter(file, 3)));
  for (const file of files) {
    await until(() => fixture.states(receiver, file), allOf('delivered'));
    const seqs = listener.seqs(file);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect([...new Set(seqs)]).toEqual(upTo(9));
  }
  expect(failing.size).toBeGreaterThan(0);
  expect(listener.overlapping).toEqual([]);
  expect(listener.most).toBeGreaterThan(1);
  expect(listener.most).toBeLessThanOrEqual(4);
});

it('tries again with the same id and a new timestamp, a bounded number of times, then leaves a dead letter that holds up its own file only', async () => {
  const [listener, other] = [await fixture.listener(), await fixture.listener()];
  const [receiver, healthy] = [
    await fixture.receiver(listener.url),
    await fixture.receiver(other.url),
  ];
  const [file, neighbour] = [await fixture.file(), await fixture.file()];
  listener.answer = (hook) => (hook.file === file ? 500 : 204);
  await fixture.dispatch({ tries: 4 });
  await fixture.enter(file, 2);
  await fixture.enter(neighbour, 2);
  await until(
    () => fixture.states(receiver, file),
    (states) => states[0] === 'dead',
  );
  expect(await fixture.standing(receiver, file)).toMatchObject([
    { state: 'dead', tries: 4, lastError: 'status-500' },
    { state: 'pending', tries: 0 },
  ]);
  const tries = listener.hooks.filter((hook) => hook.file === file);
  expect(tries.map(({ seq }) => seq)).toEqual([1, 1, 1, 1]);
  expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
  await until(() => fixture.states(receiver, neighbour), allOf('delivered'));
  await until(() => fixture.states(healthy, file), allOf('delivered'));
  const waits = tries.slice(1).map(({ at }, i) => at - tries[i]!.at);
  expect(waits[2]!).toBeGreaterThanOrEqual(100);
  const seen = listener.hooks.length;
  await fixture.enter(file);
  // The look that brings it to the healthy one has passed over the dead letter.
  await until(() => fixture.states(healthy, file), allOf('delivered'));
  expect(listener.hooks).toHaveLength(seen);
});

it('a redirect is not followed', async () => {
  const [listener, elsewhere] = [await fixture.listener(), await fixture.listener()];
  const [receiver, file] = [await fixture.receiver(listener.url), await fixture.file()];
  listener.answer = () => ({ redirect: elsewhere.url });
  await fixture.dispatch({ tries: 2 });
  await fixture.enter(file);
  await until(() => fixture.states(receiver, file), allOf('dead'));
  expect((await fixture.standing(receiver, file))[0]).toMatchObject({
    lastError: 'redirect-refused',
    tries: 2,
  });
  expect(elsewhere.hooks).toEqual([]);
});

it.each([
  ['a loopback address', (port: number) => `https://127.0.0.2:${port}/`],
  ['loopback of IPv6', (port: number) => `https://[::1]:${port}/`],
  ['a private address', () => 'https://10.1.2.3/'],
  ['link-local', () => 'https://169.254.169.254/latest/meta-data'],
  ['a mapped address', (port: number) => `https://[::ffff:127.0.0.1]:${port}/`],
  ['a name that resolves there', (port: number) => `http://hooks.example.org:${port}/`],
])('%s is refused at the connection, whatever was registered', async (_name, url) => {
  const listener = await fixture.listener();
  const [receiver, file] = [await fixture.receiver(url(listener.port)), await fixture.file()];
  const { addressPolicy } = await import('../../api/outbox/addresses.ts');
  await fixture.dispatch({
    tries: 1,
    policy: addressPolicy(['*:*'], ['192.168.0.0/16']),
    resolve: (_host, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  await fixture.enter(file);
  await until(() => fixture.states(receiver, file), allOf('dead'));
  expect((await fixture.standing(receiver, file))[0]!.lastError).toBe('address-refused');
  expect(listener.hooks).toEqual([]);
});

it('a receiver that hangs is given up after the timeout; a closed port is named', async () => {
  const listener = await fixture.listener();
  const [hanging, closed, file] = [
    await fixture.receiver(listener.url),
    await fixture.receiver('http://127.0.0.1:1/'),
    await fixture.file(),
  ];
  listener.answer = () => 'hang';
  await fixture.dispatch({ tries: 1, timeout: 150 });
  await fixture.enter(file);
  await until(() => fixture.states(hanging, file), allOf('dead'));
  await until(() => fixture.states(closed, file), allOf('dead'));
  expect((await fixture.standing(hanging, file))[0]!.lastError).toBe('timeout');
  expect((await fixture.standing(closed, file))[0]!.lastError).toBe('ECONNREFUSED');
});

it('a receiver that hangs has only so many deliveries under way', async () => {
  const [listener, other] = [await fixture.listener(), await fixture.listener()];
  await fixture.receiver(listener.url);
  const healthy = await fixture.receiver(other.url);
  const files = await Promise.all(upTo(5).map(() => fixture.file()));
  listener.answer = () => 'hang';
  await fixture.dispatch({ concurrency: 3, timeout: 20_000 });
  await Promise.all(files.map((file) => fixture.enter(file, 2)));
  await until(() => listener.open === 3);
  // All that there is has been looked at: a healthy one has everything by now.
  for (const file of files) await until(() => fixture.states(healthy, file), allOf('delivered'));
  expect(listener.most).toBe(3);
});

it("only the own bureau's entries, and only of the wanted types", async () => {
  const other = `oz-${fixture.bureau.slice(3)}`;
  await fixture.owner`insert into bureau (id, name, area) values (${other}, '样例', '120000')`;
  const [listener, foreign] = [await fixture.listener(), await fixture.listener()];
  const picky = await fixture.receiver(listener.url, { events: ['duty-breached'] });
  const stranger = await fixture.receiver(foreign.url, { bureau: other });
  const file = await fixture.file();
  await fixture.dispatch({ bureaus: [fixture.bureau, other] });
  await fixture.enter(file, 2);
  await fixture.enter(file, 1, 'duty-breached');
  await until(() => listener.hooks.length === 1);
  expect(listener.hooks[0]).toMatchObject({ seq: 3, message: { type: 'duty-breached' } });
  expect(await fixture.states(picky, file)).toHaveLength(1);
  expect(await fixture.states(stranger, file)).toEqual([]);
  expect(foreign.hooks).toEqual([]);
  await fixture.owner`update receiver set active = false where bureau_id = ${other}`;
});

it('two dispatchers at once deliver everything once and in order', async () => {
  const listener = await fixture.listener();
  const receiver = await fixture.receiver(listener.url);
  const files = await Promise.all(upTo(5).map(() => fixture.file()));
  listener.delay = 2;
  await Promise.all([fixture.dispatch({ poll: 11 }), fixture.dispatch({ poll: 13 })]);
  for (let turn = 0; turn < 4; turn++)
    await Promise.all(files.map((file) => fixture.enter(file, 2)));
  for (const file of files) {
    await until(() => fixture.states(receiver, file), allOf('delivered'));
    expect(listener.seqs(file)).toEqual(upTo(8));
  }
  expect(new Set(listener.hooks.map(({ id }) => id)).size).toBe(listener.hooks.length);
  expect(listener.overlapping).toEqual([]);
});

it('during a rotation either secret verifies; after it only the new one', async () => {
  const [listener, before, after, file] = [
    await fixture.listener(),
    newSecret(),
    newSecret(),
    await fixture.file(),
  ];
  const receiver = await fixture.receiver(listener.url, { secret: after });
  await fixture.owner`update receiver set previous_secret = ${fixture.seal.seal(before, `receiver:${receiver}`)}, previous_until = now() + interval '1 hour' where id = ${receiver}`;
  await fixture.dispatch();
  await fixture.enter(file);
  await until(() => listener.hooks.length === 1);
  for (const secret of [before, after]) expect(verify(secret, listener.hooks[0]!)).toBeTruthy();
  await fixture.owner`update receiver set previous_until = now() where id = ${receiver}`;
  await fixture.enter(file);
  await until(() => listener.hooks.length === 2);
  expect(verify(after, listener.hooks[1]!)).toBeTruthy();
  expect(() => verify(before, listener.hooks[1]!)).toThrow();
});

it('what was entered while nobody dispatched is delivered at the start; an inactive receiver keeps its place', async () => {
  const [listener, other] = [await fixture.listener(), await fixture.listener()];
  const [receiver, file] = [await fixture.receiver(listener.url), await fixture.file()];
  const active = await fixture.receiver(other.url);
  await fixture.enter(file, 2);
  await fixture.owner`update receiver set active = false where id = ${receiver}`;
  await fixture.dispatch();
  await fixture.sql`select pg_notify('duban_outbox', ${`${receiver} ${file}`})`;
  await until(() => fixture.states(active, file), allOf('delivered'));
  expect(listener.hooks).toEqual([]);
  await fixture.owner`update receiver set active = true where id = ${receiver}`;
  await until(() => fixture.states(receiver, file), allOf('delivered'));
  expect(listener.seqs(file)).toEqual([1, 2]);
});

it('the database keeps what is settled, and the secret sealed', async () => {
  const listener = await fixture.listener();
  const [receiver, file] = [await fixture.receiver(listener.url), await fixture.file()];
  await fixture.dispatch();
  await fixture.enter(file);
  await until(() => fixture.states(receiver, file), allOf('delivered'));
  await expect(
    fixture.sql`update delivery set state = 'pending' where receiver_id = ${receiver}`,
  ).rejects.toThrow(/stays so/);
  await expect(
    fixture.sql`update delivery set seq = 9 where receiver_id = ${receiver}`,
  ).rejects.toThrow(/permission denied/);
  await expect(fixture.sql`delete from delivery where receiver_id = ${receiver}`).rejects.toThrow(
    /permission denied/,
  );
  await expect(
    fixture.owner`update receiver set secret = ${newSecret()} where id = ${receiver}`,
  ).rejects.toThrow(/check constraint/);
});

it('a receiver that is back is sent at once what waits for it: its first success wakes its queue', async () => {
  const listener = await fixture.listener();
  const receiver = await fixture.receiver(listener.url);
  const files = await Promise.all(upTo(4).map(() => fixture.file()));
  listener.answer = () => 503;
  await fixture.dispatch({ tries: 10, firstDelay: 3_600_000 });
  for (const file of files) await fixture.enter(file, 2);
  for (const file of files)
    await until(
      () => fixture.standing(receiver, file),
      ([head]) => head!.lastError === 'status-503' && head!.state === 'pending',
    );
  expect(listener.hooks).toHaveLength(4);
  listener.answer = () => 204;
  const news = await fixture.file();
  await fixture.enter(news);
  for (const file of files) await until(() => fixture.states(receiver, file), allOf('delivered'));
  for (const file of files) expect(listener.seqs(file)).toEqual([1, 1, 2]);
});

it('one message that a receiver never takes keeps its pauses while others arrive', async () => {
  const listener = await fixture.listener();
  const receiver = await fixture.receiver(listener.url);
  const [poison, ...others] = await Promise.all(upTo(6).map(() => fixture.file()));
  listener.answer = ({ file }) => (file === poison ? 500 : 204);
  await fixture.dispatch({ tries: 3, firstDelay: 3_600_000 });
  await fixture.enter(poison!);
  await until(
    () => fixture.standing(receiver, poison!),
    ([head]) => head!.tries === 1 && head!.state === 'pending',
  );
  for (const file of others) {
    await fixture.enter(file);
    await until(() => fixture.states(receiver, file), allOf('delivered'));
  }
  expect(await fixture.standing(receiver, poison!)).toMatchObject([{ state: 'pending', tries: 1 }]);
});
