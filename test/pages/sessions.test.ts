/** 会话 Who is signed in to the pages: in the embedded mode here, by a provider in sign-in.test.ts. What an attacker tries with sessions, forms and frames. */
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { signInOf } from '../../api/pages/settings.ts';
import { settingsSchema } from '../../settings.ts';
import { given, person } from '../api/harness.ts';
import { Bureau } from '../setup/bureau.ts';
import { unique } from '../setup/unique.ts';
import { Browser, hidden, listening, words } from './support.ts';

let bureau: Bureau;
let owner: Sql;
let server: Server;
let base: string;

beforeAll(async () => {
  bureau = await Bureau.open({}, { DESK_SAMPLE_SIGN_IN: 'true' });
  owner = connect(inject('stack').ownerUrl, { max: 1 });
  ({ server, base } = await listening(bureau.service.app));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await owner.end();
  await bureau.close();
});

describe('X-4: a session', () => {
  it('begins by signing in, leads back to the page that was asked for, and ends by signing out', async () => {
    const browser = new Browser(base);
    const asked = await browser.one('/desk?force=law');
    expect(asked.headers.get('location')).toBe('/desk/sign-in?next=%2Fdesk%3Fforce%3Dlaw');
    const page = await browser.signIn('o-jds-1', '/desk?force=law');
    expect(page.status).toBe(200);
    expect(words(page.text)).toContain('我的待办');
    // By name, as the registry has it.
    expect(words(page.text)).toMatch(/甲一[^ ]* 退出/);
    await browser.send('/desk/sign-out', hidden(page.text, '/desk/sign-out'));
    expect((await browser.one('/desk')).status).toBe(303);
  });

  it('is known to the database by a hash, and to the browser by a cookie that no script reads', async () => {
    const browser = new Browser(base);
    const sign = await browser.get('/desk/sign-in');
    const entered = await browser.one('/desk/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ ...hidden(sign.text), officer: 'o-jds-1' }),
    });
    const set = entered.headers.getSetCookie().find((one) => one.startsWith('duban-desk='))!;
    expect(set).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    const secret = browser.cookies.get('duban-desk')!;
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const rows = await owner`select hash from desk_session where hash = ${secret}`;
    expect(rows).toEqual([]);
  });

  it('of before is not taken over: a sign-in has a new id, and what a browser brings is no session', async () => {
    const browser = new Browser(base);
    browser.cookies.set('duban-desk', 'planted-planted-planted-planted-planted');
    await browser.signIn('o-jds-1');
    const first = browser.cookies.get('duban-desk')!;
    expect(first).not.toContain('planted');
    await browser.signIn('o-jds-1');
    expect(browser.cookies.get('duban-desk')).not.toBe(first);
    // The session of before is over, whoever has kept its id.
    const former = new Browser(base);
    former.cookies.set('duban-desk', first);
    expect((await former.one('/desk')).status).toBe(303);
    const twice = new Browser(base);
    twice.cookies.set('x=1; duban-desk', browser.cookies.get('duban-desk')!);
    twice.cookies.set('duban-desk', 'planted-planted-planted-planted-planted');
    expect((await twice.one('/desk')).status).toBe(303);
  });

  it('ends after eight hours, and after half an hour without use', async () => {
    const officer = `o-desk-${unique()}`;
    await given(owner, 'officers', person(officer, 'tj.jds', ['handler']));
    const browser = new Browser(base);
    await browser.signIn(officer);
    expect((await browser.one('/desk')).status).toBe(200);
    await owner`update desk_session set seen_at = clock_timestamp() - interval '31 minutes' where officer_id = ${officer}`;
    expect((await browser.one('/desk')).status).toBe(303);
    expect(await owner`select from desk_session where officer_id = ${officer}`).toHaveLength(0);
    await browser.signIn(officer);
    await owner`update desk_session set ends_at = clock_timestamp() - interval '1 second' where officer_id = ${officer}`;
    expect((await browser.one('/desk')).status).toBe(303);
  });

  it('TJ51-19.2: ends when its officer is removed, who cannot sign in again either; nor can a system, nor a stranger', async () => {
    const officer = `o-desk-${unique()}`;
    await given(owner, 'officers', person(officer, 'tj.jds', ['handler']));
    const browser = new Browser(base);
    await browser.signIn(officer);
    await owner`update officer set removed_on = '2026-01-02' where id = ${officer}`;
    expect((await browser.one('/desk')).status).toBe(303);
    const again = await browser.signIn(officer);
    expect(again.status).toBe(403);
    expect(again.text).toContain('officer-removed');
    const system = `s-desk-${unique()}`;
    await given(
      owner,
      'officers',
      person(system, 'tj.ju', ['receiving-system'], { kind: 'system' }),
    );
    expect((await browser.signIn(system)).status).toBe(403);
    const stranger = await browser.signIn('120101199001011234');
    expect(stranger.status).toBe(403);
    expect(stranger.text).toContain('unknown-caller');
    const [kept] =
      await owner`select subject, route from refused_access where code = 'unknown-caller' order by id desc limit 1`;
    expect(kept).toEqual({
      subject: expect.stringMatching(/^unregistered:[0-9a-f]{16}$/),
      route: 'POST /desk/sign-in',
    });
  });
});

