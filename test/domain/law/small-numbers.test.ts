/** 小数保护 TJ51-18, TJ51-A2-6.1: whatever the numbers are, whoever knows the rule and the total can count none of them out. Every table is gone through. */
import { describe, expect, it } from 'vitest';
import { told } from '../../../domain/law/small-numbers.ts';

/** All rows of so many cells, each of at most `total`, that could be: numbers that add up to the total (stages, answers), or that cover it (acts). */
function rows(cells: number, total: number, fits: (sum: number) => boolean): number[][] {
  let all: number[][] = [[]];
  for (let cell = 0; cell < cells; cell++)
    all = all.flatMap((row) => Array.from({ length: total + 1 }, (_, n) => [...row, n]));
  return all.filter((row) => fits(row.reduce((a, b) => a + b, 0)));
}

describe.each([
  ['TJ51-18 answers of a topic, TJ51-A2-6.1 stages: they add up to the total', 4, 'exactly'],
  ['TJ51-A2-6.1 acts: each record has one or more', 3, 'covered'],
] as const)('%s', (_, cells, how) => {
  it.each([2, 3, 4])('below %i nothing is told or left to be counted out', (threshold) => {
    for (let total = threshold; total <= 8; total++) {
      const all = rows(cells, total, (sum) => (how === 'exactly' ? sum === total : sum >= total));
      const ways = new Map<string, number[][]>();
      for (const row of all) {
        const shown = told(row, total, threshold);
        for (const n of shown)
          expect(n === null || n === 0 || (n >= threshold && n < total)).toBe(true);
        const key = JSON.stringify(shown);
        ways.set(key, [...(ways.get(key) ?? []), row]);
      }
      for (const [key, worlds] of ways) {
        if (!key.includes('null')) continue;
        for (let cell = 0; cell < cells; cell++) {
          const values = new Set(worlds.map((row) => row[cell]!));
          // Each cell may be nothing, small, or all: as wide as the threshold at least.
          expect([key, cell, Math.max(...values) - Math.min(...values) >= threshold]).toEqual([
            key,
            cell,
            true,
          ]);
        }
      }
    }
  });
});
