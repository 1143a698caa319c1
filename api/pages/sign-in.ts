/**
 * 登录、退出 Signing in and out. Who somebody is says the identity provider (`sub`), whether they may the registry: the same as of a bearer token. The session is
 * the server's; the browser has its id in a cookie that no script sees.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { findCallers } from '../../db/queries/access.ts';
import {
  beginSession,
  endSession,
  peopleToSignIn,
  useSession,
  type SessionLimits,
} from '../../db/queries/sessions.ts';
import { fingerprint, registered, requireOffice } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { faultOf } from '../http/problem-answer.ts';
import { goTo, show } from './frame.ts';
import { keepsForm, nextOf } from './kept-form.ts';
import { html, type Html } from './html.ts';
import type { SignedIn } from './layout.ts';
import { samplePeople } from './sample-people.ts';
import { hashed, madeOf, newSecret, same, type CookieJar } from './secrets.ts';
import type { SignIn } from './settings.ts';
import { languageOf } from './words.ts';

/** Like a bearer token's eight hours; half an hour without use ends it earlier (management, not law). */
const limits: SessionLimits = { longest: '8 hours', idle: '30 minutes' };
const SIGN_IN_SECONDS = 600;

export interface SignInDeps {
  sql: Sql;
  log: Logger;
  signIn: SignIn;
  jar: CookieJar;
}

/** Before the body of a request is read. */
export async function isSignedIn({ sql, jar }: SignInDeps, req: Request): Promise<boolean> {
  const secret = jar.read(req, 'desk');
  return secret !== undefined && (await useSession(sql, hashed(secret), limits)) !== null;
}

/** Whoever has no session is sent to sign in, and comes back to where they wanted. */
export const requireSession =
  ({ sql, jar }: SignInDeps): RequestHandler =>
  async (req, res, next) => {
    const secret = jar.read(req, 'desk');
    const used = secret && (await useSession(sql, hashed(secret), limits));
    if (!secret || !used) {
      if (keepsForm(req, res)) return;
      const wanted = req.method === 'GET' ? req.originalUrl : '/desk';
      return goTo(res, `/desk/sign-in?next=${encodeURIComponent(nextOf(wanted))}`);
    }
    res.locals['subject'] = used.officer;
    res.locals['signedIn'] = { ...used, csrf: madeOf(secret, 'csrf') } satisfies SignedIn;
    next();
  };

/** The page: a button that leads to the provider, or in the embedded mode the sample officers. */
export const signInPage =
  (deps: SignInDeps): RequestHandler =>
  async (req, res) => {
    const zh = languageOf(req) === 'zh';
    const next = nextOf(req.query['next']);
    // Where nobody can sign in there is no such page; nothing is out of order.
    const status = deps.signIn.kind === 'none' ? 404 : 200;
    show(req, res, {
      status,
      title: zh ? '登录' : 'Sign in',
      body: html`${req.query['out'] === 'here' && (await signedOut(deps, zh))}${await offered(deps, req, res, next)}`,
    });
  };

async function offered(
  { sql, signIn, jar }: SignInDeps,
  req: Request,
  res: Response,
  next: string,
): Promise<Html> {
  const zh = languageOf(req) === 'zh';
  if (signIn.kind === 'none')
    return html`<section><p>${zh ? '本系统没有设置网页登录（DESK_CLIENT_ID）。请联系管理员。' : 'Signing in to the pages is not set up here (DESK_CLIENT_ID). Ask the administrator.'}</p></section>`;
  if (signIn.kind === 'provider')
    return html`<section><p>${zh ? '用单位的统一账号登录。能办什么，以本局登记为准。' : 'Sign in with the account of your office. What you may do is what the registry says.'}</p>
<p><a class="button" href="/desk/sign-in/start?next=${encodeURIComponent(next)}">${zh ? '去登录' : 'Sign in'}</a></p></section>`;
  const secret = secretUnderWay(jar, req);
  jar.write(res, 'desk-sign-in', secret, SIGN_IN_SECONDS);
  const people = await peopleToSignIn(sql);
  return html`<section><p>${zh ? '这是示例环境：选一个示例人员，不需要密码。' : 'This is the sample environment: choose a sample officer; there is no password.'}</p>
<form method="post" action="/desk/sign-in"><input type="hidden" name="token" value="${madeOf(secret, 'form')}"><input type="hidden" name="next" value="${next}">
${samplePeople(people, languageOf(req))}</form>
<form class="filters" method="post" action="/desk/sign-in"><input type="hidden" name="token" value="${madeOf(secret, 'form')}"><input type="hidden" name="next" value="${next}"><div class="field"><label for="officer">${zh ? '名单上没有的人员编号' : 'Id of an officer who is not in the list'}</label><input type="text" id="officer" name="officer" required maxlength="100" autocomplete="off"></div><button class="plain">${zh ? '登录' : 'Sign in'}</button></form></section>`;
}

