/**
 * 度量 What the worker measures: the SDK's own metrics, from an address inside that only this machine reaches, and those of the process, both by one door
 * (api/http/metrics-door.ts). Metrics never end the worker.
 */
import { createServer, type AddressInfo } from 'node:net';
import type { TelemetryOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { buildInfo } from '../api/http/build-info.ts';
import { openMetricsDoor, readMetricsToken } from '../api/http/metrics-door.ts';
import { faultOf } from '../api/http/problem-answer.ts';
import type { Settings } from '../settings.ts';

/** Milliseconds that the SDK may take for its text. */
const TIMEOUT = 3_000;

export interface WorkerMetrics {
  telemetry: Pick<TelemetryOptions, 'metrics'>;
  /** Once the runtime is there. Answers how to close the door. */
  open(): Promise<() => void>;
}

/** What the runtime is told; nothing where no address is set. */
export async function workerMetrics(settings: Settings, log: Logger): Promise<WorkerMetrics> {
  const address = settings.WORKER_METRICS_ADDRESS;
  if (!address) return { telemetry: {}, open: () => Promise.resolve(() => {}) };
  const token = await readMetricsToken(
    'WORKER_METRICS_TOKEN',
    settings.WORKER_METRICS_TOKEN,
    settings.WORKER_METRICS_TOKEN_FILE,
  );
  const inside = `127.0.0.1:${await freePort()}`;
  const registry = new Registry();
  const read = async (): Promise<string> => {
    const [{ workflowsNamed }, own, sdk] = await Promise.all([
      import('./shown-metrics.ts'),
      registry.metrics(),
      fetch(`http://${inside}/metrics`, { signal: AbortSignal.timeout(TIMEOUT) }),
    ]);
    return `${own}\n${workflowsNamed(await sdk.text())}`;
  };
  return {
    telemetry: {
      metrics: {
        prometheus: {
          bindAddress: inside,
          countersTotalSuffix: true,
          unitSuffix: true,
          useSecondsForDurations: true,
        },
      },
    },
    async open() {
      collectDefaultMetrics({ register: registry });
      buildInfo(registry);
      try {
        const door = await openMetricsDoor({ address, token, read, log });
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

/** A port that is taken or not there; a wrong setting is none of these. */
const isNodeError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
