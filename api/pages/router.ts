/**
 * 台面的网页 The pages at /desk. A page is a client of the API in the same process: it asks the same routes as whoever is signed in, and shows what they answer.
 * No rule of law stands here.
 */
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import { refusalRecorder } from '../http/refused-access.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { AskInside, Inner } from '../http/inside.ts';
import { asProblem, faultOf, problemBody } from '../http/problem-answer.ts';
import type { AnySpec } from '../http/route.ts';
import { Problem, type ProblemBody } from '../http/problems.ts';
import { goTo, policy, show, showProblem } from './frame.ts';
import type { SignedIn } from './layout.ts';
import { same } from './secrets.ts';
import {
  finishSignIn,
  isSignedIn,
  requireSession,
  signInAsSample,
  signInPage,
  signOut,
  startSignIn,
  type SignInDeps,
} from './sign-in.ts';
import { style, stylePath } from './style.ts';
import { isTooMuch } from './forms/reading.ts';
import { openingsOf } from './openings.ts';
import { pages } from './pages.ts';
import { PageProblem, type Opening, type PageSpec, type Visit } from './visit.ts';
import { formOnly, readUpload } from './uploads.ts';
import { beijing, languageOf } from './words.ts';

export interface PagesDeps extends SignInDeps {
  /** What the API documents, once it is mounted. */
  specs: () => readonly AnySpec[];
  clock: { now(): Instant };
  /** Of the file's run in the Temporal UI. */
  engineUrl: (file: string) => string;
  ask: AskInside;
}

export function pagesRouter(deps: PagesDeps): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use('/desk', (_req, res, next) => {
    res.set('Content-Security-Policy', policy);
    next();
  });
  router.get(stylePath, (_req, res) => {
    res.set('Cache-Control', 'public, max-age=31536000, immutable').type('css').send(style);
  });
  const named =
    (path: string): RequestHandler =>
    (_req, res, next) => {
      res.locals['route'] = path;
      next();
    };
  const at = (path: string, ...steps: RequestHandler[]): RequestHandler[] => [
    named(path),
    ...steps,
  ];
  router.get('/desk/sign-in', at('/desk/sign-in', signInPage(deps)));
  router.post('/desk/sign-in', at('/desk/sign-in', formOnly(), ...body, signInAsSample(deps)));
  router.get('/desk/sign-in/start', at('/desk/sign-in/start', startSignIn(deps)));
  router.get('/desk/sign-in/callback', at('/desk/sign-in/callback', finishSignIn(deps)));
  const session = requireSession(deps);
  router.post(
    '/desk/sign-out',
    at('/desk/sign-out', formOnly(), ...body, session, ownForm, signOut(deps)),
  );
  let known: readonly Opening[] | undefined;
  const openings = (): readonly Opening[] => (known ??= openingsOf(deps.specs()));
  const rolesFor = rolesIn(deps);
  for (const spec of pages)
    router[spec.method](
      spec.path,
      at(
        spec.path,
        ...(spec.method === 'post' ? formSteps(deps, spec) : []),
        session,
        ...(spec.method === 'post' ? [spec.again ? markedForm : ownForm] : []),
        visited(deps, { openings, rolesFor }, spec),
      ),
    );
  router.use('/desk', () => {
    throw new Problem('not-found');
  });
  router.use('/desk', onProblem(deps));
  return router;
}

const rolesIn =
  ({ specs }: PagesDeps): Visit['rolesFor'] =>
  (route) => {
    const spec = specs().find(({ method, path }) => `${method.toUpperCase()} ${path}` === route);
    return typeof spec?.auth === 'string' ? undefined : spec?.auth;
  };

const text = express.text({ type: () => true, limit: '512kb' });
const body: RequestHandler[] = [
  (req, res, next) => (typeof req.body === 'string' ? next() : text(req, res, next)),
  (req, _res, next) => {
    if (typeof req.body === 'string' && isTooMuch(new URLSearchParams(req.body)))
      throw new Problem('too-large');
    next();
  },
];

const formSteps = (deps: PagesDeps, { files = false }: PageSpec): RequestHandler[] => [
  formOnly(files),
  ...(files ? [readUpload((req) => isSignedIn(deps, req))] : []),
  ...body,
];

/** 跨站请求 A form of another site knows the cookie's browser, but not the token of its session. */
const ownForm: RequestHandler = (req, res, next) => {
  if (!isOwn(req, res)) throw new Problem('form-stale');
  next();
};
/** Of a form that is filled in with care nothing is lost: it is shown again, with nothing sent. */
const markedForm: RequestHandler = (req, res, next) => {
  res.locals['again'] = !isOwn(req, res);
  next();
};

function isOwn(req: Request, res: Response): boolean {
  const { csrf } = res.locals['signedIn'] as SignedIn;
  const form = new URLSearchParams(typeof req.body === 'string' ? req.body : '');
  return same(form.get('_csrf'), csrf);
}

const visited =
  (
    { ask, clock, engineUrl }: PagesDeps,
    { openings, rolesFor }: Pick<Visit, 'openings' | 'rolesFor'>,
    { page, again }: PageSpec,
  ): RequestHandler =>
  async (req, res) => {
    const language = languageOf(req);
    const { officer, csrf } = res.locals['signedIn'] as SignedIn;
    const asked = (inner: Inner): ReturnType<AskInside> =>
      ask(officer, {
        ...inner,
        headers: {
          'accept-language': language,
          host: req.get('host') ?? 'inside',
          ...inner.headers,
        },
      });
    const visit: Visit = {
      language,
      t: (zh, en) => (language === 'zh' ? zh : en),
      say: (sentence) => sentence[language],
      now: clock.now(),
      engineUrl,
      openings,
      rolesFor,
      officer,
      csrf,
      params: req.params as Record<string, string>,
      query: new URLSearchParams(req.originalUrl.split('?')[1] ?? ''),
      form: new URLSearchParams(typeof req.body === 'string' ? req.body : ''),
      req,
      ask: asked,
      async read<T>(path: string) {
        const reply = await asked({ method: 'GET', path });
        if (reply.status >= 400) throw new PageProblem(reply.body as ProblemBody);
        return reply.body as T;
      },
    };
    const shown = await (again && res.locals['again'] === true ? again : page)(visit);
    if ('to' in shown) goTo(res, shown.to);
    else if ('bytes' in shown)
      res.set({ 'Cache-Control': 'no-store', ...shown.headers }).end(shown.bytes);
    else show(req, res, { ...shown, madeAt: beijing(visit.now).replace('T', ' ') });
  };

/** A problem is a page in its own sentences; a fault says no more than that there was one. */
const onProblem =
  (deps: PagesDeps): ErrorRequestHandler =>
  async (error: unknown, req, res, _next) => {
    if (res.headersSent) return void res.destroy();
    if (error instanceof PageProblem) return showProblem(req, res, error.problem);
    const problem = asProblem(error);
    if (problem.status === 403) await refusalRecorder(deps)(res, problem);
    if (problem.code === 'internal')
      deps.log.error({ reqId: req.id, fault: faultOf(error) }, 'a page has failed');
    showProblem(req, res, problemBody(problem, languageOf(req), String(req.id)));
  };
