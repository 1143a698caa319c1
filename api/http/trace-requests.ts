/** 追踪 The span of a request, and of the engine's calls that it leads to. Nothing of what is unrecorded leaves, and no call that nobody has asked for begins a trace. */
import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry';
import type { RequestHandler } from 'express';

/** The request belongs to its caller's trace, or begins one; the header says so to everything that logs. */
export const tracingRequests =
  (tracer: Tracer): RequestHandler =>
  (req, res, next) => {
    const from = propagation.extract(ROOT_CONTEXT, req.headers);
    const attributes = { 'http.request.method': req.method };
    const span = tracer.startSpan(req.method, { kind: SpanKind.SERVER, attributes }, from);
    const within = trace.setSpan(from, span);
    const carrier: { traceparent?: string } = {};
    propagation.inject(within, carrier);
    if (carrier.traceparent) req.headers['traceparent'] = carrier.traceparent;
    res.once('close', () => {
      const { unrecorded, route = 'unknown' } = res.locals as { unrecorded?: true; route?: string };
      // What is not ended is never sent.
      if (unrecorded) return;
      span.updateName(`${req.method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': res.statusCode });
      if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(within, next);
  };

/** Starts and signals carry the trace to the file; where there is none they are as they were. */
export function tracingCalls(): WorkflowClientInterceptor {
  const traced = new OpenTelemetryWorkflowClientInterceptor();
  const within = (): boolean => trace.getActiveSpan() !== undefined;
  return {
    startWithDetails: (input, next) =>
      within() ? traced.startWithDetails(input, next) : next(input),
    signal: (input, next) => (within() ? traced.signal(input, next) : next(input)),
  };
}
