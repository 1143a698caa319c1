/** 案卷、立案、督办 What people do at the pages, on the real engine: the forms are made of the schemas, the answers are the API's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentNo, people } from '../setup/bureau.ts';
import { detailsOf } from '../../api/intake/file-to-start.ts';
import { beijing } from '../../api/pages/words.ts';
import { homeOf } from '../../api/pages/settings.ts';
import { settingsSchema } from '../../settings.ts';
import { openA, payload } from '../kit/support.ts';
import { type Browser, type Desk, hidden, openDesk, words, type Seen } from './support.ts';

let desk: Desk;
let bureau: Desk['bureau'];
const signedIn = (officer: string) => desk.signedIn(officer);
beforeAll(async () => {
  desk = await openDesk();
  ({ bureau } = desk);
});
afterAll(() => desk.close());

/** As a form has it: fields by their path, instants in Beijing's time without a zone. */
function fields(value: unknown, path = ''): [string, string][] {
  if (Array.isArray(value))
    return typeof value[0] === 'string'
      ? value.map((one): [string, string] => [path, String(one)])
      : [
          [`_n:${path}`, String(value.length)],
          ...value.flatMap((one, n) => fields(one, `${path}/${n}`)),
        ];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => fields(one, `${path}/${name}`));
  return [[path, String(value).replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d).*\+08:00$/, '$1')]];
}

async function sent(
  browser: Browser,
  address: string,
  value: object,
  more: Record<string, string> = {},
): Promise<Seen> {
  const page = await browser.get(address);
  expect(page.status).toBe(200);
  const action = address.split('?')[0]!;
  return browser.send(
    action,
    new URLSearchParams([
      ...Object.entries({ ...hidden(page.text, action), ...more }),
      ...fields(value),
    ]),
  );
}
const doc = { id: 'doc-1', sha256: 'ab'.repeat(32), where: 'oa/2026' };
const script = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';

