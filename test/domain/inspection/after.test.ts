/** 检查之后 QY-17.2: the quarter whose figures are shown; QY-16: a sample drawn again from its record. */
import { expect, it } from 'vitest';
import { populationHash, sampleOf } from '../../../domain/draw/sample.ts';
import { lastQuarter } from '../../../domain/inspection/after.ts';
import { on } from './sample.ts';

it.each([
  ['2026-01-01', '2025-10-01', '2025-12-31'],
  ['2026-03-31', '2025-10-01', '2025-12-31'],
  ['2026-04-01', '2026-01-01', '2026-03-31'],
  ['2024-04-01', '2024-01-01', '2024-03-31'],
  ['2026-12-31', '2026-07-01', '2026-09-30'],
])('QY-17.2 on %s the last quarter that is over is %s to %s', (today, from, until) =>
  expect(lastQuarter(on(today))).toEqual({ from, until }),
);

it('QY-16 the same population and seed give the same sample, any other another; nobody twice', () => {
  const population = Array.from({ length: 50 }, (_, n) => `pl-${n}`);
  const [one, other] = ['ab'.repeat(32), 'ac'.repeat(32)];
  expect(sampleOf(population, 10, one)).toEqual(sampleOf(population, 10, one));
  expect(sampleOf(population, 10, one)).not.toEqual(sampleOf(population, 10, other));
  expect(new Set(sampleOf(population, 50, one)).size).toBe(50);
  expect(populationHash(population)).not.toBe(populationHash(population.slice(1)));
});

it('QY-16 everybody of a population is drawn as often as anybody', () => {
  const population = ['a', 'b', 'c', 'd', 'e'];
  const counts = new Map<string, number>();
  for (let n = 0; n < 5_000; n++)
    for (const one of sampleOf(population, 2, n.toString(16).padStart(64, '0')))
      counts.set(one, (counts.get(one) ?? 0) + 1);
  // 2,000 each; five standard deviations of a count are 173.
  for (const one of population) expect(Math.abs(counts.get(one)! - 2_000)).toBeLessThan(173);
});
