/** 密封 Secrets at rest: AES-256-GCM with the key's id beside it, bound to what the secret belongs to. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Settings } from '../../settings.ts';

const ALGORITHM = 'aes-256-gcm';

export class Seal {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #first: string;
  readonly #comparing: Buffer;

  /** New secrets are sealed with the first key; each key opens what was sealed with it. */
  constructor(keys: readonly Buffer[]) {
    if (keys.length === 0 || keys.some((key) => key.length !== 32))
      throw new Error('settings: a sealing key is 32 bytes in base64');
    this.#keys = new Map(
      keys.map((key) => [createHash('sha256').update(key).digest('hex').slice(0, 8), key]),
    );
    this.#first = [...this.#keys.keys()][0]!;
    // Marks are made with the oldest key, which stays in the list longest: what is sent again after a rotation still compares equal.
    this.#comparing = Buffer.from(
      hkdfSync('sha256', keys.at(-1)!, '', 'duban: the same words', 32),
    );
  }

  /** `context` names what the secret belongs to. A secret that was sealed for one thing cannot be opened as another's. */
  seal(secret: string, context: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv(ALGORITHM, this.#keys.get(this.#first)!, iv).setAAD(
      Buffer.from(context, 'utf8'),
    );
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [
      's1',
      this.#first,
      ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url')),
    ].join('.');
  }

  /** A mark by which the same words can be recognised without opening them: an HMAC under a key that is derived from the oldest one. */
  mark(secret: string, context: string): string {
    return createHmac('sha256', this.#comparing)
      .update(`${context}\n${secret}`, 'utf8')
      .digest('hex');
  }

  open(text: string, context: string): string {
    const [version, id = '', ...parts] = text.split('.');
    const [iv, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
    const key = this.#keys.get(id);
    if (version !== 's1' || !key || !iv || !sealed || tag?.length !== 16)
      throw new Error('sealed under another key, or not sealed by us');
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: 16 })
      .setAAD(Buffer.from(context, 'utf8'))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  }
}

/** The seal made of the keys in the settings. Without a key there is none, and nothing can be sealed. */
export async function readSeal({
  DUBAN_SEALING_KEY,
  DUBAN_SEALING_KEY_FILE,
}: Pick<Settings, 'DUBAN_SEALING_KEY' | 'DUBAN_SEALING_KEY_FILE'>): Promise<Seal | undefined> {
  const text =
    DUBAN_SEALING_KEY ||
    (DUBAN_SEALING_KEY_FILE ? await readFile(DUBAN_SEALING_KEY_FILE, 'utf8') : '');
  const keys = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return keys.length > 0 ? new Seal(keys.map((key) => Buffer.from(key, 'base64'))) : undefined;
}
