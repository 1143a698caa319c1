/** The HTTP application: who may ask what, in which form, and how it is answered. */
import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import express, { type Express, type RequestHandler, type Response, type Router } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import { pastTheirDay } from './deprecation.ts';
import { refusalRecorder } from './refused-access.ts';
import type { Deps } from './deps.ts';
import { documentation, problemRoutes } from './documentation.ts';
import { askingInside, type AskInside } from './inside.ts';
import { createMetrics, healthRoutes, metricsRoute } from './health.ts';
import { grouped } from './grouped.ts';
import { createApi, limiter, type Api, type Routes } from './openapi.ts';
import { answering, traceOf } from './request-ids.ts';
import type { AnySpec } from './route.ts';
import { shownRoutes } from './shown-routes.ts';
import { Problem } from './problems.ts';
import { problemHandler } from './problem-answer.ts';

export interface AppDeps extends Deps {
  /** Mounted in this order after the catalogue of problems. */
  routes?: readonly Routes[];
  /** Before everything else, where requests are traced. */
  trace?: RequestHandler;
  /** Pages that ask the API in this process. */
  pages?: (ask: AskInside, specs: () => readonly AnySpec[]) => Router;
  /** Each keeps what it wants to of a request that was refused. */
  recorders?: readonly ((res: Response, problem: Problem, error: unknown) => Promise<void>)[];
}

export function createApp(deps: AppDeps): Express {
  const app = express();
  // `production`: should anything get past our own handler, Express answers without a stack trace.
  app
    .disable('x-powered-by')
    .disable('etag')
    .set('trust proxy', [...(deps.trustedProxies ?? [])])
    .set('env', 'production');
  // Whether a client has an answer already is told where the answer has a tag (etag.ts): to `If-None-Match: *` Express would answer 304 anywhere.
  Object.defineProperty(app.request, 'fresh', { value: false });
  const open = createApi(deps);
  const shown = shownRoutes(() => open.specs);
  const metrics = createMetrics(deps, shown);
  if (deps.trace) app.use(deps.trace);
  app.use(requestId, access(deps, shown), secured, metrics.timing);

  healthRoutes(open);
  metricsRoute(open, metrics);
  app.use(open.router, limiter(deps, 'perAddress'));

  const dispatch: RequestListener = app;
  const api = createApi(deps, open);
  if (deps.pages) app.use(atDesk(deps.pages(askingInside(dispatch), () => api.specs)));
  for (const routes of [problemRoutes, ...(deps.routes ?? [])]) routes(api);
  const late = pastTheirDay(api.specs, civilDateOf(deps.clock.now()));
  if (late.length > 0) deps.log.warn({ routes: late }, 'deprecated: their day has passed');
  app.use(documentation(api), api.router, otherMethods(api));
  app.use(() => {
    throw new Problem('not-found');
  });
  app.use(
    problemHandler(deps.log, refusalRecorder(deps), async (res, problem, error) => {
      for (const record of deps.recorders ?? []) await record(res, problem, error);
    }),
  );
  return app;
}

const requestId: RequestHandler = (req, res, next) => {
  const reqId = (req.id = randomUUID());
  res.set('X-Request-Id', reqId);
  const unrecorded = (): boolean => Boolean(res.locals['unrecorded']);
  answering({ reqId, trace: traceOf(req.headers.traceparent), unrecorded }, next);
};

const secured = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'same-origin' },
});

/** One line per request: method, route template, status, time, caller's id. No bodies, names, tokens, headers or query values. */
function access(deps: Deps, shown: (route: string) => string): RequestHandler {
  return pinoHttp({
    logger: deps.log,
    genReqId: (req) => req.id,
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customSuccessObject: (req, res, value: { responseTime: number }) =>
      entry(res as Response, shown, req.method, value.responseTime),
    customErrorObject: (req, res, _error, value: { responseTime: number }) =>
      entry(res as Response, shown, req.method, value.responseTime),
    customLogLevel: (_req, res) => levelOf(res as Response),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  });
}

function levelOf(res: Response): 'silent' | 'error' | 'info' {
  if (res.locals['unrecorded']) return 'silent';
  return res.statusCode >= 500 ? 'error' : 'info';
}

function entry(
  res: Response,
  shown: (route: string) => string,
  method: string | undefined,
  ms: number,
): Record<string, unknown> {
  const { route, subject } = res.locals as { route?: string; subject?: string };
  const trace = traceOf(res.req.headers.traceparent);
  return {
    reqId: res.req.id,
    method,
    route: shown(route ?? 'unknown'),
    status: res.statusCode,
    ms,
    ...(subject && { subject }),
    ...(trace && { trace }),
  };
}

/** The pages, for the addresses of pages alone: all others go past them. */
const atDesk = (pages: Router): RequestHandler =>
  Object.assign(
    ((req, res, next) =>
      req.path.startsWith('/desk') ? pages(req, res, next) : next()) satisfies RequestHandler,
    { stack: pages.stack },
  );

/** A known address asked with another method: 405, with what it does allow. */
function otherMethods(api: Api): RequestHandler {
  const { router, at } = grouped();
  const methods = new Map<string, string[]>();
  for (const name of api.mounted) {
    const [method, path] = name.split(' ') as [string, string];
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, known] of methods) {
    const allowed = known.join(', ');
    at(path).all(path, () => {
      throw new Problem('method-not-allowed', {
        headers: { Allow: allowed },
        lawful: {
          zh: `本地址可用的方法：${allowed}。`,
          en: `Methods of this address: ${allowed}.`,
        },
      });
    });
  }
  return router;
}
