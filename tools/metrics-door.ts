/**
 * 度量的门 `npm run metrics-door`: stands before the metrics of a program that asks nobody who they are, the Temporal server's, and gives them to whoever has the
 * token. That program listens on a loopback address only, which the door shares (docker-compose.yml).
 */
import type { AddressInfo } from 'node:net';
import { createLog } from '../api/http/log.ts';
import { openMetricsDoor, readMetricsTls, readMetricsToken } from '../api/http/metrics-door.ts';
import { startLine } from '../api/http/start-line.ts';
import { workflowsNamed } from '../worker/shown-metrics.ts';
import { misused, readCommand } from './command.ts';

const usage = `npm run metrics-door -- --listen HOST:PORT --source URL [--token FILE] [--tls-cert FILE --tls-key FILE --tls-client-ca FILE]
  gives the metrics at URL to whoever has the token in FILE, or a certificate of that authority, until Ctrl-C (docs/operations.md)`;
const { values } = readCommand({
  usage,
  options: {
    listen: { type: 'string' },
    source: { type: 'string' },
    token: { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'tls-client-ca': { type: 'string' },
  },
});

/** Milliseconds that the program may take for its text. */
const TIMEOUT = 5_000;

async function read(source: string): Promise<string> {
  const answer = await fetch(source, { signal: AbortSignal.timeout(TIMEOUT) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return workflowsNamed(await answer.text());
}

async function main(): Promise<void> {
  const { listen, source, token: file } = values;
  if (!listen || !source) misused(usage, '--listen and --source are needed');
  const log = createLog('info', 'metrics-door');
  const token = await readMetricsToken('--token', undefined, file);
  const tls = await readMetricsTls({
    cert: values['tls-cert'],
    key: values['tls-key'],
    ca: values['tls-client-ca'],
  });
  startLine(log, { listen, source });
  const door = await openMetricsDoor({
    address: listen,
    token,
    tls,
    read: () => read(source),
    log,
  });
  const { address, port } = door.address() as AddressInfo;
  log.info({ listens: `${address}:${port}` }, 'listening');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      door.close();
      door.closeIdleConnections();
    });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
