/**
 * One temporary stack for the whole run of the `engine` project: PostgreSQL, Temporal server, migrated database with the
 * sample bureau, and one real worker process. Tests reach it with `inject('stack')`; nothing is left when the run ends.
 */
import { cp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { mainsThere, workerService } from '../../tools/engine/mains.ts';
import { startStack, type Stack } from '../../tools/engine/stack.ts';
import { RECORD_DOSSIERS, recordDossiers } from '../../tools/record-dossiers.ts';
import { RECORD, recordHistories } from '../../tools/record-histories.ts';
import { recountAll } from './recounted.ts';
import { plantShortRuns } from './short-runs.ts';

const namespace = 'test';
const taskQueue = 'duban';
const repository = fileURLToPath(new URL('../../', import.meta.url));

/** What a test needs to reach the stack; plain data, since it crosses processes. */
export interface TestStack {
  namespace: string;
  taskQueue: string;
  temporalAddress: string;
  uiUrl: string;
  /** Of every program of the stack. */
  ports: Record<string, number>;
  /** The role that owns the tables: for tests that must see or break what the application may not. */
  ownerUrl: string;
  databaseUrl: string;
  signingKeyFile: string;
  issuerKeyFile: string;
  issuerJwksFile: string;
  /** The settings with which the worker runs. */
  env: Record<string, string>;
  /** False while worker.ts does not exist. */
  worker: boolean;
  /** The workflow bundle the worker runs, if there is one. */
  bundle: string | undefined;
  logs: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: TestStack;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Built while the stack starts, which waits for its programs most of the time.
  const bundling = bundled();
  const stack = await startStack({
    temporary: true,
    // The second is there to show what an ordinary namespace refuses.
    namespaces: [
      { name: namespace, retentionDays: 1, timeSkipping: true },
      { name: 'duban', retentionDays: 30, timeSkipping: false },
      // Each for one file of tests that has a place of its own (own-place.ts) and skips time there.
      { name: 'apart', retentionDays: 1, timeSkipping: true },
      { name: 'sealed', retentionDays: 1, timeSkipping: true },
    ],
    onProgress: (text) => say(text, /building|fetching|copying|waiting/),
    onCrash: ({ name, how, logEnd }) => {
      console.error(`stack: ${name} crashed (${how})\n${logEnd}`);
      process.exitCode = 1;
    },
  });
  const stop = async (): Promise<void> => {
    const folder = process.env[RECORD];
    if (folder) await recordHistories(stack, namespace, folder);
    const dossiers = process.env[RECORD_DOSSIERS];
    if (dossiers) await recordDossiers(stack, namespace, dossiers);
    const recounted = process.env['DUBAN_RECOUNT'];
    if (recounted) await recountAll(stack.databaseUrl, recounted);
    await keepLogs(stack);
    await stack.stop();
  };
  try {
    await prepareDatabase(stack);
    // Only the outbox's own tests dispatch, each for its own bureau: any process would deliver for all.
    const env = {
      ...stack.env(),
      TEMPORAL_TASK_QUEUE: taskQueue,
      OUTBOX_DISPATCH: 'false',
      METRICS_INTERVAL: '0',
    };
    const bundle = await startWorker(stack, env, bundling);
    project.provide('stack', describe(stack, env, bundle));
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Only what takes long, so that a run is not noisy. */
function say(text: string, worth: RegExp): void {
  if (worth.test(text)) console.log(`stack: ${text}`);
}

async function prepareDatabase(stack: Stack): Promise<void> {
  if (!existsSync(join(repository, 'db/migrate.ts')))
    return console.warn('stack: no db/migrate.ts yet: the database is empty');
  const { migrate } = await import('../../db/migrate.ts');
  await migrate(stack.ownerUrl);
  if (!existsSync(join(repository, 'db/reference.ts')))
    return console.warn('stack: no db/reference.ts yet: no reference data');
  const { loadReference } = await import('../../db/reference.ts');
  await loadReference(stack.databaseUrl, { sample: true, fictitiousCalendars: true });
  // DUBAN_TEST_RUN_EVENTS=25: every file of the suite in short runs, one after the other (docs/decisions/0009).
  const runEvents = Number(process.env['DUBAN_TEST_RUN_EVENTS']) || undefined;
  if (runEvents) await plantShortRuns(stack.ownerUrl, runEvents);
}

interface Bundling {
  /** Told where the stack is. */
  into: (folder: string) => Promise<string>;
}

/** Undefined in a tree without a worker. */
function bundled(): Bundling | undefined {
  if (!mainsThere().worker || !existsSync(join(repository, 'workflows/index.ts'))) return undefined;
  let told: (file: string) => void = () => {};
  const file = new Promise<string>((resolve) => {
    told = resolve;
  });
  const bundle = import('../../tools/bundle.ts').then(({ buildBundle }) => buildBundle(file));
  // Whoever asks for it hears of it; nobody asks where the stack does not start.
  bundle.catch(() => {});
  return {
    into: (folder) => {
      told(join(folder, 'workflow-bundle.js'));
      return bundle;
    },
  };
}

async function startWorker(
  stack: Stack,
  env: Record<string, string>,
  bundling: Bundling | undefined,
): Promise<string | undefined> {
  if (!bundling) {
    console.warn('stack: no worker.ts with workflows/index.ts yet: nothing takes up workflows');
    return undefined;
  }
  const bundle = await bundling.into(stack.dataDir);
  await stack.run(
    workerService({ env: { ...env, DUBAN_WORKFLOW_BUNDLE: bundle } }, stack.adminToken),
  );
  return bundle;
}

function describe(
  stack: Stack,
  env: Record<string, string>,
  bundle: string | undefined,
): TestStack {
  const {
    temporalAddress,
    uiUrl,
    ports,
    ownerUrl,
    databaseUrl,
    signingKeyFile,
    issuerKeyFile,
    issuerJwksFile,
    dataDir,
  } = stack;
  const addresses = { temporalAddress, uiUrl, ports, ownerUrl, databaseUrl };
  const files = { signingKeyFile, issuerKeyFile, issuerJwksFile, logs: join(dataDir, 'logs') };
  return {
    namespace,
    taskQueue,
    ...addresses,
    ...files,
    env,
    worker: bundle !== undefined,
    bundle,
  };
}

/** The folder goes with the stack; its logs are what one wants to read after a failure. */
async function keepLogs(stack: Stack): Promise<void> {
  await cp(join(stack.dataDir, 'logs'), join(repository, '.build', 'test-logs'), {
    recursive: true,
  }).catch(() => {});
}
