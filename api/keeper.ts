/** 维护 Looks after what no caller waits for: brings calendar notices to open files, keeps the histories of closed ones, compares register and engine. */
import historyTools from '@temporalio/common/lib/proto-utils.js';
import type { Logger } from 'pino';
import type { Sql } from '../db/client.ts';
import { hashOf, markAttention, noteRun } from '../db/queries/turns.ts';
import { actById, actsOf, fileStarted, receiveAct, type Received } from '../db/queries/inbox.ts';
import { lateErrands } from '../db/queries/errands.ts';
import * as keeping from '../db/queries/keeping.ts';
import type { Act } from '../domain/law/act.ts';
import { formatInstant } from '../domain/time/civil-date.ts';
import { due } from '../domain/time/due.ts';
import { instant, type Instant } from '../domain/time/instant.ts';
import type { CalendarYear } from '../domain/time/limit.ts';
import { currentCalendars } from '../db/queries/calendar.ts';
import type { MovedDeadline } from './deps.ts';
import type { Engine, FileToStart } from './engine.ts';
import { faultOf } from './problems.ts';

export interface KeeperOptions { sql: Sql; engine: Engine; log: Logger; describe: (opening: unknown) => FileToStart; every?: number }
export interface Differences {
  notRunning: { file: string; engine: string }[];
  unsettled: { act: string; file: string; number: number; settled: boolean; signalled: boolean }[];
  unexported: string[];
  errands: { file: string; kind: string; key: string; tries: number; error: string | null }[];
  brokenEntries: { file: string; seq: number }[];
  brokenHeads: { file: string }[];
}

/** The author of what the system itself brings. */
const SYSTEM = 'duban';

/** Milliseconds between two looks through all open files while no notice comes. */
const SPREAD_EVERY = 600_000;

