/** 查阅登记 What shows words of a file, sealed words, a dossier or an export stands in the read log before it is shown. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type ErrorRequestHandler, type Response } from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLog } from '../../api/http/reads.ts';
import type { Problem } from '../../api/http/problems.ts';
import type { AnySpec, Reply } from '../../api/http/route.ts';
import { brokenLog } from '../../api/log/audit-leaves.ts';
import { decide, eventually, openA } from '../kit/support.ts';
import { Bureau, people } from '../setup/bureau.ts';

let bureau: Bureau;
let file: string;
let act: string;
beforeAll(async () => {
  bureau = await Bureau.open();
  ({ file } = await openA(bureau));
  act = ((await decide(bureau, file)).body as { id: string }).id;
}, 120_000);
afterAll(() => bureau.close());

interface Row {
  id: number;
  officer: string;
  unit: string;
  kind: string;
  route: string;
  file: string | null;
  asked: Record<string, unknown>;
  purpose: string | null;
}
const rows = async (by: string, query = ''): Promise<Row[]> =>
  ((await bureau.get(by, `/v1/reads?file=${file}${query}`)).body as { items: Row[] }).items;
const count = async (): Promise<number> =>
  (
    await bureau.owner<
      { n: number }[]
    >`select count(*)::int as n from reading where file_id = ${file}`
  )[0]!.n;
const nothing = { 'Duban-Purpose': '' };
const codeOf = (reply: { body: never }): string => (reply.body as { code: string }).code;

describe('what is entered', () => {
  it('what an act says, with or without a purpose; who, when, what', async () => {
    const path = `/v1/files/${file}/acts/${act}`;
    const purpose = { 'Duban-Purpose': encodeURIComponent('核对暂停决定') };
    // Whose act it is reads it as often as they like.
    expect((await bureau.get(people.payment, path)).status).toBe(200);
    expect(await count()).toBe(0);
    expect((await bureau.get(people.payment2, path, purpose)).status).toBe(200);
    const [row] = await rows(people.regulator, '&kind=narrative');
    expect(row).toMatchObject({
      officer: people.payment2,
      kind: 'narrative',
      route: 'GET /v1/files/:id/acts/:act',
      file,
      purpose: '核对暂停决定',
    });
  });

  it('a dossier, a table and a streamed history are refused without a purpose, and entered with one', async () => {
    for (const path of [
      `/v1/files/${file}/dossier?format=json`,
      `/v1/files/${file}/register?format=csv`,
      `/v1/files/${file}/history?format=ndjson`,
      '/v1/files?format=csv',
    ]) {
      const before = await count();
      const refused = await bureau.get(people.regulator, path, nothing);
      expect([refused.status, codeOf(refused)], path).toEqual([400, 'purpose-missing']);
      expect(await count()).toBe(before);
      const by = `${path}&purpose=${encodeURIComponent('季度检查')}`;
      expect((await bureau.get(people.regulator, by, nothing)).status, path).toBe(200);
    }
    const kinds = (await rows(people.regulator, '&limit=3')).map(({ kind, purpose }) => [
      kind,
      purpose,
    ]);
    expect(kinds).toEqual([
      ['export', '季度检查'],
      ['export', '季度检查'],
      ['dossier', '季度检查'],
    ]);
    const accept = { ...nothing, Accept: 'text/csv' };
    expect((await bureau.get(people.regulator, '/v1/files', accept)).status).toBe(400);
    expect((await bureau.get(people.regulator, '/v1/files', nothing)).status).toBe(200);
  });

  it('what is asked for by POST: all lines of a trial are an export, a page of it shows no words', async () => {
    const entered = async (): Promise<object[]> =>
      bureau.owner`select kind, purpose from reading where officer_id = ${people.regulator} and route = 'POST /v1/what-if' order by id`;
    const before = await entered();
    const trial = { change: { reading: { take: 'second' } }, clause: 'TJ51-A1-4.2a' };
    const lines = '/v1/what-if?format=ndjson';
    const refused = await bureau.post(people.regulator, lines, trial);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'purpose-missing']);
    expect((await bureau.post(people.regulator, '/v1/what-if', trial)).status).toBe(200);
    expect(await entered()).toEqual(before);
    const by = `${lines}&purpose=${encodeURIComponent('口径研究')}`;
    expect((await bureau.post(people.regulator, by, trial)).status).toBe(200);
    expect(await entered()).toEqual([...before, { kind: 'export', purpose: '口径研究' }]);
  });

  it('nothing where nothing is shown: not found, refused, unchanged', async () => {
    const path = `/v1/files/${file}/acts/${act}`;
    const { headers } = await bureau.get(people.regulator, path);
    const before = await count();
    const unchanged = await bureau.get(people.regulator, path, {
      'If-None-Match': headers['etag']!,
    });
    expect(unchanged.status).toBe(304);
    expect((await bureau.get(people.other, path)).status).toBe(403);
    expect((await bureau.get(people.regulator, `/v1/files/${file}/acts/none`)).status).toBe(404);
    expect(await count()).toBe(before);
  });

  it('a purpose is one line that can be read', async () => {
    for (const bad of ['%', '%0A', 'x'.repeat(201)]) {
      const reply = await bureau.get(people.regulator, `/v1/files/${file}/dossier`, {
        'Duban-Purpose': bad,
      });
      expect([reply.status, codeOf(reply)]).toEqual([400, 'bad-input']);
    }
  });
});

describe('who sees it', () => {
  it('the regulator all, others their own; reading it is entered', async () => {
    const own = await rows(people.payment2);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map(({ officer }) => officer))).toEqual(new Set([people.payment2]));
    expect(await rows(people.supervision2, `&officer=${people.payment2}`)).toEqual([]);
    expect((await bureau.get(people.other, `/v1/reads?file=${file}`)).body).toMatchObject({
      items: [],
    });
    const [last] = (
      (await bureau.get(people.regulator, '/v1/reads?kind=reads&limit=1')).body as { items: Row[] }
    ).items;
    expect(last).toMatchObject({
      kind: 'reads',
      route: 'GET /v1/reads',
      officer: people.supervision2,
    });
  });

  it('of others only what names nobody of the query', async () => {
    await bureau.get(people.payment, '/v1/files?format=csv&subject=H-hidden&state=open');
    const [seen] = (
      (await bureau.get(people.regulator, `/v1/reads?officer=${people.payment}&limit=1`)).body as {
        items: Row[];
      }
    ).items;
    expect(seen!.asked).toEqual({ format: 'csv', state: 'open' });
    const [own] = (
      (await bureau.get(people.payment, '/v1/reads?kind=export&limit=1')).body as { items: Row[] }
    ).items;
    expect(own!.asked).toMatchObject({ subject: 'H-hidden' });
  });

  it('pages and a table', async () => {
    const first = (await bureau.get(people.regulator, '/v1/reads?limit=2')).body as {
      items: Row[];
      next: string;
    };
    const next = (await bureau.get(people.regulator, `/v1/reads?limit=2&cursor=${first.next}`))
      .body as { items: Row[] };
    expect(next.items[0]!.id).toBeLessThan(first.items[1]!.id);
    const table = await bureau.get(people.regulator, '/v1/reads?format=csv');
    expect(table.text).toContain('用途 purpose');
  });
});

it('each reading is a leaf of the bureau’s log', async () => {
  await eventually('the leaves of what was read', async () => {
    const [row] = await bureau.owner<{ n: number }[]>`
      select count(*)::int as n from reading r where r.file_id = ${file}
        and not exists (select 1 from leaf l where l.bureau_id = r.bureau_id and l.kind = 'read' and l.ref = r.id::text)`;
    return row!.n === 0;
  });
  const { leaves } = await brokenLog(bureau.owner, 'tj', 1000);
  expect(leaves.filter(({ kind }) => kind === 'read')).toEqual([]);
  await expect(bureau.owner`delete from reading where file_id = ${file}`).rejects.toThrow(
    /append-only/,
  );
});

describe('an answer is held until it is entered', () => {
  let server: Server;
  let fails = false;
  let release: (() => void) | undefined;
  const spec = (reads: AnySpec['reads']): AnySpec => ({
    method: 'get',
    path: '/x',
    auth: 'caller',
    reads,
    responses: {},
    tag: '',
    summary: '',
  });
  const sql = Object.assign(
    async () => {
      if (release) await new Promise<void>((go) => (release = go));
      if (fails) throw new Error('away');
      return [];
    },
    { json: (value: unknown) => value },
  );
  beforeAll(async () => {
    const hold = readLog({ sql: sql as never, log: pino({ level: 'silent' }) });
    const app = express().disable('etag');
    app.use((_req, res, next) => {
      res.locals['caller'] = { id: 'o', unit: 'u', bureau: 'b' };
      next();
    });
    app.get('/json', (req, res, next) => {
      const reply: Reply = { body: { words: 'secret' } };
      hold(spec('narrative'), { req, res, reply: () => reply }, next);
      res.set('ETag', '"x"').json(reply.body);
    });
    app.get('/stream', async (req, res: Response, next) => {
      hold(spec('dossier'), { req, res, reply: () => undefined }, next);
      res.type('application/zip');
      await pipeline(Readable.from(['secret', 'secret'.repeat(50_000)]), res).catch(
        () => undefined,
      );
    });
    const fault: ErrorRequestHandler = (error: Problem, _req, res, _next) => {
      res.status(error.status).send(error.code);
    };
    app.use(fault);
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
  });
  afterAll(() => void server.close());
  const ask = async (path: string): Promise<globalThis.Response> =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}?purpose=p`);

  it('whole, also as a stream', async () => {
    expect(await (await ask('/json')).json()).toEqual({ words: 'secret' });
    expect((await (await ask('/stream')).text()).length).toBe(6 + 300_000);
  });

  it('and not shown where the log cannot be written', async () => {
    fails = true;
    for (const path of ['/json', '/stream']) {
      const reply = await ask(path);
      expect([reply.status, await reply.text(), reply.headers.get('etag')]).toEqual([
        503,
        'read-log-away',
        null,
      ]);
    }
    fails = false;
  });
});
