/** Decision 0009 under kill -9 of everything: whole referrals in runs of a few acts each, compared with the same referrals in one run and undisturbed. Seeded (DUBAN_CHAOS_SEED). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantShortRuns } from '../setup/short-runs.ts';
import { courseOf, faultsOf } from './checks.ts';
import { scenarioA, scenarioB, type Scenario } from './scenarios.ts';
import { randomTrouble, seedOf } from './seeded.ts';
import { startHarness, type Harness } from './harness.ts';

const ROUNDS = Number(process.env['DUBAN_CHAOS_ROUNDS'] ?? 3);
/** By the file's own count, in which an act is some fifteen: a new run every act or two. */
const RUN = 25;

let harness: Harness;
const whole = new Map<Scenario, object>();
beforeAll(async () => {
  harness = await startHarness();
  for (const scenario of [scenarioA, scenarioB]) {
    const file = await harness.perform(scenario);
    expect(await harness.runs(file)).toHaveLength(1);
    whole.set(scenario, await courseOf(harness, file));
  }
  await plantShortRuns(harness.stack.ownerUrl, RUN);
}, 180_000);
afterAll(() => harness?.close());

it('whatever is killed around whichever hand-over, every act has its verdict, and register and duties are those of one run undisturbed', async () => {
  const seed = seedOf('long life');
  for (let round = 0; round < ROUNDS; round++) {
    const scenario = round % 2 === 0 ? scenarioB : scenarioA;
    const trouble = randomTrouble(harness, seed + round, {
      parts: ['worker', 'worker', 'api', 'temporal', 'postgres'],
      likely: 0.35,
      most: 12,
    });
    const file = await harness.perform(scenario, trouble);
    const runs = await harness.patiently('its runs', () => harness.runs(file));
    console.log(
      `chaos: ${trouble.struck.length} kills; runs of ${runs.map(({ events }) => events?.length).join(', ')} events; callers asked again ${harness.lost} times`,
    );
    expect(runs.length).toBeGreaterThan(5);
    // The relay may still owe the history a signal that it has to bring once more.
    await harness
      .patiently(
        'nothing is wrong any more',
        async () => ((await faultsOf(harness, file, scenario)).length === 0 ? true : undefined),
        20_000,
      )
      .catch(() => {});
    expect(await faultsOf(harness, file, scenario)).toEqual([]);
    expect(await courseOf(harness, file)).toEqual(whole.get(scenario));
  }
}, 900_000);
