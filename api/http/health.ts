/** Whether the process lives, whether it can work, and what it measures. */
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { buildInfo } from './build-info.ts';
import type { Deps } from './deps.ts';
import { stateGauges, type StateGauges } from './database-gauges.ts';
import { mayReadMetrics } from './metrics-door.ts';
import type { Api } from './openapi.ts';
import { Problem } from './problems.ts';
import { faultOf } from './problem-answer.ts';

const TIMEOUT = 2000;

/** A check that does not answer in time counts as failed. */
async function passes(
  deps: Deps,
  part: string,
  check: () => PromiseLike<unknown>,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), TIMEOUT);
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch (error) {
    deps.log.warn({ part, fault: faultOf(error) }, 'not ready');
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** One look for everybody who asks while it goes on, and for a second after: nobody is asked for a token here. */
function forASecond<T>(look: () => Promise<T>): () => Promise<T> {
  let [last, until] = [undefined as Promise<T> | undefined, Infinity];
  return () => {
    if (last && performance.now() < until) return last;
    until = Infinity;
    last = look();
    void last.then(() => {
      until = performance.now() + 1000;
    });
    return last;
  };
}

const readyShape = z.object({
  status: z.literal('ready'),
  database: z.boolean(),
  engine: z.boolean(),
  clock: z.boolean(),
});

export function healthRoutes(api: Api): void {
  const { deps } = api;
  const ready = forASecond(() =>
    Promise.all([
      passes(deps, 'database', () => deps.sql`select 1`),
      passes(deps, 'engine', deps.engineReady ?? (() => Promise.resolve())),
    ]),
  );
  api.route(
    {
      method: 'get',
      path: '/health',
      tag: '运行 Operation',
      auth: 'public',
      summary: '进程存活 — The process lives',
      responses: {
        200: { description: '存活 Alive', schema: z.object({ status: z.literal('alive') }) },
      },
    },
    () => ({ body: { status: 'alive' } }),
  );

  api.route(
    {
      method: 'get',
      path: '/ready',
      tag: '运行 Operation',
      auth: 'public',
      summary: '可以受理请求 — Ready for requests',
      problems: ['not-ready'],
      responses: { 200: { description: '就绪 Ready', schema: readyShape } },
    },
    async () => {
      const [database, engine] = await ready();
      const clock = deps.clock.inStep?.() ?? true;
      if (database && engine && clock)
        return { body: { status: 'ready', database, engine, clock } };
      const parts = [
        ...(database ? [] : ['database']),
        ...(engine ? [] : ['engine']),
        ...(clock ? [] : ['clock']),
      ].join(', ');
      throw new Problem('not-ready', {
        say: { zh: `尚未就绪：${parts}`, en: `Not ready: ${parts}` },
        headers: { 'Retry-After': '5' },
      });
    },
  );
}

export interface Metrics {
  registry: Registry;
  timing: RequestHandler;
  state: StateGauges;
}

/** One registry per application, so that two in one process do not mix. `shown`: the name of a route. */
export function createMetrics(deps: Deps, shown: (route: string) => string): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  buildInfo(registry);
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  deps.measure?.(registry);
  const timing: RequestHandler = (req, res, next) => {
    const stop = seconds.startTimer();
    res.once('close', () => {
      if (res.locals['unrecorded']) return;
      stop({
        method: req.method,
        route: shown(String(res.locals['route'] ?? 'unknown')),
        status: String(res.statusCode),
      });
    });
    next();
  };
  return { registry, timing, state: stateGauges(registry, deps) };
}

export function metricsRoute(api: Api, metrics: Metrics): void {
  api.route(
    {
      method: 'get',
      path: '/metrics',
      tag: '运行 Operation',
      auth: 'public',
      summary:
        'Prometheus 指标（仅限本机或专用令牌） — Prometheus metrics (from this machine, or with the metrics token)',
      problems: ['not-authorised'],
      responses: { 200: { description: '指标 Metrics', media: 'text/plain' } },
    },
    async ({ req, res }) => {
      if (!mayReadMetrics(req, api.deps.metricsToken)) throw new Problem('not-authorised');
      await metrics.state.read();
      res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  );
}
