/** 同事之间 Comments, mentions, assignments and hand-overs at the pages: they ask the API, and what is refused is not lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mentionedIn } from '../../api/pages/comments.ts';
import { Matter, newBureau, type Staff } from '../rapid-response/acts.ts';
import { type Browser, type Desk, hidden, openDesk, words } from './support.ts';

let desk: Desk;
let staff: Staff;
let file: string;
let payment: Browser;
let supervision: Browser;
let head: Browser;
let at: string;
beforeAll(async () => {
  desk = await openDesk();
  const { bureau } = desk;
  staff = await newBureau(bureau);
  const id = `${staff.bureau}.o-zfc-head`;
  await bureau.owner`insert into officer (id, unit_id, kind, name, roles) values (${id}, ${`${staff.bureau}.zfc`}, 'person', '样例负责人', '{head}')`;
  ({ file } = await Matter.open(bureau, { direction: 'A', kind: 'institution', staff }));
  [payment, supervision, head] = (await Promise.all(
    [staff.payment, staff.supervision, id].map((one) => desk.signedIn(one)),
  )) as [Browser, Browser, Browser];
  at = `/desk/files/${file}`;
});
afterAll(() => desk.close());

/** The form of the page that is sent to `action`, with what is filled in. */
async function send(
  browser: Browser,
  page: string,
  action: string,
  filled: Record<string, string>,
): ReturnType<Browser['get']> {
  const seen = await browser.get(page);
  return browser.send(action, { ...hidden(seen.text, action), ...filled });
}

describe('X-4: comments at the page of a file', () => {
  it('whom a text mentions is read off it; an address of mail mentions nobody', () => {
    expect(mentionedIn('@tj.o-1 请看，(@o_2)。 @tj.o-1 a@b.example @.')).toEqual(['tj.o-1', 'o_2']);
  });

  it('is written, told to whoever is mentioned, marked as seen, corrected and withdrawn', async () => {
    const script = '<script>alert(1)</script>';
    const shown = await send(supervision, at, `${at}/comments`, {
      words: `${script}\r\n请 @${staff.payment} 补齐`,
    });
    expect(shown.text).toContain('&#60;script&#62;');
    expect(words(shown.text)).toContain(`请 @${staff.payment} 补齐`);
    expect(words((await payment.get('/desk')).text)).toContain('提到我的：1 条未读');
    const mentions = await payment.get('/desk/mentions');
    expect(mentions.text).toContain(`href="${at}#comments"`);
    const seen = await payment.send('/desk/mentions', hidden(mentions.text, '/desk/mentions'));
    expect(words(seen.text)).toContain('没有。');
    expect(words((await payment.get('/desk/mentions?all=1')).text)).toContain('补齐');
    expect((await payment.get(at)).text).not.toContain('value="withdraw"');
    const corrected = await send(supervision, `${at}/comments?correct=1`, `${at}/comments`, {
      words: '已经补齐',
    });
    expect(words(corrected.text)).toMatch(/第 2 版.*已经补齐/);
    const page = await supervision.get(at);
    const withdrawn = await supervision.send(`${at}/comments`, {
      _csrf: hidden(page.text, '/desk/sign-out')['_csrf']!,
      _do: 'withdraw',
      number: '1',
    });
    expect(words(withdrawn.text)).toContain('已撤回');
    expect(words(withdrawn.text)).not.toContain('已经补齐');
  });

  it('what is refused, or comes from another session, stays in the form', async () => {
    const refused = await send(payment, `${at}/comments`, `${at}/comments`, {
      words: '请 @nobody 看',
    });
    expect(refused.status).toBe(422);
    expect(words(refused.text)).toMatch(/不能查阅本卷.*请 @nobody 看/);
    const again = await send(payment, `${at}/comments`, `${at}/comments`, {
      words: '没有发出的话',
      _csrf: 'x',
    });
    expect(words(again.text)).toMatch(/没有发送。.*没有发出的话/);
    const list = await payment.get(`${at}/comments`);
    expect(words(list.text)).not.toContain('没有发出的话');
    // The ids of colleagues stand there to be copied.
    expect(list.text).toContain(`<code>@${staff.supervision}</code>`);
    expect((await (await desk.signedIn('o-qy-1')).get(`${at}/comments`)).status).toBe(403);
  });
});

describe('X-4: assignments and hand-overs at the pages', () => {
  it('a duty is taken with one click, given by the head, handed over, and given back', async () => {
    const mine = async (browser: Browser): Promise<boolean> =>
      (await browser.get('/desk?whose=me')).text.includes(`href="${at}"`);
    expect(await mine(payment)).toBe(false);
    const taken = await send(payment, at, `${at}/assignees`, {});
    expect(words(taken.text)).toMatch(new RegExp(`承办人 样例[^（]*（${staff.payment}）.*认领`));
    expect(await mine(payment)).toBe(true);
    expect(words((await payment.get('/desk')).text)).toMatch(/1 由我承办/);
    expect((await payment.get(`${at}/assignees`)).text).not.toContain('<select');
    const given = await head.get(`${at}/assignees`);
    expect(given.text).toContain('<select');
    const key = hidden(given.text, `${at}/assignees`);
    const id = `${staff.bureau}.o-zfc-head`;
    const gone = await head.send(`${at}/assignees`, { ...key, officer: id });
    expect(words(gone.text)).toMatch(new RegExp(`承办人 [^（]+（${id}）`));
    // What the payment officer has on the screen is no longer so.
    const stale = await payment.send(`${at}/assignees`, {
      ...key,
      _csrf: hidden(taken.text, '/desk/sign-out')['_csrf']!,
      officer: '',
    });
    expect(stale.status).toBe(412);
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const handed = await send(head, '/desk/hand-overs', '/desk/hand-overs', {
      from: id,
      to: staff.payment,
      fromOn: today,
      untilOn: today,
    });
    expect(words(handed.text)).toMatch(new RegExp(`（${id}） → [^（]+（${staff.payment}） 进行中`));
    expect(await mine(payment)).toBe(true);
    const twice = await send(head, '/desk/hand-overs', '/desk/hand-overs', {
      from: id,
      to: staff.payment,
      fromOn: today,
      untilOn: today,
    });
    expect(twice.status).toBe(409);
    const theirs = await payment.get('/desk/hand-overs');
    const revoke = {
      _csrf: hidden(theirs.text, '/desk/sign-out')['_csrf']!,
      _do: 'revoke',
      id: /name="id" value="(\d+)"/.exec(theirs.text)![1]!,
    };
    expect(words((await payment.send('/desk/hand-overs', revoke)).text)).toContain('已撤销');
    expect(await mine(payment)).toBe(false);
  });
});
