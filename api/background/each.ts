/**
 * 逐项 Performs a batch of what is due, each item for itself: one that fails is logged, and entered as failed where its row says when it is tried
 * again; it keeps no other waiting. Where everything rests on the engine and that is away, the batch is over and the rest keep their turn.
 */
import type { Logger } from 'pino';
import { AnotherFilesRun } from '../intake/engine.ts';
import { faultOf } from '../http/problem-answer.ts';

export interface Each<T> {
  loop: string;
  log: Logger;
  /** Counted unless it comes to `false`. */
  perform: (item: T) => Promise<boolean | void>;
  /** What the log calls it: ids and words, no contents. */
  called: (item: T) => object;
  /** Enters what follows from its failure. */
  failed?: (item: T, error: unknown) => Promise<unknown>;
  /** An engine that is away ends the batch, and the round. */
  restsOnEngine?: boolean;
  /** Those that were taken and not tried: when the batch is over before its end. */
  giveBack?: (items: readonly T[]) => Promise<unknown>;
  /** So many at a time. */
  width?: number;
  stopping?: AbortSignal | undefined;
}

/** How many were performed. */
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

/** One line for one that failed. That another file's run stands under its number is for a person to look at. */
export function logFault(log: Logger, error: unknown, what: object): void {
  const level = error instanceof AnotherFilesRun ? 'error' : 'warn';
  log[level]({ ...what, ...faultOf(error) }, 'background: one failed');
}

/** The engine is unavailable, or has not answered in time. */
function isAway(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    (cause.code === 14 || cause.code === 4)
  );
}
