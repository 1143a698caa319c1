/** What is to go says so: in the document, and in each answer of it, also where it refuses. And what the document lacks is found by the tests that meet it. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import express from 'express';
import { z } from 'zod';
import { askingInside } from '../../api/http/inside.ts';
import { deprecationHeaders, pastTheirDay } from '../../api/http/deprecation.ts';
import { civilDate } from '../../domain/time/civil-date.ts';
import type { Routes } from '../../api/http/openapi.ts';
import { Problem } from '../../api/http/problems.ts';
import { Contract, observe, violations } from '../setup/contract.ts';
import { wrongText } from '../setup/media.ts';
import { close, harness, wholeHarness, type Harness } from './harness.ts';

const deprecated = { since: '2026-12-01', until: '2027-12-01', instead: 'GET /v1/newer' };
const common = { tag: 'test', auth: 'public' as const };
const params = z.strictObject({ id: z.string() });
const body = z.unknown();

/** Planted: an older route, an older act among others, and routes that answer what they do not say. */
const planted: Routes = (api) => {
  api.route(
    {
      ...common,
      method: 'get',
      path: '/v1/older',
      summary: '旧 — Older',
      deprecated,
      query: z.strictObject({ refused: z.string().optional() }),
      problems: ['not-found'],
      responses: { 200: { description: 'older', schema: z.object({ n: z.int() }) } },
    },
    ({ query }) => {
      if (query.refused) throw new Problem('not-found');
      return { body: { n: 1 } };
    },
  );
  const act = (type: string, more: object) => ({
    path: `/v1/planted/:id/acts/${type}`,
    summary: `${type} — Act`,
    params,
    body,
    ...more,
  });
  api.route(
    {
      ...common,
      method: 'post',
      path: '/v1/planted/:id/acts/:type',
      summary: '文书 — Acts',
      params: params.extend({ type: z.string() }),
      body,
      operations: [act('older', { deprecated }), act('newer', {})],
      responses: { 200: { description: 'taken', schema: z.object({}) } },
    },
    () => ({ body: {} }),
  );
  api.route(
    {
      ...common,
      method: 'get',
      path: '/v1/unsaid/:id',
      summary: '未写明 — Unsaid',
      params,
      responses: { 200: { description: 'said', schema: z.object({ n: z.int() }) } },
    },
    ({ params: { id }, res }) => {
      if (id === 'header') res.set('Duban-Unsaid', 'x');
      if (id === 'header' || id === 'often') {
        const more = id === 'often' && ++often > 12 && { secret: 1 };
        return void res.json({ n: 1, ...more });
      }
      if (id === 'code') throw new Problem('not-awaited');
      if (id === 'medium') res.status(200).type('text/plain').send('text');
      else res.status(id === 'status' ? 206 : 200).json({ n: 'one' });
    },
  );
};

let often = 0;
let h: Harness;
beforeAll(async () => {
  h = await harness({ routes: [planted] });
});
afterAll(() => close(h));

const headersOf = ({ headers }: { headers: Record<string, string> }) => [
  headers['deprecation'],
  headers['sunset'],
  headers['link'],
];
const said = [
  '@1796054400',
  'Tue, 30 Nov 2027 16:00:00 GMT',
  '</docs>; rel="deprecation"; type="text/html", </v1/newer>; rel="successor-version"',
];
const none = [undefined, undefined, undefined];

