/** 立卷的公文 The letter that opens a file: numbered before there is one, brought into it, and what becomes of those that open none. */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindLetters } from '../../api/papers/binding.ts';
import { erasureGround } from '../../api/log/erasing.ts';
import type { Caller } from '../../api/http/authentication.ts';
import type { Querying } from '../../db/client.ts';
import { brokenPapers } from '../../db/queries/broken-papers.ts';
import { Bureau, document, documentNo, type Reply } from '../setup/bureau.ts';
import {
  issuingBureau,
  numberOf,
  papersPath,
  today,
  waitsFor,
  type PaperShown,
} from './support.ts';

const { issuing, o, founded, ground } = issuingBureau();
let bureau: Bureau;
let subject: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  await founded(bureau);
  subject = await bureau.institution({ bureau: issuing.id });
}, 60_000);
afterAll(() => bureau.close());

const path = '/v1/papers/openings';
const kind = 'rapid-response/letter';
interface Letter extends PaperShown {
  file: string | null;
  opened: boolean;
  subject: { kind: string; id: string };
  states: Record<string, unknown> | null;
}
const letterIn = (reply: Reply): Letter => reply.body as Letter;
const said = ({ status, body }: Reply): [number, string] => [
  status,
  (body as { code?: string }).code ?? '',
];
const fill = { grounds: ['涉嫌违法违规'], facts: '虚构诊疗项目', addressee: '样例市支付处' };
const asked = (of: string, more: object = {}) => ({
  kind,
  subject: { kind: 'institution', id: of },
  fill,
  ...more,
});
const issue = (of: string, more: object = {}, by = o('sup'), key?: string): Promise<Reply> =>
  bureau.post(by, path, asked(of, more), key);
async function made(of: string, more: object = {}): Promise<Letter> {
  const reply = await issue(of, more);
  expect([reply.status, reply.text]).toEqual([201, reply.text]);
  return letterIn(reply);
}
const read = (id: string, by = o('sup')): Promise<Reply> => bureau.get(by, `${path}/${id}`);
const letter = async (id: string): Promise<Letter> => letterIn(await read(id));
const withdraw = (id: string, by = o('sup')): Promise<Reply> =>
  bureau.post(by, `${path}/${id}/withdrawal`, { reason: '不再立卷' });
const open = (of: string, { number, document: own }: PaperShown, more: object = {}) =>
  bureau.post(o('sup'), '/v1/rapid-responses', {
    direction: 'A',
    subject: { kind: 'institution', id: of },
    documentNo: number,
    document: own,
    grounds: ['suspected-violation'],
    investigation: document(2),
    ...more,
  });
const fileIn = (reply: Reply): string => {
  expect([reply.status, reply.text]).toEqual([reply.status === 200 ? 200 : 201, reply.text]);
  return (reply.body as { file: string }).file;
};
const bind = (): Promise<number> => bindLetters(bureau.service.acts);
const listed = async (file: string, by = o('sup')) =>
  (await bureau.get(by, papersPath(file))).body as {
    items: PaperShown[];
    elsewhere: { act: string; paper: string }[];
  };
const erasing = { documentNo: '判1' };
type Order = Parameters<typeof erasureGround.apply>[1];
const erase = (order: Order): Promise<unknown> =>
  bureau.owner.begin((tx) =>
    erasureGround.apply(tx, order, {
      caller: { id: o('one'), unit: `${issuing.id}.ju`, bureau: issuing.id } as Caller,
      reason: '判决',
      sealed: null,
    }),
  );
const broken = () => brokenPapers(bureau.owner, issuing.id, 100);

let first: Letter;
let file: string;

