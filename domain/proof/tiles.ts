/** C2SP tlog-tiles: the tree as rows of 256 hashes, under addresses that never change their content. */
import { fromDecimal } from './bytes.ts';
import { type Subtree, raised } from './subtrees.ts';

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
const LAST_LEVEL = 63;

/** `width`: how many hashes it has; fewer than 256 only at the right edge of a tree. */
export interface Tile {
  level: number | 'entries';
  index: number;
  width: number;
}

/** Which subtrees stand in tiles as they are; the heights between are made of them. */
export const standsInTile = (height: number): boolean => height % TILE_HEIGHT === 0;

/** How many hashes a tree of that size has at that level of tiles. */
const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** The tile at that place in a tree of that size; none where it would be empty. */
export function tileAt(level: number, index: number, size: number): Tile | undefined {
  const width = Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH);
  return width > 0 ? { level, index, width } : undefined;
}

/** All tiles of a tree of that size, level by level. */
export function tilesOf(size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, size) > 0; level += 1)
    for (let index = 0; index * TILE_WIDTH < hashesAt(level, size); index += 1)
      tiles.push(tileAt(level, index, size)!);
  return tiles;
}

/** Where the hash of a subtree comes from: `count` hashes of that tile from `from` on. */
export function placeInTiles(
  { height, index }: Subtree,
  size: number,
): { tile: Tile; from: number; count: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  const first = index * count;
  const tile = tileAt(level, Math.floor(first / TILE_WIDTH), size);
  const from = first % TILE_WIDTH;
  if (!tile || from + count > tile.width) throw new RangeError('not complete in this tree');
  return { tile, from, count };
}

/** The hash of a subtree from the hashes of its tile. */
export const hashInTile = (
  hashes: readonly Uint8Array[],
  { from, count }: { from: number; count: number },
): Uint8Array => raised(hashes.slice(from, from + count));

/** `tile/<level>/<index>[.p/<width>]`, the index in groups of three digits. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g)!;
  const place = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${place}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile at that address; nothing where it is no address, or not the one way to write it. */
export function tileFromPath(path: string): Tile | undefined {
  const parts =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path);
  if (!parts) return undefined;
  const level: Tile['level'] | undefined =
    parts[1] === 'entries' ? 'entries' : fromDecimal(parts[1]!);
  const width = parts[3] === undefined ? TILE_WIDTH : fromDecimal(parts[3]);
  const index = Number(parts[2]!.replaceAll(/[x/]/g, ''));
  if (level === undefined || width === undefined || !Number.isSafeInteger(index)) return undefined;
  if (level !== 'entries' && level > LAST_LEVEL) return undefined;
  const tile: Tile = { level, index, width };
  return width >= 1 && width <= TILE_WIDTH && tilePath(tile) === path ? tile : undefined;
}
