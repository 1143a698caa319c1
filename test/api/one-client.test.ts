/** One client cannot shut out the others: proxies are believed where they are named, every route has a bucket, readiness is asked once for all; nothing nested without end. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { settingsSchema } from '../../settings.ts';
import { Bureau } from '../setup/bureau.ts';
import { close, given, harness, person, type Harness } from './harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await harness();
});
afterAll(() => close(h));

const due = { from: '2026-03-02T09:00:00+08:00', limit: { unit: 'hours', count: 24 } };
const count = async (of: Harness, client: string, path = '/v1/time/due'): Promise<number> =>
  (
    await (
      path === '/v1/time/due' ? request(of.app).post(path).send(due) : request(of.app).get(path)
    ).set('X-Forwarded-For', client)
  ).status;
const limits = { calculator: 1, perAddress: 1e6, perCaller: 1e6 };

describe('limits', () => {
  it('behind a proxy that is named, each client has a bucket; whoever only claims to be one has not', async () => {
    const behind = await harness({ limits, trustedProxies: ['loopback'] });
    expect(await count(behind, '203.0.113.1')).not.toBe(429);
    expect(await count(behind, '203.0.113.1')).toBe(429);
    expect(await count(behind, '203.0.113.3')).not.toBe(429);
    // What the client itself put before the proxy's word counts for nothing.
    expect(await count(behind, '198.51.100.9, 203.0.113.1')).toBe(429);
    await close(behind);
    const open = await harness({ limits });
    expect(await count(open, '203.0.113.1')).not.toBe(429);
    expect(await count(open, '203.0.113.2')).toBe(429);
    await close(open);
  });

  it('each public route has a bucket of its own', async () => {
    const tight = await harness({ limits });
    await count(tight, '203.0.113.1');
    expect(await count(tight, '203.0.113.1')).toBe(429);
    await close(tight);
    const bureau = await Bureau.open({ limits });
    const get = (path: string) => request(bureau.service.app).get(path);
    for (const path of [
      '/v1/publications/cases?bureau=tj',
      '/v1/publications/inspections?bureau=tj',
    ]) {
      expect((await get(path)).status).toBe(200);
      expect((await get(path)).status).toBe(429);
    }
    await bureau.close();
  });

  it.each([
    ['10.0.0.0/8', true],
    ['127.0.0.1, fd00::/8', true],
    ['loopback', true],
    ['', true],
    ['0.0.0.0/0', false],
    ['::/0', false],
    ['10.0.0.0/33', false],
    ['true', false],
    ['proxy.example', false],
  ])('trusted proxies: %j %s', (value, good) => {
    expect(settingsSchema.shape.API_TRUSTED_PROXIES.safeParse(value).success).toBe(good);
  });
});

describe('GET /ready', () => {
  it('looks once for all who ask, and again after a second', async () => {
    let looks = 0;
    const counted = await harness({
      engineReady: async () => {
        looks += 1;
      },
    });
    expect(
      (await Promise.all(Array.from({ length: 20 }, () => request(counted.app).get('/ready')))).map(
        ({ status }) => status,
      ),
    ).toEqual(Array.from({ length: 20 }, () => 200));
    expect(looks).toBe(1);
    await vi.waitFor(
      async () => {
        await request(counted.app).get('/ready');
        expect(looks).toBe(2);
      },
      { timeout: 10_000 },
    );
    await close(counted);
  });
});

it('GET /metrics is read from elsewhere with the token of the settings', async () => {
  const bureau = await Bureau.open({}, { API_METRICS_TOKEN: 'a-token-for-the-tests' });
  const asked = (token: string) =>
    request(bureau.service.app)
      .get('/metrics')
      .set('X-Forwarded-For', '203.0.113.1')
      .set('Authorization', `Bearer ${token}`);
  expect((await asked('a-token-for-the-testz')).status).toBe(403);
  expect((await asked('a-token-for-the-tests')).text).toContain('duban_');
  await bureau.close();
});

describe('a body nested without end', () => {
  const deep = (n: number): string => `{"name": ${'['.repeat(n)}${']'.repeat(n)}}`;
  it.each([33, 5_000, 100_000])(
    'of depth %i is refused by its form, without a trace of ours',
    async (n) => {
      await given(h.sql, 'officers', person('o-deep', 'tj.ju', ['registrar']));
      const answer = await h.ask('o-deep', 'put', '/v1/bureaus/tj', { body: deep(n) });
      expect([answer.status, answer.body.code]).toEqual([400, 'too-nested']);
      expect(answer.text).not.toMatch(/\bat .*\.ts/);
    },
  );

  it('from somebody who may not at all is refused as such, and recorded', async () => {
    const answer = await h.ask('o-jds-1', 'put', '/v1/bureaus/tj', { body: deep(100_000) });
    expect([answer.status, answer.body.code]).toEqual([403, 'not-authorised']);
    expect(
      await h.sql`select 1 from refused_access where subject = 'o-jds-1' and route = 'PUT /v1/bureaus/:id' and code = 'not-authorised'`,
    ).not.toHaveLength(0);
  });

  it('or of endlessly many parts, or in another encoding, is refused; brackets in a text are none', async () => {
    expect(
      (
        await h.ask('o-deep', 'post', '/v1/registry-imports', {
          body: `{"rows": [${'1,'.repeat(200_000)}1]}`,
        })
      ).body.code,
    ).toBe('too-large');
    expect(
      (
        await h.ask('o-deep', 'put', '/v1/bureaus/tj', {
          body: '{}',
          headers: { 'Content-Type': 'application/json; charset=utf-16' },
        })
      ).body.code,
    ).toBe('unsupported-media-type');
    expect(
      (
        await h.ask('o-deep', 'put', '/v1/bureaus/tj', {
          body: JSON.stringify({ name: `${'["{\\'.repeat(50)}` }),
        })
      ).body.code,
    ).toBe('bad-input');
  });
});

describe('reserved ids', () => {
  it.each([
    ['officers', 'duban'],
    ['officers', 'Duban-keeper'],
    ['officers', 'reference'],
    ['units', 'duban'],
    ['units', 'duban.x'],
    ['bureaus', 'duban-2'],
  ])('%s: %s is refused', async (registry, id) => {
    await given(h.sql, 'officers', person('o-deep', 'tj.ju', ['registrar']));
    const rows = {
      officers: {
        unit: 'tj.ju',
        kind: 'person',
        name: '样例',
        phone: null,
        roles: [],
        certificate: null,
        commitmentSignedOn: null,
        commitmentValidUntil: null,
        removedOn: null,
        newRecord: null,
      },
      units: { bureau: 'tj', name: '样例', roles: [], superior: null, contacts: [] },
      bureaus: {
        name: '样例',
        area: '110000',
        receivingSystem: 'duban',
        adoptions: [],
        settings: {},
      },
    };
    const answer = await h.ask(
      registry === 'bureaus' ? 'o-admin' : 'o-deep',
      'put',
      `/v1/${registry}/${id}`,
      { body: rows[registry as 'units'] },
    );
    expect([answer.status, answer.body.code]).toEqual([422, 'reserved-id']);
  });

  it('a token of such a name lets nobody in', async () => {
    expect((await h.ask('duban', 'get', '/v1/bureaus/tj')).body.code).toBe('unknown-caller');
  });
});
