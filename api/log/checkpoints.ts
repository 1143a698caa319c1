/**
 * 检查点 Has each log signed that has grown: within half a minute while it grows, by a signer that is asked and not believed (docs/decisions/0016).
 *  1. The tree that is signed is that of the stored leaves; the signer checks that it goes on from what it has signed last.
 *  2. What the signer has signed and we have not kept (a crash in between) is asked of it again, from its own size on.
 *  3. Less than it has signed is an older backup, another tree a fork: both are errors for a person, and nothing is signed.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import {
  addCheckpoint,
  checkpointOf,
  logEdge,
  logKeys,
  restartsOf,
  unsignedLogs,
} from '../../db/queries/log.ts';
import { hex } from '../../domain/proof/bytes.ts';
import { rootOf } from '../../domain/proof/frontier.ts';
import { keyFromText } from '../../domain/proof/note-keys.ts';
import { noteFromText, noteVerifier, verified } from '../../domain/proof/note.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import { askSigner, type HeadToSign, type SignerAnswer } from '../background/signer-client.ts';
import { consistencyProof } from './tree.ts';

export interface CheckpointsOptions {
  sql: Sql;
  log: Logger;
  /** Where the signer is asked; without one nothing is signed. */
  signer: string | undefined;
  /** By which name the log of a bureau is known: `<host>/v1/log/<bureau>`. What is signed once keeps the name that it was signed under. */
  originOf: (bureau: string) => string;
  /** Milliseconds between two heads of a log that grows. */
  every: number;
}

const NAME = 'checkpoints';

export class Checkpoints {
  readonly loop: Loop;
  readonly #options: CheckpointsOptions;

  constructor(options: CheckpointsOptions) {
    this.#options = options;
    const { log, every } = options;
    this.loop = new Loop({ name: NAME, log, every, perform: (stopping) => this.signAll(stopping) });
  }

  async signAll(stopping?: AbortSignal): Promise<void> {
    const { sql, log, signer } = this.#options;
    if (!signer) return;
    await performEach(await unsignedLogs(sql), {
      loop: NAME,
      log,
      stopping,
      called: ({ bureau }) => ({ bureau }),
      perform: ({ bureau }) => this.sign(bureau),
    });
  }

  /** Answers whether a head was signed and kept. */
  async sign(bureau: string): Promise<boolean> {
    const { sql, originOf } = this.#options;
    const [edge, newest] = [await logEdge(sql, bureau), await checkpointOf(sql, bureau)];
    if (!edge || edge.size === (newest?.size ?? 0)) return false;
    if (newest && newest.size > edge.size) throw behind(edge.size, newest.size);
    const restarted = (await restartsOf(sql, bureau)).at(-1)?.origin;
    // Of a log that was restarted nothing is signed yet under its new name.
    const last = restarted && restarted !== newest?.origin ? undefined : newest;
    const head = {
      origin: restarted ?? newest?.origin ?? originOf(bureau),
      size: edge.size,
      root: rootOf(edge),
    };
    const answer = await this.#ask(bureau, head, last?.size ?? 0);
    if (answer.signed) return this.#keep(bureau, head, answer.note);
    if (answer.why === 'other-size') return false;
    throw new Error(
      `the signer does not sign: ${answer.why}${'what' in answer ? ` (${answer.what})` : ''}`,
    );
  }

  async #ask(
    bureau: string,
    head: Omit<HeadToSign, 'oldSize' | 'proof'>,
    from: number,
  ): Promise<SignerAnswer> {
    const { signer, sql } = this.#options;
    const asked = async (oldSize: number): Promise<SignerAnswer> =>
      askSigner(signer!, {
        ...head,
        oldSize,
        proof: await consistencyProof(sql, bureau, oldSize, head.size),
      });
    const answer = await asked(from);
    if (answer.signed || answer.why !== 'other-size') return answer;
    if (answer.size > head.size) {
      // Another process may have had a later head signed meanwhile.
      if ((await logEdge(sql, bureau))!.size >= answer.size) return answer;
      throw behind(head.size, answer.size);
    }
    return asked(answer.size);
  }

  /** With a key of the log on record, a note that none of them has signed is none. */
  async #keep(
    bureau: string,
    head: Omit<HeadToSign, 'oldSize' | 'proof'>,
    text: string,
  ): Promise<boolean> {
    const { sql } = this.#options;
    const known = (await logKeys(sql, bureau)).filter(({ use }) => use === 'log');
    const keys = known
      .filter(({ state }) => state === 'in-use')
      .flatMap(({ key }) => keyFromText(key) ?? []);
    const note = noteFromText(text);
    if (!note || (known.length > 0 && !verified(note, keys.map(noteVerifier)).verified))
      throw new Error('what the signer has answered is signed by no key of this log');
    return addCheckpoint(sql, {
      bureau,
      size: head.size,
      root: hex(head.root),
      origin: head.origin,
      note: text,
    });
  }
}

const behind = (size: number, signed: number): Error =>
  new Error(`behind what was signed: the log has ${size} leaves, the signer knows ${signed}`);
