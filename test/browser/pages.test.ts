/** 无障碍 Every page of the desk in a real Chromium: axe finds nothing serious, nothing scrolls sideways on a telephone, the focus is seen, the headings are in order. */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../api/pages/pages.ts';
import type { Desk } from '../pages/support.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { iso } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { BRINGING, openTrial, Person, phone, wide, type Trial } from './support.ts';

let trial: Trial | undefined;
let desk: Desk;
let browser: Browser;
let staff: Staff;
let matter: Matter;
let paper: string;
let letter: string;
let registrar: string;
beforeAll(async () => {
  trial = await openTrial();
  ({ desk, browser } = trial);
  staff = await newBureau(desk.bureau);
  matter = await Matter.open(desk.bureau, { direction: 'A', kind: 'institution', staff });
  await matter.accept('suspension-decision');
  paper = await issued();
  letter = await waiting();
  registrar = await proposedSeries();
  await matter.skip(30);
}, BRINGING);
afterAll(() => trial?.close());

/** A paper of the file, numbered by a series of its bureau. */
async function issued(): Promise<string> {
  const mark = `样医保函${uniqueHex()}`;
  await desk.bureau
    .owner`insert into paper_counter values (${mark}, ${staff.bureau}, 2026, 0, 2026, 0)`;
  await desk.bureau
    .owner`insert into paper_series (bureau_id, kind, version, mark, in_force_from, entered_by)
      values (${staff.bureau}, '*', 1, ${mark}, '2026-01-01', ${staff.coordinator})`;
  const reply = await desk.bureau.post(staff.payment, `/v1/files/${matter.file}/papers`, {
    kind: 'decision-reply',
    fill: {},
  });
  expect(reply.status, reply.text).toBe(201);
  return (reply.body as { id: string }).id;
}

/** A letter of that series by which no file was opened yet. */
async function waiting(): Promise<string> {
  const subject = await desk.bureau.institution({ bureau: staff.bureau });
  const at = iso(Date.now());
  const reply = await desk.bureau.post(staff.payment, '/v1/papers/openings', {
    kind: 'rapid-response/suspension-letter',
    subject: { kind: 'institution', id: subject },
    fill: {
      grounds: ['涉嫌违法违规'],
      facts: '虚构诊疗项目',
      addressee: '样例',
      decidedAt: at,
      startsAt: at,
      agreementClause: '第32条',
    },
  });
  expect(reply.status, reply.text).toBe(201);
  return (reply.body as { id: string }).id;
}

/** A series that one registrar has proposed, and the one who decides. */
async function proposedSeries(): Promise<string> {
  const [one, two] = ['rg1', 'rg2'].map((name) => `${staff.bureau}-${name}`);
  for (const who of [one!, two!])
    await desk.bureau
      .owner`insert into officer (id, unit_id, kind, name, roles) select ${who}, unit_id, 'person', '样例', '{registrar,administrator}' from officer where id = ${staff.coordinator}`;
  const reply = await desk.bureau.put(one!, '/v1/papers/series', {
    kind: 'rapid-response/*',
    mark: `样医保函${uniqueHex()}`,
    version: 1,
    inForceFrom: '2199-01-01',
    reason: '局务会决定',
  });
  expect(reply.status, reply.text).toBe(202);
  return two!;
}

/** What stands for the parts of an address. A page with a part that is not here fails the test: it would be left out. */
const partsOf = (path: string): Record<string, string> => ({
  file: matter.file,
  act: matter.act,
  type: 'decision-reply',
  name: 'rapid-responses',
  kind: path.startsWith('/desk/open/') ? 'suspension-letter' : 'decision-reply',
  paper: path.startsWith('/desk/letters/') ? letter : paper,
});

/** What a page is asked for besides: another list, what was found, what was filled in by the link that led there. */
function queries(): string[] {
  const file = `/desk/files/${matter.file}`;
  return [
    '/desk?whose=all&from=2026-01-01&until=2199-12-31',
    '/desk/calendar?whose=all',
    '/desk/calendar?month=2027-01',
    '/desk/chases?which=unanswered',
    `/desk/files?number=${matter.file}`,
    `/desk/files?q=${encodeURIComponent(matter.file)}`,
    `/desk/files?q=${encodeURIComponent('没有这样的文号')}`,
    '/desk/files?procedure=rapid-response&state=open',
    `${file}?history=all`,
    `${file}?documents=shown`,
    `${file}/new/chase?/channel=system&/to=tj.zfc`,
    `${file}/papers/new/decision-reply?replaces=${paper}`,
    `/desk/open/rapid-responses?paper=${letter}`,
    '/desk/templates?kind=rapid-response%2Fdecision-reply',
    `/desk/open/rapid-responses/letters/suspension-letter?replaces=${letter}`,
  ];
}

