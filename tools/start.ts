/**
 * `npm start`: the whole system. Embedded PostgreSQL and Temporal server with its Web UI, or those that DATABASE_URL and
 * TEMPORAL_ADDRESS name; then migrations, reference data, worker and API; and it stays until Ctrl-C.
 */
import { join } from 'node:path';
import { loadReference } from '../db/reference.ts';
import { migrate } from '../db/migrate.ts';
import { sample } from '../db/sample.ts';
import { keyText } from '../domain/proof/note-keys.ts';
import { mintEngineToken, readSigningKey } from '../engine-token.ts';
import { buildBundle } from './bundle.ts';
import { readCommand } from './command.ts';
import { developmentIssuer } from './engine/details.ts';
import { dataFolder, readLaunchSettings, type LaunchSettings } from './engine/launch-settings.ts';
import { coordinatorLinks } from './engine/links.ts';
import { apiService, workerService } from './engine/mains.ts';
import { mustBeFree } from './engine/ports.ts';
import { processesIn, type Crash, type Processes } from './engine/processes.ts';
import { registerSampleSeries, sampleSeries } from './engine/sample-series.ts';
import { registerSignerKeys } from './engine/signer-bootstrap.ts';
import { signerService } from './engine/signer.ts';
import { claimData, mustNotRun, startStack } from './engine/stack.ts';

readCommand({
  usage: `npm start
  the whole system on this machine: PostgreSQL, the Temporal server with its Web UI, worker and API, until Ctrl-C
  settings come from the environment: API_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, POSTGRES_PORT, TEMPORAL_BINARIES;
  with DATABASE_URL and TEMPORAL_ADDRESS nothing embedded is started (docs/operations.md)`,
});
const say = (text: string): void => console.log(`· ${text}`);
const abort = new AbortController();
let running: Processes | undefined;

async function main(): Promise<void> {
  const settings = readLaunchSettings(process.env);
  mustNotRun(dataFolder);
  await mustBeFree(settings.API_PORT, 'API', 'API_PORT');
  if (settings.DATABASE_URL) await startExternal(settings);
  else await startEmbedded(settings);
}

async function startEmbedded(settings: LaunchSettings): Promise<void> {
  const {
    TEMPORAL_PORT: temporal,
    TEMPORAL_UI_PORT: temporalUi,
    POSTGRES_PORT: postgres,
    TEMPORAL_BINARIES: binaries,
  } = settings;
  const stack = await startStack({
    dataDir: dataFolder,
    // The demonstration's files skip time, so they live apart, with a database of their own (npm run demo).
    namespaces: [
      { name: 'duban', retentionDays: 30, timeSkipping: false },
      { name: 'demo', retentionDays: 7, timeSkipping: true },
    ],
    ports: { temporal, temporalUi, ...(postgres ? { postgres } : {}) },
    ...(binaries ? { binaries } : {}),
    onProgress: say,
    onCrash: crashed,
    signal: abort.signal,
  });
  running = stack;
  say('migrating the database');
  await migrate(stack.ownerUrl);
  say('loading reference data (with an invented sample bureau)');
  await loadReference(stack.databaseUrl, { sample: true, fictitiousCalendars: false });
  await registerSampleSeries(stack.databaseUrl, sampleSeries);
  await startMains(
    stack,
    {
      ...stack.env('duban'),
      DESK_SAMPLE_SIGN_IN: 'true',
      ...(await startSigner(stack, stack.databaseUrl, settings)),
      API_PORT: String(settings.API_PORT),
    },
    stack.adminToken,
  );
  summary(settings, stack.uiUrl, 'npm run token -- --officer o-jds-1', [
    stack.ports['workerMetrics'],
    stack.ports['temporalMetrics'],
    stack.ports['temporalWorkerMetrics'],
  ]);
}

/** One key for the log of each bureau of the sample, named as the API is reached here. */
async function startSigner(
  processes: Processes,
  databaseUrl: string,
  { API_PORT: port }: LaunchSettings,
): Promise<Record<string, string>> {
  const origins = sample.bureaus.map(({ id }) => `127.0.0.1:${port}/v1/log/${id}`);
  const signer = await signerService(dataFolder, origins);
  if (!signer) {
    say('no signer: the path of this folder is too long for a socket; checkpoints stay unsigned');
    return {};
  }
  say(
    'starting the signer; its key lies in .data/keys beside everything else: it protects nobody here',
  );
  await processes.run(signer.service);
  const keys = signer.keys.map((key, i) => ({ bureau: sample.bureaus[i]!.id, key: keyText(key) }));
  const registered = await registerSignerKeys(databaseUrl, keys);
  if (registered.length > 0)
    say(`its keys are taken into use as a bootstrap, for the logs of ${registered.join(', ')}`);
  return { LOG_SIGNER: signer.address };
}

