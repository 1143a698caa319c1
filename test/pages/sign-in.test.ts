/** 登录 The authorisation code flow against a real provider of OpenID Connect (oidc-provider), on this machine. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bureau } from '../setup/bureau.ts';
import { Browser, hidden, listening, words, type Seen } from './support.ts';

const home = 'https://desk.example.test';
let issuer: string;
let provider: Server;
let bureau: Bureau;
let server: Server;
let base: string;

beforeAll(async () => {
  provider = createServer();
  await new Promise<void>((ready) => provider.listen(0, '127.0.0.1', ready));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'desk',
        client_secret: 'secret-of-the-desk',
        redirect_uris: [`${home}/desk/sign-in/callback`],
        post_logout_redirect_uris: [`${home}/desk/sign-in`],
      },
    ],
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    cookies: { keys: ['test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  // It warns that its own interaction pages are for development, which this is.
  const answer = oidc.callback();
  provider.on('request', (req, res) => void answer(req, res));
  bureau = await Bureau.open(
    {},
    {
      OIDC_ISSUER: issuer,
      DESK_CLIENT_ID: 'desk',
      DESK_CLIENT_SECRET: 'secret-of-the-desk',
      API_PUBLIC_URL: home,
    },
  );
  ({ server, base } = await listening(bureau.service.app));
});
afterAll(async () => {
  for (const one of [server, provider]) {
    one.closeAllConnections();
    one.close();
  }
  await bureau.close();
});

/** At the provider: its login form, then its consent; answers with which address it leads back. */
async function atProvider(url: string, login: string): Promise<URL> {
  const there = new Browser(issuer);
  let seen: Seen = await there.one(url);
  for (let n = 0; n < 12; n += 1) {
    const location = seen.headers.get('location');
    if (location?.startsWith(home)) return new URL(location);
    if (location) seen = await there.one(location);
    else {
      const action = /<form[^>]*action="([^"]*)"/.exec(seen.text)![1]!;
      const fields = { ...hidden(seen.text), login, password: 'x' };
      seen = await there.one(action, { method: 'POST', body: new URLSearchParams(fields) });
    }
  }
  throw new Error('the provider leads nowhere');
}

async function begun(browser: Browser, next = '/desk'): Promise<URL> {
  const seen = await browser.one(`/desk/sign-in/start?next=${encodeURIComponent(next)}`);
  expect(seen.status).toBe(303);
  return new URL(seen.headers.get('location')!);
}
const back = ({ pathname, search }: URL): string => `${pathname}${search}`;

describe('X-4: signing in by the identity provider', () => {
  it('takes the code with PKCE, state and nonce, and comes back to the page that was asked for', async () => {
    const browser = new Browser(base);
    expect((await browser.get('/desk/sign-in')).text).toContain('/desk/sign-in/start?next=%2Fdesk');
    const url = await begun(browser, '/desk?force=law');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${home}/desk/sign-in/callback`,
    });
    const came = await atProvider(url.href, 'o-jds-1');
    const entered = await browser.one(back(came));
    expect(entered.headers.get('location')).toBe('/desk?force=law');
    const set = entered.headers.getSetCookie().find((one) => one.includes('duban-desk='))!;
    expect(set).toMatch(/^__Host-duban-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const page = await browser.get('/desk');
    expect(words(page.text)).toContain('我的待办');
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self';`);
    // The code counts once, and its sign-in too.
    const again = await browser.one(back(came));
    // Whoever is signed in already is led on, in the same session; nobody else gets in.
    expect([again.status, again.headers.get('location')]).toEqual([303, '/desk']);
    expect(again.headers.getSetCookie()).toEqual([]);
    const other = await new Browser(base).one(back(came));
    expect([other.status, words(other.text)]).toEqual([
      403,
      expect.stringContaining('登录没有完成'),
    ]);
  });

  it('two tabs of a browser that sign in at once do not spoil each other', async () => {
    const browser = new Browser(base);
    const [one, two] = [await begun(browser, '/desk/chases'), await begun(browser, '/desk/files')];
    const first = await browser.one(back(await atProvider(one.href, 'o-jds-1')));
    expect([first.status, first.headers.get('location')]).toEqual([303, '/desk/files']);
    const second = await browser.one(back(await atProvider(two.href, 'o-jds-1')));
    expect([second.status, second.headers.get('location')]).toEqual([303, '/desk']);
    expect((await browser.one('/desk')).status).toBe(200);
  });

  it('signing out ends the session here, says so, and offers a link to the end of that of the provider', async () => {
    const browser = new Browser(base);
    await browser.one(back(await atProvider((await begun(browser)).href, 'o-jds-1')));
    const page = await browser.get('/desk');
    const out = await browser.one('/desk/sign-out', {
      method: 'POST',
      body: new URLSearchParams(hidden(page.text, '/desk/sign-out')),
    });
    // A form leads nowhere else: a browser would not follow it to where the provider leads on.
    expect(out.headers.get('location')).toBe('/desk/sign-in?out=here');
    const next = await browser.get('/desk/sign-in?out=here');
    expect(words(next.text)).toContain('已在本系统退出');
    const link = /class="box good"[^]*?href="([^"]*)"/.exec(next.text)![1]!;
    const location = new URL(link.replaceAll('&#38;', '&'));
    expect(location.origin).toBe(issuer);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      client_id: 'desk',
      post_logout_redirect_uri: `${home}/desk/sign-in`,
    });
    expect((await browser.one('/desk')).status).toBe(303);
  });

  it('a code of another browser brings no session, nor does another state or an error of the provider', async () => {
    const [browser, attacker] = [new Browser(base), new Browser(base)];
    const came = await atProvider((await begun(attacker)).href, 'o-admin');
    await begun(browser);
    const states = new URLSearchParams(came.search);
    states.set('state', 'x'.repeat(43));
    for (const address of [
      back(came),
      `/desk/sign-in/callback?${states}`,
      '/desk/sign-in/callback?error=access_denied',
      '/desk/sign-in/callback',
    ]) {
      await begun(browser);
      expect((await browser.one(address)).status).toBe(403);
      expect((await browser.one('/desk')).status).toBe(303);
    }
    // Without any sign-in under way neither.
    expect((await new Browser(base).one(back(came))).status).toBe(403);
  });

  it('whom the registry does not know, or has removed, is refused as a bearer token of theirs would be', async () => {
    for (const [login, code] of [
      ['120101199001011234', 'unknown-caller'],
      ['o-jds-4', 'officer-removed'],
    ] as const) {
      const browser = new Browser(base);
      const seen = await browser.one(back(await atProvider((await begun(browser)).href, login)));
      expect(seen.status).toBe(403);
      expect(seen.text).toContain(code);
      expect((await browser.one('/desk')).status).toBe(303);
    }
  });

  it('there is no sign-in by mere name', async () => {
    const seen = await new Browser(base).send('/desk/sign-in', { officer: 'o-admin' });
    expect(seen.status).toBe(404);
  });
});
