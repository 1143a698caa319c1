/** 公文 The pages of papers: a draft, a paper that is issued, what its act takes of it, issued anew, withdrawn by one and by two. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { document, documentNo, iso } from '../setup/bureau.ts';
import { issuingBureau, papersPath, paperIn, today, type PaperShown } from '../papers/support.ts';
import { type Browser, type Desk, hidden, openDesk, type Seen, words } from './support.ts';

const { issuing, o, founded, ground } = issuingBureau();
let desk: Desk;
let file: string;
let pay: Browser;
beforeAll(async () => {
  desk = await openDesk();
  const { bureau } = desk;
  await founded(bureau);
  const series = { kind: '*', mark: issuing.mark, version: 1, inForceFrom: today() };
  expect((await ground(bureau, '/v1/papers/series', series)).status).toBe(200);
  const opened = await bureau.post(o('sup'), '/v1/rapid-responses', {
    direction: 'A',
    subject: { kind: 'institution', id: await bureau.institution({ bureau: issuing.id }) },
    documentNo: documentNo(),
    document: document(),
    grounds: ['suspected-violation'],
    investigation: document(2),
  });
  expect([opened.status, opened.text]).toEqual([201, opened.text]);
  ({ file } = opened.body as { file: string });
  pay = await desk.signedIn(o('pay'));
}, 60_000);
afterAll(() => desk.close());

const of = (id: string): string => `/desk/files/${file}/papers/${encodeURIComponent(id)}`;
const fresh = (replaces?: string): string =>
  `/desk/files/${file}/papers/new/suspension-decision${replaces ? `?replaces=${encodeURIComponent(replaces)}` : ''}`;
const papers = async (): Promise<PaperShown[]> =>
  ((await desk.bureau.get(o('pay'), papersPath(file))).body as { items: PaperShown[] }).items;
/** Looked at as a draft and issued, as a person does it. */
async function issued(address: string, fields: Record<string, string>): Promise<Seen> {
  const at = address.includes('?') ? '&#38;' : '?';
  const form = await pay.get(address);
  const preview = `${address}${at}step=preview`;
  const draft = await pay.send(preview.replace('&#38;', '&'), {
    ...hidden(form.text, preview),
    ...fields,
  });
  expect(words(draft.text)).toContain('草稿（样本，未编号，不得送达）');
  expect(words(draft.text)).toContain(fields['/fill/facts']);
  const issue = `${address}${at}step=issue`;
  return pay.send(issue.replace('&#38;', '&'), { ...hidden(draft.text, issue), ...fields });
}
/** Of the first form that is sent to this address. */
const actionIn = ({ text }: Seen, address: string): string =>
  [...text.matchAll(/action="([^"]*)"/g)]
    .map(([, one]) => one!)
    .find((one) => one.startsWith(address))!;
const withdrawal = async (by: Browser, id: string, more: object = {}): Promise<Seen> => {
  const page = await by.get(of(id));
  const action = actionIn(page, `${of(id)}/withdrawal`);
  return by.send(action, { ...hidden(page.text, action), ...more });
};

/** What stands of the series proposed for a kind; other tests may have proposals that every bureau sees. */
const waiting = ({ text }: Seen, kind: string): string | undefined =>
  text
    .split('<section id="series">')[0]!
    .split('<li><p><strong>')
    .find((one) => one.includes(`${issuing.id}/${kind}/`));

