/**
 * 度量 What the worker measures: the SDK's own metrics, from an address inside that only this machine reaches, and those of the process, both by one door
 * (api/http/metrics-door.ts). Metrics never end the worker.
 */
import { createServer, type AddressInfo } from 'node:net';
import type { TelemetryOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { buildInfo } from '../api/http/build-info.ts';
import { openMetricsDoor, readMetricsTls, readMetricsToken } from '../api/http/metrics-door.ts';
import { faultOf } from '../api/http/problem-answer.ts';
import type { Settings } from '../settings.ts';

/** Milliseconds that the SDK may take for its text. */
const TIMEOUT = 3_000;

/** So many ports inside are tried: between its choice and its use somebody may take one. */
const PORTS = 3;

type Metered = Pick<TelemetryOptions, 'metrics'>;
type Install = (telemetry: Metered) => unknown;

export interface WorkerMetrics {
  /** Installs the runtime, which opens the address inside: with another one where that was taken meanwhile, and in the end without. */
  install(install: Install): Promise<void>;
  /** Once the runtime is there. Answers how to close the door. */
  open(): Promise<() => void>;
}

/** Nothing where no address is set. `port`: a free one of this machine. */
export async function workerMetrics(
  settings: Settings,
  log: Logger,
  port = freePort,
): Promise<WorkerMetrics> {
  const address = settings.WORKER_METRICS_ADDRESS;
  if (!address)
    return {
      install: (install) => Promise.resolve(void install({})),
      open: () => Promise.resolve(() => {}),
    };
  const [token, tls] = await Promise.all([tokenOf(settings), tlsOf(settings)]);
  let inside: string | undefined;
  const registry = new Registry();
  const up = new Gauge({
    name: 'duban_worker_sdk_up',
    help: 'Whether the metrics of the SDK could be read; those of the process are there without them',
    registers: [registry],
  });
  const read = async (): Promise<string> => {
    const [{ workflowsNamed }, sdk] = await Promise.all([
      import('./shown-metrics.ts'),
      inside === undefined ? undefined : textOf(`http://${inside}/metrics`, log),
    ]);
    up.set(sdk === undefined ? 0 : 1);
    return `${await registry.metrics()}\n${sdk === undefined ? '' : workflowsNamed(sdk)}`;
  };
  return {
    async install(install) {
      inside = await installed(install, log, port);
    },
    async open() {
      collectDefaultMetrics({ register: registry });
      buildInfo(registry);
      try {
        const door = await openMetricsDoor({ address, token, tls, read, log });
        log.info({ metrics: address }, 'metrics');
        return () => void door.close();
      } catch (error) {
        if (!isNodeError(error)) throw error;
        log.warn({ address, fault: faultOf(error) }, 'metrics: this address cannot be had');
        return () => {};
      }
    },
  };
}

const tokenOf = ({
  WORKER_METRICS_TOKEN: token,
  WORKER_METRICS_TOKEN_FILE: file,
}: Settings): Promise<string | undefined> => readMetricsToken('WORKER_METRICS_TOKEN', token, file);

const tlsOf = ({
  METRICS_TLS_CERT_FILE: cert,
  METRICS_TLS_KEY_FILE: key,
  METRICS_TLS_CLIENT_CA_FILE: ca,
}: Settings): ReturnType<typeof readMetricsTls> => readMetricsTls({ cert, key, ca });

/** The address at which the runtime shows its metrics; nothing where it was installed without. */
async function installed(
  install: Install,
  log: Logger,
  port: typeof freePort,
): Promise<string | undefined> {
  for (let tried = 0; tried < PORTS; tried++) {
    try {
      const inside = `127.0.0.1:${await port()}`;
      install(exported(inside));
      return inside;
    } catch (error) {
      log.warn({ fault: faultOf(error) }, 'metrics: the runtime cannot be installed with them');
    }
  }
  // What was not of the metrics is thrown here. Without the SDK's, those of the process are shown all the same.
  install({});
  return undefined;
}

/** Undefined where it does not answer in time. */
async function textOf(address: string, log: Logger): Promise<string | undefined> {
  try {
    return await (await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) })).text();
  } catch (error) {
    log.warn({ fault: faultOf(error) }, "metrics: the SDK's cannot be read");
    return undefined;
  }
}

const exported = (bindAddress: string): Metered => ({
  metrics: {
    prometheus: {
      bindAddress,
      countersTotalSuffix: true,
      unitSuffix: true,
      useSecondsForDurations: true,
    },
  },
});

/** A port that is taken or not there; a wrong setting is none of these. */
const isNodeError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
