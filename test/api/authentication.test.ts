/** Who somebody is comes from the token, what they may from the registry. */
import { SignJWT } from 'jose';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, given, harness, person, type Harness, type TokenOptions } from './harness.ts';

let h: Harness;
const url = '/v1/bureaus/tj';
const now = (): number => Math.floor(Date.now() / 1000);

beforeAll(async () => {
  h = await harness();
  await given(h.sql, 'officers', person('s-mute', 'tj.ju', [], { kind: 'system' }));
  await given(
    h.sql,
    'officers',
    person('s-gone', 'tj.ju', ['receiving-system'], {
      kind: 'system',
      removedOn: '2026-01-02' as never,
    }),
  );
});
afterAll(() => close(h));

const withToken = (token: string) =>
  request(h.app).get(url).set('Authorization', `Bearer ${token}`);
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('a bearer token', () => {
  it('is accepted with ES256 and with RS256', async () => {
    expect((await withToken(await h.token('o-jds-1'))).status).toBe(200);
    expect((await withToken(await h.token('o-jds-1', { alg: 'RS256' }))).status).toBe(200);
  });

  const refused: [string, string | undefined, () => TokenOptions][] = [
    ['expired', 'o-jds-1', () => ({ issuedAt: now() - 3600, expiresAt: now() - 60 })],
    [
      'older than eight hours, though not expired',
      'o-jds-1',
      () => ({ issuedAt: now() - 9 * 3600, expiresAt: now() + 3600 }),
    ],
    [
      'issued in the future',
      'o-jds-1',
      () => ({ issuedAt: now() + 3600, expiresAt: now() + 7200 }),
    ],
    ['of another issuer', 'o-jds-1', () => ({ issuer: 'urn:somebody:else' })],
    ['for another audience', 'o-jds-1', () => ({ audience: 'payroll' })],
    ['signed with a key that is not published', 'o-jds-1', () => ({ key: h.keys.stranger })],
    ['without a subject', undefined, () => ({})],
  ];
  it.each(refused)('%s is refused', async (_name, sub, options) => {
    const answer = await withToken(await h.token(sub, options()));
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe('unauthenticated');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer .*error="invalid_token"$/);
  });

  it('without a signature (alg none) is refused', async () => {
    const claims = {
      sub: 'o-admin',
      iss: 'urn:duban:api-tests',
      aud: 'duban',
      iat: now(),
      exp: now() + 600,
    };
    expect((await withToken(`${encoded({ alg: 'none' })}.${encoded(claims)}.`)).status).toBe(401);
    expect((await withToken(`${encoded({ alg: 'none' })}.${encoded(claims)}.AAAA`)).status).toBe(
      401,
    );
  });

  it('signed with the public key as a shared secret is refused', async () => {
    const jwt = new SignJWT({ sub: 'o-admin' })
      .setProtectedHeader({ alg: 'HS256', kid: 'es' })
      .setIssuer('urn:duban:api-tests')
      .setAudience('duban')
      .setIssuedAt()
      .setExpirationTime('5m');
    expect(
      (
        await withToken(
          await jwt.sign(new TextEncoder().encode('any secret of at least thirty-two bytes')),
        )
      ).status,
    ).toBe(401);
  });

  it('whose content was changed after signing is refused', async () => {
    const [head, , signature] = (await h.token('o-jds-1')).split('.');
    const forged = encoded({
      sub: 'o-admin',
      iss: 'urn:duban:api-tests',
      aud: 'duban',
      iat: now(),
      exp: now() + 600,
    });
    expect((await withToken(`${head}.${forged}.${signature}`)).status).toBe(401);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic bzpv', 'Bearer a b', 'Bearer ..'])(
    'is missing in %j',
    async (header) => {
      const answer = await request(h.app).get(url).set('Authorization', header);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="duban"/);
    },
  );
});

