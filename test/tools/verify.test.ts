/** The verifier's reading of an archive that somebody else has made: what no dossier has is not read, and the exit code says so. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../tools/engine/folders.ts';
import { membersAt, membersOf, NoDossier } from '../../tools/verify/archive.ts';
import { verifyDossier } from '../../tools/verify/command.ts';
import { BadZip } from '../../tools/verify/zip.ts';

const temporary = makeTemporaryFolder();
afterAll(() => removeTemporaryFolder(temporary));
const at = (name: string): string => join(temporary.folder, name);
const written = (name: string, members: Record<string, Uint8Array>): string => {
  writeFileSync(at(name), zipSync(members));
  return at(name);
};

interface Crafted {
  comment: Buffer;
  extra: Buffer;
  local: Buffer;
  attributes: number;
  flags: number;
}

function field(tag: number, data: string): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(tag, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, Buffer.from(data, 'latin1')]);
}

/** An archive of one empty member, of which everything else can be chosen. */
function crafted({ comment, extra, local, attributes, flags }: Crafted): Uint8Array {
  const name = Buffer.from('案卷.html');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(local.length, 28);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(flags, 8);
  for (const [n, one] of [name, extra, comment].entries())
    entry.writeUInt16LE(one.length, 28 + 2 * n);
  entry.writeUInt32LE(attributes, 38);
  const before = Buffer.concat([header, name, local]);
  const directory = Buffer.concat([entry, name, extra, comment]);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(before.length, 16);
  return Buffer.concat([before, directory, end]);
}

