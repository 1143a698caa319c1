/** The hashes of a Merkle tree (RFC 6962 §2.1, RFC 9162 §2.1.1): a leaf can never stand for a node, for each has its own first byte. */
import { hash } from 'node:crypto';

/** In one call, without an object for each hash: a turn makes dozens. */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array =>
  hash('sha256', parts.length === 1 ? parts[0]! : Buffer.concat(parts), 'buffer');

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (data: Uint8Array): Uint8Array => sha256(LEAF, data);

export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(NODE, left, right);

/** The head of a tree without leaves. */
export const EMPTY_ROOT: Uint8Array = sha256();
