/** The API as a process: reads the settings, connects, listens, and leaves in good order. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { readSettings, type Settings } from '../settings.ts';
import { createLog } from './http/log.ts';
import { startLine } from './http/start-line.ts';
import { createService, type ServiceOptions } from './service.ts';

/** How long open requests may take to finish after the signal to stop. */
const GRACE = 10_000;

async function serve(settings: Settings, log: Logger): Promise<void> {
  startLine(log, settings);
  const tracing = await traced(settings);
  const service = await createService(settings, log, tracing.options);
  await service.start();
  const server = service.app.listen(settings.API_PORT, settings.API_HOST);
  await listening(server, settings).catch(async (error: unknown) => {
    await service.stop();
    throw error;
  });
  const { address, port } = server.address() as AddressInfo;
  log.info({ address, port }, 'listening');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void stop(server, () => service.stop().then(tracing.stop), log);
    });
  }
}

/** Where an endpoint is set; nothing of it is loaded otherwise. */
async function traced({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_TRACES_SAMPLER_ARG: ratio,
}: Settings): Promise<{ options: ServiceOptions; stop: () => Promise<void> }> {
  if (!endpoint) return { options: {}, stop: () => Promise.resolve() };
  const [{ startTracing }, { tracingCalls, tracingRequests }] = await Promise.all([
    import('./http/tracing.ts'),
    import('./http/trace-requests.ts'),
  ]);
  const { tracer, stop } = startTracing({ service: 'duban-api', endpoint, ratio });
  return {
    options: { trace: tracingRequests(tracer), calls: tracingCalls() },
    // A collector that is away keeps nobody.
    stop: () => stop().catch(() => {}),
  };
}

/** A port that somebody else holds is said plainly. */
function listening(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `端口 ${settings.API_PORT} 已被占用 — port ${settings.API_PORT} on ${settings.API_HOST} is taken; set API_PORT`,
            )
          : error,
      );
    });
  });
}

/** Takes no new requests, lets the open ones finish within the grace, then closes the database. */
async function stop(server: Server, close: () => Promise<void>, log: Logger): Promise<void> {
  log.info('stopping');
  const forced = setTimeout(() => server.closeAllConnections(), GRACE);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(forced);
  await close();
}

try {
  const settings = readSettings();
  await serve(settings, createLog(settings.LOG_LEVEL, 'api'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
