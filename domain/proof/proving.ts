/** Proofs of inclusion and consistency (RFC 6962 §2.1.1, §2.1.2): which hashes they consist of, and the proofs themselves. */
import { type Subtree, divide, joined, subtreesOf } from './subtrees.ts';

/** One hash of a proof: that over these neighbouring complete subtrees. */
export type ProofPart = readonly Subtree[];

/** What the proof consists of that leaf `index` stands in the tree of the first `size` leaves. */
export function inclusionParts(index: number, size: number): ProofPart[] {
  if (!(index >= 0 && index < size)) throw new RangeError('no such leaf in a tree of this size');
  const parts: ProofPart[] = [];
  for (let [start, end] = [0, size]; end - start > 1;) {
    const middle = start + divide(end - start);
    if (index < middle) {
      parts.push(subtreesOf(middle, end));
      end = middle;
    } else {
      parts.push(subtreesOf(start, middle));
      start = middle;
    }
  }
  return parts.toReversed();
}

/** What the proof consists of that the first `size` leaves begin with the first `old` ones. Nothing needs to be shown from no leaves, or from as many. */
export function consistencyParts(old: number, size: number): ProofPart[] {
  if (!(old >= 0 && old <= size)) throw new RangeError('a tree does not shrink');
  if (old === 0) return [];
  const parts: ProofPart[] = [];
  let [start, end, known] = [0, size, true];
  while (end !== old) {
    const middle = start + divide(end - start);
    if (old <= middle) {
      parts.push(subtreesOf(middle, end));
      end = middle;
    } else {
      parts.push(subtreesOf(start, middle));
      start = middle;
      known = false;
    }
  }
  // The old head itself is in nobody's need where it is one of the tree's own nodes.
  if (!known) parts.push(subtreesOf(start, end));
  return parts.toReversed();
}

/** The head of the tree of the first `size` leaves consists of these. */
export const rootParts = (size: number): ProofPart => subtreesOf(0, size);

/** The hashes of a proof, put together from those of complete subtrees. */
export const proofOf = (
  parts: readonly ProofPart[],
  hashOf: (subtree: Subtree) => Uint8Array,
): Uint8Array[] => parts.map((part) => joined(part.map(hashOf)));
