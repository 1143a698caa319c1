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
import { faultOf } from '../problems.ts';
import type { Seal } from '../sealing.ts';
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

const GROWTH = 2.5;
const LONGEST = 12 * 3_600_000;
/** What a lease outlasts the timeout by, and how long open deliveries may finish when we stop. */
const MARGIN = 5_000;
const PATIENCE = 2_000;
const BATCH = 500;

/** Milliseconds before try `round + 1`; nothing after the last one. */
export function backoff(
  round: number,
  { tries, firstDelay }: { tries: number; firstDelay: number },
  chance: () => number = Math.random,
): number | undefined {
  if (round >= tries) return undefined;
  return Math.round(Math.min(firstDelay * GROWTH ** (round - 1), LONGEST) * (0.8 + 0.4 * chance()));
}

/** One receiver's: the files to look at, in order, and how many are being looked at. */
interface Lane {
  files: Set<string>;
  running: number;
}

export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #work = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #listening: { unlisten: () => Promise<void> } | undefined;
  #stopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#listening = await this.#options.sql.listen('duban_outbox', (notice) =>
      this.#hear(notice),
    );
    this.#look();
  }

  /** Lets what is under way finish for a moment, then gives it up: it is sent again later. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#listening?.unlisten().catch(() => {});
    await this.#looking;
    const giveUp = setTimeout(() => this.#abort.abort(), PATIENCE);
    await Promise.all(this.#work);
    clearTimeout(giveUp);
  }

  #hear(notice: string): void {
    const [receiver, file] = notice.split(' ');
    if (receiver && file) this.#add(receiver, file);
  }

  /** Retries, what a crash left, and notices that were lost. */
  #look(): void {
    const { sql, log, bureaus, poll } = this.#options;
    this.#looking = dueHeads(sql, BATCH, bureaus)
      .then((due) => due.forEach(({ receiver, file }) => this.#add(receiver, file)))
      .catch((error: unknown) => log.warn(faultOf(error), 'outbox: cannot look'))
      .then(() => {
        if (!this.#stopped) this.#timer = setTimeout(() => this.#look(), poll).unref();
      });
  }

  async #wake(): Promise<void> {
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
      else if ((await markDelivered(sql, claim)) > 0) await this.#wake();
      return why === undefined;
    } catch (error) {
      log.warn({ receiver, file, fault: faultOf(error) }, 'outbox: left to the next look');
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
    const again = why === 'stopped' ? 0 : backoff(claim.round, this.#options);
    await markFailed(this.#options.sql, claim, why, again, why !== 'stopped');
    const { receiver, file, seq, tries } = claim;
    this.#options.log.warn(
      { receiver, file, seq, tries, why },
      again === undefined ? 'outbox: dead letter' : 'outbox: not delivered',
    );
  }
}
