/** 维护 Looks after what no caller waits for: enters suspensions in the registry when they start, brings calendar notices to open files, keeps the histories of closed ones, looks after the runs. */
import historyTools from '@temporalio/common/lib/proto-utils.js';
import type { Logger } from 'pino';
import type { Sql } from '../db/client.ts';
import { hashOf, markAttention, noteRun } from '../db/queries/turns.ts';
import { receiveAct, type Received } from '../db/queries/inbox.ts';
import { lateErrands } from '../db/queries/errands.ts';
import * as keeping from '../db/queries/keeping.ts';
import type { Act } from '../domain/law/act.ts';
import { formatInstant } from '../domain/time/civil-date.ts';
import { due } from '../domain/time/due.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import type { CalendarYear } from '../domain/time/limit.ts';
import { currentCalendars } from '../db/queries/calendar.ts';
import type { MovedDeadline } from './deps.ts';
import { isNotFound, type Engine, type FileToStart } from './engine.ts';
import { faultOf } from './problems.ts';
import { isAway } from './relay.ts';
import { loseRun, Runs, type Found } from './runs.ts';

export interface KeeperOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  describe: (opening: unknown) => FileToStart;
  every?: number;
  /** Tests that break runs on purpose look after them by themselves. */ watch?: boolean;
}
export interface Differences {
  notRunning: { file: string; engine: string }[];
  /** They run, but behind the register, or beyond the end of the file, or under another letter. */
  otherwise: Found[];
  /** Runs of files that the register does not know. */
  unregistered: string[];
  unsettled: { act: string; file: string; number: number; settled: boolean; signalled: boolean }[];
  unexported: string[];
  lostHistories: string[];
  errands: { file: string; kind: string; key: string; tries: number; error: string | null }[];
  brokenEntries: { file: string; seq: number }[];
  brokenHeads: { file: string }[];
}

/** The author of what the system itself brings. */
const SYSTEM = 'duban';

/** Milliseconds after the last turn of a file from which a run that is not there is lost, and not only late. */
const LOST_AFTER = 600_000;

/** Milliseconds between two looks through all open files while no notice comes. */
const SPREAD_EVERY = 600_000;

