/** A second telling of RFC 6962 for the tests: by its recursive definitions, over all leaves, without a thought for speed. */
import { EMPTY_ROOT, leafHash, nodeHash } from '../../../domain/proof/hashing.ts';
import type { Subtree } from '../../../domain/proof/subtrees.ts';
import { utf8 } from '../../../domain/proof/bytes.ts';

export const leavesOf = (size: number): Uint8Array[] =>
  Array.from({ length: size }, (_, i) => leafHash(utf8(`leaf ${i}`)));

function middleOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** What was asked before, by its leaves: thousands of proofs ask for the same subtrees. */
const known = new Map<string, Uint8Array>();

/** MTH, §2.1. */
export function headOf(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  const key = leaves.map((leaf) => leaf[0]! * 256 + leaf[1]!).join();
  const k = middleOf(leaves.length);
  const head = known.get(key) ?? nodeHash(headOf(leaves.slice(0, k)), headOf(leaves.slice(k)));
  known.set(key, head);
  return head;
}

/** PATH, §2.1.1. */
export function pathOf(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = middleOf(leaves.length);
  return index < k
    ? [...pathOf(index, leaves.slice(0, k)), headOf(leaves.slice(k))]
    : [...pathOf(index - k, leaves.slice(k)), headOf(leaves.slice(0, k))];
}

/** PROOF, §2.1.2. */
export const consistencyOf = (old: number, leaves: readonly Uint8Array[]): Uint8Array[] =>
  old === 0 ? [] : subproofOf(old, leaves, true);

function subproofOf(old: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (old === leaves.length) return whole ? [] : [headOf(leaves)];
  const k = middleOf(leaves.length);
  return old <= k
    ? [...subproofOf(old, leaves.slice(0, k), whole), headOf(leaves.slice(k))]
    : [...subproofOf(old - k, leaves.slice(k), false), headOf(leaves.slice(0, k))];
}

/** The hash of a complete subtree, from all leaves. */
export const subtreeIn =
  (leaves: readonly Uint8Array[]) =>
  ({ height, index }: Subtree): Uint8Array => {
    const width = 2 ** height;
    const own = leaves.slice(index * width, (index + 1) * width);
    if (own.length !== width) throw new Error('asked for a subtree that is not complete');
    return headOf(own);
  };
