/** The hashes of a Merkle tree (RFC 6962 §2.1, RFC 9162 §2.1.1): a leaf can never stand for a node, for each has its own first byte. */
import { hash } from 'node:crypto';

/** In one call, without an object for each hash: a turn makes dozens. */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array =>
  // By way of its hexadecimal text, which is handed over faster than bytes are.
  Buffer.from(hash('sha256', parts.length === 1 ? parts[0]! : Buffer.concat(parts), 'hex'), 'hex');

/** The same in hexadecimal, of bytes and a text behind them: most of a turn's hashes are these. */
export function sha256Hex(before: readonly Uint8Array[], text: string): string {
  const length = before.reduce((sum, part) => sum + part.length, 0);
  // A UTF-16 unit becomes three bytes at most.
  const bytes = Buffer.allocUnsafe(length + 3 * text.length);
  let at = 0;
  for (const part of before) {
    bytes.set(part, at);
    at += part.length;
  }
  return hash('sha256', bytes.subarray(0, at + bytes.write(text, at, 'utf8')), 'hex');
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (data: Uint8Array): Uint8Array => sha256(LEAF, data);

export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(NODE, left, right);

/** The head of a tree without leaves. */
export const EMPTY_ROOT: Uint8Array = sha256();
