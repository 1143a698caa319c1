/** The log of a process: lines of JSON on its standard output. A disk that is full, or a reader that has gone, loses lines and never ends the process. */
import { pino, type Logger } from 'pino';

/** Bytes that wait while nothing can be written; what comes beyond is dropped. */
const WAITING = 1_048_576;

export function createLog(level: string): Logger {
  const out = pino.destination({ fd: 1, sync: true, maxLength: WAITING });
  // Each line is tried again with the next one; there is nowhere else to say it.
  out.on('error', () => {});
  return pino({ level }, out);
}
