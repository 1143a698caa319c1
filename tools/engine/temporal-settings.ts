/** What the Temporal server and its Web UI are told: environment, dynamic configuration, the UI's file. JSON is YAML. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TemporalBinaries } from './binaries.ts';
import type { CertificateFiles } from './certificates.ts';

export const temporalPorts = [
  'temporal',
  'temporalHttp',
  'frontendMembership',
  'internalFrontend',
  'internalFrontendMembership',
  'history',
  'historyMembership',
  'matching',
  'matchingMembership',
  'temporalWorker',
  'temporalWorkerMembership',
  'temporalUi',
  'temporalUiInner',
  'temporalMetrics',
  'temporalWorkerMetrics',
] as const;
type TemporalPort = (typeof temporalPorts)[number];

export interface TemporalOptions {
  folder: string;
  binaries: TemporalBinaries;
  ports: Record<TemporalPort, number>;
  database: { port: number; password: string };
  jwksFile: string;
  /** What the server's own services show each other. */
  internode: CertificateFiles;
  /** With which the door before the Web UI makes its tokens. */
  signingKeyFile: string;
  /** The namespaces whose files' time may be skipped. */
  timeSkipping: readonly string[];
  /** Timers within 50 ms instead of a second: for the whole server, so only where nothing but tests and demos run. */
  promptTimers: boolean;
  defaultNamespace: string;
}

/** The server's settings, for every way of running it. */
const settingsFile = fileURLToPath(new URL('../temporal/server.yaml', import.meta.url));

export function serverEnvironment(
  { ports, database, jwksFile, internode }: TemporalOptions,
  dynamicConfigFile: string,
): Record<string, string> {
  const values = {
    TEMPORAL_SERVER_CONFIG_FILE_PATH: settingsFile,
    POSTGRES_SEEDS: '127.0.0.1',
    DB_PORT: database.port,
    POSTGRES_USER: 'duban_temporal',
    POSTGRES_PWD: database.password,
    BIND_ON_IP: '127.0.0.1',
    TEMPORAL_BROADCAST_ADDRESS: '127.0.0.1',
    LOG_LEVEL: 'warn',
    // Can never be changed afterwards: four suit one machine.
    NUM_HISTORY_SHARDS: 4,
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfigFile,
    // The server reads a file as well as an address.
    TEMPORAL_JWT_KEY_SOURCE1: pathToFileURL(jwksFile).href,
    DUBAN_INTERNODE_CERT_FILE: internode.certificate,
    DUBAN_INTERNODE_KEY_FILE: internode.key,
    FRONTEND_GRPC_PORT: ports.temporal,
    FRONTEND_HTTP_PORT: ports.temporalHttp,
    FRONTEND_MEMBERSHIP_PORT: ports.frontendMembership,
    INTERNAL_FRONTEND_GRPC_PORT: ports.internalFrontend,
    INTERNAL_FRONTEND_MEMBERSHIP_PORT: ports.internalFrontendMembership,
    HISTORY_GRPC_PORT: ports.history,
    HISTORY_MEMBERSHIP_PORT: ports.historyMembership,
    MATCHING_GRPC_PORT: ports.matching,
    MATCHING_MEMBERSHIP_PORT: ports.matchingMembership,
    WORKER_GRPC_PORT: ports.temporalWorker,
    WORKER_MEMBERSHIP_PORT: ports.temporalWorkerMembership,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

/** `preparing`: attributes that have just been added are known at once. It costs a question to the database at every use, so it ends when the namespaces are there. */
export function dynamicConfig(
  { timeSkipping, promptTimers }: Pick<TemporalOptions, 'timeSkipping' | 'promptTimers'>,
  preparing = false,
): object {
  const all = (value: unknown): { value: unknown }[] => [{ value }];
  const settings = {
    // Every event carries the authenticated caller: the history is the audit log.
    'frontend.enablePrincipalPropagation': all(true),
    // Named namespaces only: nowhere else may a file's clock run ahead.
    'frontend.WorkflowTimeSkippingEnabled': [
      ...timeSkipping.map((namespace) => ({ value: true, constraints: { namespace } })),
      { value: false },
    ],
    ...(promptTimers ? { 'history.timerProcessorMaxTimeShift': all('50ms') } : {}),
    // A stuck file shows in the UI's view of task failures after its second failure.
    'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': all(2),
    ...(preparing ? { 'system.forceSearchAttributesCacheRefreshOnRead': all(true) } : {}),
    // The width of the SQL column.
    'limit.maxIDLength': all(255),
  };
  return settings;
}

/** The UI has no token: the door before it (ui-door.ts) puts one on each request. It is for looking, so its write actions are off. */
export function uiConfig({ ports, defaultNamespace }: TemporalOptions): string {
  const address = `http://127.0.0.1:${ports.temporalUi}`;
  return JSON.stringify(
    {
      temporalGrpcAddress: `127.0.0.1:${ports.temporal}`,
      host: '127.0.0.1',
      port: ports.temporalUiInner,
      enableUi: true,
      disableWriteActions: true,
      // It would tell the makers' server of each browser and of the cluster's id.
      disableNewsFetch: true,
      defaultNamespace,
      cors: { allowOrigins: [address] },
    },
    null,
    2,
  );
}