it('X-4: a series of numbers is proposed by one person at the desk and confirmed by another, who sees what it changes', async () => {
  const here = '/desk/proposals';
  const one = await desk.signedIn(o('one'));
  expect((await one.get('/desk')).text).toContain(`href="${here}"`);
  // Whoever proposes none sees the series, and who does.
  expect((await pay.get('/desk')).text).toContain(`href="${here}"`);
  const looked = await pay.get(here);
  expect(words(looked.text)).toContain('本局登记员：样例one、样例two');
  expect(looked.text).not.toContain(`action="${here}"`);
  const handler = words(looked.text);
  expect(handler).toContain(`其余各种公文 ${issuing.mark} 1`);
  const page = await one.get(here);
  expect(words(page.text)).toContain(`其余各种公文 ${issuing.mark} 1`);
  // One of the kinds whose templates have cells that are written in by hand.
  expect(page.text).toContain('value="rapid-response/final-receipt"');
  const kind = 'penalty-case/*';
  const { _csrf } = hidden(page.text, here);
  const series = { _csrf: _csrf!, _do: 'series', inForceFrom: today(), reason: '局务会' };
  const wrong = await one.send(here, { ...series, kind, mark: '〔〕' });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toContain('value="〔〕"');
  expect(words(wrong.text)).toContain('代字：机关代字：1–24 个汉字、字母或数字');
  const own = waiting(await one.send(here, { ...series, kind, mark: issuing.other }), kind)!;
  expect(words(own)).toMatch(/公文字号.*局务会.*由您提出，须由另一人复核/);
  expect(own).not.toContain('value="confirm"');
  // A regulator looks on.
  const watched = await (await desk.signedIn(o('reg'))).get(here);
  expect(waiting(watched, kind)).toContain(issuing.other);
  expect(watched.text).not.toContain(`action="${here}"`);
  const two = await desk.signedIn(o('two'));
  const shown = waiting(await two.get(here), kind)!;
  expect(shown).toContain(issuing.other);
  const confirmation = hidden(shown, here);
  const other = await two.send(here, { ...confirmation, hash: 'ab'.repeat(32) });
  expect(other.status).toBe(412);
  const done = await two.send(here, confirmation);
  expect(waiting(done, kind)).toBeUndefined();
  expect(words(done.text)).toContain(`的各种公文 ${issuing.other} 1`);
  // What nobody has decided in time is confirmed no more; whoever has proposed it takes it back.
  const late = 'inspection/*';
  await one.send(here, { ...series, kind: late, mark: issuing.other });
  await desk.bureau
    .owner`update proposal set expires_at = at where bureau_id = ${issuing.id} and state = 'proposed'`;
  const over = waiting(await two.get(here), late)!;
  expect(words(over)).toContain('已过期，不能再同意');
  expect(over).not.toContain('value="confirm"');
  const taken = hidden(waiting(await one.get(here), late)!, here);
  const gone = await one.send(here, { ...taken, reason: '重新提出' });
  expect([gone.status, waiting(gone, late)]).toEqual([200, undefined]);
});

it('X-4: a template is proposed part by part; what the paper has no field for is said at its part; another person sees its words', async () => {
  const kind = 'rapid-response/decision-reply';
  const here = `/desk/templates?kind=${encodeURIComponent(kind)}`;
  const looked = await pay.get(here);
  expect(words(looked.text)).toContain('本局登记员：样例one、样例two');
  expect(looked.text).not.toContain(`action="${here}"`);
  const one = await desk.signedIn(o('one'));
  expect((await one.get('/desk/proposals')).text).toContain('href="/desk/templates"');
  expect((await one.get('/desk/templates')).text).toContain(`value="${kind}"`);
  const page = await one.get(here);
  expect(page.text).toContain('<code>{{subject}}</code>');
  const own = {
    ...hidden(page.text, here),
    title: '办理情况答复',
    inForceFrom: '2199-01-01',
    reason: '局务会',
    _do: 'own',
    parts: '4',
    'b0.kind': 'heading',
    'b0.text': '一、情况',
    'b1.kind': 'paragraph',
    'b1.text': '',
    'b2.kind': 'paragraph',
    'b2.text': '第一段\r\n\r\n第二段{{nobody}}',
    'b3.kind': 'table',
    'b3.rows': '2',
    'b3.0.label': '手填',
    'b3.0.text': '',
  };
  const wrong = await one.send(here, own);
  expect(wrong.status).toBe(400);
  expect(words(wrong.text)).toMatch(/第 3 部分.*：本文书没有项目“nobody”/);
  // What was filled in is still there.
  expect(wrong.text).toContain('value="办理情况答复"');
  const again = await one.send(here, { ...own, 'b2.text': '第一段\n第二段' });
  expect([again.status, words(again.text)]).toEqual([200, expect.stringContaining('由您提出')]);
  const two = await desk.signedIn(o('two'));
  const shown = waiting(await two.get('/desk/proposals'), kind)!;
  expect(words(shown)).toMatch(/公文模板.*办理情况答复.*一、情况.*第一段.*第二段.*手填：—/);
  const done = await two.send('/desk/proposals', hidden(shown, '/desk/proposals'));
  expect(done.status).toBe(200);
  expect(words((await two.get('/desk/templates')).text)).toContain('第 1 版 · 2199-01-01');
  // Another version has come since the form was opened: that is said, and what was filled in is proposed after it.
  const late = await one.send(here, own);
  expect([late.status, words(late.text)]).toEqual([400, expect.stringContaining('下一版本是 2')]);
  const after = { ...own, ...hidden(late.text, here), title: own.title, 'b2.text': '第三段' };
  expect((await one.send(here, after)).status).toBe(200);
});

