/** Builds the worker ahead of time, workflows and main: one that bundles and compiles at its start answers seconds later after a crash. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { build } from 'esbuild';
import { builtRecount, builtWorker } from './built.ts';
import { buildRecount } from './recount/bundle.ts';

const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
const payloadConverterPath = fileURLToPath(
  new URL('../workflows/payload-converter.ts', import.meta.url),
);

/** Only problems are worth a line. */
const quiet = {
  trace() {},
  debug() {},
  info() {},
  log() {},
  warn: console.warn,
  error: console.error,
};

const main = fileURLToPath(new URL('../worker.ts', import.meta.url));

/** Writes the workflows to `file`, and the worker's main and the recount to `.build`, each in one step, and answers the file. */
export async function buildBundle(file: string): Promise<string> {
  const [{ code }, { outputFiles }, recount] = await Promise.all([
    // Loaded once and not for every file: no module of the workflows keeps anything of one (test/architecture).
    bundleWorkflowCode({
      workflowsPath,
      payloadConverterPath,
      preloadModules: [workflowsPath],
      logger: quiet,
    }),
    build({
      entryPoints: [main],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      write: false,
      logLevel: 'warning',
    }),
    buildRecount(),
  ]);
  await put(file, code);
  await put(builtWorker, outputFiles[0]!.text);
  await put(builtRecount, recount);
  return file;
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await buildBundle(resolve(process.argv[2] ?? '.build/workflow-bundle.js')));
}
