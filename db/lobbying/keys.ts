/** 登记簿密钥 The keys of the register of lobbying, outside the database and of its own: AES-256-GCM, with the key's id beside what it has sealed. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';

const ALGORITHM = 'aes-256-gcm';
const [ID, IV, TAG] = [4, 12, 16];

export class RegisterKeys {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #first: Buffer;
  readonly #marking: Buffer;

  /** The first key seals; each opens what was sealed with it, until the next beat has sealed it anew. */
  constructor(keys: readonly Buffer[]) {
    if (keys.length === 0 || keys.some((key) => key.length !== 32))
      throw new Error('settings: a key of the register is 32 bytes in base64');
    this.#keys = new Map(keys.map((key) => [idOf(key), key]));
    this.#first = keys[0]!;
    // Of the oldest key, which stays in the list longest: after a rotation the same request is still known again.
    this.#marking = Buffer.from(hkdfSync('sha256', keys.at(-1)!, '', 'duban: register marks', 32));
  }

  /** `context` binds it to its bureau, its beat and its size. */
  seal(clear: Uint8Array, context: string): Buffer {
    const iv = randomBytes(IV);
    const cipher = createCipheriv(ALGORITHM, this.#first, iv).setAAD(Buffer.from(context, 'utf8'));
    const sealed = Buffer.concat([cipher.update(clear), cipher.final()]);
    return Buffer.concat([Buffer.from(idOf(this.#first), 'hex'), iv, cipher.getAuthTag(), sealed]);
  }

  open(sealed: Uint8Array, context: string): Buffer {
    const bytes = Buffer.from(sealed);
    const key = this.#keys.get(bytes.subarray(0, ID).toString('hex'));
    if (!key) throw new Error('the register is sealed under a key that is not in the settings');
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(ID, ID + IV), {
      authTagLength: TAG,
    })
      .setAAD(Buffer.from(context, 'utf8'))
      .setAuthTag(bytes.subarray(ID + IV, ID + IV + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(ID + IV + TAG)), decipher.final()]);
  }

  mark(text: string): string {
    return createHmac('sha256', this.#marking).update(text, 'utf8').digest('hex');
  }
}

const idOf = (key: Buffer): string =>
  createHash('sha256')
    .update(key)
    .digest('hex')
    .slice(0, 2 * ID);

interface KeySettings {
  DUBAN_REGISTER_KEY?: string | undefined;
  DUBAN_REGISTER_KEY_FILE?: string | undefined;
}

/** Undefined: no key is set, and no register can be opened. */
export async function readRegisterKeys({
  DUBAN_REGISTER_KEY: keys,
  DUBAN_REGISTER_KEY_FILE: file,
}: KeySettings): Promise<RegisterKeys | undefined> {
  const text = keys || (file ? await readFile(file, 'utf8') : '');
  const all = text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return all.length > 0
    ? new RegisterKeys(all.map((key) => Buffer.from(key, 'base64')))
    : undefined;
}
