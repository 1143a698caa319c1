/**
 * Complete subtrees, of which every hash in a proof is put together. Whoever keeps hashes (a table, tiles, a list) needs to find those only;
 * sizes are counted as numbers, for a tree of 2^53 leaves is far away and 32-bit operators are not.
 */
import { EMPTY_ROOT, nodeHash } from './hashing.ts';

/** The subtree over the leaves from `index · 2^height` up to `(index + 1) · 2^height`. */
export interface Subtree {
  height: number;
  index: number;
}

/** The largest power of two that is at most `n`; `n` is at least 1. */
function powerWithin(n: number): { power: number; height: number } {
  let [power, height] = [1, 0];
  while (power * 2 <= n) [power, height] = [power * 2, height + 1];
  return { power, height };
}

/** Where RFC 6962 divides `n` leaves: the largest power of two below `n`; `n` is at least 2. */
export function divide(n: number): number {
  const { power } = powerWithin(n);
  return power === n ? power / 2 : power;
}

/**
 * The complete subtrees of the leaves from `start` up to `end`, from left to right, each lower than the one before.
 * `start` is where such a range may begin: a multiple of the largest of them.
 */
export function subtreesOf(start: number, end: number): Subtree[] {
  const found: Subtree[] = [];
  for (let from = start; from < end;) {
    const { power, height } = powerWithin(end - from);
    found.push({ height, index: from / power });
    from += power;
  }
  return found;
}

/** The hash over neighbouring subtrees, each lower than the one before: they are joined from the right. */
export function joined(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0
    ? EMPTY_ROOT
    : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** The hash over the leaves of one complete subtree: as many hashes as a power of two. */
export function raised(hashes: readonly Uint8Array[]): Uint8Array {
  let level = [...hashes];
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      nodeHash(level[2 * i]!, level[2 * i + 1]!),
    );
  return level[0]!;
}
