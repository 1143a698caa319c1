/** The desk in `npm run attack`: a quarter of ATTACK_INPUTS, and every act of every procedure with scripts in all its texts. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BRINGING, openTrial, type Trial } from '../browser/support.ts';
import type { Desk } from '../pages/support.ts';
import { attackDesk } from './desk-campaign.ts';

const inputs = Math.ceil(Number(process.env['ATTACK_INPUTS'] ?? 20_000) / 4);
const seed = Number(process.env['ATTACK_SEED'] ?? Math.floor(Date.now() / 1000));
let trial: Trial | undefined;
let desk: Desk;
let browser: Browser;
beforeAll(async () => {
  trial = await openTrial();
  ({ desk, browser } = trial);
}, BRINGING);
afterAll(() => trial?.close());

it(
  `the desk, ${inputs} hostile requests, seed ${seed}: no fault, nothing filed, and no text becomes a mark`,
  { timeout: 1_800_000 },
  async ({ annotate }) => {
    const { faults, filed, shown, ...toll } = await attackDesk(desk, browser, {
      inputs,
      seed,
      acts: 100_000,
    });
    await annotate(`desk: ${JSON.stringify({ ...toll, shown })}`);
    expect({ faults: faults.slice(0, 30), filed }).toEqual({ faults: [], filed: 0 });
    expect(shown).toBeGreaterThan(300);
  },
);
