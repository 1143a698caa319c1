/** 流程历史 The histories of runs as the engine has them, a page at a time: a run may hold tens of thousands of events. */
import historyTools from '@temporalio/common/lib/proto-utils.js';
import type { EngineCalls } from './engine-calls.ts';

/** An event as exported histories have it. `eventId` counts from 1 without a gap. */
export type HistoryEvent = { readonly [field: string]: unknown };

/** What the engine is asked for at a time. */
const PAGE = 500;

export class RunHistories {
  readonly #calls: EngineCalls;

  constructor(calls: EngineCalls) {
    this.#calls = calls;
  }

  /** The events of a run behind event `after`, in pages. Throws what `isNotFound` knows where the engine does not have the run. */
  async *events(file: string, run: string, after = 0): AsyncGenerator<HistoryEvent[]> {
    let token: Uint8Array | undefined;
    for (let passed = 0; ;) {
      const { history, nextPageToken } = await this.#page(file, run, PAGE, token);
      const events = eventsIn(history ?? {});
      const fresh = events.slice(Math.max(0, after - passed));
      passed += events.length;
      if (fresh.length > 0) yield fresh;
      if (!nextPageToken || nextPageToken.length === 0) return;
      token = nextPageToken;
    }
  }

  /** The run that this one goes on from, where there is such a one. */
  async before(file: string, run: string): Promise<string | undefined> {
    const { history } = await this.#page(file, run, 1);
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
    return started?.continuedExecutionRunId || undefined;
  }

  #page(file: string, runId: string, maximumPageSize: number, nextPageToken?: Uint8Array) {
    return this.#calls.soon('duban-keeper', () =>
      this.#calls.connection.workflowService.getWorkflowExecutionHistory({
        namespace: this.#calls.options.namespace,
        execution: { workflowId: file, runId },
        maximumPageSize,
        ...(nextPageToken && { nextPageToken }),
      }),
    );
  }
}

/** The events of a history in the form in which it is kept and hashed. */
function eventsIn(history: Parameters<typeof historyTools.historyToJSON>[0]): HistoryEvent[] {
  const { events = [] } = JSON.parse(historyTools.historyToJSON(history)) as {
    events?: HistoryEvent[];
  };
  return events;
}
