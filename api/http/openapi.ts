/** The documented API: a route is mounted with its description, which checks its requests and its replies. */
import express, {
  type ErrorRequestHandler,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { rateLimit } from 'express-rate-limit';
import { z } from 'zod';
import { authenticate, requireOffice, requireRole, type Caller } from './authentication.ts';
import type { Deps, Limits } from './deps.ts';
import { boundedJson } from './bounded-json.ts';
import { announcing, setHeaders } from './deprecation.ts';
import { vouchedFor } from './inside.ts';
import { Problem } from './problems.ts';
import { badInput, readPart } from './fields.ts';
import {
  type Auth,
  type RouteSpec,
  type Input,
  type Reply,
  type AnySpec,
  clauseOf,
} from './route.ts';
import { grouped } from './grouped.ts';
import { queryOf, readLog, requirePurpose } from './reads.ts';

export interface Api {
  readonly deps: Deps;
  readonly router: RequestHandler;
  /** Every mounted route, as `GET /v1/…`. */
  readonly mounted: string[];
  /** Their descriptions, in the same order. */
  readonly specs: AnySpec[];
  route<
    P extends z.ZodObject,
    Q extends z.ZodObject,
    B extends z.ZodType,
    H extends z.ZodObject,
    const A extends Auth,
  >(
    spec: RouteSpec<P, Q, B, H, A>,
    handler: (input: Input<P, Q, B, H, A>) => Promise<Reply | void> | Reply | void,
  ): void;
}

const defaultLimits: Limits = { perAddress: 6000, perCaller: 600, calculator: 60, feed: 60 };

/** A group of routes: it mounts itself on the documented API. */
export type Routes = (api: Api) => void;

/** A set of routes; with `documentedIn` they appear in the document of another set. */
export function createApi(deps: Deps, documentedIn?: Api): Api {
  const { router, at } = grouped();
  const mounted = documentedIn?.mounted ?? [];
  const specs = documentedIn?.specs ?? [];
  const holdUntilEntered = readLog(deps);
  const perCaller = limiter(deps, 'perCaller');
  const gate = authenticate(deps);
  return {
    deps,
    router,
    mounted,
    specs,
    route(spec, handler) {
      mounted.push(`${spec.method.toUpperCase()} ${spec.path}`);
      specs.push(spec);
      const opens = spec.opens && { type: spec.opens.type, form: spec.body };
      const about = { route: spec.path, opens, unrecorded: spec.unrecorded };
      const steps: (RequestHandler | ErrorRequestHandler)[] = [noted(about), ...announcing(spec)];
      // A bucket for each route: whoever exhausts one leaves the others alone.
      if (spec.limit) steps.push(limiter(deps, spec.limit));
      const known = [gate, perCaller];
      if (spec.auth === 'optional') steps.push(...known.map(withToken));
      else if (spec.auth !== 'public') steps.push(...known);
      if (spec.bodyIsText) steps.push(textOnly, express.text({ limit: spec.bodyLimit ?? '64kb' }));
      else if (spec.body)
        steps.push(
          jsonOnly,
          express.json({ limit: spec.bodyLimit ?? '256kb', type: () => true, verify: boundedJson }),
          roleFirst(spec),
        );
      at(spec.path)[spec.method](
        spec.path,
        ...steps,
        async (req: Request, res: Response, next: NextFunction) => {
          let reply: Reply | void = undefined;
          holdUntilEntered(spec, { req, res, reply: () => reply ?? undefined }, next);
          reply = await handler(inputOf(spec, req, res) as Parameters<typeof handler>[0]);
          if (reply) send(deps, spec, res, reply);
        },
      );
    },
  };
}

/** What later steps, and the log, know of the request from its route. */
const noted =
  (about: object): RequestHandler =>
  (_req, res, next) => {
    Object.assign(res.locals, about);
    next();
  };

/** A window of one minute; callers are counted by their registered id, calendars by their own address, everybody else by where they come from. */
export function limiter(deps: Deps, name: keyof Limits): RequestHandler {
  return rateLimit({
    // Whoever sends X-Forwarded-For without being a proxy of ours is counted by the connection: nothing to complain of.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    windowMs: 60_000,
    limit: deps.limits?.[name] ?? defaultLimits[name],
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    ...(name === 'feed' && {
      keyGenerator: (req: Request) => String(req.params['address']),
    }),
    ...(name === 'perCaller' && {
      keyGenerator: (_req: Request, res: Response) => (res.locals['caller'] as Caller).id,
    }),
    // What the pages ask has been counted by address as a page; here it counts for its caller.
    skip: (req) => name !== 'perCaller' && vouchedFor(req) !== undefined,
    handler: (_req, _res, next) => next(new Problem('rate-limited')),
  });
}

const withToken =
  (step: RequestHandler): RequestHandler =>
  (req, res, next) =>
    req.get('authorization') === undefined && !vouchedFor(req) ? next() : step(req, res, next);

/** What cannot be read was asked by somebody all the same: who may not is refused as such, and that is recorded. */
const roleFirst =
  (spec: AnySpec): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    const caller = res.locals['caller'] as Caller | undefined;
    if (caller && typeof spec.auth !== 'string')
      requireRole(caller, spec.auth, clauseOf(spec, undefined));
    next(error);
  };

