/** The API with everything it needs around it: engine, verdicts, background work. Used by main.ts, the tests and the demo. */
import type { Express } from 'express';
import type { Logger } from 'pino';
import { connect, type Sql } from '../db/client.ts';
import { readSigningKey } from '../engine-token.ts';
import type { Settings } from '../settings.ts';
import { ActMeter } from './intake/act-meter.ts';
import type { ActDeps } from './intake/submit-act.ts';
import { createApp, type AppDeps } from './http/app.ts';
import { jwtVerifier } from './http/authentication.ts';
import { createBackground, type Background } from './background/background.ts';
import { lateVerdicts, measuring } from './background/gauges.ts';
import type { Loop } from './background/loop.ts';
import { Clock } from './http/clock.ts';
import { readMetricsToken } from './http/metrics-door.ts';
import type { EngineOptions } from './intake/engine-calls.ts';
import { Engine } from './intake/engine.ts';
import { faultRecorder, refusedAttemptRecorder } from './intake/refused-attempts.ts';
import { deliveryRoutes } from './outbox/deliveries.ts';
import { deskOf } from './pages/desk.ts';
import { homeOf } from './pages/settings.ts';
import { receiverGround } from './outbox/receiver-ground.ts';
import { receiverRoutes } from './outbox/receivers.ts';
import type { Routes } from './http/openapi.ts';
import { reconciliationRoutes } from './background/reconciliation-routes.ts';
import { createOutbox, type Outbox, type OutboxChanges } from './outbox/outbox.ts';
import { startOf } from './intake/procedures.ts';
import { creditRuleGround, creditRuleRevocationGround } from './credit-cycle/rule-ground.ts';
import { creditSubjectGround } from './credit-record/subject-ground.ts';
import { indicatorGround } from './circuit-breaker/indicator-ground.ts';
import { appointmentGround } from './commitment-registries/appointment-ground.ts';
import { commentGround } from './colleagues/erasing.ts';
import { erasureGround } from './log/erasing.ts';
import { keyGround } from './log/keys.ts';
import { restartGround } from './log/restarting.ts';
import { logRoutes } from './log/index.ts';
import { paperSeriesGround, paperTemplateGround } from './papers/grounds.ts';
import { calendarGround } from './registries/calendar-ground.ts';
import { proposalRoutes } from './registries/proposals.ts';
import { wordsGround } from './service-words/erasing.ts';
import { rowGrounds } from './registries/row-ground.ts';
import { caseGround } from './service-figures/withdrawal.ts';
import { groupGround } from './work-plan/group-ground.ts';
import { rooms } from './rooms.ts';
import { readSeal } from './intake/sealing.ts';
import { Verdicts } from './intake/verdicts.ts';

export interface Service {
  app: Express;
  sql: Sql;
  engine: Engine;
  background: Background;
  acts: ActDeps;
  start(works?: { background?: boolean }): Promise<void>;
  stop(): Promise<void>;
}

export interface ServiceOptions extends Partial<AppDeps> {
  verdictTimeout?: number;
  relayEvery?: number;
  relayOlderThan?: number;
  outbox?: OutboxChanges;
  wall?: () => number;
  /** Milliseconds a single query of a report may take. */
  longestReport?: number;
  watchRuns?: boolean;
  signEvery?: number;
  /** Around the engine's starts and signals, where they are traced. */
  calls?: EngineOptions['around'];
}

async function engineOf(settings: Settings, around: ServiceOptions['calls']): Promise<Engine> {
  const { TEMPORAL_API_KEY: apiKey, DUBAN_SIGNING_KEY_FILE: keyFile } = settings;
  return Engine.connect({
    address: settings.TEMPORAL_ADDRESS,
    namespace: settings.TEMPORAL_NAMESPACE,
    taskQueue: settings.TEMPORAL_TASK_QUEUE,
    tls: settings.TEMPORAL_TLS,
    timeSkipping: settings.DUBAN_TIME_SKIPPING,
    retention: settings.TEMPORAL_RETENTION_HOURS && settings.TEMPORAL_RETENTION_HOURS * 3_600_000,
    home: homeOf(settings),
    around,
    apiKey,
    ...(keyFile && !apiKey && { key: await readSigningKey(keyFile) }),
  });
}

async function appSettings(
  settings: Settings,
): Promise<Partial<AppDeps> & Pick<AppDeps, 'tokens'>> {
  if (!settings.OIDC_ISSUER)
    throw new Error('settings: OIDC_ISSUER: whose tokens count must be said');
  const { API_METRICS_TOKEN: token, API_METRICS_TOKEN_FILE: file } = settings;
  const metricsToken = await readMetricsToken('API_METRICS_TOKEN', token, file);
  return {
    tokens: jwtVerifier({
      jwksUrl: settings.OIDC_JWKS_URL,
      jwksFile: settings.OIDC_JWKS_FILE,
      issuer: settings.OIDC_ISSUER,
      audience: settings.OIDC_AUDIENCE,
    }),
    allowFictitious: settings.DUBAN_TIME_SKIPPING,
    limits: { perAddress: settings.API_RATE_PER_ADDRESS, perCaller: settings.API_RATE_PER_CALLER },
    trustedProxies: settings.API_TRUSTED_PROXIES,
    ...(metricsToken !== undefined && { metricsToken }),
    gaugesEvery: settings.METRICS_INTERVAL * 1000,
  };
}

