/**
 * 见证 C2SP tlog-witness: what a witness answers to a checkpoint, from what it has cosigned before. It signs nothing itself and keeps nothing: whoever
 * runs it keeps the new state on its disk before the cosignature leaves, one request after the other.
 */
import { HASH_LENGTH, fromBase64, fromDecimal, sameBytes } from './bytes.ts';
import { type Checkpoint, checkpointFromText } from './checkpoint.ts';
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

export interface AddCheckpoint {
  oldSize: number;
  proof: readonly Uint8Array[];
  note: Note;
}

const MOST_HASHES = 63;

/** `old <size>`, the proof's hashes, an empty line, the checkpoint; nothing where it is of another form. */
export function addCheckpointFromText(body: string): AddCheckpoint | undefined {
  const at = body.indexOf('\n\n');
  if (at < 0) return undefined;
  const [first, ...lines] = body.slice(0, at).split('\n');
  const oldSize = first!.startsWith('old ') ? fromDecimal(first!.slice(4)) : undefined;
  const proof = lines.map(fromBase64);
  const note = noteFromText(body.slice(at + 2));
  if (oldSize === undefined || note === undefined || proof.length > MOST_HASHES) return undefined;
  return proof.every((hash) => hash?.length === HASH_LENGTH)
    ? { oldSize, proof: proof as Uint8Array[], note }
    : undefined;
}

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
  { oldSize, proof }: Pick<AddCheckpoint, 'oldSize' | 'proof'>,
  checkpoint: Checkpoint,
): WitnessAnswer {
  if (oldSize > checkpoint.size) return { status: 400 };
  if (oldSize !== signed.size) return { status: 409, size: signed.size, fork: false };
  if (signed.size === checkpoint.size && !sameBytes(signed.root, checkpoint.root))
    return { status: 409, size: signed.size, fork: true };
  // A proof that does not hold may be a mistake of whoever sent it; the signed head itself decides once a right one is sent.
  return continues(signed, checkpoint, proof) ? { status: 200, checkpoint } : { status: 422 };
}
