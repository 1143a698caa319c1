/**
 * Builds the recount as one module: the workflows as they are, with the stand-in in the place of the engine's SDK. It needs Node and nothing
 * else, so that the script inside a dossier can hold it. It lies in tools/, because it puts workflows together with what they run on: only
 * here may both be reached.
 */
import type { Recount } from '../../domain/recount/compare.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { standInPlugin } from '../../api/dossier/stand-in-plugin.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** `entry`: what the bundle gives; nothing else: `recount`. */
export async function buildRecount(entry = path('./index.ts')): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    plugins: [standInPlugin],
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
