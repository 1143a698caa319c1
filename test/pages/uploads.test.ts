/** 选择文件、选单 Forms in which nobody types a hash or an id: the file is chosen and hashed here, people and units are chosen by name. */
import { createHash } from 'node:crypto';
import express from 'express';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formOnly, readUpload } from '../../api/pages/uploads.ts';
import { people } from '../setup/bureau.ts';
import { openA, payload } from '../kit/support.ts';
import { type Browser, type Desk, hidden, openDesk, words, type Seen } from './support.ts';

let desk: Desk;
let file: string;
beforeAll(async () => {
  desk = await openDesk();
  ({ file } = await openA(desk.bureau));
});
afterAll(() => desk.close());

const paper = '停止结算决定书';
const sha = createHash('sha256').update(paper).digest('hex');
const upload = (
  browser: Browser,
  address: string,
  fields: [string, string][],
  files: [string, string][],
): Promise<Seen> => {
  const body = new FormData();
  for (const [name, text] of fields) body.append(name, text);
  for (const [name, text] of files) body.append(name, new Blob([text]), '决定书.pdf');
  return browser.one(address, { method: 'POST', body });
};
const valueOf = (text: string, name: string): string | undefined =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1];

describe('X-12: a document of a form', () => {
  it('is chosen and hashed as it comes; what is filled in stays, and the form goes on with its hash', async () => {
    const { bureau } = desk;
    const payment = await desk.signedIn(people.payment);
    const address = `/desk/files/${file}/new/suspension-decision`;
    const page = await payment.get(address);
    expect(page.text).toMatch(/<form method="post" [^>]*enctype="multipart\/form-data"/);
    // Without a script the browser must not ask for a hash that comes from the file.
    expect(page.text).toMatch(
      /<input type="text" id="f-document-sha256" name="[^"]*"(?! required)/,
    );
    const { document: _document, ...rest } = payload['suspension-decision'](await bureau.now(file));
    const filled: [string, string][] = [
      ...Object.entries(hidden(page.text, address)),
      ...Object.entries(rest).map(([name, text]): [string, string] => [
        `/${name}`,
        String(text).replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d).*$/, '$1'),
      ]),
      ['/document/id', 'doc-9'],
      ['/document/where', 'oa/2026'],
    ];
    const chosen: [string, string][] = [['_file:/document', paper]];
    const hashed = await upload(payment, address, [...filled, ['_hash', '/document']], chosen);
    expect(hashed.status).toBe(200);
    expect(valueOf(hashed.text, '/document/sha256')).toBe(sha);
    expect(valueOf(hashed.text, '/document/id')).toBe('doc-9');
    expect(valueOf(hashed.text, '/documentNo')).toBe(String(rest.documentNo));
    expect(hashed.text).toMatch(/id="f-document-sha256"[^>]* autofocus/);
    expect(hidden(hashed.text, address)['_key']).toBe(hidden(page.text, address)['_key']);
    expect(
      await bureau.owner`select from inbox where file_id = ${file} and type = 'suspension-decision'`,
    ).toHaveLength(0);
    // Whoever has no number for it is given one by the file.
    const bare = filled.filter(([name]) => name !== '/document/id');
    const unnumbered = await upload(payment, address, [...bare, ['_hash', '/document']], chosen);
    expect(valueOf(unnumbered.text, '/document/id')).toBe(`f-${sha.slice(0, 12)}`);
    // Sent at once it is hashed as well.
    const sent = await upload(payment, address, filled, chosen);
    expect(sent.status).toBe(303);
    const act = await payment.get(sent.headers.get('location')!);
    expect(words(act.text)).toContain('已采纳');
    expect(act.text).toContain(sha);
    // What was not chosen changes nothing; a path that is none is no field.
    const untouched = await upload(
      payment,
      address,
      [...filled, ['/document/sha256', 'ab'], ['_hash', '/document']],
      [
        ['_file:/document', ''],
        ['_file:/../x y', 'x'],
      ],
    );
    expect(valueOf(untouched.text, '/document/sha256')).toBe('ab');
  });

  it('X-4: comes with a form of the own session only, and where a form has documents', async () => {
    const payment = await desk.signedIn(people.payment);
    const address = `/desk/files/${file}/new/suspension-decision`;
    const fields: [string, string][] = [['/documentNo', '文〔2026〕1号']];
    const files: [string, string][] = [['_file:/document', paper]];
    const other = await upload(payment, address, fields, files);
    expect(words(other.text)).toContain('没有提交');
    expect((await upload(payment, '/desk/chases', fields, files)).status).toBe(415);
    payment.cookies.clear();
    const nobody = await upload(payment, address, fields, files);
    expect([nobody.status, nobody.text.includes(sha)]).toEqual([401, false]);
    expect(nobody.text).toContain('文〔2026〕1号');
  });

  it('is no larger than it may be, nor is what comes with it', async () => {
    const app = express();
    const limits = { file: 1000, whole: 10_000, fields: 100 };
    app.post(
      '/',
      formOnly(true),
      readUpload(async () => true, limits),
      (req, res) => {
        res.send(req.body);
      },
    );
    app.use(((error, _req, res, _next) => {
      res.status(error.status ?? 500).send(error.code);
    }) as express.ErrorRequestHandler);
    const post = (fields: Record<string, string>, size: number) => {
      const asked = supertest(app).post('/');
      for (const [name, text] of Object.entries(fields)) void asked.field(name, text);
      return asked.attach('_file:/document', Buffer.alloc(size, 1), 'a.pdf');
    };
    const right = await post({ a: '1' }, 1000);
    expect(new URLSearchParams(right.text).get('/document/sha256')).toMatch(/^[0-9a-f]{64}$/);
    const large = new URLSearchParams((await post({ a: '1' }, 1001)).text);
    expect([...large]).toEqual([
      ['a', '1'],
      ['_large', '/document'],
    ]);
    expect((await post({ a: '1' }, 20_000)).text).toBe('too-large');
    expect((await post({ a: 'x'.repeat(101) }, 10)).text).toBe('too-large');
    const cut = await supertest(app)
      .post('/')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nno end');
    expect(cut.text).toBe('bad-input');
    const json = await supertest(app).post('/').send({ a: 1 });
    expect(json.text).toBe('unsupported-media-type');
  });
});

describe('X-4: ids in a form', () => {
  it('are chosen by the names that the registry shows', async () => {
    const payment = await desk.signedIn(people.payment);
    const { text } = await payment.get(`/desk/files/${file}/new/chase`);
    expect(text).toMatch(/name="\/to"[^>]* list="ids-units"/);
    expect(text).toMatch(/<datalist id="ids-units">.*<option value="tj\.zfc">[^<]*支付/);
    const closure = await payment.get(`/desk/files/${file}/new/case-closure`);
    expect(closure.text).toMatch(/ list="ids-officers"/);
    expect(closure.text).toMatch(/<datalist id="ids-officers">.*<option value="o-law-1">/);
    // Whoever was removed is nobody to choose.
    expect(closure.text).not.toContain(`<option value="${people.removed}">`);
  });
});
