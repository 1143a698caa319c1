/** Decision 0009 under kill -9 of everything: whole referrals in runs of a few acts each, compared with the same referrals in one run and undisturbed. Seeded (DUBAN_CHAOS_SEED). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantShortRuns } from '../setup/short-runs.ts';
import { courseOf, faultsOf } from './aftermath.ts';
import { playA, playB, type Play } from './plays.ts';
import { randomTrouble, seedOf } from './seeded.ts';
import { startTheatre, type Theatre } from './theatre.ts';

const ROUNDS = Number(process.env['DUBAN_CHAOS_ROUNDS'] ?? 3);
/** By the file's own count, in which an act is some fifteen: a new run every act or two. */
const RUN = 25;

let theatre: Theatre;
const whole = new Map<Play, object>();
beforeAll(async () => {
  theatre = await startTheatre();
  for (const play of [playA, playB]) {
    const file = await theatre.perform(play);
    expect(await theatre.runs(file)).toHaveLength(1);
    whole.set(play, await courseOf(theatre, file));
  }
  await plantShortRuns(theatre.stack.ownerUrl, RUN);
}, 180_000);
afterAll(() => theatre?.close());

it('whatever is killed around whichever hand-over, every act has its verdict, and register and duties are those of one run undisturbed', async () => {
  const seed = seedOf('long life');
  for (let round = 0; round < ROUNDS; round++) {
    const play = round % 2 === 0 ? playB : playA;
    const trouble = randomTrouble(theatre, seed + round, {
      parts: ['worker', 'worker', 'api', 'temporal', 'postgres'],
      likely: 0.35,
      most: 12,
    });
    const file = await theatre.perform(play, trouble);
    const runs = await theatre.patiently('its runs', () => theatre.runs(file));
    console.log(
      `chaos: ${trouble.struck.length} kills; runs of ${runs.map(({ events }) => events?.length).join(', ')} events; callers asked again ${theatre.lost} times`,
    );
    expect(runs.length).toBeGreaterThan(5);
    // The relay may still owe the history a signal that it has to bring once more.
    await theatre
      .patiently(
        'nothing is wrong any more',
        async () => ((await faultsOf(theatre, file, play)).length === 0 ? true : undefined),
        20_000,
      )
      .catch(() => {});
    expect(await faultsOf(theatre, file, play)).toEqual([]);
    expect(await courseOf(theatre, file)).toEqual(whole.get(play));
  }
}, 900_000);
