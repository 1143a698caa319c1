/** The API as a process: it starts, answers, says plainly what is wrong, and leaves in good order. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, inject, it } from 'vitest';
import { apiCommand } from '../../tools/engine/mains.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});

interface Running {
  child: ChildProcess;
  output: () => string;
}

function start(more: Record<string, string>, stdout: 'pipe' | number = 'pipe'): Running {
  const env = {
    ...inject('stack').env,
    PATH: process.env['PATH'] ?? '',
    OIDC_JWKS_FILE: inject('stack').issuerJwksFile,
    API_HOST: '127.0.0.1',
    API_PORT: '0',
    ...more,
  };
  const { command, args } = apiCommand({ DUBAN_WORKFLOW_BUNDLE: inject('stack').bundle });
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', stdout, 'pipe'],
  });
  started.push(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  return { child, output: () => text };
}

async function portOf({ output, child }: Running): Promise<number> {
  for (let i = 0; i < 500 && child.exitCode === null; i += 1) {
    const port = /"port":(\d+)/.exec(output())?.[1];
    if (port) return Number(port);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error(`it does not listen: ${output()}`);
}

async function exitOf({ child }: Running): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'listens, answers, and ends with 0 on %s',
  async (signal) => {
    const running = start({});
    const port = await portOf(running);
    const answer = await fetch(`http://127.0.0.1:${port}/v1/time/due`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        start: '2026-09-18T09:30:00+08:00',
        limit: { unit: 'hours', count: 24 },
      }),
    });
    expect(answer.status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/v1/units`)).status).toBe(401);
    running.child.kill(signal);
    expect(await exitOf(running)).toBe(0);
  },
);

it('has the files of the project, and goes on answering while its log cannot be written, on a full disk', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  holder.close();
  await once(holder, 'close');
  const full = openSync('/dev/full', 'w');
  const running = start({ API_PORT: String(port), LOG_LEVEL: 'trace' }, full);
  closeSync(full);
  const health = async () =>
    (await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined))?.status;
  // Each answer is a line that cannot be written.
  await expect.poll(health, { timeout: 20_000 }).toBe(200);
  for (let n = 0; n < 20; n++) expect(await health()).toBe(200);
  // It finds the files of the project from where it is built: its version, the examples, the page's script.
  const said = await (await fetch(`http://127.0.0.1:${port}/openapi.json`)).text();
  expect(said).toContain('"example":{');
  expect(said).not.toContain('"version":"unknown"');
  expect((await fetch(`http://127.0.0.1:${port}/docs/swagger-ui-bundle.js`)).status).toBe(200);
  expect(running.child.exitCode).toBe(null);
  expect(running.output()).not.toContain('ENOSPC');
  running.child.kill('SIGTERM');
  expect(await exitOf(running)).toBe(0);
});

it('says plainly that the port is taken', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  const running = start({ API_PORT: String(port) });
  expect(await exitOf(running)).toBe(1);
  holder.close();
  expect(running.output()).toContain(`端口 ${port} 已被占用`);
  expect(running.output()).not.toContain('    at ');
});

it('names the setting that is wrong', async () => {
  const running = start({ DATABASE_URL: 'mysql://x' });
  expect(await exitOf(running)).toBe(1);
  expect(running.output()).toContain('DATABASE_URL');
});
