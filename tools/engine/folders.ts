/**
 * The folders a stack may use, and the only recursive removal there is in this repository.
 * A folder is removed only if this code made it: directly in the temp folder, with our prefix, and holding the random
 * mark of that very stack. A caller can neither name a temporary folder nor have another one removed.
 */
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const prefix = 'duban-stack-';
const temporaryMark = '.duban-temporary';
const dataMark = '.duban-data';
const wholly = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
const repository = realpathSync(fileURLToPath(new URL('../../', import.meta.url)));

export interface TemporaryFolder {
  folder: string;
  /** What its mark must say before it may be removed. */
  id: string;
}

export function makeTemporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), prefix));
  const id = randomUUID();
  writeFileSync(join(folder, temporaryMark), id, { mode: 0o600 });
  enterable(folder);
  return { folder, id };
}

/** Removes a temporary stack's folder, its mark last, so that whoever comes after a removal that was cut short can end it; refuses anything that is not beyond doubt the one made with this id. */
export async function removeTemporaryFolder({ folder, id }: TemporaryFolder): Promise<void> {
  const why = whyNotOurs(folder, id);
  if (why) throw new Error(`refusing to remove "${folder}": ${why}`);
  for (const name of readdirSync(folder))
    if (name !== temporaryMark) await rm(join(folder, name), wholly);
  await rm(folder, wholly);
}

export function whyNotOurs(folder: string, id: string): string | undefined {
  if (!id) return 'no id is known for it';
  if (!folder || !isAbsolute(folder) || resolve(folder) !== folder)
    return 'not a plain absolute path';
  if (!basename(folder).startsWith(prefix)) return `its name does not begin with ${prefix}`;
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) return 'no such folder';
  if (dirname(realpathSync(folder)) !== realpathSync(tmpdir()))
    return 'not directly in the temp folder';
  const mark = join(folder, temporaryMark);
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== id)
    return 'it does not hold the mark of this stack';
  return undefined;
}

/** A lasting data folder: made if it is missing, refused if it could be anything but ours. */
export function claimDataFolder(dataDir: string): string {
  const why = whyNoDataFolder(dataDir);
  if (why) throw new Error(`"${dataDir}" cannot be the data folder: ${why}`);
  mkdirSync(dataDir, { recursive: true });
  const folder = realpathSync(dataDir);
  const mark = join(folder, dataMark);
  if (!existsSync(mark) && readdirSync(folder).length > 0) {
    throw new Error(`"${dataDir}" cannot be the data folder: it holds other things`);
  }
  writeFileSync(mark, 'Duban keeps its data here: PostgreSQL, keys, passwords, logs.\n');
  enterable(folder);
  return folder;
}

export function whyNoDataFolder(dataDir: string): string | undefined {
  if (!dataDir || !isAbsolute(dataDir)) return 'an absolute path is needed';
  const folder = existsSync(dataDir) ? realpathSync(dataDir) : resolve(dataDir);
  for (const [place, name] of [
    [repository, 'the repository'],
    [homedir(), 'the home folder'],
    [tmpdir(), 'the temp folder'],
  ] as const) {
    if (holds(folder, existsSync(place) ? realpathSync(place) : place))
      return `it is or holds ${name}`;
  }
  return undefined;
}

/** Whether `outer` is `inner` or one of the folders around it. */
function holds(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** Others may pass through but not look around: PostgreSQL may run as another user, below in its own folder. */
const enterable = (folder: string): void => chmodSync(folder, 0o711);
