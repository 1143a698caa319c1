/**
 * 逐项 Performs a batch of items that are due, each for itself. An item that fails is logged, and noted as failed where its row says when it is tried
 * again; the others do not wait for it. Where every item needs the engine and the engine is away, the batch ends and the remaining items keep their turn.
 */
import { NamespaceNotFoundError } from '@temporalio/client';
import type { Logger } from 'pino';
import { AnotherFilesRun, isNotFound } from '../intake/engine.ts';
import { faultOf } from '../http/problem-answer.ts';
import { Problem } from '../http/problems.ts';

export interface Each<T> {
  loop: string;
  log: Logger;
  /** Performs one item. It counts as performed unless the answer is `false`. */
  perform: (item: T) => Promise<boolean | void>;
  /** How the log names the item: by ids and fixed words, without contents. */
  called: (item: T) => object;
  /** Notes the failure with the item. */
  failed?: (item: T, error: unknown) => Promise<unknown>;
  /** Whether an engine that is away ends the batch and the round. */
  restsOnEngine?: boolean;
  /** Gives back the items that were taken and not tried, when the batch ends early. */
  giveBack?: (items: readonly T[]) => Promise<unknown>;
  /** How many items are performed at the same time. */
  width?: number;
  stopping?: AbortSignal | undefined;
}

/** Answers how many items were performed. */
export async function performEach<T>(items: readonly T[], work: Each<T>): Promise<number> {
  const { width = 1, stopping, restsOnEngine = false, giveBack } = work;
  const untried = new Set(items);
  const queue = items.values();
  let done = 0;
  let over: { error: unknown } | undefined;
  const one = async (item: T): Promise<void> => {
    try {
      if ((await work.perform(item)) !== false) done++;
    } catch (error) {
      if (restsOnEngine && isAway(error)) throw error;
      logFault(work.log, error, { loop: work.loop, ...work.called(item) });
      await work.failed?.(item, error);
    }
    untried.delete(item);
  };
  const lane = async (): Promise<void> => {
    for (const item of queue) {
      if (over || stopping?.aborted) return;
      await one(item).catch((error: unknown) => {
        over ??= { error };
      });
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  if (untried.size > 0) await giveBack?.([...untried]);
  if (over) throw over.error;
  return done;
}

/** One line of the log for an item that failed. Where the run of another file stands under its number, a person must look at it: that is logged as an error. */
export function logFault(log: Logger, error: unknown, what: object): void {
  const level = error instanceof AnotherFilesRun ? 'error' : 'warn';
  log[level]({ ...what, ...faultOf(error) }, 'background: one failed');
}

/** The engine is unavailable, has not answered in time, or is just starting and does not know its namespace yet. */
export function isAway(error: unknown): boolean {
  if (error instanceof NamespaceNotFoundError) return true;
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return false;
  const { code } = cause;
  return code === 14 || code === 4 || (code === 5 && !isNotFound(cause));
}

/** Thrown on as the problem that whoever asked is told. */
export function engineAway(error: unknown): never {
  throw isAway(error) ? new Problem('engine-away') : error;
}