it('TJ51-A1-1.2a: a paper is looked at, issued, and its act is filled in with what it says; what is missing stands at its field', async () => {
  const listed = await pay.get(`/desk/files/${file}`);
  expect(listed.text).toContain(`href="${fresh()}"`);
  const form = await pay.get(fresh());
  const preview = `${fresh()}?step=preview`;
  const bare = await pay.send(preview, { ...hidden(form.text, preview), '/fill/facts': '事实' });
  expect(bare.status).toBe(400);
  expect(words(bare.text)).toContain('需要更正');
  const decidedAt = iso((await desk.bureau.now(file)) - 60_000).slice(0, 19);
  const shown = await issued(fresh(), {
    '/fill/facts': '经查，虚构诊疗项目。',
    '/fill/agreementClause': '第32条',
    '/fill/decidedAt': decidedAt,
  });
  expect(shown.status).toBe(200);
  const [paper] = await papers();
  expect(words(shown.text)).toContain(`${paper!.number} 关于暂停样例医院医保服务的决定`);
  const [, link] = /href="([^"]*\/new\/suspension-decision\?paper=[^"]*)"/.exec(shown.text)!;
  const act = await pay.get(words(link!).trim());
  // Nothing of it travels in the address.
  expect(link).not.toContain(encodeURIComponent('第32条'));
  const value = (name: string): string | undefined =>
    new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(act.text)?.[1];
  expect(value('/documentNo')).toBe(paper!.number);
  expect(value('/document/sha256')).toBe(paper!.document.sha256);
  expect(value('/agreementClause')).toBe('第32条');
  expect(value('/decidedAt')).toBe(decidedAt);
  const stranger = await desk.signedIn(o('coord'));
  expect((await stranger.get(of(paper!.id))).status).toBe(403);
  const print = await pay.get(`${of(paper!.id)}/print`);
  expect(print.text).toContain('虚构诊疗项目');
});

it('TJ51-A1-1.2b: issued anew it takes the place of the one before; one person withdraws what no act states', async () => {
  const [first] = await papers();
  const fields = {
    '/fill/facts': '更正。',
    '/fill/agreementClause': '第33条',
    '/fill/decidedAt': iso((await desk.bureau.now(file)) - 60_000).slice(0, 19),
  };
  const shown = await issued(fresh(first!.id), fields);
  const [, second] = await papers();
  expect(words(shown.text)).toContain(first!.id);
  expect(second).toMatchObject({ replaces: first!.id, version: 2 });
  expect(words((await pay.get(of(first!.id))).text)).toContain('已被代替');
  const none = await withdrawal(pay, second!.id, { '/reason': ' ' });
  expect(none.status).toBe(400);
  const gone = await withdrawal(pay, second!.id, { '/reason': '写错了' });
  expect(words(gone.text)).toMatch(/作废.*理由：.*写错了/);
});

