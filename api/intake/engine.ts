/** The engine as the API sees it: start a file, signal it, ask for its clock, look at its run. */
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import {
  defaultPayloadConverter,
  defineSearchAttributeKey,
  type SearchAttributePair,
} from '@temporalio/common';
import type { Act } from '../../domain/law/act.ts';
import type { FileView } from '../../workflows/messages.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import { DEADLINE, EngineCalls, type EngineOptions } from './engine-calls.ts';
import { RunHistories } from './engine-histories.ts';
import { RunLists } from './engine-lists.ts';
import { Retention } from './engine-retention.ts';
import { detailsOf, type FileToStart, type Letter } from './file-to-start.ts';

/** The engine runs another file under this number: one that the register has lost. */
export class AnotherFilesRun extends Error {
  override readonly name = 'AnotherFilesRun';
}

const attribute = {
  procedure: 'DubanProcedure',
  bureau: 'DubanBureau',
  unit: 'DubanUnit',
} as const;
const openedAt = defineSearchAttributeKey('DubanOpenedAt', 'DATETIME');
const attentionKey = defineSearchAttributeKey('DubanAttention', 'KEYWORD');
/** While the engine is asked about a number, everybody who wants one of the same series waits. An engine that is slower than this counts as away. */
const GLANCE = 1_000;
export class Engine extends EngineCalls {
  readonly lists = new RunLists(this);
  readonly histories = new RunHistories(this);
  readonly retention = new Retention(this);
  #away = 0;

  /** Connects only when the engine is first needed: the API answers and takes in acts also while the engine is away. */
  static connect(options: EngineOptions): Engine {
    return new Engine(options);
  }

  /** Starts the file. Where a run of this number exists already, its letter tells whether it is this file; then the file is started. */
  async start(file: FileToStart, officer: string, { again = false } = {}): Promise<void> {
    const { procedure, bureau, unit } = file.attributes;
    const keywords = { procedure, bureau, unit };
    const typedSearchAttributes: SearchAttributePair[] = [
      ...Object.entries(attribute).map(([name, key]) => ({
        key: defineSearchAttributeKey(key, 'KEYWORD'),
        value: keywords[name as keyof typeof attribute],
      })),
      { key: openedAt, value: new Date(file.attributes.openedAt) },
    ];
    try {
      await this.soon(officer, () =>
        this.client.workflow.start(file.workflow, {
          workflowId: file.id,
          taskQueue: this.options.taskQueue,
          args: [file.opening],
          workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
          workflowTaskTimeout: '3s',
          staticSummary: file.summary,
          staticDetails: detailsOf(file, this.options.home),
          memo: { letter: file.letter, cover: file.details },
          typedSearchAttributes,
        }),
      );
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      const { letter } = await this.runOf(file.id);
      if (letter?.id !== file.letter.id || letter.hash !== file.letter.hash)
        throw new AnotherFilesRun(file.id);
    }
  }

  /**
   * The newest run under this id: RUNNING, COMPLETED, TERMINATED …, or MISSING; and the letter with which it was started. The letter
   * stands in the run's memo or, for older runs, in its first event. A run that is no file's has none.
   */
  async runOf(
    file: string,
  ): Promise<{ status: string; run?: string; letter?: Letter | undefined }> {
    const { namespace } = this.options;
    try {
      return await this.soon('duban-keeper', async () => {
        const {
          memo,
          runId,
          status: { name: status },
        } = await this.client.workflow.getHandle(file).describe();
        if (memo?.['letter']) return { status, run: runId, letter: memo['letter'] as Letter };
        const { history } = await this.connection.workflowService.getWorkflowExecutionHistory({
          namespace,
          execution: { workflowId: file, runId },
          maximumPageSize: 1,
        });
        const [opening] =
          history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
        return {
          status,
          run: runId,
          letter:
            opening && (defaultPayloadConverter.fromPayload(opening) as { letter?: Letter }).letter,
        };
      });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { status: 'MISSING' };
      throw error;
    }
  }

