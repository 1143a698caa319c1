/**
 * 守候 The watch of one place in a sealed register (TJ51 annex 2): one for each place from the day the register is opened, whether something lies there or not. All of
 * them come at the same fixed instants, with the same activity, and go on in another run after the same number: their histories tell the places apart by nothing.
 */
import { makeContinueAsNewFunc, proxyActivities, sleep } from '@temporalio/workflow';
import type { WatchActivities } from '../activities/contract.ts';

/** Beats of one run, unless it is told otherwise: three weeks at one an hour. */
const BEATS = 500;

const { watch: beat } = proxyActivities<WatchActivities>({
  startToCloseTimeout: '1m',
  retry: { maximumInterval: '1m' },
});

interface Watch {
  place: string;
  /** The instant of the next beat. */
  next: number;
  /** How many beats a run has: all watches of one register alike. */
  beats?: number;
}

export async function sealedWatch({ next, ...watch }: Watch): Promise<void> {
  const { place, beats = BEATS } = watch;
  for (let n = 0; n < beats; n++) {
    if (next > Date.now()) await sleep(next - Date.now());
    const following = await beat({ place, at: next });
    // The place is gone: its database is one from before the register was opened. The API begins the watch again when there is one.
    if (following === null) return;
    next = following;
  }
  await makeContinueAsNewFunc<typeof sealedWatch>()({ ...watch, next });
}