const textOnly: RequestHandler = (req, _res, next) => {
  if (req.is('text/plain') === false) throw new Problem('unsupported-media-type');
  next();
};

const jsonOnly: RequestHandler = (req, _res, next) => {
  if (req.is('application/json') === false) throw new Problem('unsupported-media-type');
  next();
};

/** Made once: a schema compiles itself at its first use. */
const none = z.strictObject({});

function inputOf(spec: AnySpec, req: Request, res: Response): unknown {
  const caller = res.locals['caller'] as Caller | undefined;
  const clause = clauseOf(spec, req.body);
  if (caller && typeof spec.auth !== 'string') requireRole(caller, spec.auth, clause);
  // Whoever holds no office writes nothing, whatever else the route asks.
  else if (caller && spec.method !== 'get' && !spec.answersAgain) requireOffice(caller, clause);
  assertPrintable(req.params, 'path');
  assertPrintable(req.query, 'query');
  requirePurpose(spec, req);
  return {
    params: readPart(spec.params ?? none, req.params, 'path'),
    query: readPart(spec.query ?? none, queryOf(spec, req), 'query'),
    headers: spec.headers ? readPart(spec.headers, req.headers, 'header') : {},
    body: spec.body ? readPart(spec.body, req.body, 'body', clause) : undefined,
    caller,
    req,
    res,
  };
}

/** No control characters in an address, whatever its schema says: the database has no NUL. */
function assertPrintable(part: object, where: 'path' | 'query'): void {
  const broken = Object.entries(part).filter(
    ([, value]) => typeof value === 'string' && /\p{Cc}/u.test(value),
  );
  if (broken.length > 0)
    throw badInput(
      broken.map(([name]) => ({
        in: where,
        path: `/${name.slice(0, 64)}`,
        zh: '不得含控制字符',
        en: 'No control characters',
      })),
    );
}

function send(deps: Deps, spec: AnySpec, res: Response, reply: Reply): void {
  const status = reply.status ?? 200;
  const schema = spec.responses[status]?.schema;
  if (
    deps.checkReplies &&
    (!spec.responses[status] || schema?.safeParse(reply.body).success === false)
  ) {
    throw new Error(`the reply ${status} of ${spec.method} ${spec.path} is not as documented`);
  }
  if (reply.headers) setHeaders(res, reply.headers);
  if (!res.hasHeader('Cache-Control')) res.set('Cache-Control', 'no-store');
  res.status(status);
  if (reply.body === undefined) res.end();
  else res.json(reply.body);
}
