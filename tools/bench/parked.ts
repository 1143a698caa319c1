/** What open files cost while nothing happens, and how soon they answer after their worker was killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from './ground.ts';
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
  ground: Ground,
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
    ...(await resting(ground, ids, (file) => referrals.first(file), say)),
  };
}

/** While nothing happens, and after a kill. `next`: brings a file to its next verdict. */
export async function resting(
  ground: Ground,
  ids: readonly string[],
  next: (file: string) => Promise<void>,
  say: (text: string) => void,
): Promise<Resting> {
  await sleep(5_000);
  const justNow = await used(ground, 20, say);
  say('at rest for two minutes');
  await sleep(120_000);
  const idle = await used(ground, 60, say);
  return {
    memory: memory(ground.everything),
    justNow,
    idle,
    recovery: await recoveries(ground, ids, next, say),
  };
}

/** Shares of a core that each process takes while nothing happens. */
async function used(
  ground: Ground,
  seconds: number,
  say: (text: string) => void,
): Promise<Figures> {
  say(`idle for ${seconds} s`);
  const before = cpu(ground.everything);
  await sleep(seconds * 1000);
  return Object.fromEntries(
    Object.entries(minus(cpu(ground.everything), before)).map(([name, spent]) => [
      name,
      spent / seconds,
    ]),
  );
}

/** Seconds from the kill to the next verdict of a parked file; what starts the worker again starts it at once. */
async function recoveries(
  ground: Ground,
  ids: readonly string[],
  next: (file: string) => Promise<void>,
  say: (text: string) => void,
): Promise<number[]> {
  const all: number[] = [];
  for (const file of ids.slice(0, 5)) {
    say('kill -9 of the worker');
    const began = performance.now();
    await ground.stack.kill('worker');
    const back = ground.stack.restart('worker');
    await next(file);
    all.push((performance.now() - began) / 1000);
    await back;
    await sleep(1_000);
  }
  return all;
}