/** By which name the log of a bureau is known: its public address without the scheme. */
const originOf =
  ({ API_PUBLIC_URL: url, API_HOST: host, API_PORT: port }: Settings) =>
  (bureau: string): string =>
    `${url ? new URL(url).host : `${host}:${port}`}/v1/log/${bureau}`;

/** What every part asks: database, engine, verdicts, clock. */
async function connected(
  settings: Settings,
  log: Logger,
  { verdictTimeout, wall, longestReport = 60_000, calls }: ServiceOptions,
): Promise<ActDeps> {
  const sql = connect(settings.DATABASE_URL, { name: 'duban-api' });
  return {
    sql,
    reports: connect(settings.DATABASE_URL, {
      name: 'duban-api-reports',
      max: 4,
      longest: longestReport,
      readOnly: true,
    }),
    holds: connect(settings.DATABASE_URL, { name: 'duban-api-holds', max: 2 }),
    engine: await engineOf(settings, calls),
    verdicts: new Verdicts(sql),
    clock: new Clock({ sql, log, wall }),
    log,
    meter: new ActMeter(),
    ...(verdictTimeout !== undefined && { verdictTimeout }),
  };
}

/** Work in the background begins when everything it asks is there, and ends before that goes. */
function lifecycle(
  { sql, reports, holds, engine, verdicts, clock }: ActDeps,
  outbox: Outbox,
  loops: readonly Loop[],
): Pick<Service, 'start' | 'stop'> {
  return {
    async start({ background = true } = {}) {
      await clock.start();
      await verdicts.start();
      await outbox.start();
      for (const loop of background ? loops : []) await loop.start();
    },
    async stop() {
      await Promise.all([outbox.stop(), ...[clock.loop, ...loops].map((loop) => loop.stop())]);
      await verdicts.stop();
      await engine.close();
      await Promise.all([sql, reports, holds].map((each) => each.end({ timeout: 5 })));
    },
  };
}

/** What belongs to no procedure. */
const sharedRoutes = (acts: ActDeps, outbox: Outbox, background: Background): Routes[] => [
  receiverRoutes(outbox),
  deliveryRoutes,
  reconciliationRoutes(acts, background),
  ...logRoutes(acts),
  proposalRoutes((deps) => [
    keyGround,
    restartGround,
    erasureGround,
    calendarGround(deps),
    receiverGround(outbox.policy),
    ...rowGrounds(deps),
    appointmentGround(deps),
    indicatorGround,
    wordsGround,
    commentGround,
    creditRuleGround,
    creditRuleRevocationGround,
    creditSubjectGround,
    groupGround,
    caseGround,
    paperSeriesGround,
    paperTemplateGround,
  ]),
];

/** What every room brings to those that show it together. */
const ofRooms = () => ({
  desk: rooms.flatMap((room) => room.desk ?? []),
  notices: rooms.flatMap((room) => room.notice ?? []),
  records: rooms.flatMap((room) => room.record ?? []),
  news: rooms.flatMap((room) => room.news ?? []),
});

const recordersOf = ({ sql, log, meter }: ActDeps): AppDeps['recorders'] => [
  faultRecorder(meter),
  ...[refusedAttemptRecorder, ...rooms.flatMap((room) => room.recorder ?? [])].map((one) =>
    one({ sql, log }),
  ),
];

export async function createService(
  settings: Settings,
  log: Logger,
  options: ServiceOptions = {},
): Promise<Service> {
  const { relayEvery, relayOlderThan, watchRuns, signEvery, outbox: changes, ...more } = options;
  const { verdictTimeout: _v, wall: _wall, longestReport: _longest, calls: _calls, ...own } = more;
  const given = await appSettings(settings);
  const acts = await connected(settings, log, options);
  const { sql, engine, clock } = acts;
  const seal = await readSeal(settings);
  const outbox = await createOutbox(settings, sql, log, changes);
  const parts = { acts, settings, seal, outbox, ...ofRooms() };
  const opened = rooms.map((room) => room.open(parts));
  const background = createBackground({
    acts,
    log,
    describe: startOf,
    handlers: Object.fromEntries(opened.flatMap(({ tasks = {} }) => Object.entries(tasks))),
    bulk: opened.flatMap(({ bulk = [] }) => bulk),
    relayEvery,
    relayOlderThan,
    watchRuns,
    signer: { signer: settings.LOG_SIGNER, originOf: originOf(settings) },
    signEvery,
  });
  const { calendars } = background;
  const loops = [...background.loops, ...opened.flatMap((room) => room.loops ?? [])];
  const app = createApp({
    sql,
    log,
    clock,
    ...given,
    engineReady: () => engine.ready(),
    retention: engine.retention,
    gauges: [...rooms.flatMap((room) => room.gauges ?? []), lateVerdicts(acts.meter)],
    measure: measuring(acts.meter, [clock.loop, ...outbox.loops, ...loops]),
    routes: [...opened.flatMap(({ routes }) => routes), ...sharedRoutes(acts, outbox, background)],
    recorders: recordersOf(acts),
    pages: await deskOf(settings, { sql, log, clock }),
    previewCalendar: (candidate) => calendars.preview(candidate),
    onCalendarChanged: async () => void (await calendars.spread()),
    ...own,
  });
  return { app, sql, engine, background, acts, ...lifecycle(acts, outbox, loops) };
}