describe('what is deprecated', () => {
  it('says so in every answer, also a refusal (RFC 9745, RFC 8594)', async () => {
    expect(headersOf(await h.ask(null, 'get', '/v1/older'))).toEqual(said);
    const refused = await h.ask(null, 'get', '/v1/older?refused=1');
    expect([refused.status, ...headersOf(refused)]).toEqual([404, ...said]);
    const unread = await h.ask(null, 'get', '/v1/older?other=1');
    expect([unread.status, ...headersOf(unread)]).toEqual([400, ...said]);
  });

  it('of many acts at one address only the one that is to go', async () => {
    const file = (type: string) => h.ask(null, 'post', `/v1/planted/1/acts/${type}`, { body: {} });
    expect(headersOf(await file('older'))).toEqual(said);
    for (const written of ['%6Flder', 'o%6cder'])
      expect(headersOf(await file(written)), written).toEqual(said);
    expect(headersOf(await file('newer'))).toEqual(none);
    expect(headersOf(await file('older.x'))).toEqual(none);
  });

  it('stands in the document as deprecated, until when and what takes its place', async () => {
    const { paths, components } = (await h.ask(null, 'get', '/openapi.json')).body as {
      paths: Record<string, Record<string, { responses: Record<string, { headers?: object }> }>>;
      components: { responses: Record<string, { headers: object }> };
    };
    const older = paths['/v1/older']!['get']!;
    expect(older).toMatchObject({
      deprecated: true,
      'x-sunset': '2027-12-01',
      description: expect.stringContaining('use GET /v1/newer'),
    });
    const headers = ['Deprecation', 'Sunset', 'Link'];
    expect(Object.keys(older.responses['200']!.headers!)).toEqual(headers);
    // A refusal of it has them too, and is no other's.
    for (const status of ['404', 'default']) {
      const name = (older.responses[status] as { $ref: string }).$ref.split('/').at(-1)!;
      expect(name).toMatch(/\.deprecated$/);
      expect(Object.keys(components.responses[name]!.headers)).toEqual(
        expect.arrayContaining(headers),
      );
    }
    expect(paths['/v1/planted/{id}/acts/older']!['post']).toMatchObject({ deprecated: true });
    expect(paths['/v1/planted/{id}/acts/newer']!['post']).not.toHaveProperty('deprecated');
  });

  it('is told to whoever starts the process when its day has passed', () => {
    const past = (day: string) => pastTheirDay([{ path: '/v1/older', deprecated }], civilDate(day));
    expect([past('2027-11-30'), past('2027-12-01')]).toEqual([[], ['/v1/older']]);
  });

  it('is answered for a year', () => {
    const until = (day: string) => () => deprecationHeaders({ ...deprecated, until: day });
    expect(until('2027-11-30')).toThrow('answered for a year');
    expect(until('2027-12-01')).not.toThrow();
  });
});

