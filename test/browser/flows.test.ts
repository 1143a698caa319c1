/** 像人一样 The work of a day acted out in a real Chromium: by role and label alone, with pictures of every step. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../pages/support.ts';
import { beijing } from '../../api/pages/words.ts';
import { addDays, civilDateOf } from '../../domain/time/civil-date.ts';
import { instant } from '../../domain/time/instant.ts';
import { city } from '../commitment-case/acts.ts';
import { Fixture } from '../inspection/acts.ts';
import { documentNo } from '../setup/bureau.ts';
import { uniqueHex } from '../setup/unique.ts';
import { BRINGING, fieldIn, openTrial, Person, type Form, type Trial } from './support.ts';
import { Matter, newBureau } from '../rapid-response/acts.ts';

let trial: Trial | undefined;
let desk: Desk;
let bureau: Desk['bureau'];
let browser: Browser;
beforeAll(async () => {
  trial = await openTrial();
  ({ desk, browser } = trial);
  ({ bureau } = desk);
}, BRINGING);
afterAll(() => trial?.close());

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

const paper = (n = 1): Form => ({
  编号: `doc-${n}`,
  'SHA-256（64 位小写十六进制）': 'ab'.repeat(32),
  存放位置: 'oa/2026',
});
const fileOf = (person: Person): string =>
  decodeURIComponent(/\/desk\/files\/([^/?]+)/.exec(person.page.url())![1]!);

describe('TJ51-A1-1.1: officers of both bodies', () => {
  it(
    'carry a rapid response from the letter to the decision by what the pages say alone',
    { timeout: 300_000 },
    async ({ annotate }) => {
      const staff = await newBureau(bureau);
      const subject = await bureau.institution({ bureau: staff.bureau });
      const person = await Person.at(browser, desk.base, 'rapid-response');
      const { page } = person;
      const began = performance.now();
      let file = '';
      const now = async (hours = 0): Promise<string> =>
        beijing((await bureau.now(file)) + hours * 3_600_000).slice(0, 16);
      const numbered = (): Form => ({ 文号: documentNo(), 文书: paper() });

      /** Somebody signs in, opens the file from the list of duties, and files what is to be filed. */
      const filed = async (
        officer: string,
        act: string,
        form: () => Promise<Form> | Form,
      ): Promise<void> => {
        await bureau.skip(file, 1);
        await person.signIn(officer);
        await page.getByRole('link', { name: file }).first().click();
        const mine = page.locator('section', {
          has: page.getByRole('heading', { name: '我现在可以提交' }),
        });
        await mine.getByRole('link', { name: act, exact: true }).click();
        await person.fillIn(await form());
        await person.shot(`${act}-filled-in`);
        await page.getByRole('button', { name: '提交', exact: true }).click();
        await page
          .getByRole('heading', { name: '内容' })
          .or(page.getByRole('alert'))
          .first()
          .waitFor();
        expect(await page.getByRole('main').innerText()).toContain('已采纳');
        await person.shot(act);
      };

      await person.signIn(staff.supervision);
      await page.getByRole('link', { name: '立案', exact: true }).click();
      await page.getByRole('link', { name: '函告立卷' }).click();
      await person.shot('letter');
      await person.fillIn({
        方向: '方向 A：监督所函告支付处',
        主体: { 种类: '机构', 编号: subject },
        ...numbered(),
        事由: ['涉嫌违法'],
      });
      // What may be left out is folded away.
      await page.getByText('介入调查记录（A）').first().click();
      await person.fillIn({ '介入调查记录（A）': paper(2) });
      await person.shot('letter-filled-in');
      await page.getByRole('button', { name: '立案', exact: true }).click();
      await page.getByRole('heading', { name: '由此开始的义务' }).waitFor();
      file = fileOf(person);
      await person.shot('opened');

      const { supervision, payment } = staff;
      await filed(payment, '暂停决定', async () => ({
        ...numbered(),
        决定时间: await now(),
        结果: '暂停',
        协议条款编号: '第32条',
      }));
      await filed(payment, '暂停告知', async () => ({
        ...numbered(),
        方式: '直接送达',
        送达时间: await now(),
        证明: paper(3),
        '收件方：主体编号，或所在单位编号': subject,
        开始时间: await now(1),
        最迟告知参保人日期: (await now(48)).slice(0, 10),
      }));
      await filed(supervision, '立案决定', async () => ({
        ...numbered(),
        决定时间: await now(),
        结果: '立案',
        案号: 'JYJ-2026-1',
      }));
      await filed(supervision, '案件办结', async () => ({
        ...numbered(),
        结案时间: await now(),
        案号: 'JYJ-2026-1',
        调查人员: [supervision],
        法制审核: { 文书: paper(4), 审核人: staff.reviewer },
        集体讨论: { 文书: paper(5), 参加人员: staff.discussion },
      }));
      await filed(supervision, '处理处罚意见通报', () => ({ ...numbered(), 是否属实: '是' }));
      await filed(payment, '陈述申辩告知', async () => ({
        ...numbered(),
        方式: '直接送达',
        送达时间: await now(),
        证明: paper(6),
        陈述申辩截止日期: (await now()).slice(0, 10),
      }));
      await filed(payment, '陈述申辩', () => ({ 结果: '放弃', 文书: paper(7) }));
      await filed(payment, '处理决定', async () => ({
        ...numbered(),
        决定时间: await now(),
        措施: [{ 措施: '恢复' }],
        理由: '样例理由',
      }));
      await page.getByRole('link', { name: file }).click();
      await person.shot('file');
      await annotate(`${Math.round((performance.now() - began) / 1000)} s`);
      await person.close();
    },
  );
});

