/** Children end with their owner, whatever becomes of it, and a crash is told by name. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import {
  makeTemporaryFolder,
  removeTemporaryFolder,
  type TemporaryFolder,
} from '../../tools/engine/folders.ts';
import { identity } from '../../tools/engine/identity.ts';
import {
  processesIn,
  typescript,
  type Crash,
  type Processes,
} from '../../tools/engine/processes.ts';

let temporary: TemporaryFolder | undefined;
let processes: Processes | undefined;

function owning(onCrash?: (crash: Crash) => void): Processes {
  temporary = makeTemporaryFolder();
  return (processes = processesIn(temporary.folder, onCrash ? { onCrash } : {}));
}
afterEach(async () => {
  await processes?.stop();
  if (temporary) await removeTemporaryFolder(temporary);
  processes = temporary = undefined;
});

const sleeper = { name: 'sleeper', command: 'sleep', args: ['600'] };

it('a killed owner leaves neither child nor folder', async () => {
  const { command, args } = typescript(
    fileURLToPath(new URL('./fixtures/owner.ts', import.meta.url)),
  );
  const owner = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve) =>
    owner.stdout.once('data', (data: Buffer) => resolve(String(data))),
  );
  const { folder, pid } = JSON.parse(line) as { folder: string; pid: number };
  expect(identity(pid)).toBeDefined();
  owner.kill('SIGKILL');
  await expect.poll(() => identity(pid), { timeout: 10_000 }).toBeUndefined();
  await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
});

it('nor does one that is killed while it removes its folder', async () => {
  const { command, args } = typescript(
    fileURLToPath(new URL('./fixtures/killed-at-the-end.ts', import.meta.url)),
  );
  const owner = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = new Promise<string>((resolve) =>
    owner.stdout.once('data', (data: Buffer) => resolve(String(data))),
  );
  const [, signal] = (await once(owner, 'exit')) as [number | null, string | null];
  const { folder } = JSON.parse(await line) as { folder: string };
  expect(signal).toBe('SIGKILL');
  await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
});

it('a crash is told by name, with the end of its log', async () => {
  const crashes: Crash[] = [];
  const running = owning((crash) => crashes.push(crash));
  await running.run({
    name: 'fails',
    command: 'sh',
    args: ['-c', 'sleep 0.2; echo what went wrong; exit 3'],
  });
  await expect
    .poll(() => crashes, { timeout: 5000 })
    .toMatchObject([{ name: 'fails', how: 'exit code 3', logEnd: 'what went wrong' }]);
});

it('killed, restarted and stopped on purpose is no crash', async () => {
  const crashes: Crash[] = [];
  const running = owning((crash) => crashes.push(crash));
  await running.run(sleeper);
  const first = running.pid('sleeper')!;
  await running.kill('sleeper');
  expect([identity(first), running.pid('sleeper')]).toEqual([undefined, undefined]);
  await running.restart('sleeper');
  const second = running.pid('sleeper')!;
  expect(identity(second)).toBeDefined();
  await running.stop();
  expect([identity(second), crashes]).toEqual([undefined, []]);
});

it('what does not become ready is stopped, and says why', async () => {
  const running = owning();
  const never = {
    name: 'mute',
    command: 'sh',
    args: ['-c', 'echo no settings; exec sleep 600'],
    ready: async () => false,
    timeout: 300,
  };
  await expect(running.run(never)).rejects.toThrow(/mute did not start \(.*\)\nno settings/);
  expect(running.pid('mute')).toBeUndefined();
  const ends = {
    name: 'ends',
    command: 'sh',
    args: ['-c', 'echo port taken; exit 1'],
    ready: async () => false,
  };
  await expect(running.run(ends)).rejects.toThrow(/ends did not start \(exit code 1\)\nport taken/);
});
