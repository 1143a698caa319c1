/** Bytes and their spellings: every reader here refuses what has a second spelling, so that one value has one text. */

export const HASH_LENGTH = 32;

export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Lower case and whole bytes only. */
export function fromHex(text: string): Uint8Array | undefined {
  return /^(?:[0-9a-f]{2})*$/.test(text) ? Buffer.from(text, 'hex') : undefined;
}

/** RFC 4648 §4 with padding; stray bits, line ends and the alphabet for addresses are refused. */
export function fromBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}

/** Nothing where the bytes are no UTF-8. A byte order mark is a character like any other. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Half of a character beyond the basic plane: such a text has no UTF-8. */
export const isWhole = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** A decimal without a sign or leading zeroes, as far as a number counts exactly. */
export function fromDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The four bytes before a signature, as a number. */
export const idIn = (bytes: Uint8Array): number => Buffer.from(bytes).readUInt32BE(0);
