/** 重试间隔 The one rule by which this process waits longer after every failure: a delivery between its tries, a loop between its rounds. */

export interface BackoffBounds {
  /** Milliseconds after the first failure, and at most after any. */
  first: number;
  longest: number;
  /** After so many failures there is no next try. */
  tries?: number;
}

const GROWTH = 2.5;

/** Milliseconds before the next try; nothing after the last one. It differs by a fifth, so that many that failed together do not come back together. */
export function backoff(
  failures: number,
  { first, longest, tries = Infinity }: BackoffBounds,
  chance: () => number = Math.random,
): number | undefined {
  if (failures >= tries) return undefined;
  return Math.round(Math.min(first * GROWTH ** (failures - 1), longest) * (0.8 + 0.4 * chance()));
}
