/**
 * 浏览器 Where the Chromium of the tests comes from (docs/decisions/0041): the setting DUBAN_CHROMIUM, a program of the machine, playwright's cache, the per-user cache;
 * and where there is none, the pinned package (tools/chromium), or playwright's own download. Without any the tests fail: nothing is left out silently.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { inCache, intoCache, packageName, type Chromium, type Env } from './package.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Whatever is found has said its version: it starts on this machine. */
export async function findChromium(env: Env, say: (text: string) => void): Promise<Chromium> {
  const given = env['DUBAN_CHROMIUM'];
  if (given) {
    if (await starts({ program: given })) return { program: given };
    throw new Error(`${given} (setting DUBAN_CHROMIUM) is no Chromium that starts here`);
  }
  for (const program of [...installed(env), chromium.executablePath()])
    if (executable(program) && (await starts({ program }))) return { program };
  return (await brought(env, say)) ?? missing();
}

const installed = ({ PATH = '' }: Env): string[] => [
  ...PATH.split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name))),
  ...elsewhere,
];

async function brought(env: Env, say: (text: string) => void): Promise<Chromium | undefined> {
  const kept = inCache(env);
  if (executable(kept.program) && (await starts(kept))) return kept;
  if (process.platform === 'linux' && process.arch === 'x64') {
    say(`there is no Chromium here: installing the package ${packageName} (once per user, 65 MB)`);
    const made = await intoCache(env, say).catch((error: unknown) =>
      say(`the package could not be installed: ${String(error)}`),
    );
    if (made && (await starts(made))) return made;
  }
  say('asking playwright to download its Chromium');
  const cli = fileURLToPath(new URL('cli.js', import.meta.resolve('playwright-core/package.json')));
  const child = spawn(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    stdio: 'ignore',
    timeout: 300_000,
  });
  await once(child, 'exit');
  const program = chromium.executablePath();
  return executable(program) && (await starts({ program })) ? { program } : undefined;
}

function missing(): never {
  throw new Error(`The pages are tried in a real Chromium, and there is none here, nor could one be brought. Choose one, then run the tests again:
  - apt-get install chromium fonts-noto-cjk (or Google Chrome, by its own installer)
  - DUBAN_CHROMIUM=<path of the program>
  - a network in which npm reaches its registry, or playwright its downloads (npx playwright-core install chromium)`);
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function starts({ program, env }: Chromium): Promise<boolean> {
  const child = spawn(program, ['--version', '--headless', '--no-sandbox'], {
    stdio: 'ignore',
    timeout: 30_000,
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0));
  });
}