describe('TJ51-A1-1.1a: the letter that opens a file is numbered before there is one', () => {
  it('drafted, refused without a series, to other units and about subjects of another bureau; then numbered', async () => {
    const draft = await bureau.post(o('sup'), `${path}/preview`, asked(subject));
    expect([draft.status, draft.text]).toEqual([200, draft.text]);
    const { html } = draft.body as { html: string };
    expect(html).toContain('草稿（样本，未编号，不得送达）');
    expect(html).toContain('关于样例医院有关情况的函');
    expect(html).not.toContain('案卷');
    expect(said(await issue(subject))).toEqual([409, 'paper-no-series']);
    const series = { kind: '*', mark: issuing.mark, started: 7, version: 1, inForceFrom: today() };
    expect((await ground(bureau, '/v1/papers/series', series)).status).toBe(200);
    expect(said(await issue(subject, {}, o('pay')))).toEqual([403, 'not-owed-by-you']);
    expect(said(await issue(await bureau.institution()))).toEqual([404, 'not-found']);
    expect(said(await issue(subject, { kind: 'rapid-response/final-decision' }))).toEqual([
      404,
      'not-found',
    ]);
    const bare = await issue(subject, { fill: { facts: 'x' } });
    expect(said(bare)).toEqual([400, 'bad-input']);
    const given = await issue(subject, {}, o('sup'), 'k-1');
    expect([given.status, given.text]).toEqual([201, given.text]);
    first = letterIn(given);
    expect([numberOf(first), first.file, first.opened, first.entered]).toEqual([
      8,
      null,
      false,
      true,
    ]);
    const again = await issue(subject, {}, o('sup'), 'k-1');
    expect([again.status, letterIn(again).id]).toEqual([200, first.id]);
    expect(said(await issue(subject, { fill: { ...fill, facts: '另' } }, o('sup'), 'k-1'))).toEqual(
      [409, 'idempotency-conflict'],
    );
    expect(said(await issue(subject, {}, o('sup2')))).toEqual([409, 'paper-issued-already']);
    // Two at the same instant: one of them has it.
    const other = await bureau.institution({ bureau: issuing.id });
    const both = await Promise.all([issue(other), issue(other, {}, o('sup2'))]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await withdraw(letterIn(both.find(({ status }) => status === 201)!).id)).status).toBe(
      200,
    );
  });

  it('X-4: its unit, those over it and regulators read it; to everybody else there is none', async () => {
    for (const by of ['sup', 'sup2', 'chief', 'reg'])
      expect([by, (await read(first.id, o(by))).status]).toEqual([by, 200]);
    for (const by of ['pay', 'coord'])
      expect([by, ...said(await read(first.id, o(by)))]).toEqual([by, 404, 'not-found']);
    const items = async (by: string) =>
      ((await bureau.get(o(by), path)).body as { items: Letter[] }).items.map(({ id }) => id);
    expect(await items('sup2')).toContain(first.id);
    expect(await items('pay')).toEqual([]);
    // Whoever has it in their hands finds it by its number before there is a file, and nobody else does.
    const found = async (by: string, q: string): Promise<string[]> => {
      const reply = await bureau.get(o(by), `/v1/search?q=${encodeURIComponent(q)}`);
      return (reply.body as { letters: { id: string }[] }).letters.map(({ id }) => id);
    };
    for (const by of ['sup', 'sup2', 'chief', 'reg'])
      expect([by, await found(by, first.number.replace('〔', '['))]).toEqual([by, [first.id]]);
    for (const by of ['pay', 'coord'])
      expect([by, await found(by, first.number)]).toEqual([by, []]);
    expect(said(await withdraw(first.id, o('chief')))).toEqual([403, 'not-owed-by-you']);
    const docx = await bureau.get(o('sup'), `${path}/${first.id}?format=docx&void=true&purpose=x`);
    expect(docx.status).toBe(200);
    expect((await letter(first.id)).states).toEqual({
      '/documentNo': first.number,
      '/direction': 'A',
      '/subject/kind': 'institution',
      '/subject/id': subject,
      '/grounds': ['涉嫌违法违规'],
    });
  });

  it('X-5: issued anew it is a new number; both versions come into the file that the last one opens, and the payment division reads them there', async () => {
    const second = await made(subject, { replaces: first.id, fill: { ...fill, facts: '更正' } });
    expect(second).toMatchObject({ version: 2, replaces: first.id });
    expect((await letter(first.id)).state).toBe('replaced');
    expect(said(await issue(subject, { replaces: first.id }))).toEqual([
      409,
      'paper-not-replaceable',
    ]);
    // By the hash of its page as well as by that of its document, and under another number than its own.
    const page = { ...second.document, sha256: second.html };
    file = fileIn(await open(subject, { ...second, number: documentNo(), document: page }));
    // The loop may have been there already.
    const now = await letter(second.id);
    expect(now.opened || now.file === file).toBe(true);
    // Whoever has opened a file by it can no more take it back alone.
    expect(said(await withdraw(second.id))).toEqual([409, 'paper-opened']);
    expect(said(await issue(subject, { replaces: second.id }))).toEqual([409, 'paper-opened']);
    await bind();
    await bind();
    const { items, elsewhere } = await listed(file, o('pay'));
    expect(items.map(({ id, version, entered }) => [id, version, entered])).toEqual([
      [first.id, 1, true],
      [second.id, 2, true],
    ]);
    expect(items[1]!.filed).toMatchObject([{ same: true, differs: ['/documentNo'] }]);
    expect(elsewhere).toEqual([]);
    const entries = await bureau.owner`select body->>'paper' as id from register
      where file_id = ${file} and type = 'paper-issued' order by seq`;
    expect(entries.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect((await read(second.id, o('pay'))).status).toBe(200);
    // By the rights of the file now, and by two persons.
    const two = await bureau.post(o('sup'), `${papersPath(file)}/${second.id}/withdrawal`, {
      reason: '有误',
    });
    expect(two.status).toBe(202);
    expect(await broken()).toEqual([]);
  });
});

