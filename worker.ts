/** Runs the files' workflows and their activities. */
import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from './activities/index.ts';
import { createLog } from './api/http/log.ts';
import { faultOf } from './api/http/problem-answer.ts';
import { startLine } from './api/http/start-line.ts';
import { connect } from './db/client.ts';
import { readRegisterKeys } from './db/lobbying/keys.ts';
import { keepToken, readSigningKey } from './engine-token.ts';
import { readSettings, type Settings } from './settings.ts';
import { runtimeLogger } from './worker/log.ts';
import { workerMetrics } from './worker/metrics.ts';
import type { WorkerTracing } from './worker/tracing.ts';

const settings = readSettings();
// A log that cannot be written (a full disk) loses lines and never ends the process.
process.stderr.on('error', () => {});
const log = createLog(settings.LOG_LEVEL, 'worker');
startLine(log, settings);
const metrics = await workerMetrics(settings, log);
await metrics.install((telemetry) =>
  Runtime.install({
    logger: runtimeLogger(log),
    telemetryOptions: {
      ...telemetry,
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
    },
    shutdownSignals: ['SIGINT', 'SIGTERM'],
  }),
);
const closeMetrics = await metrics.open();
const tracing = await traced(settings);

const connection = await NativeConnection.connect({
  address: settings.TEMPORAL_ADDRESS,
  tls: settings.TEMPORAL_TLS,
  apiKey: settings.TEMPORAL_API_KEY,
});
const stopRenewing = await authenticate(connection, settings);
const sql = connect(settings.DATABASE_URL, { name: 'duban-worker', max: 10 });
const worker = await Worker.create({
  connection,
  namespace: settings.TEMPORAL_NAMESPACE,
  taskQueue: settings.TEMPORAL_TASK_QUEUE,
  activities: createActivities({ sql, registerKeys: await keysOfRegister() }),
  ...workflows(),
  ...(tracing && { sinks: tracing.sinks, interceptors: interceptors(tracing) }),
  maxCachedWorkflows: settings.WORKER_MAX_CACHED_WORKFLOWS,
  // A killed worker's files answer again after a second instead of ten (temporal-notes §5).
  stickyQueueScheduleToStartTimeout: '1s',
});
try {
  await worker.run();
} finally {
  stopRenewing();
  closeMetrics();
  await tracing?.stop().catch(() => {});
  await sql.end({ timeout: 5 });
  await connection.close();
}

/** A key of the sealed register that cannot be read stops that register and nothing else. */
async function keysOfRegister(): ReturnType<typeof readRegisterKeys> {
  try {
    return await readRegisterKeys(settings);
  } catch (error) {
    log.error({ fault: faultOf(error) }, 'the keys of the sealed register cannot be read');
    return undefined;
  }
}

/** Where an endpoint is set; nothing of it is loaded otherwise. What is built ahead of time has it in a file of its own (tools/bundle.ts). */
async function traced({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: Settings): Promise<WorkerTracing | undefined> {
  if (!endpoint) return undefined;
  const place = import.meta.url.endsWith('.mjs') ? './worker-tracing.mjs' : './worker/tracing.ts';
  const { workerTracing } = (await import(place)) as typeof import('./worker/tracing.ts');
  return workerTracing({ service: 'duban-worker', endpoint, ratio });
}

/** Of the workflows too where they are not built ahead of time: a bundle has its own. */
function interceptors({ activity }: WorkerTracing): WorkerOptions['interceptors'] {
  return {
    activity: [activity],
    ...(!settings.DUBAN_WORKFLOW_BUNDLE && {
      workflowModules: [fileURLToPath(new URL('./workflows/tracing.ts', import.meta.url))],
    }),
  };
}

/** Built ahead of time where there is a bundle: a killed worker is back in a second. */
function workflows(): Pick<
  WorkerOptions,
  'workflowBundle' | 'workflowsPath' | 'dataConverter' | 'bundlerOptions'
> {
  const codePath = settings.DUBAN_WORKFLOW_BUNDLE;
  if (codePath) return { workflowBundle: { codePath } };
  const path = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const workflowsPath = path('./workflows/index.ts');
  return {
    workflowsPath,
    bundlerOptions: { preloadModules: [workflowsPath] },
    dataConverter: { payloadConverterPath: path('./workflows/payload-converter.ts') },
  };
}

async function authenticate(
  to: NativeConnection,
  { DUBAN_SIGNING_KEY_FILE: file, TEMPORAL_NAMESPACE: ns, TEMPORAL_API_KEY: fixed }: Settings,
): Promise<() => void> {
  if (!file || fixed) return () => {};
  return keepToken(to, await readSigningKey(file), {
    sub: 'duban-worker',
    permissions: [`${ns}:worker`, `${ns}:write`],
  });
}
