/** 像人一样 The work of a day acted out in a real Chromium: by role and label alone, with pictures of every step. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDesk, type Desk } from '../pages/support.ts';
import { Matter, newBureau } from '../rapid-response/acts.ts';
import { BRINGING, openBrowser, Person } from './support.ts';

let desk: Desk;
let bureau: Desk['bureau'];
let browser: Browser;
beforeAll(async () => {
  desk = await openDesk();
  ({ bureau } = desk);
  browser = await openBrowser();
}, BRINGING);
afterAll(async () => {
  await browser.close();
  await desk.close();
});

describe('TJ84-15.4: a coordinator', () => {
  it(
    'finds the file stuck longest and chases it within three clicks from signing in',
    { timeout: 120_000 },
    async ({ annotate }) => {
      const staff = await newBureau(bureau);
      const first = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
      const second = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff });
      await second.skip(30);
      await first.skip(30);
      const person = await Person.at(browser, desk.base, 'coordinator');
      const { page } = person;
      await person.signIn(staff.coordinator);
      const began = performance.now();
      await person.shot('home');
      await person.click(page.getByRole('link', { name: '督办', exact: true }).last());
      await person.shot('overdue');
      const overdue = page.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
      expect(await overdue.first().innerText()).toContain(first.file);
      await person.click(overdue.first().getByRole('checkbox'));
      await person.click(page.getByRole('button', { name: '督办所选各项' }));
      const told = page.getByRole('status');
      expect(await told.innerText()).toContain(first.file);
      const seconds = (performance.now() - began) / 1000;
      await person.shot('chased');
      expect(person.clicks).toBeLessThanOrEqual(3);
      await annotate(`${person.clicks} clicks, ${seconds.toFixed(1)} s`);
      const rows =
        await bureau.owner`select from inbox where file_id = ${first.file} and type = 'chase'`;
      expect(rows).toHaveLength(1);
      await person.close();
    },
  );
});
