/** What the worker shows where its SDK does not: its process's own metrics, and that the others are away. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { diskGauges } from '../../api/http/disk-gauges.ts';
import { settingsSchema } from '../../settings.ts';
import { workerMetrics } from '../../worker/metrics.ts';

const log = pino({ level: 'silent' });
const listening = async (): Promise<{ server: Server; port: number }> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { server, port: (server.address() as AddressInfo).port };
};
async function freePort(): Promise<number> {
  const { server, port } = await listening();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
const opened = async (port?: () => Promise<number>, more: Record<string, string> = {}) => {
  const address = `127.0.0.1:${await freePort()}`;
  const settings = settingsSchema.parse({
    DATABASE_URL: 'postgres://unused',
    WORKER_METRICS_ADDRESS: address,
    ...more,
  });
  const metrics = await workerMetrics(settings, log, port);
  const installed: object[] = [];
  await metrics.install((telemetry) => installed.push(telemetry));
  const close = await metrics.open();
  return { address, installed, close, read: () => fetch(`http://${address}/metrics`) };
};

it('an SDK that takes the connection and never answers leaves the metrics of the process, and a sign', async () => {
  const mute = await listening();
  const { close, read } = await opened(() => Promise.resolve(mute.port));
  const reply = await read();
  const text = await reply.text();
  expect(reply.status).toBe(200);
  expect(text).toContain('\nduban_worker_sdk_up 0\n');
  expect(text).toContain('\nnodejs_eventloop_lag_seconds');
  close();
  mute.server.close();
});

it('a port that cannot be had ends nothing: the runtime is installed without', async () => {
  const { installed, close, read } = await opened(() => Promise.reject(new Error('EMFILE')));
  expect(installed).toEqual([{}]);
  expect(await (await read()).text()).toContain('\nduban_worker_sdk_up 0\n');
  close();
});

it('a folder that hangs holds no scrape, is looked at once, and is not shown with an old number', async () => {
  const registry = new Registry();
  let hangs = false;
  let asked = 0;
  const disk = diskGauges(registry, (path) => {
    if (path !== '.' || !hangs) return Promise.resolve({ bavail: 2, blocks: 3, bsize: 10 });
    asked++;
    return new Promise(() => {});
  });
  const shown = async () => {
    await disk();
    const text = await registry.metrics();
    return ['working', 'data'].filter((folder) =>
      text.includes(`duban_disk_free_bytes{folder="${folder}"} 20`),
    );
  };
  expect(await shown()).toEqual(['working', 'data']);
  hangs = true;
  expect([await shown(), await shown(), asked]).toEqual([['data'], ['data'], 1]);
});

it('with certificates whoever has one of the named authority reads, and nobody else, from this machine either', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'duban-test-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2'.split(' ');
  const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert, ...named], { stdio: 'ignore' });
  const files = {
    METRICS_TLS_CERT_FILE: cert,
    METRICS_TLS_KEY_FILE: key,
    METRICS_TLS_CLIENT_CA_FILE: cert,
  };
  const none = () => Promise.reject(new Error('EMFILE'));
  const { address, close } = await opened(none, files);
  const asked = (own: object): Promise<number | string> =>
    new Promise((resolve) => {
      get(`https://${address}/metrics`, { ca: readFileSync(cert), ...own }, (reply) => {
        reply.resume();
        resolve(reply.statusCode!);
      }).on('error', () => resolve('refused'));
    });
  expect(await asked({ cert: readFileSync(cert), key: readFileSync(key) })).toBe(200);
  expect(await asked({})).toBe('refused');
  close();
  const { METRICS_TLS_KEY_FILE: _without, ...half } = files;
  await expect(opened(none, half)).rejects.toThrow('together');
});
