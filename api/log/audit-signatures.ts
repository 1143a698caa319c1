/**
 * 核对签名 Whether each head of a bureau's log is signed by a key of the log that was in use when it was made, and each cosignature is one of a
 * witness that was: by the changes of keys that stand in the log themselves.
 */
import type { Querying } from '../../db/client.ts';
import { cosignaturesOf, headsOf, keyChanges } from '../../db/queries/log-audit.ts';
import { cosignatureVerifier } from '../../domain/proof/cosignature.ts';
import { keyFromText } from '../../domain/proof/note-keys.ts';
import {
  noteFromText,
  type NoteSignature,
  type NoteVerifier,
  noteVerifier,
  signaturesIn,
} from '../../domain/proof/note.ts';

export interface BrokenSignature {
  size: number;
  why: 'signature' | 'unknown-key' | 'given-up-key' | 'cosignature';
  /** `<name>+<id>`, as keys begin. */
  key: string;
}

interface Known {
  verifier: NoteVerifier;
  changes: { state: 'in-use' | 'given-up'; at: number }[];
}

/** Of no log that has no key on record: there is nothing to check by. */
export async function brokenSignatures(
  sql: Querying,
  bureau: string,
  limit: number,
): Promise<BrokenSignature[]> {
  const keys = await knownKeys(sql, bureau);
  const broken: BrokenSignature[] = [];
  for await (const batch of headsOf(sql, bureau)) {
    if (keys.log.size === 0) break;
    for (const { size, note, madeAt } of batch) {
      const read = noteFromText(note);
      const fault = faultIn(read?.text ?? '', read?.signatures ?? [], keys.log, madeAt);
      if (fault) broken.push({ size, ...fault });
    }
    if (broken.length >= limit) break;
  }
  for await (const batch of cosignaturesOf(sql, bureau)) {
    for (const { size, line, note, receivedAt } of batch) {
      const text = noteFromText(note)?.text ?? '';
      const lines = signaturesIn(line.endsWith('\n') ? line : `${line}\n`) ?? [];
      const fault = faultIn(text, lines, keys.witness, receivedAt);
      if (fault)
        broken.push({
          size,
          key: fault.key,
          why: fault.why === 'signature' ? 'cosignature' : fault.why,
        });
    }
    if (broken.length >= limit) break;
  }
  return broken.slice(0, limit);
}

const nameOf = ({ name, id }: Pick<NoteSignature, 'name' | 'id'>): string =>
  `${name}+${id.toString(16).padStart(8, '0')}`;

async function knownKeys(
  sql: Querying,
  bureau: string,
): Promise<Record<'log' | 'witness', Map<string, Known>>> {
  const keys = { log: new Map<string, Known>(), witness: new Map<string, Known>() };
  for (const { key: text, use, state, at } of await keyChanges(sql, bureau)) {
    const key = keyFromText(text);
    if (!key || (key.type === 'cosignature') !== (use === 'witness')) continue;
    const known = keys[use].get(nameOf(key)) ?? {
      verifier: use === 'witness' ? cosignatureVerifier(key) : noteVerifier(key),
      changes: [],
    };
    known.changes.push({ state, at });
    keys[use].set(nameOf(key), known);
  }
  return keys;
}

/** What was signed before a key was put on record may be of it, too; after it was given up, nothing is. */
function wasInUse({ changes }: Known, at: number): boolean {
  const last = changes.findLast((change) => change.at <= at) ?? changes[0]!;
  return last.state === 'in-use';
}

/** One signature by a key in use is enough, as long as none of a known key is wrong. */
function faultIn(
  text: string,
  signatures: readonly NoteSignature[],
  keys: ReadonlyMap<string, Known>,
  at: number,
): Omit<BrokenSignature, 'size'> | undefined {
  let fault: Omit<BrokenSignature, 'size'> | undefined = { why: 'signature', key: '' };
  for (const signature of signatures) {
    const [key, known] = [nameOf(signature), keys.get(nameOf(signature))];
    if (known && !known.verifier.verify(text, signature.bytes)) return { why: 'signature', key };
    if (known && wasInUse(known, at)) fault = undefined;
    else if (fault && (known || fault.why !== 'given-up-key'))
      fault = { why: known ? 'given-up-key' : 'unknown-key', key };
  }
  return fault;
}
