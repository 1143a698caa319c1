/** C2SP signed-note: a text and, below it, the signatures of those who stand for it. What nobody known has signed is nothing. */
import { base64, fromBase64, idIn, isWhole, utf8 } from './bytes.ts';
import { ed25519Verifier } from './ed25519.ts';
import { type NoteKey, isKeyName } from './note-keys.ts';

/** A signature line: `bytes` without the four of the key's id. */
export interface NoteSignature {
  name: string;
  id: number;
  bytes: Uint8Array;
}

export interface Note {
  /** With its last line end. */
  text: string;
  signatures: readonly NoteSignature[];
}

/** Whoever can check one key's signatures under a note. */
export interface NoteVerifier {
  key: Pick<NoteKey, 'name' | 'id'>;
  verify: (text: string, signature: Uint8Array) => boolean;
}

const LONGEST_NOTE = 1_000_000;
const MOST_SIGNATURES = 100;
const DASH = '— ';

/** Control characters other than the line end are no part of a note. */
const isNoteText = (text: string): boolean =>
  // oxlint-disable-next-line no-control-regex
  isWhole(text) && !/[\u0000-\u0009\u000b-\u001f]/.test(text);

/** A line of it, as it stands below a note and travels alone. */
export const signatureLine = ({ name, id, bytes }: NoteSignature): string =>
  `${DASH}${name} ${base64(Buffer.concat([idBytes(id), bytes]))}\n`;

function idBytes(id: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(id);
  return bytes;
}

export function noteText({ text, signatures }: Note): string {
  if (!text.endsWith('\n') || !isNoteText(text)) throw new TypeError('no text of a note');
  return `${text}\n${signatures.map(signatureLine).join('')}`;
}

/** Nothing where it is no note. Whether anybody known has signed it is asked of `verified`. */
export function noteFromText(all: string): Note | undefined {
  if (all.length > LONGEST_NOTE || !isNoteText(all)) return undefined;
  const at = all.lastIndexOf('\n\n');
  if (at < 0 || !all.endsWith('\n')) return undefined;
  const signatures = signaturesIn(all.slice(at + 2));
  return signatures?.length ? { text: all.slice(0, at + 1), signatures } : undefined;
}

/** The signatures of whole lines; nothing where one is no signature. */
export function signaturesIn(lines: string): NoteSignature[] | undefined {
  if (lines !== '' && !lines.endsWith('\n')) return undefined;
  const signatures = lines.split('\n').slice(0, -1).map(signatureIn);
  if (signatures.length > MOST_SIGNATURES) return undefined;
  return signatures.every((one) => one !== undefined) ? signatures : undefined;
}

function signatureIn(line: string): NoteSignature | undefined {
  if (!line.startsWith(DASH)) return undefined;
  const [name, encoded, ...more] = line.slice(DASH.length).split(' ');
  const bytes = fromBase64(encoded ?? '');
  if (!name || !isKeyName(name) || !bytes || bytes.length < 5 || more.length > 0) return undefined;
  return { name, id: idIn(bytes), bytes: bytes.subarray(4) };
}

export type NoteVerdict =
  | { verified: true; by: readonly NoteSignature[] }
  | { verified: false; why: 'invalid-signature' | 'nobody-known' };

/** Signatures of unknown keys say nothing; one of a known key that does not verify makes the whole note worthless. */
export function verified(note: Note, verifiers: readonly NoteVerifier[]): NoteVerdict {
  const by: NoteSignature[] = [];
  for (const signature of note.signatures) {
    const known = verifiers.filter(
      ({ key }) => key.name === signature.name && key.id === signature.id,
    );
    if (
      known.length === 0 ||
      by.some(({ name, id }) => name === signature.name && id === signature.id)
    )
      continue;
    // Two known keys under one name and id: whoever chose them wants one taken for the other.
    if (known.length > 1 || !known[0]!.verify(note.text, signature.bytes))
      return { verified: false, why: 'invalid-signature' };
    by.push(signature);
  }
  return by.length > 0 ? { verified: true, by } : { verified: false, why: 'nobody-known' };
}

/** Of a key that signs the text as it stands. */
export function noteVerifier(key: NoteKey): NoteVerifier {
  if (key.type !== 'note') throw new TypeError('this key signs something else');
  const verify = ed25519Verifier(key.publicKey);
  return { key, verify: (text, signature) => verify(utf8(text), signature) };
}

export const noteSignature = (
  text: string,
  { name, id }: NoteKey,
  sign: (message: Uint8Array) => Uint8Array,
): NoteSignature => ({ name, id, bytes: sign(utf8(text)) });
