/** 取出 The members of a dossier out of its ZIP or its unpacked folder, and nothing else: no doubled member, no way out of the folder, no flood. */
import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { isMember } from '../../domain/verify/members.ts';
import { membersOfZip } from './zip.ts';

/** Far more than a dossier has. */
const MOST_MEMBERS = 10_000;
const MOST_BYTES = 1_000_000_000;

export class NoDossier extends Error {}

export function membersAt(path: string): Map<string, Uint8Array> {
  return lstatSync(path).isDirectory() ? membersInFolder(path) : membersOf(readWhole(path));
}

function readWhole(path: string): Uint8Array {
  if (lstatSync(path).size > MOST_BYTES) throw new NoDossier('too large');
  return readFileSync(path);
}

export function membersOf(bytes: Uint8Array): Map<string, Uint8Array> {
  let [count, whole] = [0, 0];
  return membersOfZip(bytes, ({ name, size }) => {
    if (!isMember(name)) throw new NoDossier(`no member of a dossier: ${name}`);
    [count, whole] = [count + 1, whole + size];
    if (count > MOST_MEMBERS || whole > MOST_BYTES) throw new NoDossier('too large');
  });
}

/** `documents` beside the members is where documents may lie. */
function membersInFolder(folder: string): Map<string, Uint8Array> {
  const members = new Map<string, Uint8Array>();
  let size = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(join(folder, '/').length).replaceAll('\\', '/');
    if (name === DOCUMENTS || name.startsWith(`${DOCUMENTS}/`) || entry.isDirectory()) continue;
    if (!entry.isFile() || !isMember(name)) throw new NoDossier(`no member of a dossier: ${name}`);
    size += lstatSync(path).size;
    if (members.size >= MOST_MEMBERS || size > MOST_BYTES) throw new NoDossier('too large');
    members.set(name, readFileSync(path));
  }
  return members;
}

export const DOCUMENTS = 'documents';

/** The hashes of all files under a folder, however large they are. */
export function hashesUnder(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => hashOfFile(join(entry.parentPath, entry.name))),
  );
}

function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(1 << 20);
  const file = openSync(path, 'r');
  try {
    for (let n = readSync(file, piece); n > 0; n = readSync(file, piece))
      hash.update(piece.subarray(0, n));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
