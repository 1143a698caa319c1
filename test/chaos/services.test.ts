/** 督查 Reviews of a plan of work through kill -9 of everything: every period once, without a gap, closed in the bytes that were fixed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainFaultOf } from './chains.ts';
import { startHarness, type Harness, type Part } from './harness.ts';
import { faultsOfReviews, prepare, review } from './review-scenario.ts';
import { randomTrouble, seedOf } from './seeded.ts';

const ROUNDS = Math.min(3, Number(process.env['DUBAN_CHAOS_ROUNDS'] ?? 3));
const LONG = 900_000;
const parts: readonly Part[] = ['worker', 'api', 'temporal', 'postgres'];

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await prepare(harness);
}, 180_000);
afterAll(() => harness?.close());

it(
  'QJ-3.3 killed at any point, a plan has each of its reviews once, closed in their order',
  async () => {
    const seed = seedOf('review');
    // A year has one plan; the first one is undisturbed.
    for (let round = 0; round <= ROUNDS; round++) {
      const year = 2022 + round;
      const trouble = randomTrouble(harness, seed + round, { parts, likely: 0.25, most: 8 });
      const plan = await review(harness, year, round === 0 ? async () => {} : trouble);
      const faults = () => faultsOfReviews(harness, { plan, year });
      await harness
        .patiently('all is well', async () => ((await faults()).length ? undefined : true), 30_000)
        .catch(() => {});
      expect(await faults()).toEqual([]);
    }
  },
  LONG,
);

it('leaves every chain whole', async () => {
  expect(await chainFaultOf(harness.owner)).toEqual([]);
});
