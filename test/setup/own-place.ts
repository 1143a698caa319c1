/**
 * A namespace and a database of a test's own, with a worker between them, on the stack that all tests share: what lives there is seen by no other process.
 * For whoever must know that nobody else keeps histories, mends runs, or notes heartbeats; and for whoever loses one of the two.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { inject, vi } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { loadReference } from '../../db/reference.ts';
import { mintEngineToken, readSigningKey } from '../../engine-token.ts';
import { workerService } from '../../tools/engine/mains.ts';
import { prepareNamespaces } from '../../tools/engine/namespaces.ts';
import { adminClaims } from '../../tools/engine/stack.ts';
import { Bureau } from './bureau.ts';
import { freshDatabase } from './fresh-database.ts';
import type { Server } from './own-server.ts';
import { uniqueHex } from './unique.ts';

export interface OwnPlace {
  /** Of the engine; another one after `loseEngine`. */
  readonly namespace: string;
  readonly databaseUrl: string;
  open: (
    more?: Record<string, string>,
    options?: Parameters<typeof Bureau.open>[0],
  ) => Promise<Bureau>;
  /** Its worker asks for work: on a loaded machine it takes longer to start than an act is waited for. */
  ready: (bureau: Bureau) => Promise<void>;
  /** The engine's database is lost: from now on there is an empty one. No bureau is open meanwhile. */
  loseEngine: () => Promise<void>;
  /** A backup of the database, and the same put back, while the engine goes on. No bureau is open meanwhile. */
  keep: () => Promise<void>;
  restore: () => Promise<void>;
  close: () => Promise<void>;
}

async function newNamespace(retentionDays: number): Promise<string> {
  const { temporalAddress, signingKeyFile } = inject('stack');
  const name = `own-${uniqueHex()}`;
  const admin = await mintEngineToken(await readSigningKey(signingKeyFile), adminClaims);
  await prepareNamespaces(temporalAddress, admin, [{ name, retentionDays, timeSkipping: true }]);
  return name;
}

/** `named`: a namespace that the stack has for this test file alone, because time can be skipped in it. `server`: where the database is made, if not beside all others. */
export async function ownPlace({
  retentionDays = 1,
  named,
  server,
}: { retentionDays?: number; named?: string; server?: Server } = {}): Promise<OwnPlace> {
  const { databaseUrl, env, bundle } = inject('stack');
  let namespace = named ?? (await newNamespace(retentionDays));
  const database = await freshDatabase(server);
  const url = new URL(server?.databaseUrl ?? databaseUrl);
  url.pathname = new URL(database.ownerUrl).pathname;
  await migrate(database.ownerUrl);
  await loadReference(url.href, { sample: true, fictitiousCalendars: true });
  const settings = () => ({
    TEMPORAL_NAMESPACE: namespace,
    DATABASE_URL: url.href,
    WORKER_METRICS_ADDRESS: '',
  });
  const startWorker = (): ChildProcess => {
    const all = { ...process.env, ...env, ...settings(), DUBAN_WORKFLOW_BUNDLE: bundle! };
    const { command, args = [] } = workerService({ env: all });
    return spawn(command, args, { env: all, stdio: 'ignore' });
  };
  let [worker, since] = [startWorker(), Date.now()];
  const withoutWorker = async (work: () => Promise<void>): Promise<void> => {
    const gone = once(worker, 'exit');
    worker.kill('SIGKILL');
    await gone;
    await work();
    [worker, since] = [startWorker(), Date.now()];
  };
  return {
    get namespace() {
      return namespace;
    },
    databaseUrl: url.href,
    open: (more = {}, options = {}) =>
      Bureau.open(options, { ...settings(), ...more }, database.ownerUrl),
    ready: ({ service: { engine } }) =>
      vi.waitFor(
        async () => {
          if (((await engine.lastPolled()) ?? 0) <= since)
            throw new Error('no worker asks for work');
        },
        { timeout: 120_000, interval: 200 },
      ),
    loseEngine: () =>
      withoutWorker(async () => {
        namespace = await newNamespace(retentionDays);
      }),
    keep: () => withoutWorker(database.keep),
    restore: () => withoutWorker(database.restore),
    close: async () => {
      worker.kill('SIGKILL');
      await database.drop();
    },
  };
}
