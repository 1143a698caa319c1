/** 无障碍 Every page of the desk in a real Chromium: axe finds nothing serious, nothing scrolls sideways on a telephone, the focus is seen, the headings are in order. */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../api/pages/pages.ts';
import { openDesk, type Desk } from '../pages/support.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { BRINGING, openBrowser, Person, phone, wide } from './support.ts';

let desk: Desk;
let browser: Browser;
let staff: Staff;
let matter: Matter;
beforeAll(async () => {
  desk = await openDesk();
  browser = await openBrowser();
  staff = await newBureau(desk.bureau);
  matter = await Matter.open(desk.bureau, { direction: 'A', kind: 'institution', staff });
  await matter.accept('suspension-decision');
  await matter.skip(30);
}, BRINGING);
afterAll(async () => {
  await browser.close();
  await desk.close();
});

/** What stands for the parts of an address. A page with a part that is not here fails the test: it would be left out. */
const partsOf = (): Record<string, string> => ({
  file: matter.file,
  act: matter.act,
  type: 'case-closure',
  name: 'rapid-responses',
  kind: 'decision-reply',
  // None is issued in this file: what says so is a page too.
  paper: '00000000-0000-4000-8000-000000000000',
});

function addresses(): string[] {
  const parts = partsOf();
  return pages
    .filter(({ method }) => method === 'get')
    .map(({ path }) =>
      path.replaceAll(/:(\w+)/g, (_, part: string) => {
        if (!parts[part]) throw new Error(`${path}: give its part ${part} a value in this test`);
        return parts[part];
      }),
    );
}

/** What a person would stumble over, as sentences. */
async function faultsOf(page: Page, lang: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: { id: string; impact: string; help: string; nodes: { html: string }[] }[] =
    await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, help, nodes }) => ({ id, impact, help, nodes: nodes.map(({ html }) => ({ html })) })))`,
    );
  const own: string[] = await page.evaluate(`(() => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > root.clientWidth + 1);
      found.push('scrolls sideways: ' + wide.slice(-1).map((one) => one.outerHTML.slice(0, 200)));
    }
    if (root.lang !== '${lang}') found.push('lang is ' + root.lang);
    const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => Number(one.tagName[1]));
    if (levels.filter((one) => one === 1).length !== 1 || levels[0] !== 1) found.push('not one first heading');
    levels.forEach((one, n) => { if (n > 0 && one > levels[n - 1] + 1) found.push('a heading of level ' + one + ' after ' + levels[n - 1]); });
    for (const one of document.querySelectorAll('input:not([type=hidden]),select,textarea'))
      if (one.labels.length === 0) found.push('no label: ' + one.outerHTML.slice(0, 200));
    return found;
  })()`);
  const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return [
    ...serious.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`,
    ),
    ...own,
  ];
}

const kinds = [
  ['中文, at a desk', { locale: 'zh-CN', viewport: wide }],
  ['English, dark, on a telephone', { locale: 'en-GB', viewport: phone, colorScheme: 'dark' }],
] as const;

describe('X-4: every page', () => {
  it.each(kinds)(
    '%s: nothing serious for axe, no way sideways, every field with its label',
    { timeout: 180_000 },
    async (_, kind) => {
      const person = await Person.at(browser, desk.base, 'pages', kind);
      const { page } = person;
      const lang = kind.locale === 'zh-CN' ? 'zh-CN' : 'en';
      const found: Record<string, string[]> = {};
      const look = async (name: string): Promise<void> => {
        const faults = await faultsOf(page, lang);
        if (faults.length > 0) found[name] = faults;
      };
      await person.goTo('/desk/sign-in');
      await look('/desk/sign-in');
      await person.signIn(staff.supervision);
      for (const address of [...addresses(), '/desk/nothing']) {
        const reply = await page.goto(`${desk.base}${address}`);
        if (reply?.headers()['content-type']?.startsWith('text/html')) await look(address);
      }
      // A form that was filled in wrongly, with what is said beside its fields.
      await person.goTo('/desk/open/rapid-responses');
      await page
        .locator('form[novalidate], main form')
        .first()
        .evaluate((form) => form.setAttribute('novalidate', ''));
      await page.locator('main form').getByRole('button').last().click();
      expect(await page.getByRole('alert').count()).toBeGreaterThan(0);
      await look('a form with what is wrong');
      expect(found).toEqual({});
      await person.close();
    },
  );

  it(
    'the focus is seen wherever the Tab key leads, and the first stop leads to the content',
    { timeout: 60_000 },
    async () => {
      const person = await Person.at(browser, desk.base, 'pages');
      const { page } = person;
      await person.signIn(staff.supervision);
      for (const address of ['/desk', '/desk/open/rapid-responses']) {
        await person.goTo(address);
        for (let n = 0; n < 30; n += 1) {
          await page.keyboard.press('Tab');
          const seen: string = await page.evaluate(`(() => {
          const one = document.activeElement;
          if (one === document.body) return '';
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          const { left, top } = one.getBoundingClientRect();
          return outlineStyle === 'none' || outlineWidth === '0px' || left < 0 || top < 0 ? one.outerHTML : '';
        })()`);
          expect(seen).toBe('');
          if (n === 0) expect(await page.locator(':focus').innerText()).toBe('跳到正文');
        }
      }
      await person.close();
    },
  );
});