it('X-9: what an act states is withdrawn when another person has confirmed it', async () => {
  const [, second] = await papers();
  const at = (await desk.bureau.now(file)) - 1000;
  const { bureau } = desk;
  const third = paperIn(
    await bureau.post(o('pay'), papersPath(file), {
      kind: 'suspension-decision',
      replaces: second!.id,
      fill: { facts: '终', agreementClause: '第32条', decidedAt: iso(at) },
    }),
  );
  const filed = await bureau.post(o('pay'), `/v1/files/${file}/acts/suspension-decision`, {
    documentNo: third.number,
    document: third.document,
    decidedAt: iso(at),
    outcome: 'suspend',
    agreementClause: '第32条',
  });
  expect([filed.status, filed.text]).toEqual([200, filed.text]);
  const waiting = await withdrawal(pay, third.id, { '/reason': '送达有误' });
  expect(words(waiting.text)).toMatch(/作废待另一人确认.*送达有误/);
  expect(waiting.text).toContain('作废理由');
  // Whoever has proposed it takes it back, and proposes it anew.
  const back = actionIn(waiting, `${of(third.id)}/withdrawal?back=`);
  const taken = await pay.send(back, hidden(waiting.text, back));
  expect(words(taken.text)).not.toContain('作废待另一人确认');
  expect(taken.text).not.toContain(`action="${back}"`);
  await withdrawal(pay, third.id, { '/reason': '另一理由' });
  const pay2 = await desk.signedIn(o('pay2'));
  // What is confirmed is what was read: of another reason the page tells first.
  const read = await pay2.get(of(third.id));
  await withdrawal(pay, third.id, { '/reason': '送达有误' });
  const stale = actionIn(read, `${of(third.id)}/withdrawal?confirms=`);
  const changed = await pay2.send(stale, hidden(read.text, stale));
  expect([changed.status, words(changed.text)]).toEqual([
    409,
    expect.stringContaining('没有待确认的作废，或者已另行提出'),
  ]);
  expect(words(changed.text)).toContain('送达有误');
  expect(actionIn(changed, `${of(third.id)}/withdrawal`)).not.toBe(stale);
  const seen = await pay2.get(of(third.id));
  expect(words(seen.text)).toContain('确认作废');
  expect(seen.text).not.toContain(`action="${back}"`);
  const done = await withdrawal(pay2, third.id);
  expect(words(done.text)).toMatch(/作废：.*确认：.*送达有误/);
  expect((await papers())[2]).toMatchObject({ state: 'withdrawn' });
  // A sheet before it says so, and the form of its act is not filled in with it any more.
  const print = await pay.get(`${of(third.id)}/print`);
  expect(words(print.text)).toMatch(/作废.*不得送达.*终/);
  // A document takes no sheet: whoever wants one that is void is told first.
  const told = await pay.get(`${of(third.id)}/docx`);
  expect([told.status, words(told.text)]).toEqual([409, expect.stringContaining('不得送达')]);
  expect(told.text).toContain('href="?void=true"');
  expect((await pay.get(`${of(third.id)}/docx?void=true`)).status).toBe(200);
  // People and units by their names.
  const named = words((await pay.get(of(third.id))).text);
  expect(named).toMatch(/样例zfc · 样例pay.*样例pay；确认：样例pay2/);
  const filledIn = async (type: string, id: string): Promise<Seen> =>
    pay.get(`/desk/files/${file}/new/${type}?paper=${encodeURIComponent(id)}`);
  const form = await filledIn('suspension-decision', third.id);
  expect(words(form.text)).toContain(`${third.number} 已作废或者已被代替，没有照填。`);
  expect(form.text).not.toContain(third.document.sha256);
  const reply = await bureau.post(o('pay'), papersPath(file), { kind: 'decision-reply' });
  const own = paperIn(reply);
  expect((await filledIn('decision-reply', own.id)).text).toContain(own.document.sha256);
  const other = await filledIn('suspension-notice', own.id);
  expect(words(other.text)).toContain(`${own.number} 不是随这种文书制发的公文，没有照填。`);
  expect(other.text).not.toContain(own.document.sha256);
});

