/** The Temporal server on the embedded PostgreSQL, checking tokens, and its Web UI. */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { writeWhole } from './keys.ts';
import { typescript, type Service } from './processes.ts';
import {
  dynamicConfig,
  serverEnvironment,
  uiConfig,
  type TemporalOptions,
} from './temporal-settings.ts';

const run = promisify(execFile);

/** The schemas are inside the tool; both steps may be repeated. */
export async function temporalSchemas({ binaries, database }: TemporalOptions): Promise<void> {
  const tool = (name: string, ...args: string[]): Promise<unknown> =>
    run(
      binaries.sqlTool,
      [
        '--plugin',
        'postgres12_pgx',
        '--ep',
        '127.0.0.1',
        '-p',
        String(database.port),
        '-u',
        'duban_temporal',
        '--db',
        name,
        ...args,
      ],
      {
        env: { ...process.env, SQL_PASSWORD: database.password },
      },
    );
  const both = [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const;
  await Promise.all(
    both.map(async ([name, schema]) => {
      await tool(name, 'setup-schema', '-v', '0.0');
      await tool(name, 'update-schema', '-s', `postgresql/v12/${schema}`);
    }),
  );
}

/**
 * The processes, the server first. Its own worker is a second process: with tokens checked it needs the internal
 * frontend, and in one process it waits for itself and gives up.
 */
export async function temporalServices(options: TemporalOptions): Promise<Service[]> {
  const home = join(options.folder, 'temporal');
  await mkdir(join(home, 'ui'), { recursive: true });
  await writeWhole(join(home, 'dynamic.yaml'), dynamicConfig(options, true), 0o644);
  await writeFile(join(home, 'ui', 'ui.yaml'), uiConfig(options));
  const env = serverEnvironment(options, join(home, 'dynamic.yaml'));
  const server = (
    metrics: number,
    ...services: string[]
  ): Pick<Service, 'command' | 'args' | 'env' | 'cwd'> => ({
    command: options.binaries.server,
    args: ['start'],
    env: {
      ...env,
      TEMPORAL_SERVICES: services.join(','),
      PROMETHEUS_ENDPOINT: `127.0.0.1:${metrics}`,
    },
    cwd: home,
  });
  const { temporalMetrics, temporalWorkerMetrics } = options.ports;
  const services: Service[] = [
    {
      ...server(temporalMetrics, 'frontend', 'internal-frontend', 'history', 'matching'),
      name: 'temporal',
      ready: () => serving(`127.0.0.1:${options.ports.temporal}`),
    },
    { ...server(temporalWorkerMetrics, 'worker'), name: 'temporal-worker' },
  ];
  if (options.binaries.ui)
    services.push(webUi(options.binaries.ui, home, options.ports.temporalUiInner), uiDoor(options));
  return services;
}

/** The namespaces are prepared: what only helped to prepare them ends (the server reads its settings again within a minute). */
export async function settleTemporal(options: TemporalOptions): Promise<void> {
  await writeWhole(join(options.folder, 'temporal', 'dynamic.yaml'), dynamicConfig(options), 0o644);
}

function webUi(command: string, home: string, port: number): Service {
  return {
    name: 'temporal-ui',
    command,
    args: ['--root', home, '--config', 'ui', '--env', 'ui', 'start'],
    cwd: home,
    ready: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok,
  };
}

function uiDoor({ ports, signingKeyFile }: TemporalOptions): Service {
  return {
    ...typescript(
      fileURLToPath(new URL('./ui-door.ts', import.meta.url)),
      String(ports.temporalUi),
      String(ports.temporalUiInner),
      signingKeyFile,
    ),
    name: 'temporal-ui-door',
    ready: async () => (await fetch(`http://127.0.0.1:${ports.temporalUi}/`)).status < 600,
  };
}

async function serving(address: string): Promise<boolean> {
  const connection = Connection.lazy({ address });
  try {
    const check = { service: 'temporal.api.workflowservice.v1.WorkflowService' };
    const health = await connection.withDeadline(Date.now() + 1000, () =>
      connection.healthService.check(check),
    );
    return health.status === 1;
  } finally {
    await connection.close();
  }
}
