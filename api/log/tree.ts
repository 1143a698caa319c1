/** 树 Proofs about a bureau's log, put together from the leaves and nodes that are stored: one read for each. */
import type { Querying } from '../../db/client.ts';
import { hashesIn, type HashRange } from '../../db/queries/log.ts';
import {
  consistencyParts,
  inclusionParts,
  proofOf,
  type ProofPart,
} from '../../domain/proof/proving.ts';
import { raised, type Subtree } from '../../domain/proof/subtrees.ts';
import { placeInTiles, TILE_WIDTH } from '../../domain/proof/tiles.ts';

/** That leaf `index` stands in the tree of the first `size` leaves. */
export const inclusionProof = (
  sql: Querying,
  bureau: string,
  index: number,
  size: number,
): Promise<Uint8Array[]> => proofFrom(sql, bureau, size, inclusionParts(index, size));

/** The same of several leaves, with one read. */
export async function inclusionProofs(
  sql: Querying,
  bureau: string,
  indexes: readonly number[],
  size: number,
): Promise<Uint8Array[][]> {
  const all = indexes.map((index) => inclusionParts(index, size));
  const hashOf = await hashesOf(sql, bureau, size, all.flat(2));
  return all.map((parts) => proofOf(parts, hashOf));
}

/** That the tree of the first `size` leaves begins with that of the first `old` ones. */
export const consistencyProof = (
  sql: Querying,
  bureau: string,
  old: number,
  size: number,
): Promise<Uint8Array[]> => proofFrom(sql, bureau, size, consistencyParts(old, size));

async function proofFrom(
  sql: Querying,
  bureau: string,
  size: number,
  parts: readonly ProofPart[],
): Promise<Uint8Array[]> {
  return proofOf(parts, await hashesOf(sql, bureau, size, parts.flat()));
}

async function hashesOf(
  sql: Querying,
  bureau: string,
  size: number,
  subtrees: readonly Subtree[],
): Promise<(subtree: Subtree) => Uint8Array> {
  const nameOf = ({ height, index }: Subtree): string => `${height}/${index}`;
  const needed = [...new Map(subtrees.map((one) => [nameOf(one), one])).values()];
  const found = await hashesIn(
    sql,
    bureau,
    needed.map((subtree) => rangeOf(subtree, size)),
  );
  const hashes = new Map(
    needed.map((subtree, i) => [nameOf(subtree), wholeOf(found[i]!, subtree)]),
  );
  return (subtree) => hashes.get(nameOf(subtree))!;
}

function rangeOf(subtree: Subtree, size: number): HashRange {
  const { tile, from, count } = placeInTiles(subtree, size);
  return { level: Number(tile.level), from: tile.index * TILE_WIDTH + from, count };
}

/** The database's owner may have taken some away: then there is no proof. */
function wholeOf(hashes: readonly Uint8Array[], { height, index }: Subtree): Uint8Array {
  if (hashes.length === 0 || (hashes.length & (hashes.length - 1)) !== 0)
    throw new Error(`the log lacks hashes of the subtree ${height}/${index}`);
  return raised(hashes);
}
