/** The Chromium of the pinned package, unpacked into the per-user cache once. Nothing of the package is run: its archives are unpacked here. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { holding } from '../engine/lock.ts';

export type Env = Readonly<Record<string, string | undefined>>;
export interface Chromium {
  program: string;
  env?: Record<string, string>;
}

const moduleFolder = fileURLToPath(new URL('../chromium/', import.meta.url));
const name = '@sparticuz/chromium';
const MAKING = '.making-';
const ofMaking = /\.making-\d+/;
/** Of a download that says nothing any more. */
const PATIENCE = 300_000;
const version = (
  JSON.parse(readFileSync(join(moduleFolder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  }
).dependencies[name]!;
export const packageName = `${name}@${version}`;

const cacheFolder = (env: Env): string =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'duban', `chromium-${version}`);

/** Its libraries and its one font stand behind those of the machine. */
export const inCache = (env: Env): Chromium => at(cacheFolder(env));
const at = (folder: string): Chromium => ({
  program: join(folder, 'chromium'),
  env: {
    LD_LIBRARY_PATH: [process.env['LD_LIBRARY_PATH'], join(folder, 'lib')]
      .filter(Boolean)
      .join(':'),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  },
});

/** `fill` puts the program and what it needs into a folder beside the one of the cache. */
export async function intoCache(
  env: Env,
  say: (text: string) => void,
  fill: (folder: string) => Promise<void> = fromPackage,
): Promise<Chromium> {
  const folder = cacheFolder(env);
  await mkdir(dirname(folder), { recursive: true });
  const waiting = (): void => say('another process installs Chromium; waiting for it');
  await holding(`${folder}.lock`, waiting, async () => {
    // Whoever held the lock before may have brought it, and its Chromium may be running.
    if (existsSync(at(folder).program)) return;
    await removeInterrupted(folder);
    const beside = `${folder}${MAKING}${process.pid}`;
    try {
      await mkdir(beside);
      await fill(beside);
      await rm(folder, { recursive: true, force: true });
      await rename(beside, folder);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  });
  return at(folder);
}

async function fromPackage(folder: string): Promise<void> {
  await install(folder);
  await unpack(folder);
}

/** What a run that was killed has left: nobody else makes one while the lock is held. */
async function removeInterrupted(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent))
    if (name.startsWith(`${basename(folder)}${MAKING}`))
      await rm(join(parent, name), { recursive: true, force: true });
}

/** By the lock file, so that what comes is what was looked at. */
async function install(folder: string): Promise<void> {
  for (const file of ['package.json', 'package-lock.json'])
    await copyFile(join(moduleFolder, file), join(folder, file));
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
}

async function unpack(folder: string): Promise<void> {
  const bin = join(folder, 'node_modules', name, 'bin');
  const inflate = (from: string, to: string, mode: number): Promise<void> =>
    pipeline(
      createReadStream(join(bin, from)),
      createBrotliDecompress(),
      createWriteStream(to, { mode }),
    );
  await inflate('chromium.br', join(folder, 'chromium'), 0o755);
  for (const archive of ['al2023', 'fonts', 'swiftshader']) {
    const tar = join(folder, `${archive}.tar`);
    await inflate(`${archive}.tar.br`, tar, 0o644);
    await run('tar', ['-xf', tar], folder);
    await rm(tar);
  }
  await rm(join(folder, 'node_modules'), { recursive: true });
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${join(folder, 'fonts').replace(ofMaking, '')}</dir><cachedir>${join(folder, 'fonts-cache').replace(ofMaking, '')}</cachedir></fontconfig>\n`,
  );
}

async function run(program: string, args: string[], cwd: string): Promise<void> {
  const child = spawn(program, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: PATIENCE,
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} ${args[0]} ended with ${code}`);
}
