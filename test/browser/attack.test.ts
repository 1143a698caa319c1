/** 攻击台面 A small part of what `npm run attack` sends to the pages, and reads of them. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attackDesk } from '../attack/desk-campaign.ts';
import { marksIn } from '../attack/shown.ts';
import type { Desk } from '../pages/support.ts';
import { BRINGING, openTrial, type Trial } from './support.ts';

let trial: Trial | undefined;
let desk: Desk;
let browser: Browser;
beforeAll(async () => {
  trial = await openTrial();
  ({ desk, browser } = trial);
}, BRINGING);
afterAll(() => trial?.close());

it(
  'X-4: sessions, foreign forms, frames, redirects, paths and stored scripts come to nothing (npm run attack sends thousands)',
  { timeout: 120_000 },
  async () => {
    const { faults, filed, shown } = await attackDesk(desk, browser, {
      inputs: 250,
      seed: 20261130,
      acts: 25,
    });
    expect({ faults, filed }).toEqual({ faults: [], filed: 0 });
    expect(shown).toBeGreaterThan(25);
  },
);

it('X-4: a page in which a text did become a mark would be found', async () => {
  const page = await browser.newPage();
  expect(
    await marksIn(
      page,
      '<p onclick="x"><x-evil><a href="javascript:1">x</a><a href="//evil">y</a></p>',
    ),
  ).toHaveLength(4);
  await page.close();
});
