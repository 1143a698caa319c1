/** How errors look, whatever caused them; and the pages about the API itself. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape } from '../../api/http/problems.ts';
import { codes } from '../../domain/codes.ts';
import { close, harness, type Harness } from './harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await harness({
    routes: [
      (api) =>
        api.route(
          {
            method: 'get',
            path: '/v1/fault',
            tag: 'test',
            summary: 'test',
            auth: 'public',
            responses: { 200: { description: 'never' } },
          },
          () => {
            throw new Error('secret: 张三');
          },
        ),
    ],
  });
});
afterAll(() => close(h));

const due = { start: '2026-09-18T09:30:00+08:00', limit: { unit: 'hours', count: 24 } };

it('to If-None-Match: * nothing is answered 304 that has no tag', async () => {
  const answer = await h.ask(null, 'get', '/problems', { headers: { 'If-None-Match': '*' } });
  expect([answer.status, answer.headers['etag']]).toEqual([200, undefined]);
});

describe('problem+json', () => {
  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.5', 'zh-CN', '没有找到'],
    ['en-GB,en;q=0.9', 'en', 'Not found'],
    ['fr', 'zh-CN', '没有找到'],
    ['*', 'zh-CN', '没有找到'],
  ])('Accept-Language %s is answered in %s', async (asked, language, title) => {
    const answer = await h.ask(null, 'get', '/v1/nowhere', {
      headers: { 'Accept-Language': asked },
    });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['content-language']).toBe(language);
    expect(answer.body).toMatchObject({
      type: '/problems/not-found',
      title,
      status: 404,
      zh: '没有找到',
      en: 'Not found',
    });
    expect(answer.body.instance).toBe(`urn:uuid:${answer.headers['x-request-id']}`);
    expect(problemShape.safeParse(answer.body).success).toBe(true);
  });

  it('malformed JSON is a 400', async () => {
    const answer = await h.ask(null, 'post', '/v1/time/due', { body: '{"start": 秘密' });
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed-json']);
    expect(answer.text).not.toContain('秘密');
  });

  it.each(['', 'null', '42', '"text"', '[]', '{}'])('a body %j is a 400', async (body) => {
    const answer = await h.ask(null, 'post', '/v1/time/due', { body });
    expect(answer.status).toBe(400);
  });

  it('a body that is not JSON is a 415', async () => {
    const answer = await h.ask(null, 'post', '/v1/time/due', {
      body: 'start=1',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported-media-type']);
  });

  it('a body over 256 kB is a 413, also when it says so only by its length when inflated', async () => {
    const answer = await h.ask(null, 'post', '/v1/time/due', {
      body: JSON.stringify({ start: 'x'.repeat(300_000) }),
    });
    expect([answer.status, answer.body.code]).toEqual([413, 'too-large']);
  });

  it('names every wrong field, in both languages, and echoes no value', async () => {
    const answer = await h.ask(null, 'post', '/v1/time/due', {
      body: { start: '秘密', limit: { unit: 'hours', count: 0 }, extra: '秘密' },
    });
    expect(answer.status).toBe(400);
    expect(
      answer.body.fields.map((f: { in: string; path: string }) => `${f.in} ${f.path}`).sort(),
    ).toEqual(['body /extra', 'body /limit/count', 'body /start']);
    for (const field of answer.body.fields) {
      expect(field.zh).toMatch(/\p{Script=Han}/u);
      expect(field.en).not.toMatch(/\p{Script=Han}/u);
    }
    expect(answer.text).not.toContain('秘密');
  });

  it('names a query parameter it does not know, and one given twice', async () => {
    const unknown = await h.ask('o-jds-1', 'get', '/v1/units?colour=red');
    expect(unknown.body).toMatchObject({ status: 400, fields: [{ in: 'query', path: '/colour' }] });
    const twice = await h.ask('o-jds-1', 'get', '/v1/units?bureau=tj&bureau=qy');
    expect(twice.body).toMatchObject({ status: 400, fields: [{ in: 'query', path: '/bureau' }] });
  });

  it.each([
    ['/v1/bureaus/tj%00', 'path', '/id'],
    ['/v1/units?cursor=%00', 'query', '/cursor'],
    ['/v1/units?bureau=a%0Ab', 'query', '/bureau'],
  ])('a control character in %s is a 400', async (url, where, path) => {
    expect((await h.ask('o-jds-1', 'get', url)).body).toMatchObject({
      status: 400,
      code: 'bad-input',
      fields: [{ in: where, path }],
    });
  });

  it('an address that cannot be decoded is a 400', async () => {
    expect((await h.ask('o-jds-1', 'get', '/v1/bureaus/%E0%A4%A')).status).toBe(400);
  });

  it('another method at a known address is a 405 that says what is allowed', async () => {
    const answer = await h.ask('o-jds-1', 'delete', '/v1/bureaus/tj');
    expect([answer.status, answer.headers['allow'], answer.body.lawful.en]).toEqual([
      405,
      'GET, PUT',
      'Methods of this address: GET, PUT.',
    ]);
  });

  it('a fault is a 500 that tells nobody what happened; the log has where, not what', async () => {
    const answer = await h.ask(null, 'get', '/v1/fault');
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(answer.text).not.toContain('secret');
    const fault = h.log.find((entry) => entry['msg'] === 'fault');
    expect(JSON.stringify(fault)).toContain('problems.test');
    expect(JSON.stringify(h.log)).not.toContain('张三');
  });
});

describe('limits', () => {
  it('the calculator is limited by address, and says when to come back', async () => {
    const tight = await harness({ limits: { calculator: 2 } });
    const statuses = [];
    for (let i = 0; i < 3; i += 1)
      statuses.push(await request(tight.app).post('/v1/time/due').send(due));
    expect(statuses.map((a) => a.status)).toEqual([200, 200, 429]);
    expect(statuses[2]!.body.code).toBe('rate-limited');
    expect(Number(statuses[2]!.headers['retry-after'])).toBeGreaterThan(0);
    await close(tight);
  });

  it('a caller is limited by who they are, not by their address', async () => {
    const tight = await harness({ limits: { perCaller: 1 } });
    expect((await tight.ask('o-jds-1', 'get', '/v1/bureaus/tj')).status).toBe(200);
    expect((await tight.ask('o-jds-1', 'get', '/v1/bureaus/tj')).status).toBe(429);
    expect((await tight.ask('o-zfc-1', 'get', '/v1/bureaus/tj')).status).toBe(200);
    await close(tight);
  });

  it('an address is limited before anybody asks who it is; health is not', async () => {
    const tight = await harness({ limits: { perAddress: 1 } });
    expect((await tight.ask(null, 'get', '/problems')).status).toBe(200);
    expect((await tight.ask('o-jds-1', 'get', '/v1/bureaus/tj')).status).toBe(429);
    expect((await tight.ask(null, 'get', '/health')).status).toBe(200);
    await close(tight);
  });
});

describe('headers and logs', () => {
  it('gives nothing away and lets nobody frame, sniff or embed', async () => {
    const { headers } = await h.ask(null, 'get', '/health');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    });
  });

  it('one line a request: route, not address; no query values, no tokens', async () => {
    const token = await h.token('o-jds-1');
    await request(h.app)
      .get('/v1/institutions/i-001?x=查询值')
      .set('Authorization', `Bearer ${token}`)
      .set('traceparent', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`);
    const line = h.log.findLast((entry) => entry['msg'] === 'request');
    expect(line).toMatchObject({
      method: 'GET',
      route: '/v1/institutions/:id',
      status: 400,
      subject: 'o-jds-1',
      trace: 'a'.repeat(32),
    });
    const all = JSON.stringify(h.log);
    expect(all).not.toContain('查询值');
    expect(all).not.toContain(token);
    expect(all).not.toContain('uthorization');
  });
});

describe('health, readiness, metrics', () => {
  it('lives and is ready', async () => {
    expect((await h.ask(null, 'get', '/health')).body).toEqual({ status: 'alive' });
    expect((await h.ask(null, 'get', '/ready')).body).toEqual({
      status: 'ready',
      database: true,
      engine: true,
      clock: true,
    });
  });

  it('is not ready without its engine, or when the engine does not answer', async () => {
    for (const engineReady of [
      () => Promise.reject(new Error('down')),
      () => new Promise<void>(() => {}),
    ]) {
      const cut = await harness({ engineReady });
      const answer = await cut.ask(null, 'get', '/ready');
      expect(answer.body).toMatchObject({
        status: 503,
        code: 'not-ready',
        en: 'Not ready: engine',
      });
      expect(answer.headers['retry-after']).toBe('5');
      await close(cut);
    }
  });

  it('is not ready without its database, but lives', async () => {
    const cut = await harness();
    await cut.sql.end();
    expect((await cut.ask(null, 'get', '/ready')).status).toBe(503);
    expect((await cut.ask(null, 'get', '/health')).status).toBe(200);
    await close(cut);
  });

  it('measures by route, for this machine only or with the metrics token', async () => {
    const own = await harness({ metricsToken: 'a-metrics-token' });
    await own.ask('o-jds-1', 'get', '/v1/bureaus/tj');
    const local = await own.ask(null, 'get', '/metrics');
    expect(local.text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/v1/bureaus/:id",status="200"} 1',
    );
    const forwarded = { 'X-Forwarded-For': '203.0.113.9' };
    expect((await own.ask(null, 'get', '/metrics', { headers: forwarded })).status).toBe(403);
    expect(
      (
        await own.ask(null, 'get', '/metrics', {
          headers: { ...forwarded, Authorization: 'Bearer wrong-one-tokens' },
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await own.ask(null, 'get', '/metrics', {
          headers: { ...forwarded, Authorization: 'Bearer a-metrics-token' },
        })
      ).status,
    ).toBe(200);
    await close(own);
  });
});

describe('the catalogue and the documentation', () => {
  it('lists every code, and each has its page', async () => {
    const { body } = await h.ask(null, 'get', '/problems');
    expect(body.problems.map((p: { code: string }) => p.code)).toEqual(Object.keys(codes));
    expect((await h.ask(null, 'get', '/problems/duplicate')).body).toMatchObject({
      code: 'duplicate',
      status: 409,
    });
    expect((await h.ask(null, 'get', '/problems/toString')).status).toBe(404);
  });

  it('every title stands in both languages, every status is an error', () => {
    for (const [code, { status, title }] of Object.entries(codes)) {
      expect(code).toMatch(/^[a-z][a-z-]*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title.zh).toMatch(/\p{Script=Han}/u);
      expect(title.en).toMatch(/^[A-Z][ -~’]*$/);
    }
  });

  it('serves its page from here alone, under a policy that lets it run', async () => {
    const page = await h.ask(null, 'get', '/docs/operations');
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    const linked = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, address]) => address!,
    );
    expect(linked.length).toBe(5);
    for (const address of linked) {
      expect(address).toMatch(/^\/docs(\/|$)/);
      expect((await h.ask(null, 'get', address)).status).toBe(200);
    }
    expect((await h.ask(null, 'get', '/docs/..%2fpackage.json')).status).toBe(404);
  });
});
