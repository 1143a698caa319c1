/** What open files cost while nothing happens, and how soon they answer after their worker was killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Harness } from './harness.ts';
import { cpu, memory, minus, type Figures } from './meter.ts';
import type { Referrals } from './referrals.ts';

/** `justNow`: while the database still tidies up after the rush; `idle`: two minutes later. */
export interface Resting {
  memory: Figures;
  justNow: Figures;
  idle: Figures;
  recovery: number[];
}
export interface Parked extends Resting {
  files: number;
  openMs: number[];
  seconds: number;
}

export async function parked(
  harness: Harness,
  referrals: Referrals,
  files: number,
  width: number,
  say: (text: string) => void,
): Promise<Parked> {
  say(`opening ${files} files and leaving them open`);
  const began = performance.now();
  const { ids, openMs } = await referrals.open(files, width);
  const seconds = (performance.now() - began) / 1000;
  return {
    files,
    openMs,
    seconds,
    ...(await resting(harness, ids, (file) => referrals.first(file), say)),
  };
}

/** While nothing happens, and after a kill. `next`: brings a file to its next verdict. */
export async function resting(
  harness: Harness,
  ids: readonly string[],
  next: (file: string) => Promise<void>,
  say: (text: string) => void,
): Promise<Resting> {
  await sleep(5_000);
  const justNow = await used(harness, 20, say);
  say('at rest for two minutes');
  await sleep(120_000);
  const idle = await used(harness, 60, say);
  return {
    memory: memory(harness.everything),
    justNow,
    idle,
    recovery: await recoveries(harness, ids, next, say),
  };
}

/** Shares of a core that each process takes while nothing happens. */
async function used(
  harness: Harness,
  seconds: number,
  say: (text: string) => void,
): Promise<Figures> {
  say(`idle for ${seconds} s`);
  const before = cpu(harness.everything);
  await sleep(seconds * 1000);
  return Object.fromEntries(
    Object.entries(minus(cpu(harness.everything), before)).map(([name, spent]) => [
      name,
      spent / seconds,
    ]),
  );
}

/** Seconds from the kill to the next verdict of a parked file; what starts the worker again starts it at once. */
async function recoveries(
  harness: Harness,
  ids: readonly string[],
  next: (file: string) => Promise<void>,
  say: (text: string) => void,
): Promise<number[]> {
  const all: number[] = [];
  for (const file of ids.slice(0, 5)) {
    say('kill -9 of the worker');
    const began = performance.now();
    await harness.stack.kill('worker');
    const back = harness.stack.restart('worker');
    await next(file);
    all.push((performance.now() - began) / 1000);
    await back;
    await sleep(1_000);
  }
  return all;
}
