/**
 * 见证 C2SP tlog-witness: what a witness answers to a checkpoint, from what it has cosigned before. It signs nothing itself and keeps nothing: whoever
 * runs it keeps the new state on its disk before the cosignature leaves, one request after the other.
 */
import { HASH_LENGTH, base64, fromBase64, fromDecimal, sameBytes } from './bytes.ts';
import { type Checkpoint, checkpointFromText, checkpointText } from './checkpoint.ts';
import { EMPTY_ROOT } from './hashing.ts';
import { type Note, type NoteVerifier, noteFromText, verified } from './note.ts';
import { type TreeHead, continues } from './proof-checks.ts';

/** A log that the witness watches, with the newest head that it has cosigned. */
export interface WatchedLog {
  verifiers: readonly NoteVerifier[];
  cosigned: TreeHead;
}

/** What a log has that nobody has cosigned yet. */
export const NOTHING_COSIGNED: TreeHead = { size: 0, root: EMPTY_ROOT };

/** From which size on, and the proof that what follows begins with it. */
export interface Growth {
  oldSize: number;
  proof: readonly Uint8Array[];
}

export interface AddCheckpoint extends Growth {
  note: Note;
}

const MOST_HASHES = 63;

/** `old <size>` and the proof's hashes, a line each, then an empty line; what stands below it is the caller's to read. */
function growthFromText(body: string): (Growth & { below: string }) | undefined {
  const at = body.indexOf('\n\n');
  if (at < 0) return undefined;
  const [first, ...lines] = body.slice(0, at).split('\n');
  const oldSize = first!.startsWith('old ') ? fromDecimal(first!.slice(4)) : undefined;
  if (oldSize === undefined || lines.length > MOST_HASHES) return undefined;
  const proof = lines.map(fromBase64).filter((hash) => hash?.length === HASH_LENGTH);
  return proof.length === lines.length
    ? { oldSize, proof: proof as Uint8Array[], below: body.slice(at + 2) }
    : undefined;
}

/** What a witness is asked: below the empty line the signed checkpoint. Nothing where it is of another form. */
export function addCheckpointFromText(body: string): AddCheckpoint | undefined {
  const request = growthFromText(body);
  if (!request) return undefined;
  const { below, ...growth } = request;
  const note = noteFromText(below);
  return note && { ...growth, note };
}

/**
 * What the bureau's signer is asked: below the empty line the text that is to be signed, and nothing else. It has exactly the three lines that our
 * checkpoints have: nobody is to have a key sign what its keeper does not read.
 */
export function signingFromText(body: string): (Growth & { checkpoint: Checkpoint }) | undefined {
  const request = growthFromText(body);
  if (!request) return undefined;
  const { below, ...growth } = request;
  const checkpoint = checkpointFromText(below);
  return checkpoint && checkpointText(checkpoint) === below ? { ...growth, checkpoint } : undefined;
}

/** The body of such a request; `below`: a signed checkpoint, or for the signer its text. */
export const growthText = ({ oldSize, proof }: Growth, below: string): string =>
  `${[`old ${oldSize}`, ...proof.map(base64)].join('\n')}\n\n${below}`;

/**
 * `status` is that of the HTTP answer. Where sizes differ, `size` is what the log has to start from. `fork`: two heads that can't both be of one
 * tree that only grows; both are signed, so they are the proof against the log and must be kept.
 */
export type WitnessAnswer =
  | { status: 200; checkpoint: Checkpoint }
  | { status: 400 | 403 | 404 | 422 }
  | { status: 409; size: number; fork: boolean };

export function answerTo(
  request: AddCheckpoint | undefined,
  logs: ReadonlyMap<string, WatchedLog>,
): WitnessAnswer {
  const checkpoint = request && checkpointFromText(request.note.text);
  if (!checkpoint) return { status: 400 };
  const log = logs.get(checkpoint.origin);
  if (!log) return { status: 404 };
  if (!verified(request.note, log.verifiers).verified) return { status: 403 };
  return answerToGrowth(log.cosigned, request, checkpoint);
}

/** Whether a head may follow on the one that was signed last: what a witness asks, and the bureau's own signer before it signs. */
export function answerToGrowth(
  signed: TreeHead,
  { oldSize, proof }: Growth,
  checkpoint: Checkpoint,
): WitnessAnswer {
  if (oldSize > checkpoint.size) return { status: 400 };
  if (oldSize !== signed.size) return { status: 409, size: signed.size, fork: false };
  if (signed.size === checkpoint.size && !sameBytes(signed.root, checkpoint.root))
    return { status: 409, size: signed.size, fork: true };
  // A proof that does not hold may be a mistake of whoever sent it; the signed head itself decides once a right one is sent.
  return continues(signed, checkpoint, proof) ? { status: 200, checkpoint } : { status: 422 };
}
