/** The SDK's lines in the one shape of our logs. What it hands on beside its words may quote what is in a file: only names of known fields are kept, and of an error never its message. */
import type { LogLevel, LogMetadata, Logger as SdkLogger } from '@temporalio/worker';
import type { Logger } from 'pino';
import { faultOf } from '../api/http/problem-answer.ts';

const kept = [
  'sdkComponent',
  'target',
  'namespace',
  'taskQueue',
  'workflowType',
  'workflowId',
  'runId',
  'activityType',
  'attempt',
  'signalName',
  'trace_id',
];

function told(meta: LogMetadata = {}): Record<string, unknown> {
  const known = kept.flatMap((name) => {
    const value: unknown = meta[name];
    return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, value] as const] : [];
  });
  const { trace_id: trace, ...rest } = Object.fromEntries(known);
  const error: unknown = meta['error'];
  return {
    ...rest,
    ...(trace !== undefined && { trace }),
    ...(error instanceof Error && { fault: faultOf(error) }),
  };
}

const names = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const satisfies Record<LogLevel, string>;

export function runtimeLogger(log: Logger): SdkLogger {
  const line = (level: LogLevel, message: string, meta?: LogMetadata): void =>
    log[names[level]](told(meta), message);
  return {
    log: line,
    trace: (message, meta) => line('TRACE', message, meta),
    debug: (message, meta) => line('DEBUG', message, meta),
    info: (message, meta) => line('INFO', message, meta),
    warn: (message, meta) => line('WARN', message, meta),
    error: (message, meta) => line('ERROR', message, meta),
  };
}
