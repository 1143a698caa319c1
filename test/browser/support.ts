/** 一个人、一个浏览器 People at the pages in a real Chromium: they find everything by its role and label, as a screen reader does, and their clicks are counted. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from 'playwright-core';
import { findChromium } from '../../tools/browser/chromium.ts';
import { openDesk, type Desk } from '../pages/support.ts';

/** Pictures of every step of the flows are kept here, of a desk and of a telephone; of every page where they are asked for (CONTRIBUTING), for making them costs as much as the rest. */
const allPages = process.env['DUBAN_PICTURES'] === '1';
const pictures = fileURLToPath(new URL('../../.build/desk/', import.meta.url));
export const wide = { width: 1200, height: 900 };
export const phone = { width: 390, height: 844 };

/** One for all tests of a file. On a new machine it is brought first: give the hook time. */
export const BRINGING = 600_000;
async function openBrowser(): Promise<Browser> {
  const { program, env } = await findChromium(process.env, (text) =>
    console.log(`browser: ${text}`),
  );
  const launch = (chromiumSandbox: boolean): Promise<Browser> =>
    chromium.launch({
      executablePath: program,
      headless: true,
      chromiumSandbox,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
      ...(env && { env: { ...process.env, ...env } as Record<string, string> }),
    });
  // What is shown comes from this process. As root, and where the system lends programs no sandbox, it does without.
  if (process.getuid?.() === 0) return launch(false);
  return launch(true).catch(() => launch(false));
}

/** A desk with a browser to look at it. */
export interface Trial {
  desk: Desk;
  browser: Browser;
  close(): Promise<void>;
}
/** Where no browser starts the desk is closed again: the process goes on with other tests. */
export async function openTrial(
  deskOf: () => Promise<Desk> = openDesk,
  browserOf: () => Promise<Browser> = openBrowser,
): Promise<Trial> {
  const desk = await deskOf();
  const browser = await browserOf().catch(async (error: unknown) => {
    await desk.close();
    throw error;
  });
  const close = (): Promise<void> => browser.close().finally(() => desk.close());
  return { desk, browser, close };
}

/** What is filled in, by the labels of the fields: a text, what is chosen of a list, a part with its own fields, several rows. */
export interface Form {
  [label: string]: string | readonly string[] | Form | readonly Form[];
}

export class Person {
  readonly page: Page;
  /** Since signing in. */
  clicks = 0;
  readonly #context: BrowserContext;
  readonly #base: string;
  readonly #flow: string;
  #shots = 0;

  private constructor(context: BrowserContext, page: Page, base: string, flow: string) {
    this.#context = context;
    this.page = page;
    this.#base = base;
    this.#flow = flow;
  }

  /** `flow` names the folder of the pictures. */
  static async at(
    browser: Browser,
    base: string,
    flow: string,
    more: { locale?: string; viewport?: typeof wide } = {},
  ): Promise<Person> {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: wide, ...more });
    context.setDefaultTimeout(20_000);
    return new Person(context, await context.newPage(), base, flow);
  }

  close(): Promise<void> {
    return this.#context.close();
  }

  async goTo(address: string): Promise<void> {
    await this.page.goto(`${this.#base}${address}`);
  }

  /** Whoever was signed in before is signed out. */
  async signIn(officer: string): Promise<void> {
    const out = this.page.getByRole('button', { name: /^(退出|Sign out)$/ });
    if ((await out.count()) > 0) await out.click();
    else await this.goTo('/desk');
    if (!this.page.url().includes('/desk/sign-in')) throw new Error('no page to sign in');
    await this.page.getByLabel(/名单上没有的人员编号|not in the list/).fill(officer);
    await this.page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
    await this.page.getByRole('button', { name: /^(退出|Sign out)$/ }).waitFor();
    this.clicks = 0;
  }

  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  /** Fills in a form from its first field to its last; rows of a list are added as they are needed. */
  async fillIn(form: Form, within?: () => Locator): Promise<void> {
    const scope = within ?? ((): Locator => this.page.getByRole('main'));
    for (const [label, value] of Object.entries(form)) {
      const group = (): Locator => scope().getByRole('group', { name: label, exact: true }).first();
      if (typeof value === 'string') await choose(fieldIn(scope(), label), value);
      else if (!isList(value)) await this.fillIn(value, group);
      else if ((await group().getByRole('checkbox').count()) > 0)
        for (const name of value) await group().getByLabel(String(name), { exact: true }).check();
      else await this.#rows(value, group);
    }
  }

  async #rows(rows: readonly (string | Form)[], list: () => Locator): Promise<void> {
    for (const [n, row] of rows.entries()) {
      const label = `第 ${n + 1} 项`;
      const there = (): Locator =>
        typeof row === 'string'
          ? fieldIn(list(), label)
          : list().getByRole('group', { name: label, exact: true });
      if ((await there().count()) === 0) {
        await list().getByRole('button', { name: '添加一项' }).last().click();
        await there().waitFor();
      }
      if (typeof row === 'string') await choose(there(), row);
      else await this.fillIn(row, there);
    }
  }

  /** Goes on with the Tab key until it is reached, as somebody without a mouse does. */
  async tabTo(what: Locator): Promise<void> {
    for (let n = 0; n < 400; n += 1) {
      if (await what.evaluate((one) => one.matches(':focus'))) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`not reached by the Tab key: ${what.toString()}`);
  }

  /** What is taken along at an address, by whoever is signed in. */
  async bytes(address: string): Promise<{ status: number; type: string }> {
    const reply = await this.#context.request.get(`${this.#base}${address}`);
    return { status: reply.status(), type: reply.headers()['content-type'] ?? '' };
  }

  /** Of the whole page as it is, under the name of its address. */
  async picture(address: string): Promise<void> {
    if (!allPages) return;
    const name = `${address
      .slice(1)
      .replaceAll(/[^\p{L}\d=-]+/gu, '.')
      .slice(0, 100)}-${this.page.viewportSize()!.width}`;
    await this.page.screenshot({
      path: join(pictures, this.#flow, `${name}.png`),
      fullPage: true,
    });
  }

  /** Of the whole page, at the width of a desk and of a telephone. */
  async shot(step: string): Promise<void> {
    const folder = join(pictures, this.#flow);
    mkdirSync(folder, { recursive: true });
    this.#shots += 1;
    const name = `${String(this.#shots).padStart(2, '0')}-${step}`;
    const before = this.page.viewportSize()!;
    for (const size of [wide, phone]) {
      await this.page.setViewportSize(size);
      await this.page.screenshot({
        path: join(folder, `${name}-${size.width}.png`),
        fullPage: true,
      });
    }
    await this.page.setViewportSize(before);
  }
}

const isList = (value: object): value is readonly (string | Form)[] => Array.isArray(value);

/** By its label, with or without the mark of what has to be there. */
export const fieldIn = (scope: Locator, label: string): Locator =>
  scope
    .getByLabel(
      new RegExp(`^${label.replaceAll(/[()]/g, '\\$&')}(（北京时间）)?(（视情形必填）)?\\s*\\*?$`),
    )
    .first();

async function choose(field: Locator, value: string): Promise<void> {
  const isChoice = await field.evaluate((one) => one.tagName === 'SELECT');
  if (isChoice) await field.selectOption({ label: value });
  else await field.fill(value);
}