it('what the product has deprecated stands in the changelog', async () => {
  const product = await wholeHarness();
  const { paths } = (await product.ask(null, 'get', '/openapi.json')).body as {
    paths: Record<string, Record<string, { deprecated?: boolean }>>;
  };
  await close(product);
  const changelog = await readFile(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
  const deprecatedNow = Object.entries(paths).filter(([, methods]) =>
    Object.values(methods).some((one) => one.deprecated),
  );
  expect(deprecatedNow.filter(([path]) => !changelog.includes(path))).toEqual([]);
});

describe('an answer that the document lacks', () => {
  it('is found by the check of the tests, each once, with what to write where', async () => {
    await violations();
    await h.ask(null, 'get', '/v1/older');
    await h.ask(null, 'post', '/v1/planted/1/acts/newer', { body: {} });
    await h.ask(null, 'post', '/v1/planted/1/acts/no-such-act', { body: {} });
    await h.ask(null, 'get', '/v1/nowhere');
    expect(await violations()).toEqual([]);
    for (const id of ['code', 'medium', 'status', 'body', 'body', 'header'])
      await h.ask(null, 'get', `/v1/unsaid/${id}`);
    // A field too many, after many that were in order.
    for (let n = 0; n < 13; n++) await h.ask(null, 'get', '/v1/unsaid/often');
    const name = 'GET /v1/unsaid/{id} answered';
    expect(await violations()).toEqual([
      `${name} 200 with a body that is not as documented: / must NOT have additional properties secret`,
      `${name} 200 with a body that is not as documented: /n must be integer`,
      `${name} 200 with text/plain: the document has application/json there`,
      `${name} 200 with the header duban-unsaid: the document has none there (api/http/headers-said.ts)`,
      `${name} 206: add it to the \`responses\` of the route`,
      `${name} 409 with the code not-awaited: add 'not-awaited' to the \`problems\` of the route`,
    ]);
  });

  it('knows a table, a calendar and a page that are none', () => {
    const calendar = (line: string) => `BEGIN:VCALENDAR\r\n${line}\r\nEND:VCALENDAR\r\n`;
    const table = '"a, ""b@","c\r\nd"\r\n1,2\r\n'.replace('@', '""');
    for (const [media, good, ...bad] of [
      ['text/csv', `\ufeff${table}`, table, '\ufeff"a","b"\r\n1\r\n', '\ufeff"a"'],
      ['text/calendar', calendar('X:1'), calendar('x'.repeat(76)), calendar('a\nb'), 'X:1\r\n'],
      ['text/html', '<!doctype html><html lang="zh-CN"></html>\n', '<p>', '<!doctype html><html>'],
      ['application/x-ndjson', '{"a":1}\n{"a":2}\n', '{"a":1}\n{'],
    ] as const) {
      expect(wrongText(media, good), media).toBeUndefined();
      for (const text of bad) expect(wrongText(media, text), text).toBeDefined();
    }
  });

  it('knows a code that another code of its status hides', () => {
    const contract = new Contract({
      paths: {
        '/x': {
          get: {
            responses: {
              409: {
                content: {
                  'application/problem+json': {
                    schema: { allOf: [{}, { properties: { code: { enum: ['file-closed'] } } }] },
                  },
                },
              },
            },
          },
        },
      },
      components: { schemas: {}, responses: {} },
    });
    const answer = { method: 'get', route: '/x', url: '/x', status: 409 };
    const lacking = (code: string) =>
      contract.lacking({
        ...answer,
        media: 'application/problem+json',
        body: JSON.stringify({ code }),
      });
    expect(lacking('file-closed')).toBeUndefined();
    expect(lacking('not-awaited')).toContain("add 'not-awaited'");
  });

  it('knows a field that is not documented, and a body that is missing', () => {
    const row = { type: 'object', properties: { id: { type: 'string' } } };
    const contract = new Contract({
      paths: {
        '/x': {
          get: {
            responses: {
              200: {
                content: {
                  'application/json': {
                    schema: {
                      type: 'object',
                      properties: {
                        items: { type: 'array', items: { $ref: '#/components/schemas/Row' } },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
      components: { schemas: { Row: row }, responses: {} },
    });
    const answer = { method: 'get', route: '/x', url: '/x', status: 200 };
    const lacking = (body?: object) =>
      contract.lacking({
        ...answer,
        media: body ? 'application/json' : '',
        body: body && JSON.stringify(body),
      });
    expect(lacking({ items: [{ id: 'a' }] })).toBeUndefined();
    expect(lacking({ items: [{ id: 'a', secret: 'b' }] })).toContain('/items/0');
    expect(lacking({ items: [], secret: 'b' })).toContain('secret');
    expect(lacking()).toContain('no body');
  });

  it('knows a field that is not documented beside what another schema has, and in a refusal', () => {
    const named = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const media = 'application/problem+json';
    const said = (status: number, schema: object, as = media) => ({
      [status]: { content: { [as]: { schema } } },
    });
    const text = { type: 'string' };
    const contract = new Contract({
      paths: {
        '/x': {
          get: {
            responses: {
              ...said(409, {
                allOf: [named('Problem'), { properties: { code: { enum: ['a'] } } }],
              }),
              ...said(200, named('Problem'), 'application/json'),
            },
          },
        },
      },
      components: {
        schemas: { Problem: { type: 'object', properties: { code: text, zh: text } } },
        responses: {},
      },
    });
    const lacking = (status: number, body: object) =>
      contract.lacking({
        method: 'get',
        route: '/x',
        url: '/x',
        status,
        media: status === 200 ? 'application/json' : media,
        body: JSON.stringify(body),
      });
    for (const status of [200, 409]) {
      expect(lacking(status, { code: 'a', zh: '一' })).toBeUndefined();
      expect(lacking(status, { code: 'a', file: 'b' })).toContain('not as documented');
    }
  });

  it('is looked for in the bodies of real answers, however many were planted', async () => {
    const document = {
      paths: {
        '/y': {
          get: {
            responses: {
              200: {
                content: {
                  'application/json': {
                    schema: { type: 'object', properties: { n: { type: 'integer' } } },
                  },
                },
              },
            },
          },
        },
      },
      components: { schemas: {}, responses: {} },
    };
    const answering = async (bodies: boolean, times: number): Promise<void> => {
      const app = express().disable('etag');
      app.get('/openapi.json', (_req, res) => void res.json(document));
      app.get('/y', (_req, res) => {
        res.locals['route'] = '/y';
        res.json({ n: 'one' });
      });
      observe(app, { whole: false, bodies });
      const ask = askingInside((req, res) => void app(req, res));
      for (let n = 0; n < times; n++) await ask('x', { method: 'GET', path: '/y' });
    };
    await violations();
    await answering(false, 20);
    expect(await violations()).toEqual([]);
    await answering(true, 1);
    expect(await violations()).toEqual([expect.stringContaining('/n must be integer')]);
  });
});
