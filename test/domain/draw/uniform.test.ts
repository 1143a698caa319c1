/**
 * QY-6.2, TJ51-14.2: chance is fair. Seeds are fixed, so a test here passes always or never. Its power is that of the statistic: `skew` is the most
 * skewed count in standard deviations; over 4 of them (α below 0.05 % for the counts at hand) is called unfair. A relative bias b of an
 * inclusion probability p moves it by b·√(draws·p/(1−p)); each test states how often it would notice 1 %, and a planted bias of 1 % is noticed.
 */
import { expect, it } from 'vitest';
import { drawn } from '../../../domain/draw/draw.ts';
import { share } from '../../../domain/draw/share.ts';
import { pick, RANGE, streamOf, unbiased } from '../../../domain/draw/stream.ts';
import { pairTeams } from '../../../domain/draw/teams.ts';
import { objects, officers, rule, skew, statement } from './sample.ts';

const UNFAIR = 4;
const seed = 'c0ffee'.padEnd(64, '0');
const time = 90_000;

it(
  'QY-6.2 objects of a stratum have the same chance; a bias of 1 % would be noticed in 93 of 100 cases',
  () => {
    const draws = 300_000;
    const below = streamOf(seed, 'uniform');
    const [fair, bent] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    for (let i = 0; i < draws; i += 1) {
      const two = pick([0, 1, 2, 3], 2, below);
      for (const one of two) fair[one]! += 1;
      // Planted: each hundredth draw that would spare object 0 takes it all the same: 0.505 instead of 0.5.
      const spared = !two.includes(0) && i % 100 === 0;
      for (const one of spared ? [0, two[1]!] : two) bent[one]! += 1;
    }
    expect(skew(fair, [0.5, 0.5, 0.5, 0.5], draws)).toBeLessThan(UNFAIR);
    expect(skew(bent, [0.5, 0.5, 0.5, 0.5], draws)).toBeGreaterThan(UNFAIR);
  },
  time,
);

it(
  'every order of three is drawn equally often',
  () => {
    const draws = 60_000;
    const below = streamOf(seed, 'orders');
    const counts = new Map<string, number>();
    for (let i = 0; i < draws; i += 1) {
      const order = pick(['a', 'b', 'c'], 3, below).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    expect(skew([...counts.values()], Array(6).fill(1 / 6), draws)).toBeLessThan(UNFAIR);
  },
  time,
);

it('numbers beyond the last whole multiple are thrown away, so no remainder comes twice as often', () => {
  const draws = 20_000;
  const below = streamOf(seed, 'rejection');
  const n = 3 * 2 ** 46;
  const thirds = [0, 0, 0];
  for (let i = 0; i < draws; i += 1) thirds[Math.floor(below(n) / 2 ** 46)]! += 1;
  expect(skew(thirds, [1 / 3, 1 / 3, 1 / 3], draws)).toBeLessThan(UNFAIR);
  const given = [RANGE - 1, RANGE - (RANGE % 10), 17];
  expect(unbiased(() => given.shift()!)(10)).toBe(7);
});

it(
  'QY-6.2 places are shared in proportion to weight; a bias of 1 % would be noticed in 87 of 100 cases',
  () => {
    const draws = 200_000;
    const below = streamOf(seed, 'share');
    const parts = [50, 100, 200].map((weight) => ({ weight, least: 0, most: 9 }));
    const counts = [0, 0, 0];
    for (let i = 0; i < draws; i += 1)
      share(1, parts, below).forEach((places, part) => {
        counts[part]! += places;
      });
    const expected = [1 / 7, 2 / 7, 4 / 7];
    expect(skew(counts, expected, draws)).toBeLessThan(UNFAIR);
    expect(
      skew(
        counts.map((count, i) => count + draws * (i === 2 ? 0.01 : -0.01) * expected[i]!),
        expected,
        draws,
      ),
    ).toBeGreaterThan(UNFAIR);
  },
  time,
);

it(
  'QY-9.2, TJ51-14.2 each object is drawn in proportion to the weight of its credit class, an unknown one as the neutral, wherever it lies (whole draw; 3 % of the heaviest would be noticed)',
  () => {
    const draws = 30_000;
    const open = objects.filter(({ places, barredBy }) => places > 0 && barredBy === null);
    const one = statement({
      objects: open,
      quotas: [],
      count: 2,
      rule: { ...rule, team: 0 },
      officers: [],
    });
    const weights = open.map(({ class: name }) => ({ A: 50, B: 100, C: 150, D: 200 })[name] ?? 100);
    const total = weights.reduce((sum, weight) => sum + weight);
    const counts = new Map<string, number>();
    for (let i = 0; i < draws; i += 1)
      for (const id of drawn(one, i.toString(16).padStart(64, '0')).objects)
        counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(
      skew(
        open.map(({ id }) => counts.get(id) ?? 0),
        weights.map((weight) => (2 * weight) / total),
        draws,
      ),
    ).toBeLessThan(UNFAIR);
  },
  time,
);

it(
  'QY-6.2 officers have the same chance; a bias of 1 % would be noticed in 77 of 100 cases',
  () => {
    const draws = 150_000;
    const below = streamOf(seed, 'officers');
    const here = officers.map((officer) => ({ ...officer, territories: ['*'] }));
    const counts = new Map<string, number>();
    for (let i = 0; i < draws; i += 1) {
      const { teams } = pairTeams(
        { officers: here, rule: { ...rule, team: 3 }, recusals: [], repeats: [] },
        [{ id: 'h-01', territory: 'ning', keep: [] }],
        below,
      );
      for (const id of teams[0]!.officers) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    expect(counts.size).toBe(5);
    expect(skew([...counts.values()], Array(5).fill(0.6), draws)).toBeLessThan(UNFAIR);
  },
  time,
);
