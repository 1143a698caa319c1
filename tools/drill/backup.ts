/**
 * 备份 A base backup of the whole PostgreSQL server, as pg_basebackup makes it: a tar file (also compressed), a folder of tar files, or a plain folder. It is copied, and
 * nothing but the copy is ever opened: no address of a server is known here, and whatever in it points to elsewhere (a link, a tablespace) is refused, for that could be the live server's.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync } from 'node:fs';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** What cannot be read as a backup, or not here. */
export class NoBackup extends Error {
  override readonly name = 'NoBackup';
}

export interface Unpacked {
  /** The major version of the server that it is of. */
  version: number;
  /** When it was begun, as its label says; null where it has none (a copy of a stopped server). */
  begunAt: string | null;
  /** How many files its manifest names, each looked at; null where it has none. */
  files: number | null;
}

/** Lays a copy of the backup into `data`, a folder that does not exist yet. */
export async function unpack(backup: string, data: string): Promise<Unpacked> {
  const from = resolve(backup);
  if (!existsSync(from)) throw new NoBackup(`there is no ${from}`);
  await mkdir(data, { mode: 0o700 });
  if (!lstatSync(from).isDirectory()) await untar(from, data);
  else if (existsSync(join(from, 'PG_VERSION'))) await copy(from, data);
  else await untarAll(from, data);
  await nothingElsewhere(data);
  if (!existsSync(join(data, 'PG_VERSION')))
    throw new NoBackup('it holds no PG_VERSION: not a base backup');
  return {
    version: Number(await readFile(join(data, 'PG_VERSION'), 'utf8')),
    begunAt: await begunAt(data),
    files: await compareManifest(data),
  };
}

async function copy(from: string, data: string): Promise<void> {
  if (existsSync(join(from, 'postmaster.pid')))
    throw new NoBackup('it is the folder of a server that runs, or has crashed, and no backup');
  await cp(from, data, { recursive: true, verbatimSymlinks: true });
}

async function untarAll(from: string, data: string): Promise<void> {
  const names = await readdir(from);
  const base = names.find((name) => /^base\.tar(\.\w+)?$/.test(name));
  if (!base) throw new NoBackup('the folder holds neither PG_VERSION nor base.tar');
  await untar(join(from, base), data);
  const wal = names.find((name) => /^pg_wal\.tar(\.\w+)?$/.test(name));
  if (wal) await untar(join(from, wal), join(data, 'pg_wal'));
  if (names.includes('backup_manifest'))
    await cp(join(from, 'backup_manifest'), join(data, 'backup_manifest'));
}

async function untar(file: string, into: string): Promise<void> {
  try {
    await run('tar', ['-x', '-f', file, '-C', into, '--no-same-owner'], { maxBuffer: 1e6 });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new NoBackup(`tar: ${said.trim().split('\n').slice(0, 3).join('; ')}`);
  }
}

async function nothingElsewhere(data: string): Promise<void> {
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true }))
    if (!entry.isFile() && !entry.isDirectory())
      throw new NoBackup(`${entry.name} leads out of the backup: it is not opened`);
  if (existsSync(join(data, 'tablespace_map')))
    throw new NoBackup('it has tablespaces of its own, which lie elsewhere');
}

async function begunAt(data: string): Promise<string | null> {
  const label = await readFile(join(data, 'backup_label'), 'utf8').catch(() => '');
  return /^START TIME: (.+)$/m.exec(label)?.[1] ?? null;
}

const manifest = z.object({
  Files: z.array(
    z.object({
      Path: z.string(),
      Size: z.int(),
      'Checksum-Algorithm': z.string().optional(),
      Checksum: z.string().optional(),
    }),
  ),
});

/** Every file has its size, and its SHA-256 where the manifest has that. */
async function compareManifest(data: string): Promise<number | null> {
  const text = await readFile(join(data, 'backup_manifest'), 'utf8').catch(() => undefined);
  if (text === undefined) return null;
  let files: z.infer<typeof manifest>['Files'];
  try {
    files = manifest.parse(JSON.parse(text)).Files;
  } catch {
    throw new NoBackup('its manifest cannot be read');
  }
  for (const { Path: path, Size: size, Checksum: sum, 'Checksum-Algorithm': by } of files) {
    const file = resolve(data, path);
    if (!file.startsWith(data + sep) || !existsSync(file) || lstatSync(file).size !== size)
      throw new NoBackup(`${path} is not there as its manifest says`);
    if (by === 'SHA256' && (await sha256(file)) !== sum)
      throw new NoBackup(`${path} is not what its manifest says`);
  }
  return files.length;
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
