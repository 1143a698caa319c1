/** A base backup of a server while it runs, as `pg_basebackup -Ft -X fetch --manifest-checksums=SHA256` makes it: the embedded PostgreSQL comes without that program. */
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { connect } from '../../db/client.ts';
import type { Server } from './own-server.ts';

const run = promisify(execFile);
/** What no base backup holds. */
const LEFT_OUT =
  /^(pg_wal\/.*|postmaster\.(pid|opts)|pg_(replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/.*|.*pgsql_tmp.*)$/;

/** Makes `folder` with the backup in it as files, and `<folder>.tar`, and answers the latter. */
export async function baseBackup(server: Server, folder: string): Promise<string> {
  const sql = connect(server.superuserUrl, { max: 1 });
  try {
    // Kept until this session ends: a checkpoint under way would recycle the log that the backup needs.
    await sql`select pg_create_physical_replication_slot(${`backup_${randomUUID().replaceAll('-', '_')}`}, true, true)`;
    const [{ data, segment: first }] = await sql<
      [{ data: string; segment: string }]
    >`select current_setting('data_directory') as data, pg_walfile_name(pg_backup_start('test', true)) as segment`;
    await copyFiles(data, folder);
    const [{ label, segment: last }] = await sql<
      [{ label: string; segment: string }]
    >`select labelfile as label, pg_walfile_name(lsn) as segment from pg_backup_stop(false)`;
    for (const name of (await readdir(join(data, 'pg_wal'))).toSorted())
      if (name >= first && name <= last && /^[0-9A-F]{24}$/.test(name))
        await cp(join(data, 'pg_wal', name), join(folder, 'pg_wal', name));
    await writeFile(join(folder, 'backup_label'), label);
    await writeManifest(folder);
  } finally {
    await sql.end();
  }
  await run('tar', ['-c', '-f', `${folder}.tar`, '-C', folder, '.']);
  return `${folder}.tar`;
}

/** Files may go or grow meanwhile: what was written during the backup is in the log that comes with it. */
async function copyFiles(data: string, folder: string): Promise<void> {
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const path = relative(data, join(entry.parentPath, entry.name));
    // The folder of a slot without the slot's own file would keep the server from starting.
    if (LEFT_OUT.test(path)) continue;
    if (entry.isDirectory()) await mkdir(join(folder, path), { recursive: true });
    else {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await cp(join(data, path), join(folder, path)).catch((error: unknown) => {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      });
    }
  }
  await mkdir(join(folder, 'pg_wal'), { recursive: true });
}

async function writeManifest(folder: string): Promise<void> {
  const files: object[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.push({
      Path: relative(folder, path),
      Size: (await stat(path)).size,
      'Checksum-Algorithm': 'SHA256',
      Checksum: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    });
  }
  await writeFile(join(folder, 'backup_manifest'), manifestOf(files));
}

/** With its own checksum in the last line. */
function manifestOf(files: readonly object[]): string {
  const text = `{ "PostgreSQL-Backup-Manifest-Version": 2,\n"Files": ${JSON.stringify(files)},\n`;
  return `${text}"Manifest-Checksum": "${createHash('sha256').update(text).digest('hex')}"}\n`;
}
