/** Builds worker and API ahead of time, workflows and mains: what bundles and compiles at its start answers seconds later after a crash. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { build } from 'esbuild';
import { builtApi, builtRecount, builtTracing, builtWorker } from './built.ts';
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

/** A program for Node; its packages stay where they are. */
const program = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  write: false,
  logLevel: 'warning',
} as const;

const source = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

async function built(entry: string): Promise<string> {
  const { outputFiles } = await build({ ...program, entryPoints: [entry] });
  return outputFiles[0]!.text;
}

/** In parts: what it loads on demand, as where traces are sent, stays on demand. Its main comes last. */
async function builtApiFiles(): Promise<[file: string, text: string][]> {
  const { outputFiles } = await build({
    ...program,
    entryPoints: [source('api/main.ts')],
    outdir: dirname(builtApi),
    outExtension: { '.js': '.mjs' },
    splitting: true,
  });
  const files = outputFiles.map(({ path, text }): [string, string] => [path, text]);
  const isMain = ([path]: [string, string]): boolean => path === builtApi;
  return [...files.filter((file) => !isMain(file)), ...files.filter(isMain)];
}

/** Writes the workflows to `at`, which may become known meanwhile, and the worker's main, the API's and the recount to `.build`, each in one step, and answers the file. */
export async function buildBundle(at: string | Promise<string>): Promise<string> {
  const [{ code }, worker, tracing, recount, api] = await Promise.all([
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
    builtApiFiles(),
  ]);
  const file = await at;
  await put(file, code);
  await put(builtWorker, worker);
  await put(builtTracing, tracing);
  await put(builtRecount, recount);
  for (const [path, text] of api) await put(path, text);
  await only(api.map(([path]) => basename(path)));
  return file;
}

/** Parts of what was built before go. */
async function only(names: readonly string[]): Promise<void> {
  const folder = dirname(builtApi);
  for (const name of await readdir(folder))
    if (name.endsWith('.mjs') && !names.includes(name))
      await rm(join(folder, name), { force: true });
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await buildBundle(resolve(process.argv[2] ?? '.build/workflow-bundle.js')));
}