describe('X-4: an attacker', () => {
  it('of another site sends no form in somebody’s name: neither without the token, nor with that of another session', async () => {
    const [browser, other] = [new Browser(base), new Browser(base)];
    await browser.signIn('o-jds-1');
    const page = await other.signIn('o-zfc-1');
    for (const fields of [
      {},
      { _csrf: '' },
      { _csrf: hidden(page.text, '/desk/sign-out')['_csrf']! },
    ]) {
      const seen = await browser.send('/desk/sign-out', fields as Record<string, string>);
      expect(seen.status).toBe(409);
      expect(seen.text).toContain('form-stale');
    }
    // A stale form is nobody's attempt at what they may not do.
    expect(await owner`select from refused_access where code = 'form-stale'`).toHaveLength(0);
    expect((await browser.one('/desk')).status).toBe(200);
    const json = await browser.one('/desk/sign-out', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(json.status).toBe(415);
  });

  it('signs nobody in as himself: the form of the sign-in page counts in its own browser', async () => {
    const [browser, other] = [new Browser(base), new Browser(base)];
    const page = await other.get('/desk/sign-in');
    await browser.get('/desk/sign-in');
    const seen = await browser.send('/desk/sign-in', { ...hidden(page.text), officer: 'o-admin' });
    expect(seen.status).toBe(409);
  });

  it('finds no form that takes longer to read than to send', async () => {
    const browser = new Browser(base);
    const page = await browser.signIn('o-jds-1');
    const { _csrf = '' } = hidden(page.text, '/desk/sign-out');
    const seen = await browser.send('/desk/open/rapid-responses', { _csrf, '_n:/grounds': '1001' });
    expect([seen.status, seen.text.includes('too-large')]).toEqual([413, true]);
  });

  it('leads nobody away after signing in', async () => {
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/desk/\\evil',
      '/deskevil',
      '/desk\n/x',
    ]) {
      const seen = await new Browser(base).get(`/desk/sign-in?next=${encodeURIComponent(next)}`);
      expect(hidden(seen.text)['next']).toBe('/desk');
    }
  });

  it('frames no page, and runs nothing in one: the policy allows the own stylesheet and own forms', async () => {
    const browser = new Browser(base);
    for (const page of [await browser.get('/desk/sign-in'), await browser.signIn('o-jds-1')]) {
      expect(page.headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(page.headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.text).not.toMatch(/<script|style=|javascript:| on[a-z]+=/);
      const css = /href="([^"]*\.css)"/.exec(page.text)![1]!;
      const style = await browser.get(css);
      expect(style.headers.get('content-type')).toMatch(/^text\/css/);
      expect(style.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('gets nothing by saying for whom a request is made: only code of the process can', async () => {
    const browser = new Browser(base);
    await browser.signIn('o-jds-1');
    for (const headers of [{}, { 'X-Subject': 'o-jds-1' }, { Host: 'inside' }])
      expect((await browser.one('/v1/duties', { headers: headers as never })).status).toBe(401);
  });
});

it('X-4: a page speaks English to a browser that prefers it, and Chinese to every other', async () => {
  const browser = new Browser(base);
  browser.language = 'en-GB,en;q=0.9';
  const page = await browser.signIn('o-jds-1');
  expect(page.text).toContain('<html lang="en">');
  expect(words(page.text)).toContain('My duties');
  browser.language = 'de';
  expect((await browser.get('/desk')).text).toContain('<html lang="zh-CN">');
});

describe('X-4: who signs people in', () => {
  const env = { DATABASE_URL: 'postgres://x', OIDC_ISSUER: 'urn:duban:development' };
  const tried = (more: Record<string, string>) =>
    signInOf(settingsSchema.parse({ ...env, ...more }));

  it('the page of sample officers is refused outside the embedded mode', async () => {
    expect(await tried({ DESK_SAMPLE_SIGN_IN: 'true' })).toEqual({ kind: 'sample' });
    for (const more of [
      { OIDC_ISSUER: 'https://id.example.gov.cn' },
      { API_HOST: '0.0.0.0' },
      { API_PUBLIC_URL: 'https://duban.example.gov.cn' },
      { DESK_CLIENT_ID: 'desk' },
    ] as Record<string, string>[])
      await expect(tried({ DESK_SAMPLE_SIGN_IN: 'true', ...more })).rejects.toThrow(
        'only in the embedded mode',
      );
  });

  it('a provider needs its address, a secret, and where it leads back to', async () => {
    expect(await tried({})).toEqual({ kind: 'none' });
    const whole = {
      DESK_CLIENT_ID: 'desk',
      DESK_CLIENT_SECRET: 'x',
      OIDC_ISSUER: 'https://id.example.gov.cn',
      API_PUBLIC_URL: 'https://duban.example.gov.cn',
    };
    expect(await tried(whole)).toMatchObject({ kind: 'provider' });
    for (const missing of ['DESK_CLIENT_SECRET', 'OIDC_ISSUER', 'API_PUBLIC_URL'] as const)
      await expect(
        tried({ ...whole, [missing]: missing === 'OIDC_ISSUER' ? 'urn:x' : '' }),
      ).rejects.toThrow('settings: DESK_CLIENT_ID');
  });
});
