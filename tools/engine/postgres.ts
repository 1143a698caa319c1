/** The embedded PostgreSQL as a child process. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { databaseUrl, reachable } from './databases.ts';
import { identity } from './identity.ts';
import type { Passwords } from './passwords.ts';
import { end } from './pids.ts';
import {
  clusterPlace,
  postgresBinaries,
  unprivilegedUser,
  type User,
} from './postgres-binaries.ts';
import type { Service } from './processes.ts';

const run = promisify(execFile);

export interface PostgresOptions {
  folder: string;
  port: number;
  passwords: Passwords;
  /** A temporary stack's data need not survive a power cut; commits survive a killed PostgreSQL all the same. */
  temporary: boolean;
  /** Libraries it loads when it starts, e.g. `pg_stat_statements`. */
  preload?: string;
  onProgress: (text: string) => void;
}

export async function postgresService(options: PostgresOptions): Promise<Service> {
  const user = await unprivilegedUser();
  const binaries = await postgresBinaries(user, options.onProgress);
  const data = await clusterPlace(options.folder, options.temporary, user, options.onProgress);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    options.onProgress('making the PostgreSQL cluster');
    await initialise(binaries.initdb, data, user, options.passwords.superuser);
  }
  await clearStaleLock(data);
  return {
    name: 'postgres',
    command: binaries.postgres,
    args: ['-D', data, ...flags(options)],
    env: { LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    stopSignal: 'SIGINT',
    // While the backends of a killed one still leave, a new one refuses to start.
    attempts: 20,
    timeout: 30_000,
    ...(user ? { user } : {}),
    ready: () => reachable(superuserUrl(options.port, options.passwords)),
  };
}

export const superuserUrl = (port: number, passwords: Passwords): string =>
  databaseUrl('postgres', passwords.superuser, port, 'postgres');

function flags({ port, temporary, preload }: PostgresOptions): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 300,
    timezone: 'UTC',
    jit: 'off',
    ...(preload ? { shared_preload_libraries: preload } : {}),
    ...(temporary ? { fsync: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Made beside and then renamed: a cluster that exists is whole. */
async function initialise(
  initdb: string,
  data: string,
  user: User | undefined,
  password: string,
): Promise<void> {
  const beside = await mkdtemp(`${data}.new-`);
  const passwordFile = `${beside}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (user) for (const path of [beside, passwordFile]) await chown(path, user.uid, user.gid);
    const locale = [
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
    ];
    const args = [
      '--pgdata',
      beside,
      '--username',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      ...locale,
    ];
    await run(initdb, [...args, '--data-checksums', '--no-sync'], {
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      ...user,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(beside, data);
}

/**
 * A PostgreSQL of this very cluster that outlived its owner is ended, and a lock whose process is gone is taken away:
 * otherwise a start after a crash could fail because some other program has that process id by now.
 */
async function clearStaleLock(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  const who = identity(pid);
  if (who && commandLine(pid).includes(data))
    await end({ name: 'postgres', pid, who, stopSignal: 'SIGINT' });
  await rm(lock, { force: true });
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return (
      spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
    );
  }
}
