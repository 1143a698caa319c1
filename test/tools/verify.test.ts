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
