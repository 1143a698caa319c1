/** Tiles: addresses as C2SP has them, and that every hash of every proof is found in them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../../../domain/proof/bytes.ts';
import { bundleOf, leavesIn } from '../../../domain/proof/bundles.ts';
import { EMPTY_FRONTIER, grown } from '../../../domain/proof/frontier.ts';
import { consistencyParts, inclusionParts, proofOf } from '../../../domain/proof/proving.ts';
import { continues, includes } from '../../../domain/proof/proof-checks.ts';
import {
  type Tile,
  TILE_WIDTH,
  hashInTile,
  placeInTiles,
  standsInTile,
  tileAt,
  tileFromPath,
  tilePath,
  tilesOf,
} from '../../../domain/proof/tiles.ts';
import type { Subtree } from '../../../domain/proof/subtrees.ts';
import { headOf, leavesOf } from './tree.ts';

const count = (tiles: readonly Tile[], level: number, width?: number): number =>
  tiles.filter((tile) => tile.level === level && (width === undefined || tile.width === width))
    .length;

describe('which tiles a tree has', () => {
  it('of 70,000 leaves, as the specification counts them', () => {
    const tiles = tilesOf(70_000);
    expect(count(tiles, 0, TILE_WIDTH)).toBe(273);
    expect(count(tiles, 0, 112)).toBe(1);
    expect(count(tiles, 1, TILE_WIDTH)).toBe(1);
    expect(count(tiles, 1, 17)).toBe(1);
    expect(count(tiles, 2, 1)).toBe(1);
    expect(tiles).toHaveLength(277);
  });

  it('of 256 leaves: a full one, and above it one of one hash', () => {
    expect(tilesOf(256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
  });

  it.each([
    [0, 0],
    [1, 1],
    [255, 1],
    [257, 3],
    [65_535, 257],
    [65_536, 258],
  ])('of %i leaves: %i', (size, tiles) => {
    expect(tilesOf(size)).toHaveLength(tiles);
  });

  it('none is empty', () => {
    expect(tileAt(0, 1, 256)).toBeUndefined();
    expect(tileAt(1, 0, 255)).toBeUndefined();
    expect(tileAt(0, 0, 0)).toBeUndefined();
  });
});

describe('addresses', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 1, index: 999, width: 1 }, 'tile/1/999.p/1'],
    [{ level: 0, index: 1000, width: 256 }, 'tile/0/x001/000'],
    [{ level: 2, index: 1_234_067, width: 256 }, 'tile/2/x001/x234/067'],
    [{ level: 'entries', index: 1_234_067, width: 8 }, 'tile/entries/x001/x234/067.p/8'],
    [{ level: 63, index: 5, width: 255 }, 'tile/63/005.p/255'],
  ])('%o stands at %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(tileFromPath(path)).toEqual(tile);
  });

  it.each([
    'tile/0/0',
    'tile/0/x000/001',
    'tile/00/000',
    'tile/64/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/007',
    'tile/0/1000',
    'tile/0/001/000',
    'tile/-1/000',
    'tile/data/000',
    '/tile/0/000',
    'tile/0/000/',
    'tile/0/000\n',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('%j is no address', (path) => {
    expect(tileFromPath(path)).toBeUndefined();
  });

  it('each tile has one, and it leads back', () => {
    fc.assert(
      fc.property(
        fc.nat(63),
        fc.maxSafeNat(),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          fc.pre(index < 1e15);
          expect(tileFromPath(tilePath({ level, index, width }))).toEqual({ level, index, width });
        },
      ),
    );
  });
});

describe('proofs from tiles alone', () => {
  const size = 700;
  const leaves = leavesOf(size);
  const stored = new Map<string, Uint8Array>();
  for (const { height, index, hash } of grown(EMPTY_FRONTIER, leaves, standsInTile).complete)
    stored.set(`${height / 8}/${index}`, hash);

  /** What a reader has who fetches the tile that a tree of that size has. */
  const fromTiles = (of: number) => (subtree: Subtree) => {
    const { tile, from, count } = placeInTiles(subtree, of);
    const hashes = Array.from({ length: tile.width }, (_, i) =>
      stored.get(`${tile.level}/${tile.index * TILE_WIDTH + i}`)!,
    );
    return hashInTile(hashes, { from, count });
  };

  it.each([1, 2, 255, 256, 257, 511, 512, 513, 700])('in %i leaves', (of) => {
    const head = { size: of, root: headOf(leaves.slice(0, of)) };
    for (const index of [0, 1, 254, 255, 256, 511, of - 1].filter((i) => i < of)) {
      const proof = proofOf(inclusionParts(index, of), fromTiles(of));
      expect(includes(head, index, leaves[index]!, proof)).toBe(true);
    }
    for (const old of [1, 255, 256, 257, 512, of].filter((n) => n <= of)) {
      const proof = proofOf(consistencyParts(old, of), fromTiles(of));
      const before = { size: old, root: headOf(leaves.slice(0, old)) };
      expect(continues(before, head, proof)).toBe(true);
    }
  });

  it('what is not complete yet stands in no tile', () => {
    expect(() => placeInTiles({ height: 8, index: 0 }, 255)).toThrow(RangeError);
    expect(() => placeInTiles({ height: 1, index: 1 }, 3)).toThrow(RangeError);
    expect(placeInTiles({ height: 9, index: 0 }, 700)).toEqual({
      tile: { level: 1, index: 0, width: 2 },
      from: 0,
      count: 2,
    });
  });
});

describe('bundles of leaves', () => {
  it('lead back to their leaves', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (leaves) => {
        expect(leavesIn(bundleOf(leaves))?.map(hex)).toEqual(leaves.map(hex));
      }),
    );
  });

  it('that end within a leaf are none', () => {
    const bundle = bundleOf([utf8('one'), utf8('two')]);
    for (const length of [1, 4, 6, 9]) expect(leavesIn(bundle.subarray(0, length))).toBeUndefined();
    expect(leavesIn(bundle.subarray(0, 5))).toHaveLength(1);
  });

  it('a leaf has 65,535 bytes at most', () => {
    expect(leavesIn(bundleOf([new Uint8Array(65_535)]))).toHaveLength(1);
    expect(() => bundleOf([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});
