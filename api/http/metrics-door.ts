/**
 * 度量的门 Where metrics are read of a process that has no API: `GET /metrics` and nothing else. From this machine they are read as they are; elsewhere the
 * token is needed, and without one such an address is refused at the start. With certificates (mTLS) whoever has one of the named authority reads, from wherever, and nobody else.
 */
import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Logger } from 'pino';
import { faultOf } from './problem-answer.ts';

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** A local proxy makes every request look local: a forwarded one needs the token. */
export function mayReadMetrics(req: IncomingMessage, token: string | undefined): boolean {
  const forwarded = req.headers['x-forwarded-for'] ?? req.headers['forwarded'];
  if (!forwarded && LOOPBACK.test(req.socket.remoteAddress ?? '')) return true;
  const given = Buffer.from(req.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token ?? ''}`);
  return token !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** A token that is set, or stands in a file; undefined where neither is. `name`: of the setting. */
export async function readMetricsToken(
  name: string,
  token: string | undefined,
  file: string | undefined,
): Promise<string | undefined> {
  const read = token ?? (file ? (await readFile(file, 'utf8')).trim() : undefined);
  if (read !== undefined && read.length < 16)
    throw new Error(`settings: ${name}: at least 16 characters`);
  return read;
}

/** 双向 TLS Of the door, and of the authority that signs for those who may read. */
interface MetricsTls {
  cert: Buffer;
  key: Buffer;
  ca: Buffer;
}

/** All three, or none. */
export async function readMetricsTls(
  files: Readonly<Record<keyof MetricsTls, string | undefined>>,
): Promise<MetricsTls | undefined> {
  const { cert, key, ca } = files;
  if (!cert && !key && !ca) return undefined;
  if (!cert || !key || !ca)
    throw new Error('settings: TLS of the metrics: certificate, key and client authority together');
  const [read, readKey, readCa] = await Promise.all([cert, key, ca].map((file) => readFile(file)));
  return { cert: read!, key: readKey!, ca: readCa! };
}

export interface MetricsDoorOptions {
  /** `HOST:PORT`. */
  address: string;
  token?: string | undefined;
  tls?: MetricsTls | undefined;
  /** The text of the metrics. */
  read: () => Promise<string>;
  log: Logger;
}

/** Resolves when it listens. */
export async function openMetricsDoor(options: MetricsDoorOptions): Promise<Server | TlsServer> {
  const { address, token, tls, log } = options;
  const [, host = '', port = ''] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(address) ?? [];
  if (!host) throw new Error(`settings: the address of the metrics is HOST:PORT, not '${address}'`);
  if (token === undefined && !tls && host !== 'localhost' && !LOOPBACK.test(host))
    throw new Error(
      `settings: metrics on ${address} can be read from elsewhere: they need a token (…_METRICS_TOKEN or …_METRICS_TOKEN_FILE) or TLS (METRICS_TLS_…)`,
    );
  const answering = (req: IncomingMessage, res: ServerResponse): void =>
    void answer(req, res, options);
  const server = tls
    ? createTlsServer(
        { ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
        answering,
      )
    : createServer(answering);
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(Number(port), host, resolve);
  });
  server.on('error', (error) => log.warn({ fault: faultOf(error) }, 'metrics'));
  return server;
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  { token, tls, read, log }: MetricsDoorOptions,
): Promise<void> {
  const say = (status: number, text: string, type = 'text/plain'): void => {
    res.writeHead(status, {
      'Content-Type': `${type}; charset=utf-8`,
      'Cache-Control': 'no-store',
    });
    res.end(text);
  };
  try {
    if (!tls && !mayReadMetrics(req, token)) return say(403, 'the metrics token is needed\n');
    if (req.method !== 'GET' || req.url !== '/metrics') return say(404, 'GET /metrics\n');
    say(200, await read(), 'text/plain; version=0.0.4');
  } catch (error) {
    log.warn({ fault: faultOf(error) }, 'metrics: they cannot be read');
    if (!res.headersSent) say(503, 'the metrics cannot be read\n');
  }
}