  /** Whether the engine knows a run under this id, open or closed. Undefined when the engine is away; then it is not asked again for a while. */
  async knows(file: string): Promise<boolean | undefined> {
    if (Date.now() < this.#away) return undefined;
    const execution = { workflowId: file };
    try {
      await this.connection.withDeadline(Date.now() + GLANCE, () =>
        this.as('duban-api', () =>
          this.connection.workflowService.describeWorkflowExecution({
            namespace: this.options.namespace,
            execution,
          }),
        ),
      );
      return true;
    } catch (error) {
      if (isNotFound(error)) return false;
      this.#away = Date.now() + DEADLINE;
      return undefined;
    }
  }

  /** The number of the act that a run has judged last; undefined when the run cannot say. */
  judgedBy(file: string): Promise<number | undefined> {
    return this.#asked(file, 'judged');
  }

  /** How a run says that its file stands; undefined when it cannot say. */
  viewOf(file: string): Promise<FileView | undefined> {
    return this.#asked(file, 'view');
  }

  async #asked<T>(file: string, query: string): Promise<T | undefined> {
    try {
      return await this.soon('duban-keeper', () =>
        this.client.workflow.getHandle(file).query<T>(query),
      );
    } catch {
      return undefined;
    }
  }

  /** Sends the signal `act`. Answers false when the run has ended. */
  async signal(file: string, act: Act, officer: string): Promise<boolean> {
    try {
      await this.soon(officer, () => this.client.workflow.getHandle(file).signal('act', act));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** The file's own clock where time can be skipped. Elsewhere undefined, so that the clock of the database counts. */
  async clockOf(file: string): Promise<Instant | undefined> {
    if (!this.options.timeSkipping) return undefined;
    try {
      const { workflowExtendedInfo } = await this.as('duban-api', () =>
        this.connection.workflowService.describeWorkflowExecution({
          namespace: this.options.namespace,
          execution: { workflowId: file },
        }),
      );
      const now = (
        workflowExtendedInfo as
          | {
              timeSkippingInfo?: {
                currentTime?: { seconds?: unknown; nanos?: number | null };
              } | null;
            }
          | null
          | undefined
      )?.timeSkippingInfo?.currentTime;
      if (now) return instant(Number(now.seconds) * 1000 + Math.floor((now.nanos ?? 0) / 1e6));
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    return instant(Date.now());
  }

  /** The runs of a file form a chain: each goes on from another. Here are the newest run, and the history of each with the run that it goes on from. */
  async newestRun(file: string): Promise<{ run: string; running: boolean }> {
    const { runId, status } = await this.as('duban-keeper', () =>
      this.client.workflow.getHandle(file).describe(),
    );
    return { run: runId, running: status.name === 'RUNNING' };
  }

  async historyOf(file: string, run: string) {
    const history = await this.as('duban-keeper', () =>
      this.client.workflow.getHandle(file, run).fetchHistory(),
    );
    return {
      history,
      before:
        history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ||
        undefined,
    };
  }

  /** What a file that runs shows as its attention. */
  async attentionOf(file: string): Promise<string | undefined> {
    try {
      const { status, typedSearchAttributes } = await this.as('duban-keeper', () =>
        this.client.workflow.getHandle(file).describe(),
      );
      return status.name === 'RUNNING' ? typedSearchAttributes.get(attentionKey) : undefined;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }

  /** When a worker last asked for work, by the engine's clock, in milliseconds since 1970; one that waits for work asks once a minute. Nothing where none has for five minutes. */
  async lastPolled(): Promise<number | undefined> {
    const { namespace, taskQueue: name } = this.options;
    const { pollers } = await this.soon('duban-keeper', () =>
      this.connection.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        taskQueueType: 1,
      }),
    );
    const seen = (pollers ?? []).map(({ lastAccessTime: at }) => Number(at?.seconds ?? 0) * 1000);
    return seen.length > 0 ? Math.max(...seen) : undefined;
  }

  async ready(): Promise<void> {
    await this.as('duban-api', () =>
      this.connection.workflowService.describeNamespace({ namespace: this.options.namespace }),
    );
  }
}

/** Whether the error says that the file has no run. An engine that is just starting does not know its namespace yet; that is an outage and says nothing of the file. */
export function isNotFound(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 5)
    return false;
  return !/namespace/i.test('details' in error ? String(error.details) : '');
}
