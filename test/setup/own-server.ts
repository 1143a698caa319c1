/** A PostgreSQL of a test's own, for whoever copies a whole server: the one that all tests share grows with the run. */
import { dirname } from 'node:path';
import { inject } from 'vitest';
import { databaseUrl, prepareDatabases } from '../../tools/engine/databases.ts';
import { passwordsIn } from '../../tools/engine/passwords.ts';
import { choosePorts } from '../../tools/engine/ports.ts';
import { postgresService, superuserUrl } from '../../tools/engine/postgres.ts';
import type { Processes } from '../../tools/engine/processes.ts';

export interface Server {
  superuserUrl: string;
  /** Any database of it, for the role that owns the tables and for the application's. */
  ownerUrl: string;
  databaseUrl: string;
}

export async function sharedServer(): Promise<Server> {
  const { ports, logs, ownerUrl, databaseUrl: application } = inject('stack');
  const passwords = await passwordsIn(dirname(logs));
  return {
    superuserUrl: superuserUrl(ports['postgres']!, passwords),
    ownerUrl,
    databaseUrl: application,
  };
}

/** Its data lies in a folder of the test's, and it ends with these processes. */
export async function ownServer(folder: string, processes: Processes): Promise<Server> {
  const { postgres: port } = await choosePorts(['postgres'], {});
  const passwords = await passwordsIn(folder);
  const options = { folder, port, passwords, temporary: true, onProgress: () => {} };
  await processes.run(await postgresService(options));
  const superuser = superuserUrl(port, passwords);
  await prepareDatabases(superuser, passwords, []);
  return {
    superuserUrl: superuser,
    ownerUrl: databaseUrl('duban_owner', passwords.owner, port, 'postgres'),
    databaseUrl: databaseUrl('duban_app', passwords.app, port, 'postgres'),
  };
}
