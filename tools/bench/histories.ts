/** What the files' histories hold: events by kind. The bare client does as much. */
import { Client, Connection } from '@temporalio/client';
import type { Stack } from '../engine/stack.ts';

export interface Counts {
  events: number;
  tasks: number;
  failedTasks: number;
  signals: number;
  activities: number;
  timers: number;
  cancelled: number;
  attributes: number;
}

/** The mean of a sample of files. */
export async function histories(stack: Stack, ids: readonly string[]): Promise<Counts> {
  const namespace = stack.namespaces[0]!.name;
  const apiKey = await stack.token({ sub: 'bench', permissions: [`${namespace}:read`] });
  const connection = await Connection.connect({
    address: stack.temporalAddress,
    tls: false,
    apiKey,
  });
  try {
    const client = new Client({ connection, namespace });
    const counts = await Promise.all(
      ids.map(async (id) =>
        countsOf((await client.workflow.getHandle(id).fetchHistory()).events ?? []),
      ),
    );
    const mean = countsOf([]);
    for (const key of Object.keys(mean) as (keyof Counts)[])
      mean[key] = counts.reduce((sum, one) => sum + one[key], 0) / counts.length;
    return mean;
  } finally {
    await connection.close();
  }
}

function countsOf(events: readonly object[]): Counts {
  const of = (kind: string): number =>
    events.filter((event) => (event as Record<string, unknown>)[`${kind}EventAttributes`]).length;
  return {
    events: events.length,
    tasks: of('workflowTaskCompleted'),
    failedTasks: of('workflowTaskFailed') + of('workflowTaskTimedOut'),
    signals: of('workflowExecutionSignaled'),
    activities: of('markerRecorded'),
    timers: of('timerStarted'),
    cancelled: of('timerCanceled'),
    attributes: of('upsertWorkflowSearchAttributes'),
  };
}
