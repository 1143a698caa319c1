/** The engine as the API sees it: start a file, signal it, ask for its clock, look at its runs. Every call carries a short-lived token of the officer. */
import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowExecutionInfo,
} from '@temporalio/client';
import {
  defaultPayloadConverter,
  defineSearchAttributeKey,
  type SearchAttributePair,
} from '@temporalio/common';
import { procedures } from '../../domain/procedures.ts';
import type { Act } from '../../domain/law/act.ts';
import { instant, type Instant } from '../../domain/time/instant.ts';
import { mintEngineToken, type SigningKey } from '../../engine-token.ts';

export interface EngineOptions {
  address: string;
  namespace: string;
  taskQueue: string;
  tls?: boolean;
  apiKey?: string;
  key?: SigningKey;
  /** Demo and test namespaces: receipt is the file's own skipped time. */
  timeSkipping?: boolean;
}

/** What a file is started with: its workflow, what the coordinator reads first, and what can be searched for. */
export interface FileToStart {
  id: string;
  workflow: string;
  opening: unknown;
  /** The act that opens it: by this its run is known from that of another file which once had the same number. */
  letter: Letter;
  summary: string;
  details: string;
  attributes: { procedure: string; bureau: string; unit: string; openedAt: Instant };
}

export interface Letter {
  id: string;
  hash: string;
}

/** A run as visibility shows it: a moment late, so nothing is decided by it alone. `letter`: absent where the run was started before it was noted. */
export interface SeenRun {
  id: string;
  bureau: unknown;
  letter?: string;
  stage: unknown;
  awaited: unknown;
  nextDue: number;
}

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
/** The engine is away when it has not taken a start or a signal in this time; the relay tries again. Milliseconds. */
const DEADLINE = 5_000;
/** A number is asked for while its serial waits: an engine that is slower than this counts as away. */
const GLANCE = 1_000;
/** Runs of files, and of nothing else that stands in the same namespace. */
const FILES = [
  'DubanProcedure IS NOT NULL',
  ...procedures
    .flatMap(({ besides = [] }) => besides)
    .map((workflow) => `WorkflowType != "${workflow}"`),
].join(' AND ');
/** A token is used for most of its five minutes. */
const TOKEN_LIFE = 240_000;

export class Engine {
  readonly connection: Connection;
  readonly client: Client;
  readonly options: EngineOptions;
  #tokens = new Map<string, { token: Promise<string>; until: number }>();
  #away = 0;

  private constructor(connection: Connection, options: EngineOptions) {
    this.connection = connection;
    this.options = options;
    this.client = new Client({ connection, namespace: options.namespace });
  }

  /** Lazy: the API answers and takes acts in while the engine is away. */
  static connect(options: EngineOptions): Engine {
    const { address, tls = false, apiKey } = options;
    return new Engine(Connection.lazy({ address, tls, ...(apiKey ? { apiKey } : {}) }), options);
  }

  /** Starts the file; a file that runs already is as good as started, if it is this one: by its letter. */
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
      await this.#soon(officer, () =>
        this.client.workflow.start(file.workflow, {
          workflowId: file.id,
          taskQueue: this.options.taskQueue,
          args: [file.opening],
          workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
          workflowTaskTimeout: '3s',
          staticSummary: file.summary,
          staticDetails: file.details,
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
   * The newest run under this id: RUNNING, COMPLETED, TERMINATED …, or MISSING; and the letter that it was started with,
   * noted beside it, or else in its first event (none where it is no file's).
   */
  async runOf(file: string): Promise<{ status: string; letter?: Letter | undefined }> {
    const { namespace } = this.options;
    try {
      return await this.#soon('duban-keeper', async () => {
        const {
          memo,
          runId,
          status: { name: status },
        } = await this.client.workflow.getHandle(file).describe();
        if (memo?.['letter']) return { status, letter: memo['letter'] as Letter };
        const { history } = await this.connection.workflowService.getWorkflowExecutionHistory({
          namespace,
          execution: { workflowId: file, runId },
          maximumPageSize: 1,
        });
        const [opening] =
          history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
        return {
          status,
          letter:
            opening && (defaultPayloadConverter.fromPayload(opening) as { letter?: Letter }).letter,
        };
      });
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { status: 'MISSING' };
      throw error;
    }
  }

  /** Whether the engine knows a run under this id, open or closed. Nothing: it is away, and not asked again for a while. */
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

  /** The number of the act that a run has judged last; nothing when it cannot say. */
  async judgedBy(file: string): Promise<number | undefined> {
    try {
      return await this.#soon('duban-keeper', () =>
        this.client.workflow.getHandle(file).query<number>('judged'),
      );
    } catch {
      return undefined;
    }
  }

