/** What the signer signs with (SIGNER_KEY): a line each key, several while one takes the place of another. */
import { utf8 } from '../../domain/proof/bytes.ts';
import { ed25519Verifier } from '../../domain/proof/ed25519.ts';
import { type NoteKey, keyFromText } from '../../domain/proof/note-keys.ts';
import type { NoteSignature } from '../../domain/proof/note.ts';
import { readKeyFile } from '../kept/key-file.ts';
import { commandKey } from './command-key.ts';
import { type Certificates, remoteKey } from './remote-key.ts';

export interface Signatory {
  key: NoteKey;
  sign: (text: string) => Promise<NoteSignature>;
}

/** `[KEY@]file:PATH`, `KEY@command:PROGRAM`, `KEY@https://…`; KEY is the public half with its name, as `--new-key` and `--public-key` print it. */
const line = /^(?:(\S+?)@)?(file:|command:|https:)(.+)$/;

export async function readKeys(text: string, certificates: Certificates): Promise<Signatory[]> {
  const lines = text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
  if (lines.length === 0) throw new Error('SIGNER_KEY: which key?');
  const all = await Promise.all(lines.map((one) => readKey(one, certificates)));
  const ids = all.map(({ key }) => `${key.name} ${key.id}`);
  if (new Set(ids).size < ids.length) throw new Error('SIGNER_KEY: one key stands there twice');
  return all;
}

async function readKey(text: string, certificates: Certificates): Promise<Signatory> {
  const [, named, kind, rest = ''] = line.exec(text) ?? [];
  if (!kind)
    throw new Error('SIGNER_KEY: file:PATH, KEY@command:PROGRAM or KEY@https://… is expected');
  const known = named === undefined ? undefined : keyFromText(named);
  if (named !== undefined && known?.type !== 'note')
    throw new Error('SIGNER_KEY: what stands before the @ is no key of a log');
  if (kind === 'file:') {
    const { key, pair } = await readKeyFile(rest, 'note', known);
    return signatory(key, async (message) => pair.sign(message));
  }
  if (!known) throw new Error(`SIGNER_KEY: ${kind} says no name; KEY@${kind}…`);
  const sign = kind === 'command:' ? commandKey(rest) : remoteKey(`${kind}${rest}`, certificates);
  return signatory(known, sign);
}

/** What comes from outside is believed only when it verifies: a wrong slot of an HSM would make checkpoints that nobody takes. */
function signatory(key: NoteKey, sign: (message: Uint8Array) => Promise<Uint8Array>): Signatory {
  const verify = ed25519Verifier(key.publicKey);
  return {
    key,
    async sign(text) {
      const message = utf8(text);
      const bytes = await sign(message);
      if (!verify(message, bytes))
        throw new Error('it has signed something else, or with another key');
      return { name: key.name, id: key.id, bytes };
    },
  };
}
