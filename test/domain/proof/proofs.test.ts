/** Proofs against the definitions of RFC 6962, for every pair of sizes up to 64, and against everything that may have been changed in them. */
import { describe, expect, it } from 'vitest';
import { hex } from '../../../domain/proof/bytes.ts';
import {
  EMPTY_FRONTIER,
  grown,
  isFrontier,
  rootOf,
  rootOfData,
} from '../../../domain/proof/frontier.ts';
import { EMPTY_ROOT, leafHash, nodeHash } from '../../../domain/proof/hashing.ts';
import { continues, includes } from '../../../domain/proof/proof-checks.ts';
import {
  consistencyParts,
  inclusionParts,
  proofOf,
  rootParts,
} from '../../../domain/proof/proving.ts';
import { joined, subtreesOf } from '../../../domain/proof/subtrees.ts';
import { consistencyOf, headOf, leavesOf, pathOf, subtreeIn } from './tree.ts';

const MOST = 64;
const all = leavesOf(MOST + 1);
const sizes = Array.from({ length: MOST + 1 }, (_, n) => n);
const heads = sizes.map((size) => ({ size, root: headOf(all.slice(0, size)) }));
const hexes = (hashes: readonly Uint8Array[]): string[] => hashes.map(hex);

/** Every proof that differs from this one in one thing. */
function* tampered(proof: readonly Uint8Array[]): Generator<Uint8Array[]> {
  for (const [i, hash] of proof.entries()) {
    const other = Uint8Array.from(hash);
    other[i % 32]! ^= 1;
    yield proof.with(i, other);
    yield proof.with(i, hash.subarray(1));
    yield proof.toSpliced(i, 1);
    yield proof.toSpliced(i, 0, hash);
    if (i > 0 && hex(proof[i - 1]!) !== hex(hash))
      yield proof.with(i, proof[i - 1]!).with(i - 1, hash);
  }
  yield [...proof, EMPTY_ROOT];
}

describe('the published tree of eight leaves (Certificate Transparency)', () => {
  const data = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((text) => Buffer.from(text, 'hex'));
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it.each(roots.map((root, size) => [size, root] as const))('of %i leaves', (size, root) => {
    expect(hex(rootOfData(data.slice(0, size)))).toBe(root);
  });

  it('a leaf is no node', () => {
    const [a, b] = [leafHash(data[0]!), leafHash(data[1]!)];
    expect(hex(leafHash(Buffer.concat([a, b])))).not.toBe(hex(nodeHash(a, b)));
  });
});

describe('the head', () => {
  it.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64])('of %i leaves', (size) => {
    const leaves = all.slice(0, size);
    const { frontier } = grown(EMPTY_FRONTIER, leaves, () => false);
    expect(isFrontier(frontier)).toBe(true);
    expect(hex(rootOf(frontier))).toBe(hex(headOf(leaves)));
    expect(hex(joined(rootParts(size).map(subtreeIn(leaves))))).toBe(hex(headOf(leaves)));
  });

  it('is the same however the leaves came, at once or one by one', () => {
    const once = grown(EMPTY_FRONTIER, all, () => true);
    const kept: string[] = [];
    let frontier = EMPTY_FRONTIER;
    for (const leaf of all) {
      const next = grown(frontier, [leaf], () => true);
      kept.push(...next.complete.map(({ hash }) => hex(hash)));
      frontier = next.frontier;
    }
    expect(frontier).toEqual(once.frontier);
    expect(kept).toEqual(once.complete.map(({ hash }) => hex(hash)));
  });

  it('every complete subtree is told once, with its hash', () => {
    const { complete } = grown(EMPTY_FRONTIER, all.slice(0, MOST), () => true);
    expect(complete).toHaveLength(2 * MOST - 1);
    expect(new Set(complete.map(({ height, index }) => `${height}/${index}`)).size).toBe(
      2 * MOST - 1,
    );
    for (const one of complete) expect(hex(one.hash)).toBe(hex(subtreeIn(all)(one)));
  });

  it('a right edge of another size is none', () => {
    expect(isFrontier({ size: 3, peaks: [EMPTY_ROOT] })).toBe(false);
    expect(isFrontier({ size: -1, peaks: [] })).toBe(false);
    expect(isFrontier({ size: 1.5, peaks: [EMPTY_ROOT] })).toBe(false);
  });

  it('a tree of 2^40 leaves consists of one subtree, and one more of forty-one', () => {
    expect(subtreesOf(0, 2 ** 40)).toEqual([{ height: 40, index: 0 }]);
    expect(subtreesOf(0, 2 ** 41 - 1)).toHaveLength(41);
    expect(inclusionParts(2 ** 40, 2 ** 41)).toHaveLength(41);
    expect(consistencyParts(2 ** 40, 2 ** 40 + 1)).toHaveLength(1);
  });
});

