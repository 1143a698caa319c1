/** 名额分配 How many each part gets: in proportion to its weight, within its bounds, and rounded by lot (docs/draw.md §4). */
import type { Stream } from './stream.ts';

export interface Part {
  weight: number;
  least: number;
  most: number;
}

/** Needs Σ least ≤ total ≤ Σ most. All products stay below 2^53 (population ≤ 10^6, weights ≤ 1000). */
export function share(total: number, parts: readonly Part[], below: Stream): number[] {
  const { given, free, left, weight } = settle(total, parts);
  if (free.length === 0) return given;
  const rests = free.map((i) => (left * parts[i]!.weight) % weight);
  for (const i of free) given[i] = Math.floor((left * parts[i]!.weight) / weight);
  if (rests.every((rest) => rest === 0)) return given;
  // One number for all the rests: a part gets one more exactly as often as its rest says, and the total is always met.
  let mark = below(weight);
  let end = 0;
  free.forEach((i, n) => {
    end += rests[n]!;
    if (mark < end) {
      given[i]! += 1;
      mark += weight;
    }
  });
  return given;
}

/** Parts whose proportion lies outside their bounds stand at the bound; the others share what is left. */
function settle(total: number, parts: readonly Part[]) {
  const given = parts.map(() => 0);
  let free = parts.map((_, i) => i);
  let left = total;
  for (;;) {
    const weight = free.reduce((sum, i) => sum + parts[i]!.weight, 0);
    const lacks = (i: number) => Math.max(0, parts[i]!.least * weight - left * parts[i]!.weight);
    const exceeds = (i: number) => Math.max(0, left * parts[i]!.weight - parts[i]!.most * weight);
    const [lack, excess] = [
      free.reduce((sum, i) => sum + lacks(i), 0),
      free.reduce((sum, i) => sum + exceeds(i), 0),
    ];
    if (!(lack > 0) && !(excess > 0)) return { given, free, left, weight };
    const fixed = new Map(
      free.flatMap((i): [number, number][] =>
        lack >= excess && lacks(i) > 0
          ? [[i, parts[i]!.least]]
          : excess >= lack && exceeds(i) > 0
            ? [[i, parts[i]!.most]]
            : [],
      ),
    );
    for (const [i, bound] of fixed) left -= given[i] = bound;
    free = free.filter((i) => !fixed.has(i));
  }
}