export class Keeper {
  readonly runs: Runs;
  #options: Required<KeeperOptions>;
  #spread = { versions: '', again: 0 };
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = { every: 15_000, watch: true, ...options };
    this.runs = new Runs(options);
  }

  start(): void {
    const round = () => {
      this.#running = this.once().catch((error: unknown) =>
        this.#options.log.warn(faultOf(error), 'keeper'),
      );
      void this.#running.then(() => {
        if (this.#timer) this.#timer = setTimeout(round, this.#options.every).unref();
      });
    };
    this.#timer = setTimeout(round, this.#options.every).unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  /** What fails of one does not keep the others from being done. */
  async once(): Promise<void> {
    const { sql, log, watch } = this.#options;
    for (const [part, work] of [
      ['suspensions', () => keeping.beginSuspensions(sql)],
      ['calendars', () => this.#spreadIfChanged()],
      ['technical', () => this.lookForTechnical()],
      ['histories', () => this.keepHistories()],
      ['runs', () => (watch ? this.runs.look() : undefined)],
    ] as const) {
      try {
        await work();
      } catch (error) {
        log.warn({ part, ...faultOf(error) }, 'keeper');
      }
    }
  }

  // ---- X-2 calendar notices --------------------------------------------------------------------------------------

  /** Tells every open file of the versions in force that it does not count with yet; repeated until none is left. */
  async spreadCalendars(): Promise<number> {
    let told = 0;
    for (;;) {
      const files = await keeping.filesToTell(this.#options.sql, 200);
      for (const { file, year, version } of files) await this.#tell(file, year, version);
      told += files.length;
      if (files.length < 200) return told;
    }
  }

  /** Looks through all open files only when a notice came, and now and then for files whose deadlines have come to reach another year. */
  async #spreadIfChanged(): Promise<void> {
    const versions = await keeping.calendarVersions(this.#options.sql);
    if (versions === this.#spread.versions && Date.now() < this.#spread.again) return;
    await this.spreadCalendars();
    this.#spread = { versions, again: Date.now() + SPREAD_EVERY };
  }

  async #tell(file: string, year: number, version: number): Promise<void> {
    const { sql, engine } = this.#options;
    const arrangement = await keeping.calendarVersion(sql, year, version);
    if (!arrangement) return;
    const hash = hashOf(arrangement);
    const type = 'calendar-revision';
    const { loadedBy: _by, ...facts } = arrangement;
    const message = {
      id: `calendar:${year}:${version}:${file}`,
      type,
      unit: SYSTEM,
      officer: SYSTEM,
      hash,
      facts,
    };
    const arrivedAt = await engine.clockOf(file);
    const stored: Received = await receiveAct(sql, {
      file,
      actId: message.id,
      type,
      unit: SYSTEM,
      officer: SYSTEM,
      message,
      payload: arrangement,
      hash,
      key: `calendar:${year}:${version}`,
      arrivedAt,
    });
    // Whether the engine hears it now or from the relay: the inbox has it.
    if ('message' in stored)
      await engine.signal(file, stored.message as Act, SYSTEM).catch(() => false);
  }

  /** What a candidate notice would do to the deadlines that are open now. */
  async previewCalendar(candidate: CalendarYear): Promise<MovedDeadline[]> {
    const { sql } = this.#options;
    const calendar = [
      ...(await currentCalendars(sql)).filter((y) => y.year !== candidate.year),
      candidate,
    ];
    const moved: MovedDeadline[] = [];
    for (const d of await keeping.dutiesCountedIn(sql, candidate.year)) {
      const after = due(d.from as Instant, d.limit, calendar);
      if (after.at === d.due && after.status === d.status) continue;
      const why = after.explanation.at(-1) ?? { zh: '', en: '' };
      moved.push({
        file: d.file,
        duty: d.duty,
        clause: d.clause,
        oldDueAt: formatInstant(instant(d.due)),
        newDueAt: formatInstant(after.at),
        status: after.status,
        why,
      });
    }
    return moved;
  }

  // ---- histories -------------------------------------------------------------------------------------------------

  /** Keeps the history of every run that has ended, hashed into the file's chain, also while the file goes on in another run; each for itself. One whose run is gone for good is entered as lost. */
  async keepHistories(bureau?: string): Promise<number> {
    const { sql, log } = this.#options;
    let kept = 0;
    for (const { file, run, noted } of await keeping.unexportedRuns(sql, 200)) {
      try {
        if (await this.#keepRun(file, run, false)) kept++;
      } catch (error) {
        if (isAway(error)) throw error;
        if (isNotFound(error) && noted > LOST_AFTER) await loseRun(this.#options, file, run);
        else log.warn({ file, run, ...faultOf(error) }, 'history not kept');
      }
    }
    for (let after: keeping.Unexported | undefined; ;) {
      const files = await keeping.unexportedFiles(sql, after, 200, bureau);
      for (const file of files) {
        try {
          if (await this.#keepOrLose(file)) kept++;
        } catch (error) {
          if (isAway(error)) throw error;
          log.warn({ file: file.id, ...faultOf(error) }, 'history not kept');
        }
      }
      if (files.length < 200) return kept;
      after = files.at(-1)!;
    }
  }

  /** What the engine has under this id may be another file's by now: that is not kept for it. */
  async #keepOrLose({ id, letter, changed }: keeping.Unexported): Promise<boolean> {
    const run = await this.#options.engine.runOf(id);
    if (run.status !== 'MISSING' && run.letter?.id === letter) return this.keepHistory(id);
    if (changed > LOST_AFTER) await this.#lose(id);
    return false;
  }

  async #lose(file: string): Promise<void> {
    const body = {};
    const entry = { key: 'history-lost', type: 'history-lost', body, hash: hashOf(body) };
    if (await keeping.loseHistory(this.#options.sql, { file, entry }))
      this.#options.log.error({ file }, 'history lost: the engine does not have the run any more');
  }

  async keepHistory(file: string): Promise<boolean> {
    const { run, running } = await this.#options.engine.newestRun(file);
    return running ? false : this.#keepRun(file, run, true);
  }

  /** The runs before it first, so that the chain of entries follows the chain of runs. */
  async #keepRun(file: string, run: string, last: boolean): Promise<boolean> {
    const { engine, sql } = this.#options;
    if (await keeping.isKept(sql, file, run)) return false;
    const { history, before } = await engine.historyOf(file, run);
    if (before) await this.#keepBefore(file, before);
    const json = JSON.parse(historyTools.historyToJSON(history)) as { events?: unknown[] };
    const hash = hashOf(json);
    const body = { run, events: json.events?.length ?? 0, sha256: hash, ...(before && { before }) };
    const entry = {
      key: last ? 'history-kept' : `history-kept:${run}`,
      type: 'history-kept',
      body,
      hash: hashOf(body),
    };
    return keeping.keepHistory(sql, { file, run, last, history: json, hash, entry });
  }

  /** What cannot be kept now is noted, so that it is tried again, and entered as lost in the end. */
  async #keepBefore(file: string, run: string): Promise<void> {
    try {
      await this.#keepRun(file, run, false);
    } catch (error) {
      this.#options.log.warn({ file, run, ...faultOf(error) }, 'keeper: an earlier run');
      await noteRun(this.#options.sql, file, run);
    }
  }

  // ---- technical -------------------------------------------------------------------------------------------------

  /**
   * A file that cannot write says so in the database by itself, where that is up. Where it was not, only the engine knows: it is told here,
   * and what a file shows counts again when it can write. Lists, desk and alarm read the database.
   */
  async lookForTechnical(): Promise<void> {
    const { sql, engine } = this.#options;
    const marked = await keeping.technicalFiles(sql, 1000);
    for (const file of new Set([...marked, ...(await engine.technicalFiles())])) {
      const shown = await engine.attentionOf(file);
      if (shown && (shown === 'technical') !== marked.includes(file))
        await markAttention(sql, file, shown);
    }
  }

  // ---- reconciliation --------------------------------------------------------------------------------------------

  /** Compares inbox, register and engine. Lays all open files beside all running ones and reads whole registers, so it is for a person or a nightly job, not for a hot path. */
  async differences(bureau: string): Promise<Differences> {
    const { sql } = this.#options;
    const [runs, unsettled, unexported, lostHistories, brokenEntries, brokenHeads, errands] =
      await Promise.all([
        this.runs.differences(bureau),
        keeping.stuckActs(sql, bureau, 1000),
        keeping.unexportedFiles(sql, undefined, 1000, bureau),
        keeping.lostHistories(sql, bureau, 1000),
        keeping.brokenChains(sql, bureau, 1000),
        keeping.brokenHeads(sql, bureau, 1000),
        lateErrands(sql, bureau, 1000),
      ]);
    return {
      ...runs,
      unsettled,
      unexported: unexported.map(({ id }) => id),
      lostHistories,
      errands,
      brokenEntries,
      brokenHeads,
    };
  }

  /** Mends what can be mended; a history that was lost is kept if its run has come back. */
  async repair(bureau: string): Promise<{
    restarted: string[];
    rung: string[];
    failed: string[];
    kept: number;
    told: number;
  }> {
    const { sql } = this.#options;
    const { restarted, told: rung, failed } = await this.runs.repair(bureau);
    let kept = await this.keepHistories(bureau);
    for (const file of await keeping.lostHistories(sql, bureau, 1000))
      if (await this.keepHistory(file).catch(() => false)) kept++;
    for (const { file, run } of await keeping.lostRuns(sql, bureau, 1000))
      if (await this.#keepRun(file, run, false).catch(() => false)) kept++;
    return { restarted, rung, failed, kept, told: await this.spreadCalendars() };
  }
}
