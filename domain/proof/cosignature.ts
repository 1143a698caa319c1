/** C2SP tlog-cosignature, version 1: a witness says at which time it had seen the tree grow to this checkpoint, and no other. */
import { utf8 } from './bytes.ts';
import { ed25519Verifier } from './ed25519.ts';
import type { NoteKey } from './note-keys.ts';
import type { NoteSignature, NoteVerifier } from './note.ts';

const TIME_LENGTH = 8;

/** `seconds` since 1970. The first line is of no checkpoint, so the one signature can't stand for the other. */
const cosigned = (text: string, seconds: number): Uint8Array =>
  utf8(`cosignature/v1\ntime ${seconds}\n${text}`);

export function cosignature(
  text: string,
  seconds: number,
  { name, id }: NoteKey,
  sign: (message: Uint8Array) => Uint8Array,
): NoteSignature {
  const time = Buffer.alloc(TIME_LENGTH);
  time.writeBigUInt64BE(BigInt(seconds));
  return { name, id, bytes: Buffer.concat([time, sign(cosigned(text, seconds))]) };
}

/** When the witness signed; nothing where it is no cosignature. */
export function cosignedAt({ bytes }: Pick<NoteSignature, 'bytes'>): number | undefined {
  if (bytes.length <= TIME_LENGTH) return undefined;
  const seconds = Number(Buffer.from(bytes).readBigUInt64BE(0));
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}

export function cosignatureVerifier(key: NoteKey): NoteVerifier {
  if (key.type !== 'cosignature') throw new TypeError('this key signs something else');
  const verify = ed25519Verifier(key.publicKey);
  return {
    key,
    verify: (text, bytes) => {
      const seconds = cosignedAt({ bytes });
      return seconds !== undefined && verify(cosigned(text, seconds), bytes.subarray(TIME_LENGTH));
    },
  };
}
