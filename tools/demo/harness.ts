/** Where the demonstration runs: beside a running `npm start`, or on a temporary stack of its own. Always in the namespace `demo`. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { migrate } from '../../db/migrate.ts';
import { loadReference } from '../../db/reference.ts';
import { sample } from '../../db/sample.ts';
import { mintEngineToken, readSigningKey } from '../../engine-token.ts';
import { buildBundle } from '../bundle.ts';
import { databasesFor, readStack, stackEnv, type StackDetails } from '../engine/details.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../engine/folders.ts';
import { dataFolder } from '../engine/launch-settings.ts';
import { apiService, workerService } from '../engine/mains.ts';
import { choosePorts } from '../engine/ports.ts';
import { processesIn, type Processes } from '../engine/processes.ts';
import { adminClaims, startStack } from '../engine/stack.ts';

import { openLog, type DemoLog } from './log.ts';
import { Skipped } from './skipped.ts';

export const namespace = 'demo';

export interface Harness {
  stack: StackDetails;
  api: string;
  /** The Web UI outlives the demonstration: it belongs to a running `npm start`. */
  lasting: boolean;
  /** A bureau of this run's own, not there yet; its log is signed, too. */
  bureau: string;
  log: DemoLog;
  /** What whoever skips the time of a file has to note. */
  skipped: Skipped;
  stop(): Promise<void>;
}

/** What worker and API of the demonstration run on. */
interface Host {
  stack: StackDetails;
  processes: Processes;
  folder: string;
  /** As lasting as the database. */
  keys: string;
  stop(): Promise<void>;
}

/** `alone`: on a stack of its own, whatever else is running. */
export async function openHarness(
  say: (text: string) => void,
  signal: AbortSignal,
  alone = false,
): Promise<Harness> {
  const running = alone ? undefined : await readStack(dataFolder).catch(() => undefined);
  const host = running ? beside(running) : await ofOurOwn(say, signal);
  signal.addEventListener('abort', () => void host.processes.halt(), { once: true });
  try {
    say(
      running
        ? 'using the running npm start: its namespace demo, with a worker and an API of our own'
        : 'nothing is running: a temporary stack of our own',
    );
    const up = await bringUp(host, say);
    return {
      stack: host.stack,
      ...up,
      skipped: new Skipped(),
      lasting: running !== undefined,
      stop: async () => {
        await up.log.close();
        await host.stop();
      },
    };
  } catch (error) {
    await host.stop();
    throw error;
  }
}

/** Our two processes have a folder of their own: that of the running stack is its owner's alone. */
function beside(stack: StackDetails): Host {
  if (!stack.namespaces.some(({ name, timeSkipping }) => name === namespace && timeSkipping))
    throw new Error('the running stack has no namespace demo: start it again');
  const temporary = makeTemporaryFolder();
  const processes = processesIn(temporary.folder, { temporaryId: temporary.id });
  return {
    stack,
    processes,
    folder: temporary.folder,
    keys: join(stack.dataDir, 'demo'),
    stop: () => processes.stop(() => removeTemporaryFolder(temporary)),
  };
}

async function ofOurOwn(say: (text: string) => void, signal: AbortSignal): Promise<Host> {
  const stack = await startStack({
    temporary: true,
    namespaces: [{ name: namespace, retentionDays: 1, timeSkipping: true }],
    onProgress: say,
    signal,
  });
  return { stack, processes: stack, folder: stack.dataDir, keys: stack.dataDir, stop: stack.stop };
}

/** Migrates, loads the invented bureau and the invented notices (样例), starts signer, worker and API; answers the API's address. */
async function bringUp(
  { stack, processes, folder, keys }: Host,
  say: (text: string) => void,
): Promise<Pick<Harness, 'api' | 'log' | 'bureau'>> {
  const { ownerUrl, databaseUrl } = databasesFor(stack, namespace);
  say(
    'migrating the database; loading the sample bureau and the fictitious holiday notices (样例)',
  );
  await migrate(ownerUrl);
  await loadReference(databaseUrl, { sample: true, fictitiousCalendars: true });
  say('starting signer, worker and API; a witness stands beside');
  const own = `nian-${randomInt(46_656).toString(36).padStart(3, '0')}`;
  const log = await openLog(keys, databaseUrl, processes, [
    ...sample.bureaus.map(({ id }) => id),
    own,
  ]);
  const { api: port } = await choosePorts(['api'], {});
  const env = {
    ...stackEnv(stack, namespace),
    ...log.env,
    API_PORT: String(port),
    LOG_LEVEL: 'warn',
    API_RATE_PER_ADDRESS: '1000000',
    API_RATE_PER_CALLER: '1000000',
  };
  const DUBAN_WORKFLOW_BUNDLE = await buildBundle(join(folder, 'workflow-bundle.js'));
  const key = await readSigningKey(stack.signingKeyFile);
  await Promise.all([
    processes.run(
      workerService({ name: 'demo-worker', env: { ...env, DUBAN_WORKFLOW_BUNDLE } }, () =>
        mintEngineToken(key, adminClaims),
      ),
    ),
    processes.run(apiService({ name: 'demo-api', env: { ...env, DUBAN_WORKFLOW_BUNDLE } })),
  ]);
  return { api: `http://127.0.0.1:${port}`, log, bureau: own };
}