/** Part by part, in the order in which this browser has them: of its own language, not of the page. */
async function typeDay({ keyboard }: Page, field: Locator): Promise<void> {
  const today = civilDateOf(instant(Date.now()));
  const [year = '', month = '', day = ''] = today.split('-');
  for (const parts of [
    [year, 'ArrowRight', month, day],
    [month, day, year],
  ]) {
    for (const one of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft', ...parts])
      await (one.startsWith('Arrow') ? keyboard.press(one) : keyboard.type(one));
    if ((await field.inputValue()) === today) return;
  }
  throw new Error('the day could not be typed');
}

describe('TJ84-3.2: an accepting department', () => {
  it('opens a commitment case with the keyboard alone', { timeout: 120_000 }, async () => {
    const person = await Person.at(browser, desk.base, 'commitment-case');
    const { page } = person;
    const { keyboard } = page;
    const main = page.getByRole('main');
    await person.goTo('/desk');
    await person.tabTo(fieldIn(main, '名单上没有的人员编号'));
    await keyboard.type(city.acceptor);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '我的待办' }).waitFor();
    await person.tabTo(page.getByRole('link', { name: '立案', exact: true }));
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '立案', exact: true }).waitFor();
    await person.tabTo(main.getByRole('link', { name: '批准立卷' }));
    await keyboard.press('Enter');
    await fieldIn(main, '事项').waitFor();
    await person.shot('form');
    for (const [label, typed] of [
      ['办理结果编号', `R-${uniqueHex()}`],
      ['事项', 'zm-01'],
      ['类型', 'ArrowDown'],
      ['批准日期（TJ84-3.2）', 'today'],
      ['行政相对人代码，不离开数据库', '911201011234567890'],
    ] as const) {
      await person.tabTo(fieldIn(main, label));
      if (typed === 'today') await typeDay(page, fieldIn(main, label));
      else await (typed === 'ArrowDown' ? keyboard.press(typed) : keyboard.type(typed));
    }
    await person.shot('filled-in');
    // In the last field: the Enter key sends the form.
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: '由此开始的义务' }).waitFor();
    expect(fileOf(person)).toMatch(/^CC-ZM\./);
    await person.shot('opened');
    await person.close();
  });
});

describe('QY-10.1: an enforcement officer', () => {
  it('files the plan of an inspection', { timeout: 180_000 }, async () => {
    const place = await Fixture.open();
    const institution = await place.institution();
    const plan = await place.plan(institution);
    const person = await Person.at(browser, desk.base, 'inspection');
    const { page } = person;
    await person.signIn(place.handler);
    await page.getByRole('link', { name: '立案', exact: true }).click();
    await page.getByRole('main').getByRole('link', { name: '提交检查方案' }).click();
    const from = addDays(civilDateOf(instant(Date.now())), 1);
    await person.fillIn({
      种类: '日常检查',
      机构: institution,
      计划检查日期: { 自: from, 至: addDays(from, 2) },
      事项: [{ 事项: 'i-1', 方式: '现场检查', 检查内容: ['a'], 标准: 's1' }],
      目的: '监督管理',
      为什么须现场检查: '须查看现场',
      检查组: [
        { 人员: place.handler, 角色: '组长', 来自: '本机关' },
        { 人员: place.second, 角色: '执法人员', 来自: '本机关' },
      ],
      双随机抽取: String(plan['draw']),
    });
    await person.shot('filled-in');
    await page.getByRole('button', { name: '立案', exact: true }).click();
    await page.getByRole('heading', { name: '内容' }).waitFor();
    expect(fileOf(person)).toMatch(/^XJ\./);
    expect(await page.getByRole('main').innerText()).toContain('已采纳');
    await person.shot('opened');
    await person.close();
    await place.close();
  });
});
