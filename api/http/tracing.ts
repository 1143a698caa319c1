/**
 * 追踪 Traces by OpenTelemetry (W3C trace context), sent by OTLP over HTTP. Loaded only where an endpoint is set: without one nothing of it runs. A span names routes, acts and
 * activities by their patterns and types; what it could say beyond that is taken out before it leaves, whoever has put it in.
 */
import { SpanStatusCode, trace, type Attributes, type Tracer } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator, type ExportResult } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base';
import { version } from './version.ts';

export interface TracingOptions {
  service: 'duban-api' | 'duban-worker';
  /** Where the collector takes OTLP over HTTP, without `/v1/traces`. */
  endpoint: string;
  /** Which part of the traces is kept, from 0 to 1; decided by the trace's id, so that all processes decide alike. */
  ratio: number;
}

export interface Tracing {
  tracer: Tracer;
  /** Sends what is still here. */
  stop(): Promise<void>;
}

export function startTracing({ service, endpoint, ratio }: TracingOptions): Tracing {
  const share = new TraceIdRatioBasedSampler(ratio);
  // A caller from outside names its trace and does not decide that we keep it; the worker follows the API.
  const sampler =
    service === 'duban-api'
      ? new ParentBasedSampler({ root: share, remoteParentSampled: share })
      : new ParentBasedSampler({ root: share, remoteParentSampled: new AlwaysOnSampler() });
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new BasicTracerProvider({
    resource: new Resource({ 'service.name': service, 'service.version': version }),
    sampler,
    spanProcessors: [new BatchSpanProcessor(new Bare(exporter), { scheduledDelayMillis: 1_000 })],
  });
  provider.register({
    contextManager: new AsyncLocalStorageContextManager(),
    propagator: new W3CTraceContextPropagator(),
  });
  return { tracer: trace.getTracer('duban'), stop: () => provider.shutdown() };
}

/** What a span may say. Files, people, messages of errors and anything else that a library adds are left out. */
const kept = ['http.request.method', 'http.route', 'http.response.status_code'];

const bareAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => kept.includes(name)));

/** A span as it may leave: of an exception its kind, and that there was one. */
export function bare(span: ReadableSpan): ReadableSpan {
  const events = span.events.map((event) => ({
    ...event,
    attributes: Object.fromEntries(
      Object.entries(event.attributes ?? {}).filter(([name]) => name === 'exception.type'),
    ),
  }));
  const { code } = span.status;
  return Object.create(span, {
    attributes: { value: bareAttributes(span.attributes), enumerable: true },
    events: { value: events, enumerable: true },
    links: { value: [], enumerable: true },
    status: { value: { code: code ?? SpanStatusCode.UNSET }, enumerable: true },
  }) as ReadableSpan;
}

class Bare implements SpanExporter {
  readonly #to: SpanExporter;
  constructor(to: SpanExporter) {
    this.#to = to;
  }
  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.#to.export(spans.map(bare), done);
  }
  shutdown(): Promise<void> {
    return this.#to.shutdown();
  }
  forceFlush(): Promise<void> {
    return this.#to.forceFlush?.() ?? Promise.resolve();
  }
}
