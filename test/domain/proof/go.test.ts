/**
 * Both ways with implementations that are not ours (test/domain/proof/go): what they made is taken and made alike here, and what is made here is taken there.
 * The vectors stand beside the program: `go run . make > vectors.json` makes them anew.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { base64, fromBase64, utf8 } from '../../../domain/proof/bytes.ts';
import { checkpointFromText, checkpointText } from '../../../domain/proof/checkpoint.ts';
import { cosignature, cosignatureVerifier, cosignedAt } from '../../../domain/proof/cosignature.ts';
import { ed25519FromSeed } from '../../../domain/proof/ed25519.ts';
import { EMPTY_FRONTIER, grown, rootOf, rootOfData } from '../../../domain/proof/frontier.ts';
import { leafHash, sha256 } from '../../../domain/proof/hashing.ts';
import { leafText } from '../../../domain/proof/leaves.ts';
import { keyFromText, keyText, noteKey } from '../../../domain/proof/note-keys.ts';
import {
  noteFromText,
  noteSignature,
  noteText,
  noteVerifier,
  verified,
} from '../../../domain/proof/note.ts';
import { continues, includes } from '../../../domain/proof/proof-checks.ts';
import { leafProofFromText, leafProofText } from '../../../domain/proof/proof-text.ts';
import { consistencyParts, inclusionParts, proofOf } from '../../../domain/proof/proving.ts';
import { tileFromPath, tilePath, tilesOf } from '../../../domain/proof/tiles.ts';
import { subtreeIn } from './tree.ts';

interface Vectors {
  leaves: string[];
  hashes: string[];
  roots: string[];
  inclusion: Proof[];
  consistency: Proof[];
  tiles: { path: string; sha256: string | null }[];
  key: string;
  witnessKey: string;
  note: string;
  checkpoint: string;
  leafProof: string;
}

interface Proof {
  size: number;
  at: number;
  hashes: string[] | null;
}

const program = fileURLToPath(new URL('go/', import.meta.url));
const vectors = JSON.parse(readFileSync(join(program, 'vectors.json'), 'utf8')) as Vectors;
const bytes = (text: string): Uint8Array => fromBase64(text)!;
const NOTE = '督办\n\na note has lines, and they may be empty\n';

/** Everything that the vectors hold, made by us: of these leaves, with keys of these seeds. */
function ours(texts: readonly string[], sizes: readonly number[]): Vectors {
  const hashes = texts.map((text) => leafHash(utf8(text)));
  const places = sizes.flatMap((size) =>
    Array.from({ length: size }, (_, at) => ({ size, at })).filter(
      ({ at }) => size <= 17 || at % 64 === 0 || at % 64 === 63 || at === size - 1,
    ),
  );
  const proof = (size: number, at: number, parts: Parameters<typeof proofOf>[0]): Proof => ({
    size,
    at,
    hashes: proofOf(parts, subtreeIn(hashes)).map(base64),
  });
  return {
    leaves: [...texts],
    hashes: hashes.map(base64),
    roots: texts.reduce(
      ({ frontier, roots }, _, i) => {
        const next = grown(frontier, [hashes[i]!], () => false).frontier;
        return { frontier: next, roots: [...roots, base64(rootOf(next))] };
      },
      { frontier: EMPTY_FRONTIER, roots: [base64(rootOf(EMPTY_FRONTIER))] },
    ).roots,
    inclusion: places.map(({ size, at }) => proof(size, at, inclusionParts(at, size))),
    consistency: places.map(({ size, at }) => proof(size, at + 1, consistencyParts(at + 1, size))),
    tiles: oursTiles(hashes),
    ...oursSigned(texts, hashes),
  };
}

