/** 签名人 Who is named by the events of a history: the caller of a start or a signal by the engine's own check of the token, and whichever workers took part. */
import type { DossierPrincipal } from './shapes.ts';

/** An event as the engine writes it in JSON. */
type HistoryEvent = { readonly [field: string]: unknown };

interface Shown {
  eventId?: string;
  eventTime?: string;
  eventType?: string;
  principal?: { name?: string };
  workflowTaskCompletedEventAttributes?: { workerVersion?: { buildId?: string } };
  workflowExecutionSignaledEventAttributes?: {
    signalName?: string;
    input?: { payloads?: { data?: string }[] };
  };
}

const PREFIX = 'EVENT_TYPE_WORKFLOW_EXECUTION_';
/** What somebody from outside has done to a run, and how it began and ended. */
const shown = new Set([
  'STARTED',
  'SIGNALED',
  'TERMINATED',
  'CANCEL_REQUESTED',
  'COMPLETED',
  'FAILED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
  'CANCELED',
]);

export class Principals {
  readonly found: DossierPrincipal[] = [];
  readonly #builds = new Set<string>();

  get builds(): string[] {
    return [...this.#builds];
  }

  add(event: HistoryEvent): void {
    const { eventType = '', workflowTaskCompletedEventAttributes: completed } = event as Shown;
    const build = completed?.workerVersion?.buildId;
    if (build) this.#builds.add(build);
    if (eventType.startsWith(PREFIX) && shown.has(eventType.slice(PREFIX.length)))
      this.found.push(principalOf(event));
  }
}

function principalOf(event: Shown): DossierPrincipal {
  const signalled = event.workflowExecutionSignaledEventAttributes;
  return {
    event: event.eventId ?? '',
    at: event.eventTime ?? '',
    what: (event.eventType ?? '').slice(PREFIX.length).toLowerCase().replaceAll('_', '-'),
    signal: signalled?.signalName ?? null,
    act: actIn(signalled?.input?.payloads?.[0]?.data),
    principal: event.principal?.name ?? null,
  };
}

/** The act that a signal has brought. A message that is none of ours may hold anything. */
function actIn(data: string | undefined): string | null {
  if (!data) return null;
  try {
    const act = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as { id?: unknown } | null;
    return typeof act?.id === 'string' && act.id.length <= 64 ? act.id : null;
  } catch {
    return null;
  }
}
