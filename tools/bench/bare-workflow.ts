/** What a bare client would do: the same numbers of signals, timers and one-row local activities as a file of ours, and nothing else. */
import {
  CancellationScope,
  condition,
  defineSignal,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';

/** `rows[i]`: one-row writes after the i-th message, the start being the first. */
export interface Plan {
  rows: readonly number[];
  timers: number;
}
export interface BareActivities {
  writeRow(row: { file: string; step: number; n: number; last: boolean }): Promise<void>;
}

const { writeRow } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });
export const step = defineSignal<[{ n: number }]>('step');

export async function bare(file: string, plan: Plan): Promise<void> {
  let heard = 0;
  setHandler(step, () => {
    heard += 1;
  });
  let timer: CancellationScope | undefined;
  for (let at = 0; at < plan.rows.length; at += 1) {
    await condition(() => heard >= at);
    const rows = plan.rows[at]!;
    for (let n = 0; n < rows; n += 1) await writeRow({ file, step: at, n, last: n === rows - 1 });
    timer?.cancel();
    timer = undefined;
    if (at >= plan.timers) continue;
    timer = new CancellationScope();
    timer.run(() => sleep('24h')).catch(() => {});
  }
}