function oursTiles(hashes: readonly Uint8Array[]): Vectors['tiles'] {
  const { complete } = grown(EMPTY_FRONTIER, hashes, (height) => height % 8 === 0);
  const at = (level: number): Uint8Array[] =>
    complete.filter(({ height }) => height === level * 8).map(({ hash }) => hash);
  return tilesOf(hashes.length).map((tile) => ({
    path: tilePath(tile),
    sha256: base64(
      sha256(...at(tile.level as number).slice(tile.index * 256, tile.index * 256 + tile.width)),
    ),
  }));
}

function oursSigned(texts: readonly string[], hashes: readonly Uint8Array[]) {
  const pair = ed25519FromSeed(new Uint8Array(32).fill(7));
  const witness = ed25519FromSeed(new Uint8Array(32).fill(8));
  const key = noteKey('duban.example/v1/log/b-1', pair.publicKey);
  const witnessKey = noteKey('witness.example/w1', witness.publicKey, 'cosignature');
  const size = texts.length;
  const head = checkpointText({ origin: key.name, size, root: rootOfData(texts.map(utf8)) });
  const checkpoint = noteText({
    text: head,
    signatures: [
      noteSignature(head, key, pair.sign),
      cosignature(head, 1_679_315_147, witnessKey, witness.sign),
    ],
  });
  return {
    key: keyText(key),
    witnessKey: keyText(witnessKey),
    note: noteText({
      text: NOTE,
      signatures: [noteSignature(NOTE, key, pair.sign)],
    }),
    checkpoint,
    leafProof: leafProofText({
      index: size - 1,
      hashes: proofOf(inclusionParts(size - 1, size), subtreeIn(hashes)),
      checkpoint,
    }),
  };
}

describe('what Go made', () => {
  const sizes = [...new Set(vectors.inclusion.map(({ size }) => size))];
  const here = ours(vectors.leaves, sizes);

  it('is made alike here: hashes, heads, proofs', () => {
    expect(sizes).toEqual(expect.arrayContaining([1, 2, 3, 16, 17, 255, 256, 257, 300]));
    expect(here.hashes).toEqual(vectors.hashes);
    expect(here.roots).toEqual(vectors.roots);
    const plain = (proofs: Proof[]): Proof[] =>
      proofs.map((proof) => ({ ...proof, hashes: proof.hashes ?? [] }));
    expect(here.inclusion).toEqual(plain(vectors.inclusion));
    expect(here.consistency).toEqual(plain(vectors.consistency));
  });

  it('is taken: every proof', () => {
    const root = (size: number): Uint8Array => bytes(vectors.roots[size]!);
    for (const { size, at, hashes } of vectors.inclusion)
      expect(
        includes(
          { size, root: root(size) },
          at,
          bytes(vectors.hashes[at]!),
          (hashes ?? []).map(bytes),
        ),
      ).toBe(true);
    for (const { size, at, hashes } of vectors.consistency)
      expect(
        continues(
          { size: at, root: root(at) },
          { size, root: root(size) },
          (hashes ?? []).map(bytes),
        ),
      ).toBe(true);
  });

  it('tiles have the same addresses and the same content', () => {
    expect(here.tiles).toEqual(vectors.tiles.filter(({ sha256 }) => sha256 !== null));
    for (const { path } of vectors.tiles) expect(tilePath(tileFromPath(path)!)).toBe(path);
  });

  it('notes and cosigned checkpoints are verified', () => {
    const key = keyFromText(vectors.key)!;
    const witness = keyFromText(vectors.witnessKey)!;
    const note = noteFromText(vectors.note)!;
    expect(note.text).toBe(NOTE);
    expect(verified(note, [noteVerifier(key)]).verified).toBe(true);
    const cosigned = noteFromText(vectors.checkpoint)!;
    const verdict = verified(cosigned, [noteVerifier(key), cosignatureVerifier(witness)]);
    expect(verdict).toMatchObject({ verified: true, by: [{ id: key.id }, { id: witness.id }] });
    expect(checkpointFromText(cosigned.text)).toEqual({
      origin: key.name,
      size: 300,
      root: bytes(vectors.roots[300]!),
    });
    expect(cosignedAt(cosigned.signatures[1]!)).toBeGreaterThan(1_700_000_000);
  });

  it('the proof of a leaf is read and written alike', () => {
    const proof = leafProofFromText(vectors.leafProof)!;
    expect(leafProofText(proof)).toBe(vectors.leafProof);
    const head = checkpointFromText(noteFromText(proof.checkpoint)!.text)!;
    expect(includes(head, proof.index, bytes(vectors.hashes[proof.index]!), proof.hashes)).toBe(
      true,
    );
  });
});

