/** 立案查处、熔断 Penalty cases and breakers through kill -9 of everything; a case is compared with the same case undisturbed, a breaker does each thing once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cut, faultsOfCut, prepare } from './breaker.ts';
import { chainFaultOf } from './chains.ts';
import { courseOf, faultsOf } from './checks.ts';
import { startHarness, type Harness, type Part } from './harness.ts';
import { penaltyScenario } from './penalty-scenario.ts';
import { randomTrouble, seedOf } from './seeded.ts';

const ROUNDS = Number(process.env['DUBAN_CHAOS_ROUNDS'] ?? 3);
const LONG = 900_000;
const parts: readonly Part[] = ['worker', 'api', 'temporal', 'postgres'];

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
  await prepare(harness);
}, 180_000);
afterAll(() => harness?.close());

/** What is wrong at last: the relay may still owe the history a signal that it has to bring once more. */
async function atLast(faults: () => Promise<string[]>): Promise<string[]> {
  await harness
    .patiently('nothing is wrong', async () => ((await faults()).length ? undefined : true), 20_000)
    .catch(() => {});
  return faults();
}

describe('killed at any point', () => {
  it(
    'of a penalty case: every verdict, duty and entry is as without',
    async () => {
      const undisturbed = await harness.perform(penaltyScenario);
      expect(await faultsOf(harness, undisturbed, penaltyScenario)).toEqual([]);
      const seed = seedOf('penalty case');
      for (let round = 0; round < ROUNDS; round++) {
        const dose = { parts, likely: 0.3, most: 12 };
        const trouble = randomTrouble(harness, seed + round, dose);
        const file = await harness.perform(penaltyScenario, trouble);
        expect(await atLast(() => faultsOf(harness, file, penaltyScenario))).toEqual([]);
        expect(await courseOf(harness, file)).toEqual(await courseOf(harness, undisturbed));
      }
    },
    LONG,
  );

  it(
    'of a breaker: one warning, one trip, one file that leads back, and the money stopped once',
    async () => {
      const seed = seedOf('breaker');
      for (let round = 0; round < 2 * ROUNDS; round++) {
        const trouble = randomTrouble(harness, seed + round, { parts, likely: 0.5, most: 6 });
        const done = await cut(harness, trouble);
        expect(await atLast(() => faultsOfCut(harness, done))).toEqual([]);
      }
    },
    LONG,
  );

  it('leaves every chain whole', async () => {
    expect(await chainFaultOf(harness.owner)).toEqual([]);
  });
});