/** A paper as it goes out is no page of the desk, and what is taken along no page at all. */
const bare = /\/(papers|letters)\/[^/]+\/(print|docx)$/;

function addresses(): string[] {
  const all = pages
    .filter(({ method }) => method === 'get')
    .map(({ path }) => {
      const parts = partsOf(path);
      return path.replaceAll(/:(\w+)/g, (_, part: string) => {
        if (!parts[part]) throw new Error(`${path}: give its part ${part} a value in this test`);
        return parts[part];
      });
    });
  return [...all, ...queries()];
}

/** Who is let in everywhere else: a handler is shown no reports, a coordinator no words of a file. */
const ofCoordinators = /^\/desk\/(reports|technical|engine)/;

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

/** It is a page, and the one that was asked for. */
async function arrived(page: Page, address: string, status: number): Promise<void> {
  const reply = await page.goto(`${desk.base}${address}`);
  expect([address, reply?.status(), reply?.headers()['content-type']]).toEqual([
    address,
    status,
    'text/html; charset=utf-8',
  ]);
}

const kinds = [
  ['中文, at a desk', { locale: 'zh-CN', viewport: wide }],
  ['English, dark, on a telephone', { locale: 'en-GB', viewport: phone, colorScheme: 'dark' }],
] as const;

describe('X-4: every page', () => {
  it.each(kinds)(
    '%s: nothing serious for axe, no way sideways, every field with its label',
    { timeout: 240_000 },
    async (_, kind) => {
      const person = await Person.at(browser, desk.base, 'pages', kind);
      const { page } = person;
      const lang = kind.locale === 'zh-CN' ? 'zh-CN' : 'en';
      const found: Record<string, string[]> = {};
      const look = async (name: string): Promise<void> => {
        const short = name
          .replaceAll(paper, 'paper')
          .replaceAll(letter, 'letter')
          .replaceAll(matter.file, 'file');
        await person.picture(short.replaceAll(matter.act, 'act'));
        const faults = await faultsOf(page, lang);
        if (faults.length > 0) found[name] = faults;
      };
      await person.goTo('/desk/sign-in');
      await look('/desk/sign-in');
      await person.signIn(staff.payment);
      const own = addresses().filter((one) => !ofCoordinators.test(one) && !bare.test(one));
      for (const address of own) {
        await arrived(page, address, 200);
        await look(address);
      }
      // What is searched for is found: the page of an empty answer would be another one.
      await person.goTo(`/desk/files?q=${encodeURIComponent(matter.file)}`);
      expect(await page.getByRole('link', { name: matter.file, exact: true }).count()).toBe(1);
      await person.goTo(`/desk/files/${matter.file}?documents=shown`);
      expect(await page.getByRole('main').innerText()).toContain('oa/2026');
      // As they go out: no pages of the desk, but what their addresses promise.
      const { status, type } = await person.bytes(
        `/desk/files/${matter.file}/papers/${paper}/docx`,
      );
      expect([status, type]).toEqual([200, expect.stringContaining('wordprocessingml')]);
      await arrived(page, `/desk/files/${matter.file}/papers/${paper}/print`, 200);
      await arrived(page, `/desk/letters/${letter}/print`, 200);
      await arrived(page, '/desk/nothing', 404);
      await look('/desk/nothing');
      await person.goTo('/desk');
      await person.signIn(staff.coordinator);
      const theirs = addresses().filter((one) => ofCoordinators.test(one));
      for (const address of [...theirs, '/desk/technical?compare=true']) {
        await arrived(page, address, 200);
        await look(address);
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
      await person.goTo('/desk');
      await person.signIn(registrar);
      await arrived(page, '/desk/proposals', 200);
      expect(await page.getByRole('button', { name: /同意并生效|Confirm/ }).count()).toBe(1);
      await look('/desk/proposals of who decides');
      await arrived(page, '/desk/templates?kind=rapid-response%2Ffinal-receipt', 200);
      await look('a form of a template');
      expect(found).toEqual({});
      await person.close();
    },
  );

  it('where no browser starts, the desk that was opened for it is closed', async () => {
    let closed = 0;
    const alone = { close: async () => void (closed += 1) } as Desk;
    const none = (): Promise<Browser> => Promise.reject(new Error('none here'));
    await expect(openTrial(async () => alone, none)).rejects.toThrow('none here');
    expect(closed).toBe(1);
  });

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
