/** Builds the worker ahead of time, workflows and main: one that bundles and compiles at its start answers seconds later after a crash. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { build } from 'esbuild';
import { builtRecount, builtTracing, builtWorker } from './built.ts';
import { buildRecount } from './recount/bundle.ts';

const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
const payloadConverterPath = fileURLToPath(
  new URL('../workflows/payload-converter.ts', import.meta.url),
);

/** Without a trace it does nothing; it is always there, so that a file has one code whether traces are sent or not. */
const tracingPath = fileURLToPath(new URL('../workflows/tracing.ts', import.meta.url));

/** Only problems are worth a line. */
const quiet = {
  trace() {},
  debug() {},
  info() {},
  log() {},
  warn: console.warn,
  error: console.error,
};

const source = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** A program for Node; its packages stay where they are. */
async function built(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]!.text;
}

/** Writes the workflows to `at`, which may become known meanwhile, and the worker's main and the recount to `.build`, each in one step, and answers the file. */
export async function buildBundle(at: string | Promise<string>): Promise<string> {
  const [{ code }, worker, tracing, recount] = await Promise.all([
    // Loaded once and not for every file: no module of the workflows keeps anything of one (test/architecture).
    bundleWorkflowCode({
      workflowsPath,
      payloadConverterPath,
      workflowInterceptorModules: [tracingPath],
      preloadModules: [workflowsPath, tracingPath],
      logger: quiet,
    }),
    built(source('worker.ts')),
    built(source('worker/tracing.ts')),
    buildRecount(),
  ]);
  const file = await at;
  await put(file, code);
  await put(builtWorker, worker);
  await put(builtTracing, tracing);
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
