/** A short, seeded sample of test/chaos: one file through kills of worker, API and engine, against the same file undisturbed; a small day of commitment cases. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { courseOf, faultsOf } from './chaos/checks.ts';
import { DayScenario } from './chaos/day-scenario.ts';
import { faultsOfDay } from './chaos/day-checks.ts';
import { scenarioA } from './chaos/scenarios.ts';
import { Receiver } from './chaos/receiver.ts';
import { chance, seedOf } from './chaos/seeded.ts';
import { startDayHarness } from './chaos/day-harness.ts';
import type { Part, Harness, Trouble } from './chaos/harness.ts';

let harness: Harness;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
  harness = await startDayHarness(receiver, inject('stack').bundle);
}, 90_000);
afterAll(async () => {
  await harness?.close();
  receiver?.close();
});

it('worker, API and engine each killed while an act is on its way: every verdict and due instant is as without', async () => {
  const draw = chance(seedOf('sample'));
  const targets = new Map<string, Part>([
    ['decision', 'worker'],
    ['reply', 'api'],
    ['closure', 'temporal'],
  ]);
  const trouble: Trouble = async ({ step, when }) => {
    const part = when === 'during' ? targets.get(step) : undefined;
    if (!part) return;
    await new Promise((go) => {
      setTimeout(go, draw() * 60);
    });
    await harness.strike(part, 200);
  };
  const [undisturbed, disturbed] = await Promise.all([
    harness.perform(scenarioA),
    harness.perform(scenarioA, trouble),
  ]);
  expect(await faultsOf(harness, undisturbed, scenarioA)).toEqual([]);
  expect(await faultsOf(harness, disturbed, scenarioA)).toEqual([]);
  expect(await courseOf(harness, disturbed)).toEqual(await courseOf(harness, undisturbed));
}, 90_000);

it('TJ84-4 TJ84-5.2 TJ84-11 a small day of commitment cases, the worker killed in the middle: every file is where it must be, every entry left in order', async () => {
  const seed = seedOf('small day');
  const of = new DayScenario(
    harness,
    { approvals: 20, checked: 1, dependents: 4, batch: 10 },
    seed,
  );
  await of.past();
  let struck: Promise<void> | undefined;
  await of.import(() => {
    struck ??= harness.strike('worker', 100);
  }, 1);
  await struck;
  await of.push();
  await Promise.all([of.check(), of.revokeLicence()]);
  expect(await faultsOfDay(of, receiver, seed)).toEqual([]);
}, 90_000);
