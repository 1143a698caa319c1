/** The API with everything it needs around it: engine, verdicts, relay. Used by main.ts, the tests and the demo. */
import { readFile } from 'node:fs/promises';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { connect, type Sql } from '../db/client.ts';
import { readSigningKey } from '../engine-token.ts';
import type { Settings } from '../settings.ts';
import type { ActDeps } from './acts.ts';
import { createApp, type AppDeps } from './app.ts';
import { jwtVerifier } from './authentication.ts';
import { Clock } from './clock.ts';
import type { Deps } from './deps.ts';
import { Engine } from './engine.ts';
import { Errands, type ErrandHandlers } from './errands.ts';
import { Keeper } from './keeper.ts';
import { ConsultationSchedules } from './consultation-schedules.ts';
import { performConsultationCall } from './consultations.ts';
import { inspectionErrands } from './inspection-errands.ts';
import { licenceErrands } from './licence-errands.ts';
import { drawErrands } from './draw-errands.ts';
import { createOutbox, type OutboxChanges } from './outbox/outbox.ts';
import { startOf } from './procedures.ts';
import { Relay } from './relay.ts';
import { consultationRoutes } from './routes/consultations.ts';
import { coordinationIssueRoutes } from './routes/coordination-issues.ts';
import { eventRoutes } from './routes/events.ts';
import { checkErrands, checkRoutes } from './routes/checks.ts';
import { drawRoutes } from './routes/draws.ts';
import { exchangeRoutes } from './routes/exchanges.ts';
import { boardRoutes } from './routes/boards.ts';
import { bringLink, commitmentCaseRoutes } from './routes/commitment-cases.ts';
import { creditObjectionRoutes } from './routes/credit-objections.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { fileRoutes } from './routes/files.ts';
import { refusedAttemptRoutes } from './routes/refused-attempts.ts';
import { licenceRevocationRoutes } from './routes/licence-revocations.ts';
import { implementingRuleErrands, implementingRuleRoutes } from './routes/implementing-rules.ts';
import { rapidResponseRoutes } from './routes/rapid-responses.ts';
import { inspectionRoutes } from './routes/inspections.ts';
import { inspectionConductRoutes } from './routes/inspection-conduct.ts';
import { inspectionCorrectionRoutes } from './routes/inspection-corrections.ts';
import { inspectionWindowRoutes } from './routes/inspection-windows.ts';
import { receiverRoutes } from './routes/receivers.ts';
import { reconciliationRoutes } from './routes/reconciliation.ts';
import { resultRevocationRoutes } from './routes/result-revocations.ts';
import { enforcementComplaintRoutes } from './routes/enforcement-complaints.ts';
import { enforcementSupervisionRoutes } from './routes/enforcement-supervision.ts';
import { inspectionReportRoutes } from './routes/inspection-reports.ts';
import { inspectionEvaluationRoutes } from './routes/inspection-evaluations.ts';
import { publicationRoutes } from './routes/publications.ts';
import { inspectionProgrammeRoutes } from './routes/inspection-programmes.ts';
import { specialInspectionRoutes } from './routes/special-inspections.ts';
import { readSeal } from './sealing.ts';
import { Verdicts } from './verdicts.ts';

export interface Service {
  app: Express;
  sql: Sql;
  engine: Engine;
  relay: Relay;
  keeper: Keeper;
  acts: ActDeps;
  start(): Promise<void>;
  stop(): Promise<void>;
}

async function metricsToken({
  API_METRICS_TOKEN: token,
  API_METRICS_TOKEN_FILE: file,
}: Settings): Promise<Pick<Deps, 'metricsToken'>> {
  if (token) return { metricsToken: token };
  if (!file) return {};
  const read = (await readFile(file, 'utf8')).trim();
  if (read.length < 16) throw new Error('settings: API_METRICS_TOKEN_FILE: at least 16 characters');
  return { metricsToken: read };
}

/** What files owe each other, by kind. */
const errandHandlers: ErrandHandlers = {
  ...implementingRuleErrands,
  link: bringLink,
  'consultation-call': performConsultationCall,
  ...licenceErrands,
  ...inspectionErrands,
};

