/** Builds the Temporal server's programs from the pinned Go tool module, once per user and version, saying how it goes. */
import { spawn } from 'node:child_process';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { identity } from './identity.ts';
import { holding } from './lock.ts';

export interface BuildOptions {
  go: string;
  moduleFolder: string;
  cache: string;
  /** Asked again once the lock is held: another process may have built meanwhile. */
  missing: () => { name: string; path: string }[];
  onProgress: (text: string) => void;
  signal?: AbortSignal;
}

export async function build(options: BuildOptions): Promise<void> {
  const { cache, onProgress } = options;
  await mkdir(cache, { recursive: true });
  const waiting = (): void =>
    onProgress('another process builds the Temporal server; waiting for it');
  await holding(
    join(cache, 'building.lock'),
    waiting,
    async () => {
      const tools = options.missing();
      if (tools.length === 0) return;
      await removeInterrupted(cache);
      onProgress(
        'building the Temporal server from tools/temporal (once per user and version; 3 to 7 minutes on two cores)',
      );
      await go(options, ['mod', 'download'], 'fetching Go modules');
      for (const tool of tools) {
        const beside = join(cache, `${tool.name}.building-${process.pid}`);
        await go(
          options,
          ['build', '-v', '-trimpath', '-ldflags=-s -w', '-o', beside, tool.path],
          `building ${tool.name}`,
        );
        await rename(beside, join(cache, tool.name));
      }
      onProgress(`the Temporal server's programs are in ${cache}`);
    },
    options.signal,
  );
}

/** What a build that was killed left: some 150 MB each time. */
async function removeInterrupted(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const pid = /\.building-(\d+)$/.exec(name)?.[1];
    if (pid && !identity(Number(pid))) await rm(join(cache, name), { force: true });
  }
}

async function go(options: BuildOptions, args: string[], what: string): Promise<void> {
  const started = Date.now();
  const child = spawn(options.go, args, {
    cwd: options.moduleFolder,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(options.signal ? { signal: options.signal } : {}),
  });
  let packages = 0;
  let tail = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    packages += text.split('\n').length - 1;
    tail = (tail + text).slice(-2000);
  });
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  options.onProgress(what);
  const timer = setInterval(
    () => options.onProgress(`${what}: ${seconds()} s${packages ? `, ${packages} packages` : ''}`),
    10_000,
  );
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  try {
    const code = await new Promise((resolve, reject) =>
      child.once('error', reject).once('exit', resolve),
    );
    if (code !== 0)
      throw new Error(`${what} failed (go ${args[0]}, exit code ${code})\n${tail.trim()}`);
  } finally {
    clearInterval(timer);
    process.off('exit', kill);
  }
}
