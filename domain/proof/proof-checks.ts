/** Checking proofs as RFC 9162 tells it (§2.1.3.2, §2.1.4.2), without the tree and without the code that makes them. */
import { EMPTY_ROOT, nodeHash } from './hashing.ts';
import { HASH_LENGTH, sameBytes } from './bytes.ts';

/** A tree as a checkpoint names it. */
export interface TreeHead {
  size: number;
  root: Uint8Array;
}

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const isPowerOfTwo = (n: number): boolean => {
  let rest = n;
  while (rest > 1 && !isOdd(rest)) rest = half(rest);
  return rest === 1;
};

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const areHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.every((hash) => hash.length === HASH_LENGTH);

/** The way from a node to the head: on which side its partner stands at each step, where it has one. */
class Way {
  #node: number;
  #last: number;

  constructor(node: number, last: number) {
    this.#node = node;
    this.#last = last;
  }

  get ended(): boolean {
    return this.#last === 0;
  }

  /** Whether the next partner stands on the left; goes up to where it has been joined. */
  step(): boolean {
    const left = isOdd(this.#node) || this.#node === this.#last;
    if (left) while (!isOdd(this.#node) && this.#node !== 0) this.#up();
    this.#up();
    return left;
  }

  /** Up to the highest node that is complete in the old tree already. */
  skipComplete(): void {
    while (isOdd(this.#node)) this.#up();
  }

  #up(): void {
    this.#node = half(this.#node);
    this.#last = half(this.#last);
  }
}

/** Whether the proof shows `leaf` at `index` of the tree. */
export function includes(
  head: TreeHead,
  index: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(head.size) || !isSize(index) || index >= head.size) return false;
  if (!areHashes([head.root, leaf, ...proof])) return false;
  const way = new Way(index, head.size - 1);
  let hash = leaf;
  for (const partner of proof) {
    if (way.ended) return false;
    hash = way.step() ? nodeHash(partner, hash) : nodeHash(hash, partner);
  }
  return way.ended && sameBytes(hash, head.root);
}

/** Whether the proof shows that `next` begins with all that `old` has. From no leaves nothing needs to be shown, and nothing may be. */
export function continues(old: TreeHead, next: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (!isSize(old.size) || !isSize(next.size) || old.size > next.size) return false;
  if (!areHashes([old.root, next.root, ...proof])) return false;
  if (next.size === 0 && !sameBytes(next.root, EMPTY_ROOT)) return false;
  if (old.size === 0) return proof.length === 0 && sameBytes(old.root, EMPTY_ROOT);
  if (old.size === next.size) return proof.length === 0 && sameBytes(old.root, next.root);
  if (proof.length === 0) return false;
  const [first, ...rest] = isPowerOfTwo(old.size) ? [old.root, ...proof] : proof;
  const way = new Way(old.size - 1, next.size - 1);
  way.skipComplete();
  let [before, after] = [first!, first!];
  for (const partner of rest) {
    if (way.ended) return false;
    if (way.step()) {
      before = nodeHash(partner, before);
      after = nodeHash(partner, after);
    } else after = nodeHash(after, partner);
  }
  return way.ended && sameBytes(before, old.root) && sameBytes(after, next.root);
}
