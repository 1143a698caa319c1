/**
 * Builds the recount as one module: the workflows as they are, with the stand-in in the place of the engine's SDK. It needs Node and nothing
 * else, so that the script inside a dossier can hold it. It lies in tools/, because it puts workflows together with what they run on: only
 * here may both be reached.
 */
import type { Recount } from '../../domain/recount/compare.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const standIn = path('./stand-in.ts');

/** What runs under the engine's SDK, runs under the stand-in; its clock is the clock of the life. */
const instead: Plugin = {
  name: 'stand-in',
  setup(build) {
    build.onResolve({ filter: /^@temporalio\/(workflow|common)$/ }, () => ({ path: standIn }));
    // It leaves one frame of every error, for all that runs in the process.
    build.onLoad({ filter: /[/\\]kit[/\\]stack-traces\.ts$/ }, () => ({
      contents: '',
      loader: 'ts',
    }));
    build.onLoad({ filter: /[/\\]kit[/\\]alarm\.ts$/ }, async ({ path }) => ({
      contents: `import { now } from ${JSON.stringify(standIn)};\n${(
        await readFile(path, 'utf8')
      ).replaceAll('Date.now()', 'now()')}`,
      loader: 'ts',
    }));
  },
};

/** `entry`: what the bundle gives; nothing else: `recount`. */
export async function buildRecount(entry = path('./index.ts')): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    plugins: [instead],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]!.text;
}

/** The recount of today's code, ready to be called in this process. */
export async function recounting(): Promise<Recount> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-recount-'));
  try {
    const file = join(folder, 'recount.mjs');
    await writeFile(file, await buildRecount());
    const { recount } = (await import(pathToFileURL(file).href)) as { recount: Recount };
    return recount;
  } finally {
    await rm(folder, { recursive: true });
  }
}
