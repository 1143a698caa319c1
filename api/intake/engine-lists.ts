/** Many runs at once, as the engine's visibility lists them: a moment late, so nothing is decided by a list alone. */
import type { WorkflowExecutionInfo } from '@temporalio/client';
import { procedures } from '../../domain/procedures.ts';
import type { EngineCalls } from './engine-calls.ts';
import type { Letter } from './file-to-start.ts';

/** A run as the engine's visibility shows it. It shows everything a moment late, so nothing is decided by it alone. `letter` is absent where the run was started before letters were noted. */
export interface SeenRun {
  id: string;
  bureau: unknown;
  letter?: string;
  stage: unknown;
  awaited: unknown;
  nextDue: number;
}

/** Finds the runs of files, and nothing else that runs in the same namespace. */
const FILES = [
  'DubanProcedure IS NOT NULL',
  ...procedures
    .flatMap(({ besides = [] }) => besides)
    .map((workflow) => `WorkflowType != "${workflow}"`),
].join(' AND ');
const letterIn = ({ memo }: WorkflowExecutionInfo): { letter?: string } =>
  memo?.['letter'] ? { letter: (memo['letter'] as Letter).id } : {};

export class RunLists {
  readonly #calls: EngineCalls;

  constructor(calls: EngineCalls) {
    this.#calls = calls;
  }

  countRunning(): Promise<number> {
    return this.#calls.soon(
      'duban-keeper',
      async () =>
        (await this.#calls.client.workflow.count(`ExecutionStatus = "Running" AND ${FILES}`)).count,
    );
  }

  /** Every running file, in pages of a thousand. */
  async running(): Promise<SeenRun[]> {
    return (await this.#list(`ExecutionStatus = "Running" AND ${FILES}`)).map((run) => {
      const {
        DubanBureau: bureau,
        DubanStage: stage,
        DubanAwaited: awaited,
        DubanNextDue: due,
      } = run.searchAttributes;
      return {
        id: run.workflowId,
        bureau: bureau?.[0],
        ...letterIn(run),
        stage: stage?.[0],
        awaited: awaited?.[0],
        nextDue: due?.[0] instanceof Date ? due[0].getTime() : 0,
      };
    });
  }

  /** Files whose run has ended since an instant in a way in which no file ends by itself. */
  async brokenOff(since: number): Promise<string[]> {
    const runs = await this.#list(
      `ExecutionStatus IN ("Terminated", "Failed", "TimedOut", "Canceled") AND CloseTime >= "${new Date(since).toISOString()}" AND ${FILES}`,
    );
    return [...new Set(runs.map(({ workflowId }) => workflowId))];
  }

  /** The highest number of a series that the engine has started since an instant. */
  async highest(
    { procedure, bureau, year }: { procedure: string; bureau: string; year: number },
    since: number,
  ): Promise<number> {
    const runs = await this.#list(
      `DubanProcedure = "${procedure}" AND DubanBureau = "${bureau}" AND StartTime >= "${new Date(since).toISOString()}"`,
    );
    return Math.max(
      0,
      ...runs.map(({ workflowId }) =>
        Number(new RegExp(`\\.${year}-(\\d{5,9})$`).exec(workflowId)?.[1] ?? 0),
      ),
    );
  }

  #list(query: string): Promise<WorkflowExecutionInfo[]> {
    return this.#calls.as('duban-keeper', async () => {
      const found: WorkflowExecutionInfo[] = [];
      for await (const run of this.#calls.client.workflow.list({ query, pageSize: 1000 }))
        found.push(run);
      return found;
    });
  }

  /** The files that show `technical` now. The engine's list is a moment late, so each file on it is asked itself. */
  async technicalFiles(): Promise<string[]> {
    return this.#calls.as('duban-keeper', async () => {
      const found: string[] = [];
      for await (const { workflowId } of this.#calls.client.workflow.list({
        query: 'DubanAttention = "technical" AND ExecutionStatus = "Running"',
      }))
        found.push(workflowId);
      return found;
    });
  }
}
