/**
 * The right edge of a tree that grows: the complete subtrees it consists of now. It is all that has to be known for the next leaf and for the head,
 * at most one hash for each doubling; an append takes two hashes on the average, the head one for each subtree.
 */
import { leafHash, nodeHash } from './hashing.ts';
import { type Subtree, joined, subtreesOf } from './subtrees.ts';

export interface Frontier {
  readonly size: number;
  /** The hashes of the complete subtrees, from left to right. */
  readonly peaks: readonly Uint8Array[];
}

/** A complete subtree that came to be, with its hash. */
export interface Grown extends Subtree {
  hash: Uint8Array;
}

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] };

export const rootOf = (frontier: Frontier): Uint8Array => joined(frontier.peaks);

/** Whether there are as many hashes as a tree of that size has complete subtrees. */
export const isFrontier = ({ size, peaks }: Frontier): boolean =>
  Number.isSafeInteger(size) && size >= 0 && peaks.length === subtreesOf(0, size).length;

/** The tree with these leaf hashes behind the others, and the subtrees of those heights that became complete, in the order of their last leaf. */
export function grown(
  frontier: Frontier,
  leaves: readonly Uint8Array[],
  keeps: (height: number) => boolean,
): { frontier: Frontier; complete: Grown[] } {
  const peaks = [...frontier.peaks];
  const complete: Grown[] = [];
  let { size } = frontier;
  for (const leaf of leaves) {
    let [hash, height, index] = [leaf, 0, size];
    if (keeps(0)) complete.push({ height, index, hash });
    while (index % 2 === 1) {
      hash = nodeHash(peaks.pop()!, hash);
      [height, index] = [height + 1, (index - 1) / 2];
      if (keeps(height)) complete.push({ height, index, hash });
    }
    peaks.push(hash);
    size += 1;
  }
  return { frontier: { size, peaks }, complete };
}

/** The head of a tree over these data, for a tree that is small enough to be held at once. */
export const rootOfData = (data: readonly Uint8Array[]): Uint8Array =>
  rootOf(grown(EMPTY_FRONTIER, data.map(leafHash), () => false).frontier);