describe('an archive', () => {
  it.each(['../dossier.json', '/etc/passwd', 'history/../x.json', 'x', 'proof/LOG.json'])(
    'with %s in it is not read',
    (name) => {
      const path = written('other.zip', { 'dossier.json': strToU8('{}'), [name]: strToU8('x') });
      expect(() => membersAt(path)).toThrow('no member of a dossier');
    },
  );

  it('in which a member stands twice is not read', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('{}'), 'dossier.json');
    zip.addBuffer(Buffer.from('{"x":1}'), 'dossier.json');
    zip.end();
    const pieces: Buffer[] = [];
    for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
    writeFileSync(at('doubled.zip'), Buffer.concat(pieces));
    expect(() => membersAt(at('doubled.zip'))).toThrow('doubled: dossier.json');
  });

  it('that says it is larger than any dossier is not unpacked', () => {
    const bytes = zipSync({ 'dossier.json': strToU8('{}') });
    const view = new DataView(bytes.buffer);
    const directory = bytes.findLastIndex(
      (_, i) => i + 4 <= bytes.length && view.getUint32(i, true) === 0x02014b50,
    );
    view.setUint32(directory + 24, 0xfffffff0, true);
    writeFileSync(at('bomb.zip'), bytes);
    expect(() => membersAt(at('bomb.zip'))).toThrow('too large');
  });

  it('of which any byte is another gives the same members, or is not read', async () => {
    const members = { 'dossier.json': '{"a":1}', 'README.txt': 'x'.repeat(300) };
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(members))
      zip.addReadStreamLazy(name, (take) => take(null, Readable.from([Buffer.from(text)])));
    zip.end();
    const pieces: Buffer[] = [];
    for await (const piece of zip.outputStream) pieces.push(piece as Buffer);
    const packed = Object.entries(members).map(([name, text]) => [name, strToU8(text)]);
    for (const bytes of [Buffer.concat(pieces), zipSync(Object.fromEntries(packed))]) {
      const textsOf = (from: Uint8Array) =>
        Object.fromEntries([...membersOf(from)].map(([n, b]) => [n, strFromU8(b)]));
      expect(textsOf(bytes)).toEqual(members);
      let refused = 0;
      for (const [at, byte] of bytes.entries())
        for (const bit of [1, 128]) {
          const changed = Uint8Array.from(bytes);
          changed[at] = byte ^ bit;
          try {
            expect([at, textsOf(changed)]).toEqual([at, members]);
          } catch (error) {
            if (!(error instanceof BadZip || error instanceof NoDossier)) throw error;
            refused++;
          }
        }
      // What is left says when and by what it was packed.
      expect(refused).toBeGreaterThan(bytes.length);
    }
  });

  it('with something before, behind or between its members is not read', () => {
    const bytes = zipSync({ 'dossier.json': strToU8('{}'), 'README.txt': strToU8('x') });
    const more = Buffer.from('more');
    expect(() => membersOf(Buffer.concat([more, bytes]))).toThrow(BadZip);
    expect(() => membersOf(Buffer.concat([bytes, more]))).toThrow(BadZip);
    expect(() => membersOf(bytes.subarray(0, -1))).toThrow(BadZip);
    expect(() => membersOf(new Uint8Array())).toThrow(BadZip);
  });

  it.each<[string, (zip: Crafted) => void]>([
    ['with a comment on a member', (zip) => (zip.comment = Buffer.from('PK'))],
    ['with another name for a member (0x7075)', (zip) => (zip.extra = field(0x7075, 'x'))],
    ['with sizes of more than 4 GB (0x0001)', (zip) => (zip.extra = field(0x0001, '12345678'))],
    ['with more than its times', (zip) => (zip.extra = field(0x5455, '1'.repeat(20)))],
    ['with a field in the header of a member alone', (zip) => (zip.local = field(0x7075, 'x'))],
    ['with a link', (zip) => (zip.attributes = 0o120777 * 0x10000)],
    ['with a folder', (zip) => (zip.attributes = 0x10)],
    ['with a name in nobody knows which letters', (zip) => (zip.flags = 0)],
  ])('%s is not read', (_, change) => {
    const zip: Crafted = {
      comment: Buffer.alloc(0),
      extra: field(0x5455, '\x03time'),
      local: Buffer.alloc(0),
      attributes: 0o100644 * 0x10000,
      flags: 0x800,
    };
    expect([...membersOf(crafted(zip)).keys()]).toEqual(['案卷.html']);
    change(zip);
    expect(() => membersOf(crafted(zip))).toThrow(BadZip);
  });

  it('as a folder holds members and documents, no links and nothing else', () => {
    const folder = at('folder');
    mkdirSync(join(folder, 'proof'), { recursive: true });
    mkdirSync(join(folder, 'documents'));
    writeFileSync(join(folder, 'dossier.json'), '{}');
    writeFileSync(join(folder, 'proof', 'life.json'), '{}');
    writeFileSync(join(folder, 'documents', 'a.pdf'), 'x');
    expect([...membersAt(folder).keys()].sort()).toEqual(['dossier.json', 'proof/life.json']);
    symlinkSync('/etc/passwd', join(folder, 'README.txt'));
    expect(() => membersAt(folder)).toThrow('no member of a dossier: README.txt');
  });

  it('that is none, a key that is none, nothing at all: 2; what is not a dossier: 1', async () => {
    const said: string[] = [];
    const recount = () => Promise.reject(new Error('nothing can be lived again'));
    const run = (...args: string[]) => verifyDossier(args, (line) => said.push(line), recount);
    writeFileSync(at('none.zip'), 'x');
    const path = written('part.zip', { 'dossier.json': strToU8('{}') });
    writeFileSync(at('proof.json'), '{"hashes":["no hash!"]}');
    const unread = [
      [at('none.zip')],
      [at('absent.zip')],
      [],
      [path, '--key', 'x'],
      [path, '--consistency', at('proof.json')],
      [path, '--checkpoint', at('none.zip'), '--consistency', at('proof.json')],
      [path, '--checkpoint', path],
    ];
    for (const args of unread) expect(await run(...args)).toBe(2);
    expect(await run(path, '--json')).toBe(1);
    expect(JSON.parse(said.at(-1)!)).toMatchObject({
      code: 1,
      findings: [{ point: 'members', state: 'wrong' }],
    });
  });
});
