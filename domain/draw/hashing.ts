/** Everything hashed is RFC 8785 text in UTF-8; every hash is SHA-256 behind a tag of its own, so none can stand for another (docs/draw.md §2). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalize } from './canonical.ts';
import {
  ALGORITHM,
  type AbandonedRecord,
  type Contribution,
  type DrawRecord,
  type Statement,
} from './record.ts';

const tagged = (tag: string, ...parts: Uint8Array[]): Uint8Array =>
  sha256(concatBytes(utf8ToBytes(`${ALGORITHM} ${tag}\n`), ...parts));
const text = (value: unknown): Uint8Array => utf8ToBytes(canonicalize(value));

export const secretHashOf = (secret: string): string =>
  bytesToHex(tagged('secret', hexToBytes(secret)));
export const statementHashOf = (statement: Statement): string =>
  bytesToHex(tagged('statement', text(statement)));

/** The seed is the hash of both numbers, and of what was said before either was known. */
export const seedOf = (statementHash: string, secret: string, contribution: Contribution): string =>
  bytesToHex(tagged('seed', hexToBytes(statementHash), hexToBytes(secret), text(contribution)));

export function recordHashOf(
  record: Omit<DrawRecord, 'hash'> | Omit<AbandonedRecord, 'hash'>,
): string {
  // The statement stands in it by its hash.
  const { hash: _, statement: __, ...rest } = record as DrawRecord;
  return bytesToHex(tagged('record', text(rest)));
}
