/** 追踪 The worker's part of a trace: that a workflow task took an act in, and the activities about it, the last of which enters the verdict. */
import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import {
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import { startTracing, type TracingOptions } from '../api/http/tracing.ts';
import type { TracingSinks } from '../workflows/tracing.ts';

export interface WorkerTracing {
  sinks: InjectedSinks<TracingSinks>;
  activity: ActivityInterceptorsFactory;
  stop(): Promise<void>;
}

export function workerTracing(options: TracingOptions): WorkerTracing {
  const { tracer, stop } = startTracing(options);
  return {
    stop,
    sinks: {
      tracing: {
        taken: {
          fn(_info, what, carrier) {
            const from = defaultPayloadConverter.fromPayload<object>(carrier as Payload);
            const parent = propagation.extract(ROOT_CONTEXT, from);
            tracer.startSpan(`WorkflowTask:${what}`, {}, parent).end();
          },
        },
      },
    },
    activity: (ctx) => {
      const traced = new OpenTelemetryActivityInboundInterceptor(ctx);
      return {
        inbound: {
          // One that no act has led to begins no trace.
          execute: (input, next) =>
            '_tracer-data' in input.headers
              ? traced.execute(input, next)
              : context.with(trace.deleteSpan(ROOT_CONTEXT), () => next(input)),
        },
        outbound: new OpenTelemetryActivityOutboundInterceptor(ctx),
      };
    },
  };
}
