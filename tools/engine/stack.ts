/** The embedded stack: a real PostgreSQL, and the real Temporal server on it with its Web UI, as children of this process. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mintEngineToken, readSigningKey, type EngineClaims } from '../../engine-token.ts';
import { temporalBinaries, type TemporalBinaries } from './binaries.ts';
import { databaseOf, databaseUrl, prepareDatabases } from './databases.ts';
import { databasesFor, detailsFile, stackEnv, type StackDetails } from './details.ts';
import { claimDataFolder, makeTemporaryFolder, removeTemporaryFolder } from './folders.ts';
import { keysIn, writeWhole } from './keys.ts';
import { prepareNamespaces, type Namespace } from './namespaces.ts';
import { passwordsIn, type Passwords } from './passwords.ts';
import { ownerOf, reap } from './pids.ts';
import { choosePorts } from './ports.ts';
import { postgresService, superuserUrl } from './postgres.ts';
import { processesIn, type Crash, type Processes } from './processes.ts';
import { temporalPorts, type TemporalOptions } from './temporal-settings.ts';
import { settleTemporal, temporalSchemas, temporalServices } from './temporal.ts';

const portNames = ['postgres', ...temporalPorts, 'workerMetrics'] as const;
type Ports = Record<(typeof portNames)[number], number>;

/** Either data that lasts, in a folder that is named, or a temporary stack, whose folder nobody can name. */
export type StackOptions = (
  | { dataDir: string; temporary?: false }
  | { temporary: true; dataDir?: never }
) & {
  /** The first is the default one. Each has a database of its own. */
  namespaces: readonly Namespace[];
  ports?: Partial<Ports>;
  /** Libraries that PostgreSQL loads when it starts, e.g. `pg_stat_statements`: a restart later would shake what rests on it. */
  preload?: string;
  /** A folder with the Temporal server's programs, instead of the cache's. */
  binaries?: string;
  onProgress?: (text: string) => void;
  onCrash?: (crash: Crash) => void;
  /** Gives up a start under way. */
  signal?: AbortSignal;
};

