/**
 * 历史存档 Keeps the history of every run that has ended and enters its hash into the file's chain, also while the file goes on in another run.
 * A history whose run the engine does not have any more is entered as lost, after a while in which it might still have appeared.
 */
import historyTools from '@temporalio/common/lib/proto-utils.js';
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import * as histories from '../../db/queries/histories.ts';
import { bound, hashOf, noteRun } from '../../db/queries/turns.ts';
import { isNotFound, type Engine } from '../intake/engine.ts';
import { logFault, performEach, type Each } from './each.ts';
import { Loop } from './loop.ts';

export interface HistoryArchiveOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  every?: number;
}

/** So many milliseconds after the last turn of a file, a run that the engine does not have counts as lost and no longer as late. */
const LOST_AFTER = 600_000;
const BATCH = 200;
const NAME = 'history-archive';

export class HistoryArchive {
  readonly loop: Loop;
  readonly #options: HistoryArchiveOptions;
  #late = false;

  constructor(options: HistoryArchiveOptions) {
    this.#options = options;
    const { log, every = 15_000 } = options;
    this.loop = new Loop({
      name: NAME,
      log,
      every,
      perform: (stopping) => this.#round(stopping),
    });
  }

  /** Which of them should have been kept by now is told even when this round fails. */
  async #round(stopping: AbortSignal): Promise<void> {
    try {
      await this.#options.engine.retention.ask();
      await this.keepAll(undefined, stopping);
    } finally {
      await this.#tellLate();
    }
  }

  /** Says once, as an error, that histories are late, and once that none is any more. */
  async #tellLate(): Promise<void> {
    const { sql, engine, log } = this.#options;
    const { known, lateAfter } = engine.retention;
    const { oldest, late } = await histories.waiting(sql, lateAfter);
    if (late > 0 && !this.#late)
      log.error({ late, oldest, retention: known }, 'histories are not kept in time');
    if (late === 0 && this.#late) log.info('histories are kept in time again');
    this.#late = late > 0;
  }

  /** Keeps every history that is due, each for itself. Answers how many were kept. */
  async keepAll(bureau?: string, stopping?: AbortSignal): Promise<number> {
    return (await this.#keepRuns(stopping)) + (await this.#keepClosed(bureau, stopping));
  }

  async #keepRuns(stopping?: AbortSignal): Promise<number> {
    let kept = 0;
    for (let after: histories.EndedRun | undefined; ;) {
      const runs = await histories.unexportedRuns(this.#options.sql, after, BATCH);
      kept += await this.#each(runs, {
        called: ({ file, run }) => ({ file, run }),
        perform: (run) => this.#keepEarlier(run),
        stopping,
      });
      if (runs.length < BATCH || stopping?.aborted) return kept;
      after = runs.at(-1)!;
    }
  }

  async #keepClosed(bureau?: string, stopping?: AbortSignal): Promise<number> {
    const { sql } = this.#options;
    let kept = 0;
    for (let after: histories.Unexported | undefined; ;) {
      const files = await histories.unexportedFiles(sql, after, BATCH, bureau);
      kept += await this.#each(files, {
        called: ({ id }) => ({ file: id }),
        perform: (file) => this.#keepOrLose(file),
        stopping,
      });
      if (files.length < BATCH || stopping?.aborted) return kept;
      after = files.at(-1)!;
    }
  }

  /** Keeps the history of the run in which the file has ended. Answers false while that run goes on, and when its history is kept already. */
  async keep(file: string): Promise<boolean> {
    const { run, running } = await this.#options.engine.newestRun(file);
    return running ? false : this.#keepRun(file, run, true);
  }

  /** Keeps histories that were entered as lost and whose run has come back. Answers how many. */
  async keepReturned(bureau: string): Promise<number> {
    const { sql } = this.#options;
    let kept = 0;
    for (const file of await histories.lostHistories(sql, bureau, 1000))
      if (await this.keep(file).catch(() => false)) kept++;
    for (const { file, run } of await histories.lostRuns(sql, bureau, 1000))
      if (await this.#keepRun(file, run, false).catch(() => false)) kept++;
    return kept;
  }

  #each<T>(
    items: readonly T[],
    work: Pick<Each<T>, 'called' | 'perform' | 'stopping'>,
  ): Promise<number> {
    return performEach(items, { loop: NAME, log: this.#options.log, restsOnEngine: true, ...work });
  }

  async #keepEarlier({ file, run, noted }: histories.EndedRun): Promise<boolean> {
    try {
      return await this.#keepRun(file, run, false);
    } catch (error) {
      if (!isNotFound(error) || noted <= LOST_AFTER) throw error;
      await loseRun(this.#options, file, run);
      return false;
    }
  }

  /** By now the run under this id may be another file's. Such a history is not kept for this file. */
  async #keepOrLose({ id, letter, changed }: histories.Unexported): Promise<boolean> {
    const run = await this.#options.engine.runOf(id);
    if (run.status !== 'MISSING' && run.letter?.id === letter) return this.keep(id);
    if (changed > LOST_AFTER) await this.#lose(id);
    return false;
  }

  async #lose(file: string): Promise<void> {
    const { sql, log } = this.#options;
    const entry = bound({ key: 'history-lost', type: 'history-lost', body: {} });
    if (await histories.loseHistory(sql, { file, entry })) log.error({ file }, LOST);
  }

  /** The runs before this one are kept first, so that the entries stand in the order of the runs. */
  async #keepRun(file: string, run: string, last: boolean): Promise<boolean> {
    const { engine, sql } = this.#options;
    if (await histories.isKept(sql, file, run)) return false;
    const { history, before } = await engine.historyOf(file, run);
    if (before) await this.#keepBefore(file, before);
    const json = JSON.parse(historyTools.historyToJSON(history)) as { events?: unknown[] };
    const hash = hashOf(json);
    const body = { run, events: json.events?.length ?? 0, sha256: hash, ...(before && { before }) };
    const entry = bound({
      key: last ? 'history-kept' : `history-kept:${run}`,
      type: 'history-kept',
      body,
    });
    return histories.keepHistory(sql, { file, run, last, history: json, hash, entry });
  }

  /** A history that cannot be kept now is noted, so that it is tried again and in the end entered as lost. */
  async #keepBefore(file: string, run: string): Promise<void> {
    const { sql, log } = this.#options;
    try {
      await this.#keepRun(file, run, false);
    } catch (error) {
      logFault(log, error, { loop: NAME, file, run });
      await noteRun(sql, file, run);
    }
  }
}

const LOST = 'history lost: the engine does not have the run any more';

/** An earlier run of a file that goes on is gone from the engine. This is entered once and counted. Without an id it is the run, whichever it was, that had lived the file until now. */
export async function loseRun(
  { sql, log }: Pick<HistoryArchiveOptions, 'sql' | 'log'>,
  file: string,
  run?: string,
): Promise<void> {
  const body = run === undefined ? {} : { run };
  const entry = bound({ type: 'history-lost', body });
  if (await histories.loseRun(sql, { file, ...(run !== undefined && { run }), entry }))
    log.error({ file, run }, LOST);
}
