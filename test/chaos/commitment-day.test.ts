/**
 * A day in the life, with the worker killed twice. Small unless told otherwise:
 * DUBAN_DAY_APPROVALS (500), DUBAN_DAY_CHECKED (1 %, at least 5), DUBAN_DAY_DEPENDENTS (40), DUBAN_DAY_BATCH (50); at full size 10000, 100, 200, 200.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DayScenario } from './day-scenario.ts';
import { faultsOfDay } from './day-checks.ts';
import { Receiver } from './receiver.ts';
import { chance, seedOf } from './seeded.ts';
import { startDayHarness } from './day-harness.ts';
import type { Harness } from './harness.ts';

const size = (name: string, otherwise: number): number =>
  Number(process.env[`DUBAN_DAY_${name}`] ?? otherwise);
const approvals = size('APPROVALS', 500);
const day = {
  approvals,
  checked: size('CHECKED', Math.max(5, Math.round(approvals / 100))),
  dependents: size('DEPENDENTS', 40),
  batch: size('BATCH', 50),
};

let harness: Harness;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
  harness = await startDayHarness(receiver);
}, 180_000);
afterAll(async () => {
  await harness?.close();
  receiver?.close();
});

it('TJ84-4 TJ84-5.2 TJ84-11 X-6 every file is where it must be, every entry left in order, no dependent is forgotten and nothing else touched; the worker was killed twice', async () => {
  const seed = seedOf('commitment-day');
  const draw = chance(seed);
  const of = new DayScenario(harness, day, seed);
  await of.past();
  const [strikeAt, away] = [0.2 + draw() * 0.5, draw() * 1_000];
  const began = performance.now();
  let first: Promise<void> | undefined;
  await of.import((share) => {
    if (share >= strikeAt) first ??= harness.strike('worker', away);
  });
  await first;
  console.log(
    `chaos: ${day.approvals} approvals in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  const second = pause(500 + draw() * 4_000).then(() => harness.strike('worker', draw() * 1_000));
  await of.push();
  await Promise.all([of.check(), of.revokeLicence(), second]);
  console.log(
    `chaos: the whole day in ${((performance.now() - began) / 1000).toFixed(0)} s; callers asked again ${harness.lost} times`,
  );
  expect(await faultsOfDay(of, receiver, seed)).toEqual([]);
}, 7_200_000);