/** By name: postgres, temporal, temporal-worker, temporal-ui, temporal-ui-door, and whatever is run beside them. */
export interface Stack extends StackDetails, Processes {
  /** Addresses of the first namespace's database; `urls` has the others'. */
  ownerUrl: string;
  databaseUrl: string;
  urls(namespace?: string): { ownerUrl: string; databaseUrl: string };
  /** Settings for a child process that works in this namespace. */
  env(namespace?: string): Record<string, string>;
  token(claims: EngineClaims): Promise<string>;
  adminToken(): Promise<string>;
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const onProgress = options.onProgress ?? (() => {});
  const temporary = options.temporary ? makeTemporaryFolder() : undefined;
  const dataDir = temporary?.folder ?? (await claimData(options.dataDir ?? '', onProgress));
  const processes = processesIn(dataDir, {
    ...(temporary ? { temporaryId: temporary.id } : {}),
    ...(options.onCrash ? { onCrash: options.onCrash } : {}),
  });
  const stop = async (): Promise<void> => {
    await processes.stop(() =>
      temporary ? removeTemporaryFolder(temporary) : rm(detailsFile(dataDir), { force: true }),
    );
  };
  options.signal?.addEventListener('abort', () => void processes.halt(), { once: true });
  try {
    const details = await bringUp(dataDir, options, processes, onProgress);
    return await finish(details, { ...processes, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  dataDir: string,
  options: StackOptions,
  processes: Processes,
  onProgress: (text: string) => void,
): Promise<StackDetails> {
  const { signal, namespaces } = options;
  const binaries = await temporalBinaries(options.binaries, onProgress, signal);
  const ports = await rememberedPorts(dataDir, options.ports ?? {});
  const passwords = await passwordsIn(dataDir);
  const details = detailsOf(
    dataDir,
    namespaces,
    ports,
    passwords,
    await keysIn(join(dataDir, 'keys')),
  );
  signal?.throwIfAborted();
  onProgress('starting PostgreSQL');
  await processes.run(
    await postgresService({
      folder: dataDir,
      port: ports.postgres,
      passwords,
      temporary: options.temporary ?? false,
      ...(options.preload ? { preload: options.preload } : {}),
      onProgress,
    }),
  );
  await prepareDatabases(
    superuserUrl(ports.postgres, passwords),
    passwords,
    namespaces.map(({ name }) => databaseOf(name)),
  );
  signal?.throwIfAborted();
  const temporal = temporalOptions(details, binaries, passwords, ports);
  await startTemporal(temporal, processes, onProgress);
  signal?.throwIfAborted();
  onProgress('preparing namespaces');
  const key = await readSigningKey(details.signingKeyFile);
  await prepareNamespaces(
    details.temporalAddress,
    await mintEngineToken(key, adminClaims),
    namespaces,
  );
  await settleTemporal(temporal);
  await writeWhole(detailsFile(dataDir), details, 0o600);
  return details;
}

export const adminClaims: EngineClaims = {
  sub: 'duban-setup',
  permissions: ['temporal-system:admin'],
};

async function finish(details: StackDetails, processes: Processes): Promise<Stack> {
  const key = await readSigningKey(details.signingKeyFile);
  const token = (claims: EngineClaims): Promise<string> => mintEngineToken(key, claims);
  return {
    ...details,
    ...processes,
    ...databasesFor(details),
    urls: (namespace) => databasesFor(details, namespace),
    env: (namespace) => stackEnv(details, namespace),
    token,
    adminToken: () => token(adminClaims),
  };
}

function temporalOptions(
  details: StackDetails,
  binaries: TemporalBinaries,
  passwords: Passwords,
  ports: Ports,
): TemporalOptions {
  const skipping = details.namespaces
    .filter((namespace) => namespace.timeSkipping)
    .map(({ name }) => name);
  return {
    folder: details.dataDir,
    binaries,
    ports,
    database: { port: ports.postgres, password: passwords.temporal },
    jwksFile: join(details.dataDir, 'keys', 'engine.jwks.json'),
    internode: {
      certificate: join(details.dataDir, 'keys', 'internode.pem'),
      key: join(details.dataDir, 'keys', 'internode.key'),
    },
    signingKeyFile: details.signingKeyFile,
    timeSkipping: skipping,
    promptTimers: skipping.length > 0,
    defaultNamespace: details.namespaces[0]?.name ?? 'default',
  };
}

async function startTemporal(
  options: TemporalOptions,
  processes: Processes,
  onProgress: (text: string) => void,
): Promise<void> {
  onProgress('preparing the Temporal schemas');
  await temporalSchemas(options);
  onProgress('starting the Temporal server');
  const [server, ...others] = await temporalServices(options);
  if (server) await processes.run(server);
  await Promise.all(others.map((service) => processes.run(service)));
  if (!options.binaries.ui)
    onProgress('no Web UI: its program (ui-server) is not in the given folder');
}

/** Makes a lasting folder ours for this process: alone in it, and with nothing of an earlier run left. */
/** Said before anything else is tried: a port that is taken is taken by that Duban. */
export function mustNotRun(folder: string): void {
  const owner = ownerOf(folder);
  if (owner) throw new Error(`${folder} is in use: Duban runs there already as process ${owner}`);
}

export async function claimData(
  dataDir: string,
  onProgress: (text: string) => void,
): Promise<string> {
  const folder = claimDataFolder(dataDir);
  mustNotRun(folder);
  const ended = await reap(folder);
  if (ended.length > 0) onProgress(`ended what an earlier run left: ${ended.join(', ')}`);
  await rm(detailsFile(folder), { force: true });
  return folder;
}

/** Last time's ports again if they are free, so that links and saved views keep working. */
async function rememberedPorts(dataDir: string, given: Partial<Ports>): Promise<Ports> {
  const file = join(dataDir, 'ports.json');
  const last = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<Ports>,
    () => ({}),
  );
  const ports = await choosePorts(portNames, given, last);
  await writeWhole(file, ports, 0o644);
  return ports;
}

function detailsOf(
  dataDir: string,
  namespaces: readonly Namespace[],
  ports: Ports,
  passwords: Passwords,
  keys: Awaited<ReturnType<typeof keysIn>>,
): StackDetails {
  const urls = (namespace: string): { ownerUrl: string; databaseUrl: string } => ({
    ownerUrl: databaseUrl('duban_owner', passwords.owner, ports.postgres, databaseOf(namespace)),
    databaseUrl: databaseUrl('duban_app', passwords.app, ports.postgres, databaseOf(namespace)),
  });
  return {
    dataDir,
    temporalAddress: `127.0.0.1:${ports.temporal}`,
    uiUrl: `http://127.0.0.1:${ports.temporalUi}`,
    namespaces,
    databases: Object.fromEntries(namespaces.map(({ name }) => [name, urls(name)])),
    signingKeyFile: keys.engine.key,
    issuerKeyFile: keys.issuer.key,
    issuerJwksFile: keys.issuer.jwks,
    sealingKeyFile: keys.sealing,
    registerKeyFile: keys.register,
    ports,
  };
}
