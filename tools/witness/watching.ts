/**
 * The way of a witness that nobody has to be able to reach: it asks the log for its checkpoint and for the proof that it goes on from what was
 * cosigned, and brings its cosignature.
 */
import { sameBytes } from '../../domain/proof/bytes.ts';
import { type Checkpoint, checkpointFromText } from '../../domain/proof/checkpoint.ts';
import { cosignatureVerifier } from '../../domain/proof/cosignature.ts';
import { type Note, noteFromText, noteText, verified } from '../../domain/proof/note.ts';
import type { KeptHead } from '../kept/heads.ts';
import { LONGEST_NOTE, NotAnswered, bring, consistencyOf, textOf } from './asking.ts';
import type { LogToWatch } from './logs.ts';
import type { Mirror, Mirrored } from './mirror.ts';
import type { Cosigned, Witness, WitnessParts } from './witnessing.ts';

/** A log that for so long has not shown that it goes on from what was cosigned is an alarm: an older backup, or a fork that is being hidden. */
const PATIENCE = 10 * 60_000;

export type Seen =
  | { what: 'cosigned'; size: number; first: boolean }
  | { what: 'unchanged'; size: number }
  /** `behind`: it shows fewer leaves than were cosigned; `unproved`: it does not show that it goes on; `away`: it does not answer. */
  | { what: 'behind'; size: number; cosigned: number; since: number; alarm: boolean }
  | { what: 'unproved' | 'away'; why: string; since: number | undefined; alarm: boolean }
  /** Cosigned and kept, but the log has not taken it. */
  | { what: 'not-taken'; size: number; why: string }
  | { what: 'not-signed' }
  | { what: 'fork' | 'blocked'; folder: string }
  | { what: 'failed'; why: string; lost: boolean };

interface Shown {
  note: Note;
  checkpoint: Checkpoint;
}

export class Watch {
  readonly #witness: Witness;
  readonly #parts: WitnessParts;

  readonly #mirror: Mirror | undefined;

  constructor(witness: Witness, parts: WitnessParts, mirror?: Mirror) {
    this.#witness = witness;
    this.#parts = parts;
    this.#mirror = mirror;
  }

  /** Only what was cosigned is mirrored: of a fork nothing. */
  async mirror({ origin }: LogToWatch, url: string, { what }: Seen): Promise<Mirrored | undefined> {
    const head = this.#parts.heads.get(origin);
    if (!this.#mirror || !head || !['cosigned', 'unchanged', 'not-taken'].includes(what))
      return undefined;
    return this.#mirror.follow(origin, url, head);
  }

  async look(log: LogToWatch, url: string): Promise<Seen> {
    const folder = await this.#parts.forks.against(log.origin);
    if (folder) return { what: 'blocked', folder };
    const kept = this.#parts.heads.get(log.origin);
    let shown: Shown | undefined;
    try {
      shown = shownBy(log, await textOf(`${url}/checkpoint`, LONGEST_NOTE));
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      return this.#stuck(log.origin, kept, { what: 'away', why: error.message });
    }
    if (!shown) return { what: 'not-signed' };
    const { size } = shown.checkpoint;
    if (kept && size < kept.size) {
      const { since, alarm } = await this.#stuckSince(log.origin, kept);
      return { what: 'behind', size, cosigned: kept.size, since, alarm };
    }
    if (kept?.stuckSince === undefined && this.#isOurs(shown, kept))
      return { what: 'unchanged', size };
    return this.#goOn(log, url, shown, kept);
  }

  /** What we have cosigned, shown with our cosignature. */
  #isOurs({ note, checkpoint }: Shown, kept: KeptHead | undefined): boolean {
    return (
      kept?.size === checkpoint.size &&
      sameBytes(kept.root, checkpoint.root) &&
      verified(note, [cosignatureVerifier(this.#parts.key.key)]).verified
    );
  }

  async #goOn(
    log: LogToWatch,
    url: string,
    shown: Shown,
    kept: KeptHead | undefined,
  ): Promise<Seen> {
    const { note, checkpoint } = shown;
    const [from, to] = [kept?.size ?? 0, checkpoint.size];
    let proof: Uint8Array[] = [];
    try {
      if (from > 0 && from < to) proof = await consistencyOf(url, from, to);
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      return this.#stuck(log.origin, kept, { what: 'unproved', why: error.message });
    }
    const cosigned = await this.#witness.cosign({ oldSize: from, proof, note }, true);
    if (cosigned.status !== 200) return this.#refused(cosigned, log, url, kept);
    try {
      await bring(url, noteText(this.#withoutOurs(note)) + cosigned.line);
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      return { what: 'not-taken', size: to, why: error.message };
    }
    return { what: 'cosigned', size: to, first: kept === undefined };
  }

  /** An earlier cosignature of ours would stand before the new one, and be taken for it. */
  #withoutOurs({ text, signatures }: Note): Note {
    const { name, id } = this.#parts.key.key;
    return { text, signatures: signatures.filter((one) => one.name !== name || one.id !== id) };
  }

  async #refused(
    cosigned: Exclude<Cosigned, { status: 200 }>,
    log: LogToWatch,
    url: string,
    kept: KeptHead | undefined,
  ): Promise<Seen> {
    if (cosigned.status === 503)
      return 'blocked' in cosigned
        ? { what: 'blocked', folder: cosigned.blocked }
        : { what: 'failed', why: cosigned.why, lost: cosigned.lost };
    const folder = 'fork' in cosigned ? cosigned.fork : undefined;
    if (!folder) return { what: 'failed', why: `answered ${cosigned.status}`, lost: false };
    if (kept) await this.#otherOfSameSize(log, url, kept, folder);
    return { what: 'fork', folder };
  }

  /** The plainest proof, where the log still shows it: another tree of the very size that was cosigned. */
  async #otherOfSameSize(
    log: LogToWatch,
    url: string,
    kept: KeptHead,
    folder: string,
  ): Promise<void> {
    try {
      const text = await textOf(`${url}/checkpoint?size=${kept.size}`, LONGEST_NOTE);
      const other = shownBy(log, text)?.checkpoint;
      if (other?.size === kept.size && !sameBytes(other.root, kept.root))
        await this.#parts.forks.add(folder, 'refused-same-size.note', text);
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
    }
  }

  async #stuck(
    origin: string,
    kept: KeptHead | undefined,
    seen: { what: 'unproved' | 'away'; why: string },
  ): Promise<Seen> {
    if (!kept) return { ...seen, since: undefined, alarm: false };
    return { ...seen, ...(await this.#stuckSince(origin, kept)) };
  }

  /** Kept with the state: whoever looks once an hour (--once) has no other memory. */
  async #stuckSince(origin: string, kept: KeptHead): Promise<{ since: number; alarm: boolean }> {
    const now = this.#parts.clock();
    const since = kept.stuckSince ?? now;
    if (kept.stuckSince === undefined) await this.#witness.mark(origin, kept, since);
    return { since, alarm: now - since >= PATIENCE };
  }
}

/** Nothing where it is no checkpoint of this log that one of its keys has signed. */
function shownBy({ origin, verifiers }: LogToWatch, text: string): Shown | undefined {
  const note = noteFromText(text);
  const checkpoint = note && checkpointFromText(note.text);
  if (checkpoint?.origin !== origin || !verified(note!, verifiers).verified) return undefined;
  return { note: note!, checkpoint };
}