export async function createService(
  settings: Settings,
  log: Logger,
  options: Partial<AppDeps> & {
    patience?: number;
    relayEvery?: number;
    relayOlderThan?: number;
    outbox?: OutboxChanges;
    wall?: () => number;
    watchRuns?: boolean;
  } = {},
): Promise<Service> {
  const {
    patience,
    relayEvery,
    relayOlderThan,
    outbox: outboxChanges,
    wall,
    watchRuns,
    ...overrides
  } = options;
  if (!settings.OIDC_ISSUER)
    throw new Error('settings: OIDC_ISSUER: whose tokens count must be said');
  const sql = connect(settings.DATABASE_URL, { name: 'duban-api' });
  const engine = Engine.connect({
    address: settings.TEMPORAL_ADDRESS,
    namespace: settings.TEMPORAL_NAMESPACE,
    taskQueue: settings.TEMPORAL_TASK_QUEUE,
    tls: settings.TEMPORAL_TLS,
    timeSkipping: settings.DUBAN_TIME_SKIPPING,
    apiKey: settings.TEMPORAL_API_KEY,
    ...(settings.DUBAN_SIGNING_KEY_FILE &&
      !settings.TEMPORAL_API_KEY && { key: await readSigningKey(settings.DUBAN_SIGNING_KEY_FILE) }),
  });
  const verdicts = new Verdicts(sql);
  const clock = new Clock({ sql, log, wall });
  const acts: ActDeps = {
    sql,
    engine,
    verdicts,
    clock,
    log,
    ...(patience !== undefined && { patience }),
  };
  const seal = await readSeal(settings);
  const keeper = new Keeper({
    sql,
    engine,
    log,
    describe: startOf,
    ...(watchRuns !== undefined && { watch: watchRuns }),
  });
  const schedules = new ConsultationSchedules({ sql, engine, log });
  const outbox = await createOutbox(settings, sql, log, outboxChanges);
  const tokens = jwtVerifier({
    jwksUrl: settings.OIDC_JWKS_URL,
    jwksFile: settings.OIDC_JWKS_FILE,
    issuer: settings.OIDC_ISSUER,
    audience: settings.OIDC_AUDIENCE,
  });
  const app = createApp({
    sql,
    tokens,
    log,
    clock,
    allowFictitious: settings.DUBAN_TIME_SKIPPING,
    engineReady: () => engine.ready(),
    limits: { perAddress: settings.API_RATE_PER_ADDRESS, perCaller: settings.API_RATE_PER_CALLER },
    trustedProxies: settings.API_TRUSTED_PROXIES,
    ...(await metricsToken(settings)),
    routes: [
      rapidResponseRoutes(acts),
      inspectionRoutes(acts),
      inspectionWindowRoutes(acts),
      inspectionCorrectionRoutes(acts),
      inspectionConductRoutes,
      commitmentCaseRoutes(acts),
      creditObjectionRoutes(acts),
      eventRoutes(acts),
      implementingRuleRoutes(acts),
      drawRoutes({ ...acts, seal }),
      checkRoutes({ ...acts, seal, publicUrl: settings.API_PUBLIC_URL }),
      licenceRevocationRoutes(acts),
      resultRevocationRoutes(acts),
      fileRoutes(acts),
      refusedAttemptRoutes(acts),
      boardRoutes(acts, {
        uiUrl: settings.TEMPORAL_UI_URL,
        namespace: settings.TEMPORAL_NAMESPACE,
      }),
      exchangeRoutes(acts),
      coordinationIssueRoutes(acts),
      consultationRoutes(acts, schedules),
      enforcementComplaintRoutes(acts, outbox.seal),
      specialInspectionRoutes(acts),
      publicationRoutes(acts),
      inspectionEvaluationRoutes(acts, outbox.seal),
      enforcementSupervisionRoutes(acts),
      inspectionReportRoutes(acts),
      inspectionProgrammeRoutes(acts),
      receiverRoutes(outbox),
      deliveryRoutes,
      reconciliationRoutes(acts, keeper),
    ],
    previewCalendar: (candidate) => keeper.previewCalendar(candidate),
    onCalendarChanged: async () => {
      await keeper.spreadCalendars();
    },
    ...overrides,
  });
  const relay = new Relay({
    sql,
    engine,
    log,
    describe: startOf,
    ...(relayEvery !== undefined && { every: relayEvery }),
    ...(relayOlderThan !== undefined && { olderThan: relayOlderThan }),
  });
  const errands = new Errands(acts, log, {
    ...errandHandlers,
    ...drawErrands(seal),
    ...checkErrands(seal),
  });
  return {
    app,
    sql,
    engine,
    relay,
    keeper,
    acts,
    async start() {
      await clock.start();
      await verdicts.start();
      await outbox.start();
      await errands.start();
      schedules.start();
      relay.start();
      keeper.start();
    },
    async stop() {
      clock.stop();
      await schedules.stop();
      await errands.stop();
      await outbox.stop();
      await relay.stop();
      await keeper.stop();
      await verdicts.stop();
      await engine.close();
      await sql.end({ timeout: 5 });
    },
  };
}
