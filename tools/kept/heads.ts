/**
 * What was signed last, by origin, in a file. It only grows, and a head is on the disk before anybody signs it: so a key that was used says nothing
 * that the file does not know.
 */
import { z } from 'zod';
import { HASH_LENGTH, base64, fromBase64 } from '../../domain/proof/bytes.ts';
import type { Checkpoint } from '../../domain/proof/checkpoint.ts';
import type { TreeHead } from '../../domain/proof/proof-checks.ts';
import { readIfThere, writeDurably } from './durable.ts';
import { HeldElsewhere, hold, type Hold } from './hold.ts';

/** `note`: as it was signed, or the text that was to be signed. `stuckSince`: since when the log has not shown that it goes on from there, in milliseconds since 1970. */
export interface KeptHead extends TreeHead {
  note: string;
  stuckSince?: number;
}

/** The state is not what this process has left: whoever goes on from it may sign a fork. Nothing mends that but to end. */
export class StateChanged extends Error {}

const EDITION = 'duban/heads/1';

export class Heads {
  readonly #file: string;
  readonly #hold: Hold;
  readonly #heads: Map<string, KeptHead>;
  #written: string | undefined;

  private constructor(file: string, hold: Hold, written: string | undefined) {
    this.#file = file;
    this.#hold = hold;
    this.#written = written;
    this.#heads = written === undefined ? new Map() : headsIn(written, file);
  }

  /** For this process alone; says who else has it, or what is wrong with the file. */
  static async open(file: string): Promise<Heads> {
    const held = await hold(`${file}.lock`).catch((error: unknown) => {
      if (!(error instanceof HeldElsewhere)) throw error;
      throw new Error(`${file}: another process has this state; two of one state would sign forks`);
    });
    try {
      return new Heads(file, held, await readIfThere(file));
    } catch (error) {
      await held.release();
      throw error;
    }
  }

  get(origin: string): KeptHead | undefined {
    return this.#heads.get(origin);
  }

  origins(): string[] {
    return [...this.#heads.keys()];
  }

  /** On the disk when it returns. */
  async keep(origin: string, head: KeptHead): Promise<void> {
    const before = this.#heads.get(origin);
    if (before && head.size < before.size) throw new RangeError('a head never goes back');
    const next = new Map(this.#heads).set(origin, head);
    const text = textOf(next);
    if (!(await this.#hold.isOurs())) throw new StateChanged(`${this.#file}.lock is another's now`);
    if ((await readIfThere(this.#file)) !== this.#written)
      throw new StateChanged(`${this.#file} was changed by somebody else`);
    await writeDurably(this.#file, text, 0o600);
    this.#written = text;
    this.#heads.set(origin, head);
  }

  close(): Promise<void> {
    return this.#hold.release();
  }
}

export const headOf = ({ size, root }: Checkpoint, note: string): KeptHead => ({
  size,
  root,
  note,
});

function textOf(heads: ReadonlyMap<string, KeptHead>): string {
  const logs = [...heads].map(([origin, { root, ...rest }]) => [
    origin,
    { ...rest, root: base64(root) },
  ]);
  return `${JSON.stringify({ $: EDITION, logs: Object.fromEntries(logs) }, null, 2)}\n`;
}

const decimal = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const stateForm = z.strictObject({
  $: z.literal(EDITION),
  logs: z.record(
    z.string(),
    z.strictObject({
      size: decimal,
      root: z.string().transform((text, context) => {
        const root = fromBase64(text);
        if (root?.length !== HASH_LENGTH) context.addIssue('no hash');
        return root ?? z.NEVER;
      }),
      note: z.string(),
      stuckSince: decimal.optional(),
    }),
  ),
});

function headsIn(text: string, file: string): Map<string, KeptHead> {
  try {
    return new Map(Object.entries(stateForm.parse(JSON.parse(text)).logs));
  } catch {
    throw new Error(`${file}: no state of ours, or a broken one; see docs/operations.md`);
  }
}
