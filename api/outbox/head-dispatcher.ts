/**
 * 检查点的发送 Brings each signed head to each receiver that wants it, the smaller before the larger; a lane of its own beside the entries', by the same rules: a lease
 * for each try, longer pauses, a dead letter after the last one, behind which the receiver's later heads wait until a person has it sent again.
 */
import {
  claimNextHead,
  type ClaimedHead,
  headDelivered,
  headFailed,
  receiversDue,
} from '../../db/queries/checkpoint-deliveries.ts';
import { base64 } from '../../domain/proof/bytes.ts';
import { backoff } from '../background/backoff.ts';
import { logFault } from '../background/each.ts';
import { endsWithin, Loop } from '../background/loop.ts';
import { LONGEST, MARGIN, STOP_TIMEOUT, type DispatcherOptions } from './dispatcher.ts';
import { idOf, type Signed, signedAs } from './message.ts';
import { post } from './post.ts';

const NAME = 'checkpoint-deliveries';

/** `note` is what was signed, word for word; whoever keeps it needs nothing else. */
const messageOf = ({ bureau, origin, size, root, note }: ClaimedHead) => ({
  type: 'checkpoint',
  bureau,
  origin,
  size,
  root: base64(root),
  note,
});

export class HeadDispatcher {
  readonly loop: Loop;
  readonly #options: DispatcherOptions;
  readonly #work = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #stopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { sql, log, poll } = options;
    this.loop = new Loop({
      name: NAME,
      log,
      every: poll,
      first: 0,
      perform: () => this.#look(),
      listen: (wake) => sql.listen('duban_checkpoint', wake),
    });
  }

  start(): Promise<void> {
    return this.loop.start();
  }

  /** Lets what is under way finish for a moment, then gives it up: it is sent again later. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.loop.stop();
    const work = Promise.all(this.#work.values());
    if (!(await endsWithin(work, STOP_TIMEOUT))) this.#abort.abort();
    await work;
  }

  /** A receiver that is slow keeps no other waiting: each is served by itself, and one that is being served is left alone. */
  async #look(): Promise<void> {
    const { sql, bureaus } = this.#options;
    for (const receiver of await receiversDue(sql, bureaus)) {
      if (this.#stopped || this.#work.has(receiver)) continue;
      const work = this.#serve(receiver).finally(() => this.#work.delete(receiver));
      this.#work.set(receiver, work);
    }
  }

  async #serve(receiver: string): Promise<void> {
    const { sql, timeout, log } = this.#options;
    try {
      while (!this.#stopped) {
        const claim = await claimNextHead(sql, receiver, timeout + MARGIN);
        if (!claim || !(await this.#deliver(claim))) return;
      }
    } catch (error) {
      logFault(log, error, { loop: NAME, receiver });
    }
  }

  async #deliver(claim: ClaimedHead): Promise<boolean> {
    const { sql, policy, timeout, resolve, log, firstDelay: first, tries: most } = this.#options;
    const message = this.#signed(claim);
    const why = message
      ? await post(claim.url, message, { policy, timeout, resolve, signal: this.#abort.signal })
      : 'secret-unreadable';
    if (why === undefined) {
      await headDelivered(sql, claim);
      return true;
    }
    const bounds = { first, longest: LONGEST, tries: most };
    // That we stopped is not the receiver's failure.
    const again = why === 'stopped' ? 0 : backoff(claim.round, bounds);
    await headFailed(sql, claim, why, again);
    const { receiver, size, tries } = claim;
    log.warn(
      { receiver, size, tries, why },
      again === undefined ? 'outbox: dead letter' : 'outbox: not delivered',
    );
    return false;
  }

  #signed(claim: ClaimedHead): Signed | undefined {
    const { receiver, bureau, size, root, secret, previousSecret } = claim;
    try {
      const secrets = [secret, previousSecret]
        .filter((one) => one !== null)
        .map((one) => this.#options.seal.open(one, `receiver:${receiver}`));
      return signedAs(idOf(receiver, bureau, size, base64(root)), messageOf(claim), secrets);
    } catch {
      return undefined;
    }
  }
}