/** Two tabs that sign in at the same time share it: neither spoils the other. */
const secretUnderWay = (jar: CookieJar, req: Request): string =>
  jar.read(req, 'desk-sign-in')?.split('.')[0] ?? newSecret();

/** Embedded mode: whoever is chosen, if the form is ours. */
export const signInAsSample =
  ({ sql, signIn, jar }: SignInDeps): RequestHandler =>
  async (req, res) => {
    if (signIn.kind !== 'sample') throw new Problem('not-found');
    const form = new URLSearchParams(String(req.body));
    const secret = jar.read(req, 'desk-sign-in');
    if (!secret || !same(form.get('token'), madeOf(secret, 'form')))
      throw new Problem('form-stale');
    jar.clear(res, 'desk-sign-in');
    await enter({ sql, jar }, req, res, form.get('officer') ?? '');
    goTo(res, nextOf(form.get('next')));
  };

/** To the provider. What the browser keeps meanwhile is the secret of this sign-in and where it wanted to go. */
export const startSignIn =
  ({ signIn, jar, log }: SignInDeps): RequestHandler =>
  async (req, res) => {
    if (signIn.kind !== 'provider') throw new Problem('not-found');
    const wanted = Buffer.from(nextOf(req.query['next'])).toString('base64url');
    const secret = secretUnderWay(jar, req);
    const url = await signIn.by.begin(secret).catch((error: unknown) => {
      log.error({ fault: faultOf(error) }, 'the identity provider cannot be reached');
      throw new Problem('not-ready');
    });
    jar.write(res, 'desk-sign-in', `${secret}.${wanted}`, SIGN_IN_SECONDS);
    goTo(res, url.href);
  };

/** Back from the provider, with a code that counts for this browser and once. */
export const finishSignIn =
  ({ sql, signIn, jar, log }: SignInDeps): RequestHandler =>
  async (req, res) => {
    if (signIn.kind !== 'provider') throw new Problem('not-found');
    const kept = jar.read(req, 'desk-sign-in');
    if (!kept) {
      // Another tab of this browser has come back before: who is signed in already needs nothing more.
      const session = jar.read(req, 'desk');
      if (session && (await useSession(sql, hashed(session), limits))) return goTo(res, '/desk');
      throw new Problem('sign-in-failed');
    }
    const [secret = '', wanted = ''] = kept.split('.');
    jar.clear(res, 'desk-sign-in');
    const query = req.originalUrl.split('?')[1] ?? '';
    const subject = await signIn.by.finish(secret, query).catch((error: unknown) => {
      log.warn({ fault: faultOf(error) }, 'a sign-in has failed');
      throw new Problem('sign-in-failed');
    });
    await enter({ sql, jar }, req, res, subject);
    goTo(res, nextOf(Buffer.from(wanted, 'base64url').toString('utf8')));
  };

/** A new id at every sign-in: nobody can have planted it before. The session that this browser had until now is over. */
async function enter(
  { sql, jar }: Pick<SignInDeps, 'sql' | 'jar'>,
  req: Request,
  res: Response,
  subject: string,
): Promise<void> {
  const secret = newSecret();
  res.locals['subject'] = `unregistered:${fingerprint(subject)}`;
  if (!(await beginSession(sql, hashed(secret), subject, limits))) await refuse(sql, res, subject);
  const former = jar.read(req, 'desk');
  if (former) await endSession(sql, hashed(former));
  jar.write(res, 'desk', secret);
}

/** In the words in which a bearer token of theirs would be refused. */
async function refuse(sql: Sql, res: Response, subject: string): Promise<never> {
  const [row] = await findCallers(sql, [subject]);
  if (!row) throw new Problem('unknown-caller');
  res.locals['subject'] = row.id;
  requireOffice(registered(row));
  throw new Problem('not-authorised');
}

/** Ends the session here. A form may lead nowhere else: to the end of that of the provider leads a link of the next page. */
export const signOut =
  ({ sql, jar }: SignInDeps): RequestHandler =>
  async (req, res) => {
    const secret = jar.read(req, 'desk');
    if (secret) await endSession(sql, hashed(secret));
    jar.clear(res, 'desk');
    goTo(res, '/desk/sign-in?out=here');
  };

/** Signed out here, and how to be so at the provider too, where it says how. */
async function signedOut({ signIn, log }: SignInDeps, zh: boolean): Promise<Html> {
  const on =
    signIn.kind === 'provider'
      ? await signIn.by.leave().catch((error: unknown) => {
          log.error({ fault: faultOf(error) }, 'the identity provider cannot be reached');
          return undefined;
        })
      : undefined;
  return html`<div class="box good" role="status"><p>${zh ? '已在本系统退出。' : 'You are signed out here.'}</p>${on && html`<p><a href="${on.href}">${zh ? '同时退出单位的统一账号' : 'Sign out of the account of your office too'}</a></p>`}</div>`;
}
