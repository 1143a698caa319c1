/** A short, seeded sample of test/chaos: one file through kills of worker, API and engine, against the same file undisturbed. */
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { courseOf, faultsOf } from './chaos/aftermath.ts';
import { playA } from './chaos/plays.ts';
import { chance, seedOf } from './chaos/seeded.ts';
import { startTheatre, type Part, type Theatre, type Trouble } from './chaos/theatre.ts';

let theatre: Theatre;
beforeAll(async () => { theatre = await startTheatre({ bundle: inject('stack').bundle }); }, 90_000);
afterAll(() => theatre?.close());

it('worker, API and engine each killed while an act is on its way: every verdict and due instant is as without', async () => {
  const draw = chance(seedOf('sample'));
  const targets = new Map<string, Part>([['decision', 'worker'], ['reply', 'api'], ['closure', 'temporal']]);
  const trouble: Trouble = async ({ step, when }) => {
    const part = when === 'during' ? targets.get(step) : undefined;
    if (!part) return;
    await new Promise((go) => { setTimeout(go, draw() * 60); });
    await theatre.strike(part, 200);
  };
  const [undisturbed, disturbed] = await Promise.all([theatre.perform(playA), theatre.perform(playA, trouble)]);
  expect(await faultsOf(theatre, undisturbed, playA)).toEqual([]);
  expect(await faultsOf(theatre, disturbed, playA)).toEqual([]);
  expect(await courseOf(theatre, disturbed)).toEqual(await courseOf(theatre, undisturbed));
}, 90_000);