/** Why Go can't be asked, or nothing. A compiler that is there and does not compile is no reason. */
function missing(): string | undefined {
  const version = spawnSync('go', ['version']);
  if (version.error) return 'there is no Go on this machine';
  const modules = spawnSync('go', ['mod', 'download'], { cwd: program, timeout: 60_000 });
  return modules.status === 0 ? undefined : 'the modules of Go cannot be had';
}

const without = missing();

describe.skipIf(without)(`what is made here, taken by Go${without ? ` (${without})` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-proof-'));
  const binary = join(folder, 'go-side');
  beforeAll(() => {
    const built = spawnSync('go', ['build', '-o', binary, '.'], { cwd: program, encoding: 'utf8' });
    expect(built.stderr).toBe('');
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ask = (mode: 'make' | 'check', input = ''): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const child = execFile(binary, [mode], { maxBuffer: 2 ** 26 }, (error, out, complaint) =>
        error ? reject(new Error(complaint)) : resolve(JSON.parse(out)),
      );
      child.stdin!.end(input);
    });

  const entries = Array.from({ length: 70 }, (_, i) =>
    leafText('entry', {
      file: 'KB-2026-00001',
      seq: i + 1,
      key: `k“${i}”`,
      type: 'reminder',
      clause: i % 2 ? 'TJ51-9.1' : null,
      act: null,
      body: '00'.repeat(32),
      recordedAt: 1_790_000_000_000 + i,
      prev: i ? 'ff'.repeat(32) : null,
    }),
  );
  const made = ours(entries, [1, 2, 3, 7, 8, 9, 63, 64, 65, 70]);

  it('trees of entries, tiles, notes, cosignatures and proofs', async () => {
    expect(await ask('check', JSON.stringify(made))).toEqual([]);
  });

  const changed = (text: string): string => text.replace(/(?<=[A-Za-z0-9+/]{20})[A-Za-y]/, 'z');
  it.each<[string, Vectors]>([
    ['a leaf', { ...made, leaves: made.leaves.with(3, 'another') }],
    ['a head', { ...made, roots: made.roots.with(5, made.roots[6]!) }],
    [
      'a proof of inclusion',
      { ...made, inclusion: [{ ...made.inclusion.at(-1)!, at: 5 }, ...made.inclusion] },
    ],
    [
      'a proof of consistency',
      {
        ...made,
        consistency: [
          { ...made.consistency.at(-2)!, hashes: made.consistency.at(-3)!.hashes },
          ...made.consistency,
        ],
      },
    ],
    ['a note', { ...made, note: made.note.replace('lines', 'Lines') }],
    ['a checkpoint', { ...made, checkpoint: made.checkpoint.replace('\n70\n', '\n71\n') }],
    ['a key', { ...made, key: changed(made.key) }],
    ['a tile', { ...made, tiles: [{ ...made.tiles[0]!, sha256: made.hashes[0]! }] }],
    ['a proof of a leaf', { ...made, leafProof: made.leafProof.replace('index 69', 'index 68') }],
  ])('%s that was changed is refused there, too', async (_what, other) => {
    expect(await ask('check', JSON.stringify(other))).not.toEqual([]);
  });

  it('the vectors that stand here are those that it makes', async () => {
    const now = (await ask('make')) as Vectors;
    // The cosignature has the time of its making.
    const { checkpoint: _, leafProof: __, ...same } = vectors;
    expect(now).toMatchObject(same);
  });
});
