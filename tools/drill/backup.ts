/**
 * 备份 A base backup of the whole PostgreSQL server, as pg_basebackup makes it: a tar file (also compressed), a folder of tar files, or a plain folder. It is copied, and
 * nothing but the copy is ever opened: no address of a server is known here, and whatever in it points to elsewhere (a link, a tablespace) is refused, for that could be the live server's.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync } from 'node:fs';
import { cp, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Processes } from '../engine/processes.ts';

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
  /** How many of these have no SHA-256 there, so that only their sizes could be compared. */
  unsummed: number;
}

/** Whatever it starts ends with the drill. */
type Starter = Pick<Processes, 'finish'>;

/** Lays a copy of the backup into `data`, a folder that does not exist yet. */
export async function unpack(backup: string, data: string, processes: Starter): Promise<Unpacked> {
  const from = resolve(backup);
  if (!existsSync(from)) throw new NoBackup(`there is no ${from}`);
  await mkdir(data, { mode: 0o700 });
  if (!lstatSync(from).isDirectory()) await untar(processes, from, data);
  else if (existsSync(join(from, 'PG_VERSION'))) await copy(from, data);
  else await untarAll(processes, from, data);
  await nothingElsewhere(data);
  if (!existsSync(join(data, 'PG_VERSION')))
    throw new NoBackup('it holds no PG_VERSION: not a base backup');
  return {
    version: Number(await readFile(join(data, 'PG_VERSION'), 'utf8')),
    begunAt: await begunAt(data),
    ...(await compareManifest(data)),
  };
}

async function copy(from: string, data: string): Promise<void> {
  if (existsSync(join(from, 'postmaster.pid')))
    throw new NoBackup('it is the folder of a server that runs, or has crashed, and no backup');
  await cp(from, data, { recursive: true, verbatimSymlinks: true });
}

async function untarAll(processes: Starter, from: string, data: string): Promise<void> {
  const names = await readdir(from);
  const base = names.find((name) => /^base\.tar(\.\w+)?$/.test(name));
  if (!base) throw new NoBackup('the folder holds neither PG_VERSION nor base.tar');
  await untar(processes, join(from, base), data);
  const wal = names.find((name) => /^pg_wal\.tar(\.\w+)?$/.test(name));
  if (wal) await untar(processes, join(from, wal), join(data, 'pg_wal'));
  if (names.includes('backup_manifest'))
    await cp(join(from, 'backup_manifest'), join(data, 'backup_manifest'));
}

/** A tar file ends with two blocks of zeros. One that is cut off between two of its members reads like a whole one; what is compressed says so itself. */
const TAR_END = 1024;
async function assertWhole(file: string): Promise<void> {
  if (!file.endsWith('.tar')) return;
  const tar = await open(file);
  try {
    const { size } = await tar.stat();
    const end = Buffer.alloc(TAR_END, 1);
    await tar.read(end, 0, TAR_END, Math.max(0, size - TAR_END));
    if (size % 512 !== 0 || end.some((byte) => byte !== 0))
      throw new NoBackup('tar: the archive is cut off: its end is missing');
  } finally {
    await tar.close();
  }
}

async function untar(processes: Starter, file: string, into: string): Promise<void> {
  await assertWhole(file);
  const args = ['-x', '-f', file, '-C', into, '--no-same-owner'];
  await processes
    .finish({ name: 'tar', command: 'tar', args, cwd: '/' })
    .catch((error: unknown) => {
      const said = error instanceof Error ? error.message : String(error);
      throw new NoBackup(`tar: ${said.trim().split('\n').slice(0, 3).join('; ')}`);
    });
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

/** Every file has its size, and its SHA-256 where the manifest has that; the manifest has its own. */
async function compareManifest(data: string): Promise<Pick<Unpacked, 'files' | 'unsummed'>> {
  const text = await readFile(join(data, 'backup_manifest'), 'utf8').catch(() => undefined);
  if (text === undefined) return { files: null, unsummed: 0 };
  const files = filesIn(text);
  for (const { Path: path, Size: size, Checksum: sum, 'Checksum-Algorithm': by } of files) {
    const file = resolve(data, path);
    if (!file.startsWith(data + sep) || !existsSync(file) || lstatSync(file).size !== size)
      throw new NoBackup(`${path} is not there as its manifest says`);
    if (by === 'SHA256' && (await sha256(file, size)) !== sum)
      throw new NoBackup(`${path} is not what its manifest says`);
  }
  const unsummed = files.filter((file) => file['Checksum-Algorithm'] !== 'SHA256').length;
  return { files: files.length, unsummed };
}

/** Its last line has the SHA-256 of all before. */
function filesIn(text: string): z.infer<typeof manifest>['Files'] {
  const [line, sum] = /(?<=\n)"Manifest-Checksum": ?"([0-9a-f]{64})"\}\s*$/.exec(text) ?? [];
  const own = line === undefined ? '' : text.slice(0, text.lastIndexOf(line));
  if (sum === undefined || createHash('sha256').update(own).digest('hex') !== sum)
    throw new NoBackup('its manifest has not the checksum of what it says');
  try {
    return manifest.parse(JSON.parse(text)).Files;
  } catch {
    throw new NoBackup('its manifest cannot be read');
  }
}

/** A backup has thousands of small files: a stream for each would take longer than what is read. */
const SMALL = 4_000_000;
async function sha256(file: string, size: number): Promise<string> {
  const hash = createHash('sha256');
  if (size <= SMALL) return hash.update(await readFile(file)).digest('hex');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