describe('the registry decides', () => {
  it('refuses a subject it does not know, and keeps only a fingerprint of it', async () => {
    const answer = await withToken(await h.token('120101199001011234'));
    expect([answer.status, answer.body.code]).toEqual([403, 'unknown-caller']);
    const [row] =
      await h.sql`select subject, route, code from refused_access order by id desc limit 1`;
    expect(row).toMatchObject({
      route: 'GET /v1/bureaus/:id',
      code: 'unknown-caller',
      subject: expect.stringMatching(/^unregistered:[0-9a-f]{16}$/),
    });
    expect(JSON.stringify(h.log)).not.toContain('120101199001011234');
  });

  it.each(["o'; drop table officer; --", 'x'.repeat(500), 'o-jds-1\u0000'])(
    'refuses a subject that can be no id: %j',
    async (sub) => {
      expect((await withToken(await h.token(sub))).status).toBe(403);
    },
  );

  it('refuses a role that only the token claims', async () => {
    const token = await h.token('o-jds-1', {
      claims: { roles: ['registrar'], scope: 'registrar' },
    });
    const answer = await request(h.app)
      .put('/v1/bureaus/tj')
      .set('Authorization', `Bearer ${token}`)
      .send({ name: '改名' });
    expect([answer.status, answer.body.code]).toEqual([403, 'not-authorised']);
  });

  it('records refused authority with subject, route and the hash of what was asked, and logs it without the content', async () => {
    await h.ask('o-jds-1', 'put', '/v1/bureaus/tj', { body: { name: '秘密的名称' } });
    const [row] =
      await h.sql`select subject, route, code, act_hash from refused_access order by id desc limit 1`;
    expect(row).toMatchObject({
      subject: 'o-jds-1',
      route: 'PUT /v1/bureaus/:id',
      code: 'not-authorised',
      act_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(
      h.log.some(
        (entry) =>
          entry['msg'] === 'authority refused' && JSON.stringify(entry).includes('o-jds-1'),
      ),
    ).toBe(true);
    expect(JSON.stringify(h.log)).not.toContain('秘密的名称');
  });

  it('TJ51-19.2: lets a removed officer read, and gives no role', async () => {
    expect((await withToken(await h.token('o-jds-4'))).status).toBe(200);
    await given(
      h.sql,
      'officers',
      person('o-gone-registrar', 'tj.ju', ['registrar'], {
        removedOn: '2026-01-02' as never,
      }),
    );
    const answer = await h.ask('o-gone-registrar', 'put', '/v1/bureaus/tj', { body: {} });
    expect(answer.body).toMatchObject({
      status: 403,
      code: 'officer-removed',
      clause: 'TJ51-19.2',
    });
  });

  it('refuses a system without a role', async () => {
    expect((await withToken(await h.token('s-mute'))).body.code).toBe('system-without-role');
  });
});

describe('a system acts for a person only with an explicit act claim (RFC 8693)', () => {
  const delegated = async (sub: string, act: unknown) =>
    withToken(await h.token(sub, { claims: { act } }));

  it('accepts a registered system for a registered person', async () => {
    expect((await delegated('o-jds-1', { sub: 's-mute' })).status).toBe(200);
  });

  it.each<[string, string, unknown]>([
    ['a person for a person', 'o-jds-1', { sub: 'o-jds-2' }],
    ['a system for a system', 's-oa', { sub: 's-mute' }],
    ['an unknown system', 'o-jds-1', { sub: 's-nobody' }],
    ['a removed system', 'o-jds-1', { sub: 's-gone' }],
    ['an act claim without subject', 'o-jds-1', {}],
    ['an act claim that is no object', 'o-jds-1', 's-oa'],
    ['an empty act claim', 'o-jds-1', null],
  ])('refuses %s', async (_name, sub, act) => {
    const answer = await delegated(sub, act);
    expect([answer.status, answer.body.code]).toEqual([403, 'invalid-delegation']);
  });
});

describe('when the keys cannot be read', () => {
  it('it is our fault, not the caller’s', async () => {
    const broken = await harness({
      tokens: { verify: () => Promise.reject(new TypeError('fetch failed')) },
    });
    const answer = await broken.ask('o-jds-1', 'get', url);
    expect([answer.status, answer.body.code]).toEqual([503, 'not-ready']);
    await close(broken);
  });
});
