/**
 * 备份的数据库 Starts a server on the copy of a backup, for as long as it is needed: in a temporary folder, reached by a socket in that folder and by no network, with
 * settings of our own in the place of those in the backup, so that it archives nothing, follows nobody, runs nothing by itself (subscriptions, workers, event triggers) and asks
 * for no password.
 */
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect, type Sql } from '../../db/client.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../engine/folders.ts';
import {
  clusterPlace,
  postgresBinaries,
  unprivilegedUser,
  type User,
} from '../engine/postgres-binaries.ts';
import { processesIn, type Service } from '../engine/processes.ts';
import { NoBackup, unpack, type Unpacked } from './backup.ts';

const run = promisify(execFile);
/** Milliseconds that a server may take until it has replayed what was written during the backup. */
const RECOVERY = 1_800_000;
const PORT = 5432;

export interface Restored {
  unpacked: Unpacked;
  /** Milliseconds from the start until it could be asked. */
  took: number;
  /** Connections to a database of it that write nothing. */
  open: (database: string) => Sql;
}

/** Whatever becomes of the work, nothing is left. */
export async function withRestored<T>(
  backup: string,
  onProgress: (text: string) => void,
  work: (restored: Restored) => Promise<T>,
): Promise<T> {
  const temporary = makeTemporaryFolder();
  const { folder } = temporary;
  const processes = processesIn(folder, { temporaryId: temporary.id });
  const opened: Sql[] = [];
  try {
    const begun = Date.now();
    const user = await unprivilegedUser();
    const data = await clusterPlace(folder, true, user, onProgress);
    onProgress('正在展开备份 copying the backup');
    const unpacked = await unpack(backup, data, processes);
    const { postgres } = await postgresBinaries(user, onProgress);
    await sameVersion(postgres, unpacked.version);
    const service = await prepare(postgres, folder, data, user);
    onProgress('正在启动备份的数据库 starting its server');
    await processes.run(service).catch((error: unknown) => {
      throw new NoBackup(error instanceof Error ? error.message : String(error));
    });
    return await work({
      unpacked,
      took: Date.now() - begun,
      open: (database) => {
        const sql = connected(folder, database);
        opened.push(sql);
        return sql;
      },
    });
  } finally {
    await Promise.all(opened.map((sql) => sql.end({ timeout: 5 }).catch(() => {})));
    await processes.stop(() => removeTemporaryFolder(temporary));
  }
}

const socketIn = (folder: string): string => join(folder, 'socket');

const connected = (folder: string, database: string): Sql =>
  connect(`postgres://postgres@localhost:${PORT}/${database}`, {
    socket: socketIn(folder),
    max: 4,
    name: 'drill',
    readOnly: true,
  });

async function sameVersion(postgres: string, version: number): Promise<void> {
  const { stdout } = await run(postgres, ['--version'], { cwd: '/' });
  const own = Number(/(\d+)\.\d+/.exec(stdout)?.[1]);
  if (own !== version)
    throw new NoBackup(`it is of PostgreSQL ${version}, and the server here is ${own}`);
}

async function prepare(
  postgres: string,
  folder: string,
  data: string,
  user: User | undefined,
): Promise<Service> {
  const socket = socketIn(folder);
  await mkdir(socket, { mode: 0o700 });
  for (const name of ['standby.signal', 'recovery.signal', 'postmaster.pid', 'postmaster.opts'])
    await rm(join(data, name), { force: true });
  const own = {
    'postgresql.conf': `unix_socket_directories = '${socket}'
unix_socket_permissions = 0700
listen_addresses = ''
port = ${PORT}
max_connections = 20
fsync = off
full_page_writes = off
archive_mode = off
autovacuum = off
max_worker_processes = 0
max_logical_replication_workers = 0
event_triggers = off
timezone = 'UTC'
jit = off
hba_file = '${join(data, 'pg_hba.conf')}'
ident_file = '${join(data, 'pg_ident.conf')}'
`,
    'postgresql.auto.conf': '',
    'pg_hba.conf': 'local all all trust\n',
    'pg_ident.conf': '',
  };
  for (const [name, text] of Object.entries(own)) await writeFile(join(data, name), text);
  await chmod(data, 0o700);
  if (user) {
    await run('chown', ['-R', `${user.uid}:${user.gid}`, data], { cwd: '/' });
    await chown(socket, user.uid, user.gid);
  }
  return {
    name: 'postgres',
    command: postgres,
    args: ['-D', data],
    env: { LC_ALL: 'C', TZ: 'UTC' },
    cwd: '/',
    stopSignal: 'SIGINT',
    timeout: RECOVERY,
    ...(user ? { user } : {}),
    ready: () => answers(folder),
  };
}

async function answers(folder: string): Promise<boolean> {
  const sql = connected(folder, 'postgres');
  try {
    await sql`select 1`;
    return true;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
