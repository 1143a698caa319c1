/**
 * How workflows are bundled to run without an engine: the stand-in (tools/recount) in the place of the engine's SDK. It stands here because the script inside a
 * dossier is built here, and it names files only: nothing of tools/ runs in the API.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const standIn = fileURLToPath(new URL('../../tools/recount/stand-in.ts', import.meta.url));

/** What runs under the engine's SDK, runs under the stand-in; its clock is the clock of the life. */
export const standInPlugin: Plugin = {
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
