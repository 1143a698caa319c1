/** Which request is being answered: its ids stand in every line that is logged on its way, without being handed on. */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface RequestIds {
  reqId: string;
  /** The trace that it belongs to, where the caller or our own tracing has one. */
  trace?: string | undefined;
  /** Nothing of it is recorded, here neither. */
  unrecorded: () => boolean;
}

const ids = new AsyncLocalStorage<RequestIds>();

/** Performs what answers a request. */
export const answering = <T>(request: RequestIds, perform: () => T): T => ids.run(request, perform);

/** For a line of the log; a line that names its request by itself keeps its own. */
export function idsOfNow(line: object): object {
  const now = ids.getStore();
  if (!now || 'reqId' in line || now.unrecorded()) return {};
  return now.trace ? { reqId: now.reqId, trace: now.trace } : { reqId: now.reqId };
}

/** W3C trace context: the id of the trace that a caller says its request belongs to. */
export const traceOf = (traceparent: unknown): string | undefined =>
  typeof traceparent === 'string'
    ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent)?.[1]
    : undefined;
