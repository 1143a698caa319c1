/** Sleeps for the days it is told and answers when it woke. */
import { sleep } from '@temporalio/workflow';

export async function sleeper(days: number): Promise<number> {
  await sleep(`${days} days`);
  return Date.now();
}