  // ---- many runs at once -----------------------------------------------------------------------------------------

  countRunning(): Promise<number> {
    return this.#soon(
      'duban-keeper',
      async () =>
        (await this.client.workflow.count(`ExecutionStatus = "Running" AND ${FILES}`)).count,
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

  /** Files whose run ended since an instant, otherwise than a file does. */
  async brokenOff(since: number): Promise<string[]> {
    const runs = await this.#list(
      `ExecutionStatus IN ("Terminated", "Failed", "TimedOut", "Canceled") AND CloseTime >= "${new Date(since).toISOString()}" AND ${FILES}`,
    );
    return [...new Set(runs.map(({ workflowId }) => workflowId))];
  }

  /** The highest number of a serial that the engine has started since an instant. */
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
    return this.as('duban-keeper', async () => {
      const found: WorkflowExecutionInfo[] = [];
      for await (const run of this.client.workflow.list({ query, pageSize: 1000 })) found.push(run);
      return found;
    });
  }

  // ----------------------------------------------------------------------------------------------------------------

  /** Sends the signal `act`. False: the run has ended. */
  async signal(file: string, act: Act, officer: string): Promise<boolean> {
    try {
      await this.#soon(officer, () => this.client.workflow.getHandle(file).signal('act', act));
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** The file's own clock where time is skipped; nothing elsewhere, so that the database's clock counts. */
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

  /** The runs of a file are a chain: the newest, and of each its history, with the run it goes on from. */
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

  /** Files that show `technical` now: the list follows the file by a moment, so each is asked itself. */
  async technicalFiles(): Promise<string[]> {
    return this.as('duban-keeper', async () => {
      const found: string[] = [];
      for await (const { workflowId } of this.client.workflow.list({
        query: 'DubanAttention = "technical" AND ExecutionStatus = "Running"',
      }))
        found.push(workflowId);
      return found;
    });
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

  async ready(): Promise<void> {
    await this.as('duban-api', () =>
      this.connection.workflowService.describeNamespace({ namespace: this.options.namespace }),
    );
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** Runs calls under a token that names this officer; without a key (a fixed token is set) they go as they are. */
  async as<T>(subject: string, call: () => Promise<T>): Promise<T> {
    const { key } = this.options;
    if (!key) return call();
    return this.connection.withApiKey(await this.#token(subject, key), call);
  }

  #soon<T>(officer: string, call: () => Promise<T>): Promise<T> {
    return this.connection.withDeadline(Date.now() + DEADLINE, () => this.as(officer, call));
  }

  #token(subject: string, key: SigningKey): Promise<string> {
    const now = Date.now();
    const kept = this.#tokens.get(subject);
    if (kept && kept.until > now) return kept.token;
    if (this.#tokens.size > 10_000) this.#tokens.clear();
    const token = mintEngineToken(key, {
      sub: subject,
      permissions: [`${this.options.namespace}:write`],
    });
    this.#tokens.set(subject, { token, until: now + TOKEN_LIFE });
    return token;
  }
}

const letterIn = ({ memo }: WorkflowExecutionInfo): { letter?: string } =>
  memo?.['letter'] ? { letter: (memo['letter'] as Letter).id } : {};

/** The file has no run. An engine that is just coming up does not know its namespace either: that is an outage, and says nothing of the file. */
export function isNotFound(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 5)
    return false;
  return !/namespace/i.test('details' in error ? String(error.details) : '');
}
