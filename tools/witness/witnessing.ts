/** 见证 What a witness does with a checkpoint, whichever way it came: one after the other, its state on the disk before the cosignature is made. */
import { base64 } from '../../domain/proof/bytes.ts';
import { checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { cosignature } from '../../domain/proof/cosignature.ts';
import { noteText, signatureLine } from '../../domain/proof/note.ts';
import {
  type AddCheckpoint,
  NOTHING_COSIGNED,
  type WatchedLog,
  type WitnessAnswer,
  answerTo,
} from '../../domain/proof/witness.ts';
import type { SigningKey } from '../kept/key-file.ts';
import { type Heads, type KeptHead, StateChanged, headOf } from '../kept/heads.ts';
import type { Forks } from './forks.ts';
import type { LogToWatch } from './logs.ts';

/** `line`: the cosignature. `fork`: the folder in which the two trees are kept. `blocked`: one that nobody has looked at yet. */
export type Cosigned =
  | { status: 200; origin: string; size: number; line: string }
  | { status: 409; origin: string; size: number; fork?: string }
  | { status: 422; origin: string; fork?: string }
  | { status: 400 | 403 | 404 }
  | { status: 503; origin: string; blocked: string }
  | { status: 503; lost: boolean; why: string };

export interface WitnessParts {
  key: SigningKey;
  heads: Heads;
  forks: Forks;
  logs: ReadonlyMap<string, LogToWatch>;
  /** Milliseconds since 1970. */
  clock: () => number;
}

export class Witness {
  readonly #parts: WitnessParts;
  #turn: Promise<unknown> = Promise.resolve();
  #lost: StateChanged | undefined;

  constructor(parts: WitnessParts) {
    this.#parts = parts;
  }

  /**
   * `asked`: the witness has asked the log itself for this proof. Then one that does not hold is the log's own word against itself; from
   * anybody else it is a mistake, for a checkpoint is public and a wrong proof costs nothing.
   */
  cosign(request: AddCheckpoint | undefined, asked = false): Promise<Cosigned> {
    const mine = this.#turn.then(() => this.#safely(request, asked));
    this.#turn = mine;
    return mine;
  }

  /** In its turn, and only while that head is still the newest. */
  mark(origin: string, { size }: KeptHead, stuckSince: number): Promise<void> {
    const mine = this.#turn.then(async () => {
      const head = this.#parts.heads.get(origin);
      if (head?.size === size) await this.#parts.heads.keep(origin, { ...head, stuckSince });
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #safely(request: AddCheckpoint | undefined, asked: boolean): Promise<Cosigned> {
    try {
      if (this.#lost) throw this.#lost;
      return await this.#decide(request, asked);
    } catch (error) {
      if (error instanceof StateChanged) this.#lost = error;
      const why = error instanceof Error ? error.message : String(error);
      return { status: 503, lost: this.#lost !== undefined, why };
    }
  }

  async #decide(request: AddCheckpoint | undefined, asked: boolean): Promise<Cosigned> {
    const answer = answerTo(request, this.#watched());
    if (answer.status === 400 || answer.status === 403 || answer.status === 404)
      return { status: answer.status };
    const { note, proof } = request!;
    const { origin } = checkpointFromText(note.text)!;
    const blocked = await this.#parts.forks.against(origin);
    if (blocked) return { status: 503, origin, blocked };
    if (answer.status === 200) return this.#sign(request!, answer);
    const kept = this.#parts.heads.get(origin);
    const isFork = kept && (answer.status === 409 ? answer.fork : asked);
    const fork = isFork && (await this.#keepFork(origin, kept, noteText(note), asked ? proof : []));
    const size = answer.status === 409 ? answer.size : 0;
    return answer.status === 409
      ? { status: 409, origin, size, ...(fork && { fork }) }
      : { status: 422, origin, ...(fork && { fork }) };
  }

  async #sign(
    { note }: AddCheckpoint,
    { checkpoint }: Extract<WitnessAnswer, { status: 200 }>,
  ): Promise<Cosigned> {
    const { key, heads, clock } = this.#parts;
    const { origin, size } = checkpoint;
    const kept = heads.get(origin);
    if (kept?.size !== size || kept.stuckSince !== undefined)
      await heads.keep(origin, headOf(checkpoint, noteText(note)));
    const seconds = Math.floor(clock() / 1000);
    const signature = cosignature(note.text, seconds, key.key, key.pair.sign);
    return { status: 200, origin, size, line: signatureLine(signature) };
  }

  #keepFork(
    origin: string,
    { note: cosigned }: KeptHead,
    refused: string,
    proof: readonly Uint8Array[],
  ): Promise<string> {
    const { forks, clock } = this.#parts;
    const texts = proof.length > 0 ? { proof: proof.map(base64) } : {};
    return forks.keep({ origin, cosigned, refused, ...texts }, new Date(clock()));
  }

  #watched(): ReadonlyMap<string, WatchedLog> {
    const { logs, heads } = this.#parts;
    return new Map(
      [...logs].map(([origin, { verifiers }]) => [
        origin,
        { verifiers, cosigned: heads.get(origin) ?? NOTHING_COSIGNED },
      ]),
    );
  }
}
