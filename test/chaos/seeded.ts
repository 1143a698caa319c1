/** Trouble that comes back: everything that is left to chance comes from one seed. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Part, Harness, Trouble } from './harness.ts';

/** DUBAN_CHAOS_SEED, or a new one; printed, so that a bad run can be had again. */
export function seedOf(name: string): number {
  const seed = Number(process.env['DUBAN_CHAOS_SEED'] ?? Math.floor(Math.random() * 1e9));
  console.log(`chaos: ${name}: DUBAN_CHAOS_SEED=${seed}`);
  return seed;
}

/** mulberry32: numbers in [0, 1). */
export function chance(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Dose {
  parts: readonly Part[];
  /** How likely trouble is at a moment. */ likely: number;
  /** Strikes at most. */ most: number;
}

/** Strikes at random moments; `during`: somewhere within the first 120 ms of the act's way. */
export function randomTrouble(
  harness: Harness,
  seed: number,
  { parts, likely, most }: Dose,
): Trouble & { struck: string[] } {
  const draw = chance(seed);
  const struck: string[] = [];
  const trouble: Trouble = async ({ step, when }) => {
    const [now, which, delay, away] = [draw(), draw(), draw(), draw()];
    if (struck.length >= most || now >= likely) return;
    const part = parts[Math.floor(which * parts.length)]!;
    struck.push(`${part} ${when} ${step}`);
    console.log(`chaos: ${struck.at(-1)}`);
    if (when === 'during') await pause(delay * 120);
    await harness.strike(part, away * 500);
  };
  return Object.assign(trouble, { struck });
}