describe('TJ51-A1-1.1a: a file is opened and answered by forms', () => {
  it('what is wrong stands beside its field; what is right opens the file, and says what is owed from now on', async () => {
    const browser = await signedIn(people.supervision);
    const list = await browser.get('/desk/open');
    expect(list.text).toContain('href="/desk/open/rapid-responses"');
    const subject = await bureau.institution();
    const letter = {
      direction: 'A',
      subject: { kind: 'institution', id: subject },
      documentNo: documentNo(),
      document: doc,
      grounds: ['suspected-violation'],
      investigation: { ...doc, id: 'doc-2' },
    };
    const wrong = await sent(browser, '/desk/open/rapid-responses', {
      ...letter,
      documentNo: '无号',
      document: { ...doc, sha256: 'XY' },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toMatch(/id="f-documentNo-wrong"><p>文号须含数字/);
    expect(wrong.text).toMatch(/id="f-document-sha256-wrong"><p>应为 64 位小写十六进制/);
    expect(wrong.text).toMatch(/<input type="text" id="f-document-where"[^>]* value="oa\/2026">/);
    expect(wrong.text).toMatch(/value="suspected-violation" checked/);
    const opened = await sent(browser, '/desk/open/rapid-responses', letter);
    expect(opened.status).toBe(200);
    expect(words(opened.text)).toMatch(/已采纳.*由此开始的义务/);
    // Everybody and everything by name, in the language of the page.
    expect(words(opened.text)).toMatch(/提交人 医保监督所[^·]* · 甲一[^（]*（[^）]*）?/);
    expect(words(opened.text)).toMatch(/医保支付管理处[^·]* · 至/);
    const warned = /电话告知记录[^<]*/.exec(opened.text)?.[0] ?? 'no warning';
    expect(warned).not.toMatch(/[a-z]{3}/);
    const found = await browser.get(`/desk/files?subject=${subject}`);
    expect(words(found.text)).toContain(`样例医院（${subject}）`);
    expect(words(found.text)).toMatch(/等待|医保支付管理处/);
    expect(found.text).not.toContain('>tj.zfc<');
  });

  it('an act: offered to whom it is owed by, refused to others in the words of the API, sent twice it counts once, and its words stay words', async () => {
    const { file, subject } = await openA(bureau);
    const payment = await signedIn(people.payment);
    const page = await payment.get(`/desk/files/${file}`);
    expect(words(page.text)).toMatch(/医保支付管理处（[^）]*）.*怎样计算/);
    // To the run in the Temporal UI a link leads coordinators only (engine.test.ts).
    expect(page.text).not.toContain(`/workflows/${file}`);
    const address = `/desk/files/${file}/new/suspension-decision`;
    expect(page.text).toContain(`href="${address}"`);
    const decision = { ...payload['suspension-decision'](await bureau.now(file)), remarks: script };
    const supervision = await signedIn(people.supervision);
    const refused = await sent(supervision, address, decision);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(words(refused.text)).toContain('案卷现在不等您提交这种文书');
    expect(refused.text).toContain('role="alert"');
    const key = { _key: 'one-form-of-this-test' };
    const filed = await sent(payment, address, decision, key);
    expect(words(filed.text)).toContain('已采纳');
    expect(filed.text).not.toContain('<script');
    expect(filed.text).not.toContain('<img');
    expect(words(filed.text)).toContain(script);
    await sent(payment, address, decision, key);
    const rows =
      await bureau.owner`select from inbox where file_id = ${file} and type = 'suspension-decision' and verdict->>'accepted' = 'true'`;
    expect(rows).toHaveLength(1);
    const after = await payment.get(`/desk/files/${file}`);
    expect(words(after.text)).toContain('经过');
    expect((await payment.get(`/desk/files?subject=${subject}`)).text).toContain(file);
    expect(words((await payment.get('/desk?whose=all')).text)).toContain('我的待办');
  });

  it('a list grows by a row without losing what stands in the form', async () => {
    const { file } = await openA(bureau);
    const browser = await signedIn(people.payment);
    const address = `/desk/files/${file}/new/final-decision`;
    const page = await browser.get(address);
    expect(page.text).toContain('name="/measures/0/measure"');
    const more = await browser.send(
      address,
      new URLSearchParams([
        ...Object.entries(hidden(page.text, address)),
        ['/measures/0/amountFen', '4200'],
        ['_add', '/measures'],
      ]),
    );
    expect(more.text).toContain('name="/measures/1/measure"');
    expect(more.text).toMatch(/name="\/measures\/0\/amountFen"[^>]* value="4200"/);
    expect(hidden(more.text, address)['_key']).toBe(hidden(page.text, address)['_key']);
  });

  it('X-4: a form that outlived its session is given back; it is shown again after signing in, and sent only then', async () => {
    const { file } = await openA(bureau);
    const browser = await signedIn(people.payment);
    const address = `/desk/files/${file}/new/suspension-decision`;
    const decision = payload['suspension-decision'](await bureau.now(file));
    const page = await browser.get(address);
    const filled = new URLSearchParams([
      ...Object.entries(hidden(page.text, address)),
      ...fields({ ...decision, remarks: script }),
    ]);
    browser.cookies.clear();
    const lost = await browser.send(address, filled);
    expect([lost.status, words(lost.text).includes('没有提交')]).toEqual([401, true]);
    expect(lost.text).not.toContain('<script');
    const kept = new URLSearchParams(
      [...lost.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
        ([, name, value]): [string, string] => [words(name!), words(value!)],
      ),
    );
    expect(kept.has('_csrf')).toBe(false);
    await browser.signIn(people.payment);
    const again = await browser.send(address, kept);
    expect([again.status, words(again.text).includes('没有提交')]).toEqual([200, true]);
    expect(words(again.text.replaceAll(/<textarea[^>]*>/g, ''))).toContain(script);
    const rows = (): Promise<object[]> =>
      bureau.owner`select from inbox where file_id = ${file} and type = 'suspension-decision'`;
    expect(await rows()).toHaveLength(0);
    kept.set('_csrf', hidden(again.text, address)['_csrf']!);
    kept.set('_key', hidden(again.text, address)['_key']!);
    expect(words((await browser.send(address, kept)).text)).toContain('已采纳');
    expect(await rows()).toHaveLength(1);
  });

  it('whoever may not read the file is told so by the page as by the API; what is not there is not found', async () => {
    const { file } = await openA(bureau);
    const stranger = await signedIn(people.other);
    const seen = await stranger.get(`/desk/files/${file}`);
    expect([seen.status, seen.text.includes('other-bureau')]).toEqual([403, true]);
    expect((await stranger.get('/desk/files/RR-A.tj.2026-x')).status).toBe(404);
    expect((await stranger.get('/desk/nothing')).status).toBe(404);
  });
});

describe('TJ84-15.4: chasing', () => {
  it('one is chased from the list with channel and words; sent twice, once; each says what became of it', async () => {
    const { file } = await openA(bureau);
    await bureau.skip(file, 3);
    const coordinator = await signedIn(people.coordinator);
    const page = await coordinator.get(`/desk/files/${file}`);
    const link = /href="([^"]*\/new\/chase\?[^"]*)"/.exec(page.text)![1]!;
    const form = await coordinator.get(words(link));
    expect(form.text).toMatch(/id="f-to" name="\/to"[^>]* value="tj\.zfc"/);
    const board = await coordinator.get('/desk/chases?which=soon');
    const [duty] = await bureau.owner<
      { key: string; by: string }[]
    >`select key, owed_by as by from duty where file_id = ${file} and state in ('open', 'due-soon') order by due_at limit 1`;
    const chosen = new URLSearchParams([
      ['_csrf', hidden(board.text, '/desk/sign-out')['_csrf']!],
      ['_key', `k-${file}`],
      ['duty', JSON.stringify([file, duty!.key, duty!.by])],
      ['duty', 'nonsense'],
      ['_at', beijing(Date.now())],
      ['channel', 'phone'],
      ['words', script],
    ]);
    for (let n = 0; n < 2; n += 1) {
      const done = await coordinator.send('/desk/chases?which=soon', chosen);
      expect(done.status).toBe(200);
      expect(words(done.text)).toContain(`${file} ：已督办`);
      expect(words(done.text)).toContain('第 2 项不能办理');
    }
    const rows = await bureau.owner`select from inbox where file_id = ${file} and type = 'chase'`;
    expect(rows).toHaveLength(1);
  });
});

it('X-4: the details of a run in the Temporal UI lead to the page of its file', () => {
  const file = { id: 'RR-A.tj.2026-1', details: 'x' };
  expect(detailsOf(file, 'https://desk.example.test')).toBe(
    'x\n\n[打开案卷 Open the file](https://desk.example.test/desk/files/RR-A.tj.2026-1)',
  );
  expect(detailsOf(file, undefined)).toBe('x');
  const settings = { DATABASE_URL: 'postgres://x', API_PORT: '8300' };
  expect(homeOf(settingsSchema.parse({ ...settings, DESK_SAMPLE_SIGN_IN: 'true' }))).toBe(
    'http://127.0.0.1:8300',
  );
  expect(homeOf(settingsSchema.parse(settings))).toBeUndefined();
});
