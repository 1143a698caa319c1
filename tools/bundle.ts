/** Builds the workflow bundle ahead of time: a worker that bundles at its start answers seconds later after a crash. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
const payloadConverterPath = fileURLToPath(new URL('../workflows/payload-converter.ts', import.meta.url));

/** Only problems are worth a line. */
const quiet = { trace() {}, debug() {}, info() {}, log() {}, warn: console.warn, error: console.error };

/** Writes the bundle to `file` in one step, and answers the file. */
export async function buildBundle(file: string): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath, payloadConverterPath, logger: quiet });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, code);
  await rename(`${file}.${process.pid}`, file);
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await buildBundle(resolve(process.argv[2] ?? '.build/workflow-bundle.js')));
}
