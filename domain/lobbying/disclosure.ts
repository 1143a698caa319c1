/**
 * 小数保护 Which numbers of a summary are told. The stated rule:
 *  1. A number above nothing and below the bureau's threshold is withheld, since it would point at somebody.
 *  2. What is withheld must not be counted out of the rest. Stages add up to the records, so at least two of them are withheld, which together reach the threshold;
 *     an act is in no more records than there are, and every record has one, so what remains possible of each withheld act spans the threshold too.
 *  3. With fewer records than the threshold nothing is told but that there are some. Acts are never told by stage: that would point at single records.
 * Pure.
 */
import type { Instant } from '../time/instant.ts';

export interface Figures {
  records: number;
  byStage: readonly number[];
  byAct: readonly number[];
}
/** Null: withheld. */
export interface Disclosed {
  records: number | null;
  byStage: (number | null)[];
  byAct: (number | null)[];
}

export interface MonthlySummary {
  /** YYYY-MM */
  month: string;
  /** 报送 Made and filed by the system in the same instant. */
  filedAt: Instant;
  /** 零报告 Nothing was recorded. */
  zero: boolean;
  figures: Disclosed;
  received: { by: string; at: Instant } | null;
}

export function disclosed({ records, byStage, byAct }: Figures, threshold: number): Disclosed {
  if (records > 0 && records < threshold)
    return { records: null, byStage: byStage.map(() => null), byAct: byAct.map(() => null) };
  return {
    records,
    byStage: withheld(byStage, threshold, (shown) => stagesSafe(shown, records, threshold)),
    byAct: withheld(byAct, threshold, (shown) => actsSafe(shown, records, threshold)),
  };
}

type Shown = readonly (number | null)[];

/** Small numbers go first; then the smallest of what is left, one by one, until nothing can be counted out. */
function withheld(
  numbers: readonly number[],
  threshold: number,
  safe: (shown: Shown) => boolean,
): (number | null)[] {
  const shown: (number | null)[] = numbers.map((n) => (n > 0 && n < threshold ? null : n));
  // Zeros last: they say the least.
  const order = numbers
    .map((n, place) => ({ n, place }))
    .toSorted((a, b) => Number(a.n === 0) - Number(b.n === 0) || a.n - b.n);
  for (const { place } of order) {
    if (safe(shown)) break;
    shown[place] = null;
  }
  return shown;
}

const sum = (shown: Shown): number => shown.reduce<number>((all, n) => all + (n ?? 0), 0);
const hidden = (shown: Shown): number => shown.filter((n) => n === null).length;

/** What is left for the withheld stages is the records less the others: two at least share it, and it reaches the threshold. */
const stagesSafe = (shown: Shown, records: number, threshold: number): boolean =>
  hidden(shown) === 0 || (hidden(shown) >= 2 && records - sum(shown) >= threshold);

/** A withheld act lies between what the others leave uncovered of the records, and all of them. */
function actsSafe(shown: Shown, records: number, threshold: number): boolean {
  const n = hidden(shown);
  if (n === 0) return true;
  const least = Math.max(0, records - sum(shown) - (n - 1) * records);
  return records - least >= threshold;
}
