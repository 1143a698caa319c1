/** The launcher's parts that need nothing running: ports, settings, tokens, the count on the last line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { readLaunchSettings } from '../../tools/engine/launch-settings.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { identity } from '../../tools/engine/identity.ts';
import { keysIn } from '../../tools/engine/keys.ts';
import { coordinatorLinks } from '../../tools/engine/links.ts';
import { holding } from '../../tools/engine/lock.ts';
import { passwordsIn } from '../../tools/engine/passwords.ts';
import { choosePorts } from '../../tools/engine/ports.ts';
import { readStack } from '../../tools/engine/details.ts';
import { mustNotRun } from '../../tools/engine/stack.ts';
import { mintOfficerToken } from '../../tools/token.ts';
import { closingLine } from '../setup/closing-line.ts';

const temporary = makeTemporaryFolder();
const fresh = (): string => mkdtempSync(join(temporary.folder, 'x-'));
afterAll(() => removeTemporaryFolder(temporary));

describe('ports', () => {
  it('a taken one is named, with the setting that changes it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(choosePorts(['temporalUi'], { temporalUi: port })).rejects.toThrow(
      new RegExp(`port ${port}.*TEMPORAL_UI_PORT`),
    );
    await expect(choosePorts(['a', 'b'], {}, { a: port })).resolves.not.toMatchObject({ a: port });
    await new Promise((resolve) => server.close(resolve));
  });

  it("are all different, and last time's if they are free", async () => {
    const names = ['a', 'b', 'c', 'd'] as const;
    const ports = await choosePorts(names, {});
    expect(new Set(Object.values(ports)).size).toBe(4);
    expect(await choosePorts(names, {}, ports)).toEqual(ports);
  });
});

describe('settings', () => {
  it('the API is on 8300 unless set', () => expect(readLaunchSettings({}).API_PORT).toBe(8300));
  it.each([[{ DATABASE_URL: 'postgres://x' }], [{ TEMPORAL_ADDRESS: 'x:7233' }]])(
    'one of the two external addresses is not enough: %o',
    (env) => {
      expect(() => readLaunchSettings(env)).toThrow(/give both .* or neither/);
    },
  );
  it('a wrong port is named', () =>
    expect(() => readLaunchSettings({ API_PORT: 'http' })).toThrow(/API_PORT/));
});

describe('secrets', () => {
  it('are made once, random, and readable by their owner only', async () => {
    const folder = fresh();
    const [passwords, keys] = [await passwordsIn(folder), await keysIn(join(folder, 'keys'))];
    expect(new Set(Object.values(passwords)).size).toBe(4);
    expect(await passwordsIn(folder)).toEqual(passwords);
    expect(await keysIn(join(folder, 'keys'))).toEqual(keys);
    for (const file of [join(folder, 'passwords.json'), keys.engine.key, keys.issuer.key])
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(keys.issuer.jwks, 'utf8')).not.toContain('"d"');
  });
});

describe('development tokens', () => {
  it('name the officer and the development issuer, for at most eight hours', async () => {
    const { issuer } = await keysIn(fresh());
    const jwks = createLocalJWKSet(
      JSON.parse(await readFile(issuer.jwks, 'utf8')) as JSONWebKeySet,
    );
    const token = await mintOfficerToken({ issuerKeyFile: issuer.key }, 'o-1', 8);
    const { payload } = await jwtVerify(token, jwks, {
      issuer: 'urn:duban:development',
      audience: 'duban',
      maxTokenAge: '8h',
    });
    expect(payload).toMatchObject({ sub: 'o-1', exp: payload.iat! + 8 * 3600 });
    for (const hours of [0, -1, 8.01, Number.NaN])
      await expect(mintOfficerToken({ issuerKeyFile: issuer.key }, 'o-1', hours)).rejects.toThrow(
        /--ttl/,
      );
    await expect(mintOfficerToken({ issuerKeyFile: issuer.key }, '', 1)).rejects.toThrow(
      /which officer/,
    );
  });

  it('need a stack that runs', async () => {
    await expect(readStack(fresh())).rejects.toThrow(/nothing runs/);
  });
});

it('a lock is held by one at a time', async () => {
  const lock = join(fresh(), 'lock');
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, (inside += 1));
    await new Promise((resolve) => setTimeout(resolve, 30));
    inside -= 1;
  };
  await Promise.all([1, 2].map(() => holding(lock, () => {}, work)));
  expect(most).toBe(1);
});

it('whoever waits for a lock can give up at once', async () => {
  const lock = join(fresh(), 'lock');
  let free = (): void => {};
  let held: Promise<void> | undefined;
  await new Promise<void>((taken) => {
    held = holding(
      lock,
      () => {},
      () =>
        new Promise<void>((resolve) => {
          free = resolve;
          taken();
        }),
    );
  });
  const abort = new AbortController();
  const waiting = holding(
    lock,
    () => abort.abort(),
    async () => 'never',
    abort.signal,
  );
  await expect(waiting).rejects.toThrow(/abort/i);
  free();
  await held;
});

it('a second start in one folder says that Duban runs there already, whatever else is taken', async () => {
  const folder = fresh();
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  writeFileSync(
    join(folder, 'pids.json'),
    JSON.stringify({
      owner: { name: 'duban', pid: other.pid, who: identity(other.pid!) },
      running: [],
    }),
  );
  expect(() => mustNotRun(folder)).toThrow(`Duban runs there already as process ${other.pid}`);
  other.kill();
  await once(other, 'exit');
  expect(() => mustNotRun(folder)).not.toThrow();
});

it("a coordinator's link asks for open files that need attention", () => {
  const [overdue] = coordinatorLinks('http://ui', 'duban');
  expect(decodeURIComponent(overdue!.link)).toBe(
    'http://ui/namespaces/duban/workflows?query=ExecutionStatus = "Running" AND DubanAttention = "overdue"',
  );
});

it('the last line counts', () =>
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped'));