export class Keeper {
  #options: Required<KeeperOptions>;
  #spread = { versions: '', again: 0 };
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions) {
    this.#options = { every: 15_000, ...options };
  }

  start(): void {
    const round = () => {
      this.#running = this.once().catch((error: unknown) => this.#options.log.warn(faultOf(error), 'keeper'));
      void this.#running.then(() => { if (this.#timer) this.#timer = setTimeout(round, this.#options.every).unref(); });
    };
    this.#timer = setTimeout(round, this.#options.every).unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  async once(): Promise<void> {
    await this.#spreadIfChanged();
    await this.lookForTechnical();
    await this.keepHistories();
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
    const message = { id: `calendar:${year}:${version}:${file}`, type, unit: SYSTEM, officer: SYSTEM, hash, facts };
    const arrivedAt = await engine.clockOf(file);
    const stored: Received = await receiveAct(sql, { file, actId: message.id, type, unit: SYSTEM, officer: SYSTEM, message, payload: arrangement, hash, key: `calendar:${year}:${version}`, arrivedAt });
    // Whether the engine hears it now or from the relay: the inbox has it.
    if ('message' in stored) await engine.signal(file, stored.message as Act, SYSTEM).catch(() => false);
  }

  /** What a candidate notice would do to the deadlines that are open now. */
  async previewCalendar(candidate: CalendarYear): Promise<MovedDeadline[]> {
    const { sql } = this.#options;
    const calendar = [...(await currentCalendars(sql)).filter((y) => y.year !== candidate.year), candidate];
    const moved: MovedDeadline[] = [];
    for (const d of await keeping.dutiesCountedIn(sql, candidate.year)) {
      const after = due(d.from as Instant, d.limit, calendar);
      if (after.at === d.due && after.status === d.status) continue;
      const why = after.explanation.at(-1) ?? { zh: '', en: '' };
      moved.push({ file: d.file, duty: d.duty, clause: d.clause, oldDueAt: formatInstant(instant(d.due)), newDueAt: formatInstant(after.at), status: after.status, why });
    }
    return moved;
  }

  // ---- histories -------------------------------------------------------------------------------------------------

  /** Keeps the history of every run that has ended, hashed into the file's chain: also while the file goes on in another run. */
  async keepHistories(): Promise<number> {
    let kept = 0;
    for (const { file, run } of await keeping.unexportedRuns(this.#options.sql, 200)) if (await this.#keepRun(file, run, false)) kept++;
    for (const file of await keeping.unexportedFiles(this.#options.sql, 200)) if (await this.keepHistory(file)) kept++;
    return kept;
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
    if (before) await this.#keepRun(file, before, false).catch((error: unknown) => this.#options.log.warn({ file, run: before, ...faultOf(error) }, 'keeper: an earlier run'));
    const json = JSON.parse(historyTools.historyToJSON(history)) as { events?: unknown[] };
    const hash = hashOf(json);
    const body = { run, events: json.events?.length ?? 0, sha256: hash, ...(before && { before }) };
    const entry = { key: last ? 'history-kept' : `history-kept:${run}`, type: 'history-kept', body, hash: hashOf(body) };
    return keeping.keepHistory(sql, { file, run, last, history: json, hash, entry });
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
      if (shown && (shown === 'technical') !== marked.includes(file)) await markAttention(sql, file, shown);
    }
  }

  // ---- reconciliation --------------------------------------------------------------------------------------------

  /** Compares inbox, register and engine. Asks the engine about every open file, so it is for a person or a nightly job, not for a hot path. */
  async differences(bureau: string): Promise<Differences> {
    const { sql } = this.#options;
    const [unsettled, unexported, brokenEntries, brokenHeads, errands] = await Promise.all([
      keeping.stuckActs(sql, bureau, 1000), keeping.unexportedFiles(sql, 1000, bureau), keeping.brokenChains(sql, bureau, 1000), keeping.brokenHeads(sql, bureau, 1000), lateErrands(sql, bureau, 1000),
    ]);
    return { notRunning: await this.#notRunning(bureau), unsettled, unexported, errands, brokenEntries, brokenHeads };
  }

  async #notRunning(bureau: string): Promise<Differences['notRunning']> {
    const { sql, engine } = this.#options;
    const found: Differences['notRunning'] = [];
    for (let after = ''; ;) {
      const batch = await keeping.openFiles(sql, bureau, after, 500);
      for (const { id } of batch) {
        const status = await engine.statusOf(id);
        if (status !== 'RUNNING') found.push({ file: id, engine: status });
      }
      if (batch.length < 500) return found;
      after = batch.at(-1)!.id;
    }
  }

  /** Starts again what the engine has lost: the new run lives through what was accepted, obeys the stored verdicts, and takes the rest from the inbox; nothing is doubled. */
  async repair(bureau: string): Promise<{ restarted: string[]; kept: number; told: number }> {
    const restarted: string[] = [];
    for (const { file } of await this.#notRunning(bureau)) {
      await this.#restart(file);
      restarted.push(file);
    }
    return { restarted, kept: await this.keepHistories(), told: await this.spreadCalendars() };
  }

  async #restart(file: string): Promise<void> {
    const { sql, engine, describe } = this.#options;
    const [row] = await sql<{ opening: { letter: Act } }[]>`select opening from file where id = ${file}`;
    const letter = await actById(sql, file, row!.opening.letter.id);
    const [carried, lost] = await Promise.all([keeping.positionOf(sql, file), engine.newestRun(file).catch(() => undefined)]);
    // What the engine still has of the run that was lost is kept as well.
    if (lost && !lost.running) await noteRun(sql, file, lost.run);
    await engine.start(describe({ ...row!.opening, ...(carried && { carried }) }), letter!.officer, { again: true });
    await fileStarted(sql, file);
    if (carried) return;
    for (let after = 1; ;) {
      const acts = await actsOf(sql, file, after, 500);
      for (const act of acts) await engine.signal(file, act.message as Act, act.officer);
      if (acts.length < 500) return;
      after = acts.at(-1)!.number;
    }
  }
}
