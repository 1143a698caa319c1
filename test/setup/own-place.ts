/**
 * A namespace and a database of a test's own, with a worker between them, on the stack that all tests share: what lives there is seen by no other process.
 * For whoever must know that nobody else keeps histories, mends runs, or notes heartbeats.
 */
import { spawn } from 'node:child_process';
import { inject } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { loadReference } from '../../db/reference.ts';
import { mintEngineToken, readSigningKey } from '../../engine-token.ts';
import { workerService } from '../../tools/engine/mains.ts';
import { prepareNamespaces } from '../../tools/engine/namespaces.ts';
import { adminClaims } from '../../tools/engine/stack.ts';
import { Bureau } from './bureau.ts';
import { freshDatabase } from './fresh-database.ts';
import { uniqueHex } from './unique.ts';

export interface OwnPlace {
  namespace: string;
  open: (
    more?: Record<string, string>,
    options?: Parameters<typeof Bureau.open>[0],
  ) => Promise<Bureau>;
  close: () => Promise<void>;
}

export async function ownPlace({ retentionDays = 1 } = {}): Promise<OwnPlace> {
  const { temporalAddress, signingKeyFile, databaseUrl, env, bundle } = inject('stack');
  const namespace = `own-${uniqueHex()}`;
  const admin = await mintEngineToken(await readSigningKey(signingKeyFile), adminClaims);
  await prepareNamespaces(temporalAddress, admin, [
    { name: namespace, retentionDays, timeSkipping: true },
  ]);
  const database = await freshDatabase();
  const url = new URL(databaseUrl);
  url.pathname = new URL(database.ownerUrl).pathname;
  await migrate(database.ownerUrl);
  await loadReference(url.href, { sample: true, fictitiousCalendars: true });
  const settings = { TEMPORAL_NAMESPACE: namespace, DATABASE_URL: url.href };
  const all = { ...process.env, ...env, ...settings, DUBAN_WORKFLOW_BUNDLE: bundle! };
  const { command, args = [] } = workerService({ env: all });
  const worker = spawn(command, args, { env: all, stdio: 'ignore' });
  return {
    namespace,
    open: (more = {}, options = {}) =>
      Bureau.open(options, { ...settings, ...more }, database.ownerUrl),
    close: async () => {
      worker.kill('SIGKILL');
      await database.drop();
    },
  };
}
