/**
 * The log of a process: lines of JSON on its standard output, of one shape for all of them: `level`, `time`, `service`, `pid`, `hostname`, `msg`; and within a request its
 * `reqId` and its `trace`. A disk that is full, or a reader that has gone, loses lines and never ends the process.
 */
import { hostname } from 'node:os';
import { pino, type Logger } from 'pino';
import { idsOfNow } from './request-ids.ts';

/** Bytes that wait while nothing can be written; what comes beyond is dropped. */
const WAITING = 1_048_576;

export type Service = 'api' | 'worker' | 'signer' | 'witness' | 'metrics-door';

export function createLog(level: string, service: Service): Logger {
  const out = pino.destination({ fd: 1, sync: true, maxLength: WAITING });
  // Each line is tried again with the next one; there is nowhere else to say it.
  out.on('error', () => {});
  const base = { service, pid: process.pid, hostname: hostname() };
  return pino({ level, base, mixin: idsOfNow }, out);
}
