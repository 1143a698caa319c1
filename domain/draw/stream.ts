/** 随机数 Whole numbers below n, each equally likely, from a seed and a label (docs/draw.md §3). */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** 48 bits: exact in every language's floating point. */
export const RANGE = 2 ** 48;

/** Gives the next number, 0 ≤ number < n. */
export type Stream = (n: number) => number;

export function streamOf(seed: string, label: string): Stream {
  const block = new Uint8Array(36);
  block.set(sha256(concatBytes(hexToBytes(seed), utf8ToBytes(label))));
  const view = new DataView(block.buffer);
  let k = 0;
  return unbiased(() => {
    view.setUint32(32, k);
    k += 1;
    const hash = sha256(block);
    const head = new DataView(hash.buffer, hash.byteOffset, 6);
    return head.getUint16(0) * 2 ** 32 + head.getUint32(2);
  });
}

/** Numbers above the last whole multiple of n are thrown away: without that, the small remainders would come more often. */
export const unbiased =
  (next: () => number): Stream =>
  (n) => {
    const limit = RANGE - (RANGE % n);
    let number = next();
    while (number >= limit) number = next();
    return number % n;
  };

/** `count` of them without replacement, in the order drawn (Fisher and Yates, from the front). */
export function pick<T>(from: readonly T[], count: number, below: Stream): T[] {
  const rest = [...from];
  for (let i = 0; i < count; i += 1) {
    const j = i + below(rest.length - i);
    [rest[i], rest[j]] = [rest[j]!, rest[i]!];
  }
  return rest.slice(0, count);
}