it('TJ51-A1-1.1b: a record is issued of the act that was chosen', async () => {
  const sup = await desk.signedIn(o('sup'));
  const filed = await desk.bureau.post(o('sup'), `/v1/files/${file}/acts/phone-record`, {
    calledAt: iso((await desk.bureau.now(file)) - 1000),
    person: '样例',
    number: '022-1',
  });
  expect([filed.status, filed.text]).toEqual([200, filed.text]);
  const { id } = filed.body as { id: string };
  const fresh = `/desk/files/${file}/papers/new/phone-record?act=${encodeURIComponent(id)}`;
  expect((await sup.get(`/desk/files/${file}`)).text).toContain(`href="${fresh}"`);
  const form = await sup.get(fresh);
  const preview = `${fresh}&step=preview`;
  const draft = await sup.send(preview, hidden(form.text, preview.replace('&', '&#38;')));
  expect(words(draft.text)).toContain('022-1');
  const issue = `${fresh}&step=issue`;
  const shown = await sup.send(issue, hidden(draft.text, issue.replace('&', '&#38;')));
  expect(words(shown.text)).toContain('电话告知记录');
  expect((await papers()).at(-1)).toMatchObject({ kind: 'phone-record', act: id });
  expect((await sup.get(`/desk/files/${file}`)).text).not.toContain(`href="${fresh}"`);
});

it('TJ51-A1-1.1a: the letter is written at the opening, issued, and the form of the opening is filled in with it', async () => {
  const sup = await desk.signedIn(o('sup'));
  const opening = '/desk/open/rapid-responses';
  const fresh = `${opening}/letters/letter`;
  expect((await sup.get(opening)).text).toContain(`href="${fresh}"`);
  // Whoever opens no file by it is offered none.
  expect((await pay.get(opening)).text).not.toContain(`href="${fresh}"`);
  const subject = await desk.bureau.institution({ bureau: issuing.id });
  const fields = {
    '/subject/kind': 'institution',
    '/subject/id': subject,
    '/fill/grounds': 'suspected-violation',
    '/fill/facts': '虚构诊疗项目',
    '/fill/addressee': '样例市支付处',
  };
  const form = await sup.get(fresh);
  const preview = `${fresh}?step=preview`;
  const draft = await sup.send(preview, { ...hidden(form.text, preview), ...fields });
  expect(words(draft.text)).toContain('草稿（样本，未编号，不得送达）');
  // Chosen as a code, and called by its name.
  expect(words(draft.text)).toContain('涉嫌违法');
  const issue = `${fresh}?step=issue`;
  const shown = await sup.send(issue, { ...hidden(draft.text, issue), ...fields });
  expect(words(shown.text)).toContain('关于样例医院有关情况的函');
  const [, link] = /href="(\/desk\/open\/rapid-responses\?paper=[^"]*)"/.exec(shown.text)!;
  expect((await sup.get(opening)).text).toContain(link);
  const begun = await sup.get(words(link!).trim());
  const value = (name: string): string | undefined =>
    new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(begun.text)?.[1];
  expect(value('/documentNo')).toMatch(/〔\d{4}〕\d+号$/);
  expect(value('/document/sha256')).toMatch(/^[0-9a-f]{64}$/);
  expect(value('/subject/id')).toBe(subject);
  expect(begun.text).toMatch(/name="\/grounds" value="suspected-violation"[^>]* checked/);
  const id = value('/document/id')!;
  expect((await pay.get(`/desk/letters/${id}`)).status).toBe(404);
  const page = await sup.get(`/desk/letters/${id}`);
  const withdraw = `/desk/letters/${id}/withdrawal`;
  const gone = await sup.send(withdraw, { ...hidden(page.text, withdraw), '/reason': '不再立卷' });
  expect(words(gone.text)).toContain('不再立卷');
});