describe('inclusion, every leaf of every size up to 64', () => {
  it.each(sizes.slice(1))('in %i leaves', (size) => {
    const leaves = all.slice(0, size);
    const head = heads[size]!;
    const wrong: string[] = [];
    for (const [index, leaf] of leaves.entries()) {
      const proof = proofOf(inclusionParts(index, size), subtreeIn(leaves));
      const path = pathOf(index, leaves);
      if (hexes(proof).join() !== hexes(path).join()) wrong.push(`${index}: another proof`);
      if (!includes(head, index, leaf, proof)) wrong.push(`${index}: refused`);
      const taken = [
        ...[...tampered(proof)].map((other) => includes(head, index, leaf, other)),
        ...[index - 1, index + 1, size, 0.5].map((i) => includes(head, i, leaf, proof)),
        includes(head, index, all[size]!, proof),
        includes({ size, root: EMPTY_ROOT }, index, leaf, proof),
      ];
      if (taken.includes(true)) wrong.push(`${index}: tampered and taken`);
    }
    expect(wrong).toEqual([]);
  });

  it('a proof is of no other size', () => {
    const taken = sizes.slice(1).flatMap((size) => {
      const proof = pathOf(0, all.slice(0, size));
      return heads.filter((head) => head.size !== size && includes(head, 0, all[0]!, proof));
    });
    expect(taken).toEqual([]);
  });

  it('a head that was made to suit too long a proof is no head of that size', () => {
    const [leaf, more] = [all[0]!, all[1]!];
    const one = { size: 1, root: nodeHash(more, leaf) };
    expect(includes(one, 0, leaf, [more])).toBe(false);
    const two = { size: 2, root: nodeHash(more, nodeHash(leaf, all[2]!)) };
    expect(includes(two, 0, leaf, [all[2]!, more])).toBe(false);
    const old = { size: 1, root: leaf };
    expect(continues(old, two, [all[2]!, more])).toBe(false);
    const [three, four] = [3, 4].map((size) => ({
      size,
      root: nodeHash(more, headOf(all.slice(0, size))),
    }));
    const proof = consistencyOf(3, all.slice(0, 4));
    expect(continues(three!, four!, [...proof, more])).toBe(false);
  });

  it('no leaf stands beyond the tree', () => {
    expect(() => inclusionParts(0, 0)).toThrow(RangeError);
    expect(() => inclusionParts(3, 3)).toThrow(RangeError);
    expect(() => inclusionParts(-1, 3)).toThrow(RangeError);
    expect(includes({ size: 0, root: EMPTY_ROOT }, 0, all[0]!, [])).toBe(false);
  });
});

describe('consistency, every pair of sizes up to 64', () => {
  it.each(sizes)('from every size to %i leaves', (size) => {
    const leaves = all.slice(0, size);
    const head = heads[size]!;
    const wrong: string[] = [];
    for (const old of heads.slice(0, size + 1)) {
      const proof = proofOf(consistencyParts(old.size, size), subtreeIn(leaves));
      const told = consistencyOf(old.size, leaves);
      if (hexes(proof).join() !== hexes(told).join()) wrong.push(`${old.size}: another proof`);
      if (!continues(old, head, proof)) wrong.push(`${old.size}: refused`);
      const taken = [...tampered(proof)].map((other) => continues(old, head, other));
      if (old.size > 0 && old.size < size)
        taken.push(
          continues({ size: old.size, root: all[size]! }, head, proof),
          continues(old, { size, root: all[size]! }, proof),
          continues(head, old, proof),
        );
      if (taken.includes(true)) wrong.push(`${old.size}: tampered and taken`);
    }
    expect(wrong).toEqual([]);
  });

  it('a tree in which one older leaf is another is not the same tree', () => {
    for (const size of [2, 3, 8, 33, 64]) {
      const other = all.slice(0, size).with(0, all[MOST]!);
      for (const old of [1, 2, size - 1]) {
        const proof = consistencyOf(old, other);
        expect(continues(heads[old]!, { size, root: headOf(other) }, proof)).toBe(false);
      }
    }
  });

  it('from nothing only nothing is shown, and only of the empty tree', () => {
    expect(continues(heads[0]!, heads[5]!, [all[0]!])).toBe(false);
    expect(continues({ size: 0, root: all[0]! }, heads[5]!, [])).toBe(false);
    expect(continues(heads[0]!, { size: 0, root: all[0]! }, [])).toBe(false);
    expect(() => consistencyParts(3, 2)).toThrow(RangeError);
  });
});
