/**
 * Whether a head is signed: by the rule of a witness, from what was signed before. One request after the other, and the state is on the disk before
 * a key sees the text: a head that any key has signed is one that the state knows.
 */
import { sameBytes } from '../../domain/proof/bytes.ts';
import { checkpointFromText, checkpointText } from '../../domain/proof/checkpoint.ts';
import {
  type NoteSignature,
  noteFromText,
  noteVerifier,
  verified,
} from '../../domain/proof/note.ts';
import { NOTHING_COSIGNED, answerToGrowth, signingFromText } from '../../domain/proof/witness.ts';
import { type Heads, type KeptHead, StateChanged, headOf } from '../kept/heads.ts';
import type { Signatory } from './keys.ts';

/** `status` is that of the HTTP answer; 403: nobody has said that this log begins; 503: a key, or the disk, could not. */
export type Signed = { origin?: string; size?: number } & (
  | { status: 200; signatures: readonly NoteSignature[] }
  | { status: 409; known: number; fork: boolean }
  | { status: 400 | 403 | 404 | 422 }
  | { status: 503; why: string; lost?: true }
);

export class Signing {
  readonly #keys: readonly Signatory[];
  readonly #heads: Heads;
  #turn: Promise<unknown> = Promise.resolve();
  #lost: StateChanged | undefined;

  constructor(keys: readonly Signatory[], heads: Heads) {
    this.#keys = keys;
    this.#heads = heads;
  }

  answer(body: string): Promise<Signed> {
    const mine = this.#turn.then(() => this.#safely(body));
    this.#turn = mine;
    return mine;
  }

  /** What could not be kept is not signed; where the state is somebody else's now, nothing is signed any more (`lost`). */
  async #safely(body: string): Promise<Signed> {
    try {
      if (this.#lost) throw this.#lost;
      return await this.#decide(body);
    } catch (error) {
      if (error instanceof StateChanged) this.#lost = error;
      const why = error instanceof Error ? error.message : String(error);
      return { status: 503, why, ...(this.#lost && { lost: true }) };
    }
  }

  async #decide(body: string): Promise<Signed> {
    const request = signingFromText(body);
    if (!request) return { status: 400 };
    const { origin, size } = request.checkpoint;
    const keys = this.#keys.filter(({ key }) => key.name === origin);
    if (keys.length === 0) return { status: 404, origin, size };
    const signed = this.#heads.get(origin);
    if (!signed) return { status: 403, origin, size };
    const answer = answerToGrowth(signed, request, request.checkpoint);
    if (answer.status === 409)
      return { status: 409, origin, size, known: answer.size, fork: answer.fork };
    if (answer.status !== 200) return { status: answer.status, origin, size };
    const text = checkpointText(request.checkpoint);
    // The same head once more changes nothing.
    if (size !== signed.size || signed.note === '')
      await this.#heads.keep(origin, headOf(request.checkpoint, text));
    const signatures = await Promise.all(keys.map(({ sign }) => sign(text)));
    return { status: 200, origin, size, signatures };
  }
}

/** A person says that this log begins, and that nothing was ever signed of it. */
export async function beginLog(heads: Heads, origin: string): Promise<void> {
  if (heads.get(origin))
    throw new Error(`${origin}: this log was begun; what was signed of it is known`);
  await heads.keep(origin, { ...NOTHING_COSIGNED, note: '' });
}

/** A person brings the last checkpoint from outside, after a state was lost or an older one put back: it has a signature of ours, and nothing later is known here. */
export async function beginFrom(
  heads: Heads,
  keys: readonly Signatory[],
  text: string,
): Promise<KeptHead & { origin: string }> {
  const note = noteFromText(text);
  const checkpoint = note && checkpointFromText(note.text);
  if (!checkpoint) throw new Error('this is no signed checkpoint');
  const { origin, size, root } = checkpoint;
  const own = keys.filter(({ key }) => key.name === origin).map(({ key }) => noteVerifier(key));
  if (!verified(note, own).verified)
    throw new Error(`${origin}: none of our keys has signed this checkpoint`);
  const known = heads.get(origin);
  if (known && known.size > size)
    throw new Error(`${origin}: more was signed: ${known.size} leaves`);
  if (known?.size === size && !sameBytes(known.root, root))
    throw new Error(`${origin}: another tree of ${size} leaves was signed: this is a fork`);
  const head = headOf(checkpoint, text);
  await heads.keep(origin, head);
  return { origin, ...head };
}
