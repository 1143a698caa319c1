/** The bench's own temporary stack: one namespace without time skipping, our two processes, and the bare client's two beside them. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { writeFile } from 'node:fs/promises';
import { connect, type Sql } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { loadReference } from '../../db/reference.ts';
import { buildBundle } from '../bundle.ts';
import { passwordsIn } from '../engine/passwords.ts';
import { apiService, polls, workerService } from '../engine/mains.ts';
import { choosePorts } from '../engine/ports.ts';
import { superuserUrl } from '../engine/postgres.ts';
import { typescript, type Service } from '../engine/processes.ts';
import { startStack, type Stack } from '../engine/stack.ts';
import type { Pids } from './meter.ts';

const namespace = 'bench';
const main = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const quiet = {
  trace() {},
  debug() {},
  info() {},
  log() {},
  warn: console.warn,
  error: console.error,
};

export interface Harness {
  stack: Stack;
  api: string;
  bare: string;
  owner: Sql;
  superuser: Sql;
  ours: Pids;
  theirs: Pids;
  everything: Pids;
}

export async function startHarness(
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<Harness> {
  const stack = await startStack({
    temporary: true,
    preload: 'pg_stat_statements',
    namespaces: [{ name: namespace, retentionDays: 1, timeSkipping: false }],
    onProgress: say,
    signal,
    onCrash: ({ name, logEnd }) => console.error(`${name} crashed\n${logEnd}`),
  });
  try {
    return await furnish(stack, say);
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

async function furnish(stack: Stack, say: (text: string) => void): Promise<Harness> {
  const superuser = await withStatements(stack);
  await migrate(stack.ownerUrl);
  await loadReference(stack.databaseUrl, { sample: true, fictitiousCalendars: true });
  const owner = connect(stack.ownerUrl, { max: 2 });
  await owner.unsafe(
    'create table bench_row (file text, step int, n int, at timestamptz default now(), primary key (file, step, n)); grant insert, select on bench_row to duban_app',
  );
  say('starting our worker and API, and the bare client');
  const ports = await choosePorts(['api', 'bare'], {});
  const services = await servicesOf(stack, ports);
  await Promise.all(services.map((service) => stack.run(service)));
  const pids =
    (...names: string[]): Pids =>
    () =>
      Object.fromEntries(names.map((name) => [name, stack.pid(name) ?? 0]));
  return {
    stack,
    owner,
    superuser,
    api: `http://127.0.0.1:${ports.api}`,
    bare: `http://127.0.0.1:${ports.bare}`,
    ours: pids('postgres', 'temporal', 'worker', 'api'),
    theirs: pids('postgres', 'temporal', 'bare-worker', 'bare-client'),
    everything: pids('postgres', 'temporal', 'temporal-worker', 'worker', 'api'),
  };
}

async function servicesOf(stack: Stack, ports: { api: number; bare: number }): Promise<Service[]> {
  const env = { ...stack.env(), LOG_LEVEL: 'warn', ...tracing() };
  const bundle = await buildBundle(join(stack.dataDir, 'workflow-bundle.js'));
  const bareBundle = join(stack.dataDir, 'bare-bundle.js');
  await writeFile(
    bareBundle,
    (await bundleWorkflowCode({ workflowsPath: main('bare-workflow.ts'), logger: quiet })).code,
  );
  const answers = (port: number, path: string) => async (): Promise<boolean> =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).status < 500;
  const began = Date.now();
  const bareEnv = { ...env, TEMPORAL_TASK_QUEUE: 'bare', BENCH_BUNDLE: bareBundle };
  return [
    workerService({ env: { ...env, DUBAN_WORKFLOW_BUNDLE: bundle } }, stack.adminToken),
    apiService({
      env: {
        ...env,
        DUBAN_WORKFLOW_BUNDLE: bundle,
        API_PORT: String(ports.api),
        API_RATE_PER_ADDRESS: '1000000000',
        API_RATE_PER_CALLER: '1000000000',
      },
    }),
    {
      name: 'bare-worker',
      ...typescript(main('bare-worker.ts')),
      env: bareEnv,
      ready: async () => polls(bareEnv, await stack.adminToken(), began),
    },
    {
      name: 'bare-client',
      ...typescript(main('bare-client.ts')),
      env: { ...bareEnv, BARE_PORT: String(ports.bare) },
      ready: answers(ports.bare, '/'),
    },
  ];
}

/** With a collector in the environment our two processes send it traces, so that what they cost can be measured. */
function tracing(): Record<string, string> {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
  return endpoint ? { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } : {};
}

/** Statements are counted by the database itself. */
async function withStatements(stack: Stack): Promise<Sql> {
  const superuser = connect(
    superuserUrl(stack.ports['postgres']!, await passwordsIn(stack.dataDir)),
    { max: 1, name: 'bench' },
  );
  await superuser.unsafe('create extension if not exists pg_stat_statements');
  return superuser;
}

/** Designated institutions, one a file: registered in one statement, which is no part of what is measured. */
export async function institutions(owner: Sql, tag: string, count: number): Promise<string[]> {
  const agreement = {
    number: 'XY-1',
    startsOn: '2020-01-01',
    endsOn: '2040-12-31',
    clauses: [{ id: '第32条', covers: ['suspension', 'refusal'] }],
    faceRecognitionReady: true,
  };
  await owner`insert into institution (id, bureau_id, nhsa_code, credit_code, name, kind, ownership, area, agreement, status)
    select ${`i-${tag}-`} || n, 'tj', ${`H120000${tag}-`} || n, ${`${tag}-`} || n, '样例医院', 'hospital', 'private', '120000', ${owner.json(agreement)}, 'designated' from generate_series(1, ${count}::int) n`;
  return Array.from({ length: count }, (_, n) => `i-${tag}-${n + 1}`);
}
