/** 核对 Compares inbox, register and engine for a person who asks, and mends what can be mended. */
import type { Sql } from '../../db/client.ts';
import {
  lateHistories,
  lostHistories,
  unexportedFiles,
  type LateHistory,
} from '../../db/queries/histories.ts';
import {
  brokenHeads,
  holding,
  stuckActs,
  technicalFiles,
} from '../../db/queries/reconciliation.ts';
import { brokenEntries } from '../log/audit-entries.ts';
import { brokenLog, type BrokenLeaf, type LogFaults } from '../log/audit-leaves.ts';
import { brokenPapers, type BrokenPaper } from '../../db/queries/broken-papers.ts';
import { otherwiseStated, type OtherwiseStated } from '../papers/otherwise-stated.ts';
import { lateTasks } from '../../db/queries/tasks.ts';
import type { CalendarPropagation } from './calendar-propagation.ts';
import { OneAtATime } from './one-at-a-time.ts';
import type { HistoryArchive } from './history-archive.ts';
import type { Found } from './run-mending.ts';
import type { Retention } from '../intake/engine-retention.ts';
import type { Runs } from './runs.ts';

export interface Differences {
  notRunning: { file: string; engine: string }[];
  /** These files run, but behind or ahead of the register, or though the file has ended, or under the letter of another file. */
  otherwise: Found[];
  /** Files that run and cannot write, where nothing else is wrong with their runs. */
  technical: string[];
  /** Runs of files that the register does not know. */
  unregistered: string[];
  unsettled: { act: string; file: string; number: number; settled: boolean; signalled: boolean }[];
  unexported: string[];
  /** Histories that should have been kept by now, and when the engine may delete them. */
  lateHistories: (LateHistory & { keptUntil: number | undefined })[];
  lostHistories: string[];
  /** Tasks that are late; the answer has been given under this name from the beginning. */
  errands: { file: string; kind: string; key: string; tries: number; error: string | null }[];
  brokenEntries: { file: string; seq: number }[];
  brokenHeads: { file: string }[];
  brokenLeaves: BrokenLeaf[];
  brokenSeries: LogFaults['series'];
  brokenTree: LogFaults['tree'];
  brokenPapers: BrokenPaper[];
  /** Acts that say otherwise than the paper that they state: both stand, and people decide which is right. */
  papersOtherwise: OtherwiseStated[];
  erased: LogFaults['erased'];
}

interface Mended {
  restarted: string[];
  /** Files that were signalled again; the answer has been given under this name from the beginning. */
  rung: string[];
  failed: string[];
  kept: number;
  told: number;
}

export interface ReconciliationOptions {
  sql: Sql;
  holds: Sql;
  runs: Runs;
  histories: HistoryArchive;
  calendars: CalendarPropagation;
  retention: Retention;
}

const ofPapers = async (sql: Sql, bureau: string) => ({
  brokenPapers: await brokenPapers(sql, bureau, 1000),
  papersOtherwise: await otherwiseStated(sql, bureau, 1000),
});

export class Reconciliation {
  readonly #options: ReconciliationOptions;
  readonly #compared = new OneAtATime<Differences>();
  /** Bureaus whose next comparison asks every run: it says all that the other one would. */
  readonly #each = new Set<string>();

  constructor(options: ReconciliationOptions) {
    this.#options = options;
  }

  /**
   * Compares all open files with all running ones and reads whole registers. This is dear: it is meant for a person or a nightly job, and is done
   * once at a time for a bureau, whichever process is asked. `each`: the run of every open file is asked how far it has come.
   */
  differences(bureau: string, each = false): Promise<Differences> {
    if (each) this.#each.add(bureau);
    return this.#compared.run(bureau, () => {
      const asksEach = this.#each.delete(bureau);
      return holding(this.#options.holds, bureau, () => this.#differences(bureau, asksEach));
    });
  }

  async #differences(bureau: string, each: boolean): Promise<Differences> {
    const { sql, runs, retention } = this.#options;
    const [
      found,
      technical,
      unsettled,
      unexported,
      late,
      lost,
      entries,
      heads,
      log,
      tasks,
      papers,
    ] = await Promise.all([
      runs.differences(bureau, each),
      technicalFiles(sql, 1000, bureau),
      stuckActs(sql, bureau, 1000),
      unexportedFiles(sql, undefined, 1000, bureau),
      lateHistories(sql, bureau, retention.lateAfter, 1000),
      lostHistories(sql, bureau, 1000),
      brokenEntries(sql, bureau, 1000),
      brokenHeads(sql, bureau, 1000),
      brokenLog(sql, bureau, 1000),
      lateTasks(sql, bureau, 1000),
      ofPapers(sql, bureau),
    ]);
    const faulty = new Set([...found.notRunning, ...found.otherwise].map(({ file }) => file));
    return {
      ...found,
      technical: technical.filter((file) => !faulty.has(file)),
      unsettled,
      unexported: unexported.map(({ id }) => id),
      lateHistories: late.map((one) => ({
        ...one,
        keptUntil: retention.known === undefined ? undefined : one.endedAt + retention.known,
      })),
      lostHistories: lost,
      errands: tasks,
      brokenEntries: entries,
      brokenHeads: heads,
      brokenLeaves: log.leaves,
      brokenSeries: log.series,
      brokenTree: log.tree,
      ...papers,
      erased: log.erased,
    };
  }

  /** Mends what can be mended. A history that was entered as lost is kept if its run has come back. */
  async repair(bureau: string): Promise<Mended> {
    const { runs, histories, calendars } = this.#options;
    const { restarted, signalled, failed } = await runs.repair(bureau);
    const kept = await histories.keepAll(bureau);
    const returned = await histories.keepReturned(bureau);
    const told = await calendars.spread();
    return { restarted, rung: signalled, failed, kept: kept + returned, told };
  }
}