/** Nothing embedded: only our own two processes here. */
async function startExternal(settings: LaunchSettings): Promise<void> {
  if ((process.env['OIDC_ISSUER'] ?? developmentIssuer) === developmentIssuer) {
    throw new Error(
      'settings: OIDC_ISSUER (with OIDC_JWKS_URL): the development issuer is refused outside the embedded mode',
    );
  }
  const folder = await claimData(dataFolder, say);
  running = processesIn(folder, { onCrash: crashed });
  if (settings.MIGRATION_DATABASE_URL) {
    say('migrating the database');
    await migrate(settings.MIGRATION_DATABASE_URL);
    await loadReference(settings.DATABASE_URL!, { sample: false, fictitiousCalendars: false });
  } else say('no MIGRATION_DATABASE_URL: the database is taken as it is');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  await startMains(running, { ...env, API_PORT: String(settings.API_PORT) }, () =>
    ownToken(env, settings.TEMPORAL_NAMESPACE),
  );
  summary(settings, settings.TEMPORAL_UI_URL, 'from your identity provider (OIDC_JWKS_URL)');
}

async function ownToken(
  env: Record<string, string>,
  namespace: string,
): Promise<string | undefined> {
  if (env['TEMPORAL_API_KEY']) return env['TEMPORAL_API_KEY'];
  const file = env['DUBAN_SIGNING_KEY_FILE'];
  return file
    ? mintEngineToken(await readSigningKey(file), {
        sub: 'duban-start',
        permissions: [`${namespace}:read`],
      })
    : undefined;
}

async function startMains(
  processes: Processes,
  env: Record<string, string>,
  token: () => Promise<string | undefined>,
): Promise<void> {
  abort.signal.throwIfAborted();
  say('bundling the workflows');
  const DUBAN_WORKFLOW_BUNDLE = await buildBundle(join(dataFolder, 'workflow-bundle.js'));
  abort.signal.throwIfAborted();
  say('starting worker and API');
  await Promise.all([
    processes.run(workerService({ env: { ...env, DUBAN_WORKFLOW_BUNDLE } }, token)),
    processes.run(apiService({ env: { ...env, DUBAN_WORKFLOW_BUNDLE } })),
  ]);
}

function summary(
  settings: LaunchSettings,
  uiUrl: string | undefined,
  token: string,
  metrics: readonly (number | undefined)[] = [],
): void {
  const api = `http://127.0.0.1:${settings.API_PORT}`;
  const links = uiUrl ? coordinatorLinks(uiUrl, settings.TEMPORAL_NAMESPACE) : [];
  console.log(`
督办 Duban is up.

  API             ${api}
  pages           ${api}/desk
  documentation   ${api}/docs
  Temporal UI     ${uiUrl ?? '(set TEMPORAL_UI_URL)'}
${links.map(({ label, link }) => `    ${label}\n      ${link}`).join('\n')}
  token           ${token}
  metrics         ${[settings.API_PORT, ...metrics].map((port) => `http://127.0.0.1:${port}/metrics`).join('\n                  ')}
  logs            ${join(dataFolder, 'logs')}

Ctrl-C stops everything.`);
}

const crashes = new Map<string, number>();

/** Said by name and started again; one that falls over twice within a minute has a reason, and everything stops. */
function crashed({ name, how, logEnd, logFile }: Crash): void {
  console.error(
    `\n${name} crashed: ${how}. The end of ${logFile}:\n${logEnd.replaceAll(/^/gm, '    ')}\n`,
  );
  const again = Date.now() - (crashes.get(name) ?? 0) < 60_000;
  crashes.set(name, Date.now());
  if (again || !running) return void stop(1, `${name} crashed`);
  say(`starting ${name} again`);
  running.restart(name).then(
    () => say(`${name} is up again`),
    (error: Error) => stop(1, error.message),
  );
}

let stopping = false;

async function stop(exitCode: number, why: string): Promise<void> {
  // A second Ctrl-C does not wait: the guard beside us ends what is left.
  if (stopping) process.exit(exitCode || 130);
  stopping = true;
  console.log(`\n${why}: stopping`);
  abort.abort();
  await running?.stop();
  if (running) process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop(0, signal === 'SIGINT' ? 'Ctrl-C' : signal));

try {
  await main();
} catch (error) {
  if (!stopping) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  await running?.stop();
  process.exit(stopping ? 130 : 1);
}
