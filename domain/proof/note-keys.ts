/**
 * The keys of signed notes (C2SP signed-note, tlog-cosignature): name, a short id that tells keys of one name apart, and what their signatures say.
 * The id protects nothing; whoever verifies has the whole key.
 */
import { base64, fromBase64, isWhole, utf8 } from './bytes.ts';
import { type Ed25519Key, KEY_LENGTH, ed25519FromSeed } from './ed25519.ts';
import { sha256 } from './hashing.ts';

/** The first byte of a key: what a signature of it signs. */
const KEY_TYPES = { note: 0x01, cosignature: 0x04 } as const;
export type KeyType = keyof typeof KEY_TYPES;

export interface NoteKey {
  name: string;
  /** The first four bytes of the hash over name and key, as a number. */
  id: number;
  type: KeyType;
  publicKey: Uint8Array;
}

/** A name has neither spaces nor a plus: both divide the texts in which it stands. */
export const isKeyName = (name: string): boolean =>
  name !== '' && isWhole(name) && !/[\p{White_Space}\p{Cc}+]/u.test(name);

const typed = (type: KeyType, key: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(KEY_TYPES[type]), key]);

function keyId(name: string, type: KeyType, publicKey: Uint8Array): number {
  const hash = sha256(utf8(`${name}\n`), typed(type, publicKey));
  return Buffer.from(hash).readUInt32BE(0);
}

export function noteKey(name: string, publicKey: Uint8Array, type: KeyType = 'note'): NoteKey {
  if (!isKeyName(name)) throw new TypeError('no name of a key');
  if (publicKey.length !== KEY_LENGTH) throw new TypeError('no Ed25519 key');
  return { name, id: keyId(name, type, publicKey), type, publicKey };
}

const idText = (id: number): string => id.toString(16).padStart(8, '0');

/** `<name>+<id>+<base64 of type and key>`: how a key is handed on. */
export const keyText = ({ name, id, type, publicKey }: NoteKey): string =>
  `${name}+${idText(id)}+${base64(typed(type, publicKey))}`;

/** Nothing where it is no key, of a type we don't know, or its id is another's. */
export function keyFromText(text: string): NoteKey | undefined {
  const [name, id, encoded, ...more] = splitKey(text);
  const bytes = fromBase64(encoded ?? '');
  if (!name || !bytes || more.length > 0 || !isKeyName(name)) return undefined;
  if (bytes.length !== KEY_LENGTH + 1) return undefined;
  const type = typeOf(bytes[0]!);
  const key = type && noteKey(name, bytes.subarray(1), type);
  return key && idText(key.id) === id ? key : undefined;
}

const typeOf = (byte: number): KeyType | undefined =>
  (Object.keys(KEY_TYPES) as KeyType[]).find((type) => KEY_TYPES[type] === byte);

/** Base64 may have a plus, too: only the first two divide. */
function splitKey(text: string): string[] {
  const first = text.indexOf('+');
  const second = text.indexOf('+', first + 1);
  return first < 0 || second < 0
    ? []
    : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

const PRIVATE = 'PRIVATE+KEY+';

/** `PRIVATE+KEY+<name>+<id>+<base64 of type and seed>`, as Go's tools keep it: the secret half with its name. */
export function signingKeyFromText(text: string): { key: NoteKey; pair: Ed25519Key } | undefined {
  if (!text.startsWith(PRIVATE)) return undefined;
  const [name, id, encoded] = splitKey(text.slice(PRIVATE.length));
  const bytes = fromBase64(encoded ?? '');
  if (!name || !isKeyName(name) || bytes?.length !== KEY_LENGTH + 1) return undefined;
  const type = typeOf(bytes[0]!);
  if (!type) return undefined;
  const pair = ed25519FromSeed(bytes.subarray(1));
  const key = noteKey(name, pair.publicKey, type);
  return idText(key.id) === id ? { key, pair } : undefined;
}

/** The secret half as a file keeps it. */
export function signingKeyText(name: string, seed: Uint8Array, type: KeyType = 'note'): string {
  const { id } = noteKey(name, ed25519FromSeed(seed).publicKey, type);
  return `${PRIVATE}${name}+${idText(id)}+${base64(typed(type, seed))}`;
}