describe('X-5: letters that open no file, or another one', () => {
  it('a further letter joins the open file and comes into it; the next letter needs no `replaces`', async () => {
    const further = await made(subject);
    const joined = await open(subject, further, { newFacts: true });
    expect(fileIn(joined)).toBe(file);
    await bind();
    expect((await letter(further.id)).file).toBe(file);
    // 依令删除 What an opening said is erased: what was typed into its letter goes from every version, and from no other letter.
    const { items } = await listed(file);
    const order = { ...erasing, kind: 'act' as const, ref: items[1]!.filed[0]!.act };
    await erase({ ...order, fields: ['grounds'] });
    const left = await listed(file);
    expect(left.items.map(({ erased, title }) => [erased, title])).toEqual([
      [true, '函告'],
      [true, '函告'],
      [false, '关于样例医院有关情况的函'],
    ]);
    expect(await broken()).toEqual([]);
  });

  it('an act that is being taken in holds the letter that it states', async () => {
    const of = await bureau.institution({ bureau: issuing.id });
    const { id } = await made(of);
    class Undone extends Error {}
    let pending: Promise<Reply> | undefined;
    const taken = bureau.owner.begin(async (given) => {
      const tx = given as unknown as Querying;
      await tx`insert into inbox (act_id, file_id, number, type, unit_id, officer_id, message, payload, hash, received_at, arrived_at, key)
        select act_id || '.held', file_id, number + 1000, type, unit_id, officer_id, message, ${tx.json({ document: { id } })}, hash, received_at, arrived_at, 'held'
        from inbox where file_id = ${file} and number = 1`;
      pending = withdraw(id);
      await waitsFor(tx);
      throw new Undone();
    });
    await expect(taken).rejects.toThrow(Undone);
    expect((await pending!).status).toBe(200);
  });

  it('a letter that is withdrawn while an act that states it comes in is void for the act', async () => {
    const given = await made(subject);
    const answers: Promise<Reply>[] = [];
    await bureau.owner.begin(async (owner) => {
      const tx = owner as unknown as Querying;
      await tx`select 1 from paper where id = ${given.id} for update`;
      answers.push(withdraw(given.id));
      await waitsFor(tx);
      answers.push(open(subject, given, { newFacts: true }));
      // Behind the withdrawal.
      const behind = async (): Promise<readonly unknown[]> =>
        tx`select 1 from pg_locks w, pg_locks v where not w.granted and not v.granted
          and v.pid = any (pg_blocking_pids(w.pid)) and pg_backend_pid() = any (pg_blocking_pids(v.pid))`;
      while ((await behind()).length === 0) await pause(20);
    });
    const [gone, joined] = await Promise.all(answers);
    expect([gone!.status, said(joined!)]).toEqual([200, [409, 'paper-void']]);
  });

  it('named by a refused opening, with another hash, or about another subject it stays; withdrawn, its number stays used', async () => {
    const of = await bureau.institution({ bureau: issuing.id });
    const waits = await made(of);
    const refused = await open(of, waits, { investigation: undefined });
    expect(said(refused)).toEqual([422, 'investigation-missing']);
    const wrong = { ...waits, document: { ...waits.document, sha256: '0'.repeat(64) } };
    const second = fileIn(await open(of, wrong));
    const third = await bureau.institution({ bureau: issuing.id });
    const elsewhere = fileIn(await open(third, waits));
    await bind();
    expect([(await letter(waits.id)).file, (await letter(waits.id)).opened]).toEqual([null, false]);
    for (const one of [second, elsewhere])
      expect(await listed(one)).toMatchObject({ items: [], elsewhere: [{ paper: waits.id }] });
    const gone = await withdraw(waits.id);
    expect([gone.status, letterIn(gone).state]).toEqual([200, 'withdrawn']);
    expect((await letter(waits.id)).withdrawn).toMatchObject({ reason: '不再立卷' });
    expect(said(await withdraw(waits.id))).toEqual([409, 'paper-void']);
    const docx = await bureau.get(o('sup'), `${path}/${waits.id}?format=docx&void=true&purpose=x`);
    expect(docx.headers['content-disposition']).toContain(encodeURIComponent('（作废）'));
    const next = await made(of);
    expect(numberOf(next)).toBe(numberOf(waits) + 1);
    expect(await broken()).toEqual([]);
  });

  it('X-9: the log has its hashes before there is a file; bytes that are others are not given out, and are found', async () => {
    const of = await bureau.institution({ bureau: issuing.id });
    const { id } = await made(of);
    const html = '<p>另</p>';
    const sha = createHash('sha256').update(html).digest('hex');
    const [was] = await bureau.owner<{ html: string; hash: string }[]>`
      select html, html_sha256 as hash from paper where id = ${id}`;
    const put = (text: string, hash: string): Promise<unknown> =>
      bureau.owner.begin(async (tx) => {
        await tx`alter table paper disable trigger keep`;
        await tx`update paper set html = ${text}, html_sha256 = ${hash} where id = ${id}`;
        await tx`alter table paper enable trigger keep`;
      });
    await put(html, sha);
    const page = await bureau.get(o('sup'), `${path}/${id}?format=html&purpose=x`);
    expect(said(page)).toEqual([409, 'paper-differs']);
    expect(await broken()).toMatchObject([{ paper: id, why: 'differs', file: null }]);
    await put(was!.html, was!.hash);
    expect(await broken()).toEqual([]);

    // 依令删除 Of a letter that is in no file the erasure is a change, and a leaf of the log.
    await erase({ ...erasing, kind: 'paper', ref: id, fields: ['words'] });
    expect(said(await bureau.get(o('sup'), `${path}/${id}?format=html&purpose=x`))).toEqual([
      410,
      'paper-erased',
    ]);
    expect(await letter(id)).toMatchObject({ states: null, title: '函告' });
    // What the log has of it stays: hashes, and no words.
    const [issued] = await bureau.owner`select id from registry_change
      where registry = 'opening-paper' and entity_id = ${id}`;
    const kept = { ...erasing, kind: 'change' as const, ref: String(issued!['id']) };
    await expect(erase({ ...kept, fields: ['after'] })).rejects.toMatchObject({
      code: 'bad-input',
    });
    const [change] = await bureau.owner`select bureau_id as bureau from registry_change
      where registry = 'erasure' and entity_id = ${id}`;
    expect(change!['bureau']).toBe(issuing.id);
    expect(await broken()).toEqual([]);
  });
});
