/**
 * 发件 Delivers what the outbox holds. Several may run, in one process or in many:
 *  1. A file's entries go to a receiver one after another: the next is taken when the one before it is delivered or skipped.
 *  2. A delivery is taken for a lease, in one short statement; no connection and no lock is held while a receiver is slow.
 *  3. Whoever crashes after sending leaves the lease to run out: the entry is sent again under the same webhook-id.
 *  4. A failure waits longer every time; after the last try it is a dead letter, and its file waits, for this receiver only.
 *  5. A receiver that was away and takes something again is sent everything that waits for it, at once.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import {
  claimHead,
  dueHeads,
  markDelivered,
  markFailed,
  type Claimed,
} from '../../db/queries/outbox.ts';
import { backoff } from '../background/backoff.ts';
import { logFault } from '../background/each.ts';
import { endsWithin, Loop } from '../background/loop.ts';
import type { Seal } from '../intake/sealing.ts';
import type { AddressPolicy, Resolve } from './addresses.ts';
import { signed } from './message.ts';
import { post } from './post.ts';

export interface DispatcherOptions {
  sql: Sql;
  log: Logger;
  seal: Seal;
  policy: AddressPolicy;
  timeout: number;
  tries: number;
  firstDelay: number;
  poll: number;
  concurrency: number;
  /** Only the receivers of these bureaus. */
  bureaus?: readonly string[] | undefined;
  resolve?: Resolve | undefined;
}

/** Milliseconds: the longest wait between two tries; what a lease outlasts the timeout by; how long open deliveries may finish when we stop. */
export const LONGEST = 12 * 3_600_000;
export const MARGIN = 5_000;
export const STOP_TIMEOUT = 2_000;
const BATCH = 500;

/** One receiver's: the files to look at, in order, and how many are being looked at. */
interface Lane {
  files: Set<string>;
  running: number;
}

export class Dispatcher {
  readonly loop: Loop;
  readonly #options: DispatcherOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #work = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  #stopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { sql, log, poll } = options;
    this.loop = new Loop({
      name: 'deliveries',
      log,
      every: poll,
      first: 0,
      perform: () => this.#look(),
      listen: () => sql.listen('duban_outbox', (notice) => this.#notified(notice)),
    });
  }

  start(): Promise<void> {
    return this.loop.start();
  }

  /** Lets what is under way finish for a moment, then gives it up: it is sent again later. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.loop.stop();
    if (!(await endsWithin(Promise.all(this.#work), STOP_TIMEOUT))) this.#abort.abort();
    await Promise.all(this.#work);
  }

  /** What has just been written is delivered without a look at anything else. */
  #notified(notice: string): void {
    const [receiver, file] = notice.split(' ');
    if (receiver && file) this.#add(receiver, file);
  }

  /** Retries, what a crash left, notices that were lost, and what waits for a receiver that is back. */
  async #look(): Promise<void> {
    const { sql, bureaus } = this.#options;
    for (const { receiver, file } of await dueHeads(sql, BATCH, bureaus)) this.#add(receiver, file);
  }

  #add(receiver: string, file: string): void {
    if (this.#stopped) return;
    const lane = this.#lanes.get(receiver) ?? { files: new Set(), running: 0 };
    this.#lanes.set(receiver, lane);
    lane.files.add(file);
    this.#pump(receiver, lane);
  }

  #pump(receiver: string, lane: Lane): void {
    while (!this.#stopped && lane.running < this.#options.concurrency) {
      const [file] = lane.files;
      if (file === undefined) break;
      lane.files.delete(file);
      lane.running++;
      const work = this.#next(receiver, file).then((more) => {
        this.#work.delete(work);
        lane.running--;
        if (more) lane.files.add(file);
        this.#pump(receiver, lane);
      });
      this.#work.add(work);
    }
    if (lane.running === 0 && lane.files.size === 0) this.#lanes.delete(receiver);
  }

  /** Delivers the next entry of a file, if it is due and nobody else's; says whether to look for one more. */
  async #next(receiver: string, file: string): Promise<boolean> {
    const { sql, timeout, bureaus, log } = this.#options;
    try {
      const claim = await claimHead(sql, receiver, file, timeout + MARGIN, bureaus);
      if (!claim) return false;
      const why = await this.#send(claim);
      if (why !== undefined) await this.#failed(claim, why);
      else if ((await markDelivered(sql, claim)) > 0) this.loop.wake();
      return why === undefined;
    } catch (error) {
      logFault(log, error, { loop: 'deliveries', receiver, file });
      return false;
    }
  }

  async #send(claim: Claimed): Promise<string | undefined> {
    const { seal, policy, timeout, resolve } = this.#options;
    let message;
    try {
      const secrets = [claim.secret, claim.previousSecret]
        .filter((one) => one !== null)
        .map((one) => seal.open(one, `receiver:${claim.receiver}`));
      message = signed(claim.receiver, claim, secrets);
    } catch {
      return 'secret-unreadable';
    }
    return post(claim.url, message, { policy, timeout, resolve, signal: this.#abort.signal });
  }

  async #failed(claim: Claimed, why: string): Promise<void> {
    // That we stopped is not the receiver's failure.
    const { firstDelay: first, tries: most } = this.#options;
    const bounds = { first, longest: LONGEST, tries: most };
    const again = why === 'stopped' ? 0 : backoff(claim.round, bounds);
    await markFailed(this.#options.sql, claim, why, again, why !== 'stopped');
    const { receiver, file, seq, tries } = claim;
    this.#options.log.warn(
      { receiver, file, seq, tries, why },
      again === undefined ? 'outbox: dead letter' : 'outbox: not delivered',
    );
  }
}
