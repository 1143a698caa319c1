/** Files with secret keys: made for their owner only, and not read where anybody else may read them. */
import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { KEY_LENGTH, ed25519FromPem, type Ed25519Key } from '../../domain/proof/ed25519.ts';
import {
  type KeyType,
  type NoteKey,
  keyText,
  noteKey,
  signingKeyFromText,
  signingKeyText,
} from '../../domain/proof/note-keys.ts';
import { sameBytes } from '../../domain/proof/bytes.ts';
import { makeDurably } from './durable.ts';

export interface SigningKey {
  key: NoteKey;
  pair: Ed25519Key;
}

/** Makes a key in a file that is not there yet; answers with the public half, as it is handed on. */
export async function makeKeyFile(name: string, file: string, type: KeyType): Promise<string> {
  const text = signingKeyText(name, randomBytes(KEY_LENGTH), type);
  await makeDurably(file, `${text}\n`, 0o400);
  return keyText(signingKeyFromText(text)!.key);
}

/** The key in that file. In PKCS #8 a key has no name: then `known` says which it is. */
export async function readKeyFile(
  file: string,
  type: KeyType,
  known?: NoteKey,
): Promise<SigningKey> {
  const text = await readOwnersFile(file);
  const read = text.startsWith('-----BEGIN')
    ? fromPem(text, file, known)
    : signingKeyFromText(text);
  if (!read) throw new Error(`${file}: no signing key; PRIVATE+KEY+… or PKCS #8 is read`);
  if (read.key.type !== type) throw new Error(`${file}: this key signs something else`);
  if (known && keyText(known) !== keyText(read.key))
    throw new Error(`${file}: this is not the key ${known.name}+${known.id.toString(16)}`);
  return read;
}

function fromPem(pem: string, file: string, known: NoteKey | undefined): SigningKey {
  if (!known) throw new Error(`${file}: a key without a name; say which it is (KEY@file:…)`);
  const pair = ed25519FromPem(pem);
  if (!sameBytes(pair.publicKey, known.publicKey))
    throw new Error(`${file}: this is not the key ${known.name}`);
  return { key: noteKey(known.name, pair.publicKey, known.type), pair };
}

/** The text of a file that belongs to us and that nobody else may read. Looked at and read through one handle: it is the same file. */
export async function readOwnersFile(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { mode, uid } = await handle.stat();
    if ((mode & 0o077) !== 0)
      throw new Error(`${file}: others may read it; chmod 0400 it, or take another`);
    if (uid !== process.getuid?.())
      throw new Error(`${file}: it belongs to another user than the one who runs this`);
    return (await handle.readFile('utf8')).trim();
  } finally {
    await handle.close();
  }
}
