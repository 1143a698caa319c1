/**
 * 提问 What the file asks the database, each in one local activity. It keeps this part of the file's contract:
 *
 *  8. A fault never fails the file: after a bounded number of tries it shows `technical` and waits for the act `retry`.
 */
import {
  ApplicationFailure,
  TemporalFailure,
  condition,
  isCancellation,
  patched,
  proxyLocalActivities,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  Decision,
  Entered,
  FileActivities,
  FileView,
  InboxRow,
  Past,
  Turn,
} from '../../activities/contract.ts';
import type { RunLength } from './run-length.ts';
import type { ActNames } from '../../domain/law/act-names.ts';
import { turnSummary } from './visibility.ts';

/**
 * A question is tried three times in one local activity; then the file itself pauses and asks again. During the tries the engine notes a
 * heartbeat in the history every 2.4 s, also where workers crash and begin again. During a pause of the file it notes nothing.
 */
const retry = { initialInterval: '200ms', backoffCoefficient: 2, maximumAttempts: 3 } as const;
const { takeActs, enterTurn, decide } = proxyLocalActivities<FileActivities>({
  startToCloseTimeout: '10s',
  summary: '从收件箱取文书',
  retry,
});
const { takePast } = proxyLocalActivities<FileActivities>({
  startToCloseTimeout: '30s',
  summary: '续办：重取已办文书',
  retry,
});
/** If the database cannot be told, the API finds the fault when it looks at the engine. */
const { markAttention } = proxyLocalActivities<FileActivities>({
  startToCloseTimeout: '5s',
  summary: '标记技术故障',
  retry: { initialInterval: '200ms', maximumAttempts: 2 },
});
/** Seconds between the questions while the database is away. Together they last about four minutes; then a person is called. */
const PAUSES = [1, 2, 4, 8, ...Array.from({ length: 23 }, () => 10)];

/** Where a fault is shown; `attention` is what is shown again once the database has answered. */
interface Board {
  readonly attention: FileView['attention'];
  showTechnical(fault: string): void;
}

export class Questions {
  #file: string;
  #length: RunLength;
  #board: Board;
  #names: ActNames;
  #retried = false;

  constructor(file: string, length: RunLength, board: Board, names: ActNames) {
    this.#file = file;
    this.#length = length;
    this.#board = board;
    this.#names = names;
  }

  /** Rows of the inbox after number `after` up to `upto`, in order. */
  acts(after: number, upto: number): Promise<InboxRow[]> {
    return this.#ask(() => takeActs({ file: this.#file, after, upto }));
  }

  /** What is decided of an act across files. It is decided once; a repeated question gets the same answer. */
  decision(act: string): Promise<Decision> {
    return this.#ask(() => decide({ file: this.#file, act }));
  }

  /** The accepted acts after number `after`, up to `upto` or to where the register stands. */
  past(after: number, upto: number): Promise<Past> {
    return this.#ask(() =>
      takePast({
        file: this.#file,
        after,
        upto,
        ended: workflowInfo().continuedFromExecutionRunId,
      }),
    );
  }

  /** Enters a turn. Where the turn asks for acts and some have arrived, nothing is entered and they are the answer. */
  enter(turn: Turn): Promise<Entered> {
    return this.#ask(() =>
      enterTurn.executeWithOptions({ summary: turnSummary(turn.entries, this.#names) }, [turn]),
    );
  }

  /** 重试 An officer says that the fault is mended. */
  retry(): void {
    this.#retried = true;
  }

  /** Shows `technical` in the engine and in the database, and waits for `retry`. Answers whether the database was told. */
  async waitForRetry(fault: string, code = fault): Promise<boolean> {
    this.#board.showTechnical(fault);
    this.#retried = false;
    // This change of code changes what a run commands and not the life of the file: the run is asked, also while it lives through the past.
    const marks = patched('technical-in-the-database');
    if (marks) await this.#mark('technical', code);
    await condition(() => this.#retried);
    return marks;
  }

  /**
   * Asks the database. While it is away, the question is repeated after pauses, a bounded number of times. After that, and at once where
   * the database refuses, the file waits for `retry` and asks again. It never fails.
   */
  async #ask<T>(activity: () => Promise<T>): Promise<T> {
    for (let [marked, tried] = [false, 0]; ; tried++) {
      try {
        const answer = await activity();
        this.#length.answered(answer);
        if (marked) await this.#mark(this.#board.attention);
        return answer;
      } catch (fault) {
        // A local activity rejects with its own failure, not wrapped in an ActivityFailure.
        if (!(fault instanceof TemporalFailure) || isCancellation(fault)) throw fault;
        this.#length.unanswered();
        const own = fault instanceof ApplicationFailure ? fault : undefined;
        const pause = own?.nonRetryable ? undefined : PAUSES[tried];
        // As with `technical-in-the-database`, this changes what a run commands.
        if (pause !== undefined && patched('pauses-between-questions')) {
          await sleep(pause * 1000, { summary: '数据库未应答，稍后再试' });
          continue;
        }
        marked = await this.waitForRetry(fault.message, own ? (own.type ?? undefined) : 'timeout');
        tried = -1;
      }
    }
  }

  /** Tells the database how the file stands. If not even this can be written, the API finds the fault when it looks at the engine. */
  async #mark(attention: FileView['attention'], fault?: string): Promise<void> {
    try {
      await markAttention({ file: this.#file, attention, ...(fault && { fault }) });
      this.#length.answered(undefined);
    } catch (error) {
      this.#length.unanswered();
      if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    }
  }
}
