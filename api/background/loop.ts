/**
 * 后台循环 The frame of everything that goes on while nobody has asked for it. A loop performs a round, waits, and performs the next one:
 *  1. There is never more than one round at a time. Woken during a round, the loop performs another one right after it.
 *  2. A round that fails is tried again later, by the one rule of backoff, ten seconds apart at most (or as far apart as the loop's
 *     rounds are anyway): what was away is used again soon after it is back.
 *  3. A loop never ends by itself. After five failures in a row it says once, as an error, that its work stands still, and once that it goes
 *     on again; the gauges show the failures from the first one.
 *  4. Stopped, it begins no round, tells the round under way, and waits for it, ten seconds at most.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';
import { faultOf } from '../http/problem-answer.ts';
import { backoff } from './backoff.ts';

export interface LoopOptions {
  /** The name under which logs and gauges show the loop. */
  name: string;
  log: Logger;
  /** Milliseconds between two rounds while nothing wakes the loop. */
  every: number;
  /** Milliseconds before the first round; `every` unless it is said. */
  first?: number;
  /** Performs one round. When `stopping` is aborted, the round finishes what it has begun and begins nothing more. */
  perform: (stopping: AbortSignal) => Promise<unknown>;
  /** Subscribes to what wakes the loop early. */
  listen?: (wake: () => void) => Promise<{ unlisten: () => Promise<void> }>;
  /** Milliseconds that a round may take to finish once the loop is stopped. */
  grace?: number;
}

export interface LoopState {
  readonly name: string;
  /** Milliseconds since 1970 by this process's clock; nothing before the first success. */
  readonly lastSuccess: number | undefined;
  /** Rounds that have failed since the start, and how many of them in a row until now. */
  readonly failures: number;
  readonly inARow: number;
}

const LONGEST = 10_000;
const GRACE = 10_000;
const STANDS_STILL = 5;

export class Loop {
  readonly #options: LoopOptions;
  readonly #stopping = new AbortController();
  /** Where the loop was made: a round that a request has woken, and all after it, are none of that request, in no line and no trace. */
  readonly #outside = AsyncLocalStorage.snapshot();
  #listening: { unlisten: () => Promise<void> } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #again = false;
  #lastSuccess: number | undefined;
  #failures = 0;
  #inARow = 0;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  get state(): LoopState {
    const { name } = this.#options;
    return {
      name,
      lastSuccess: this.#lastSuccess,
      failures: this.#failures,
      inARow: this.#inARow,
    };
  }

  /** Resolves when the loop can be woken. */
  async start(): Promise<void> {
    const { listen, every, first = every } = this.#options;
    this.#listening = await listen?.(() => this.wake());
    if (!this.#round) this.#sleep(first);
  }

  /** A round now, or right after the one under way. */
  wake(): void {
    if (this.#stopping.signal.aborted) return;
    this.#again = this.#round !== undefined;
    if (this.#again) return;
    clearTimeout(this.#timer);
    this.#outside(() => {
      this.#round = this.#attempt().then((wait) => {
        this.#round = undefined;
        if (this.#again) this.wake();
        else this.#sleep(wait);
      });
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#listening?.unlisten().catch(() => {});
    const { name, log, grace = GRACE } = this.#options;
    if (!(await endsWithin(this.#round, grace)))
      log.warn({ loop: name }, 'background: stopped before its round was finished');
  }

  #sleep(milliseconds: number): void {
    if (this.#stopping.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), milliseconds).unref();
  }

  /** Milliseconds until the next round. */
  async #attempt(): Promise<number> {
    const { name, log, every, perform } = this.#options;
    try {
      await perform(this.#stopping.signal);
      this.#lastSuccess = Date.now();
      if (this.#inARow >= STANDS_STILL) log.info({ loop: name }, 'background: goes on again');
      this.#inARow = 0;
      return every;
    } catch (error) {
      this.#failures++;
      this.#inARow++;
      log.warn({ loop: name, failures: this.#inARow, ...faultOf(error) }, 'background: failed');
      if (this.#inARow === STANDS_STILL) log.error({ loop: name }, 'background: stands still');
      const bounds = { first: every, longest: Math.max(every, LONGEST) };
      // The random part only makes the wait shorter, so that the bounds hold.
      return backoff(this.#inARow, bounds, () => Math.random() / 2) ?? bounds.longest;
    }
  }
}

/** Whether the work has ended within so many milliseconds. */
export async function endsWithin(
  work: Promise<unknown> | undefined,
  milliseconds: number,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([Promise.resolve(work).then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
