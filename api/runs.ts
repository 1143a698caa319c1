/**
 * 运行 Lays the files' runs beside the register: finds what is not as it should be, says so, and mends what is safe to mend.
 *  1. What ended otherwise than a file does is asked for at each look; what is missing shows by the numbers, and then, or now and
 *     then anyway, all open files are laid beside all running ones, a page at a time. No look asks about every file by itself.
 *  2. Visibility is a moment late: what it shows is a suspicion, and the run itself is asked before anything follows.
 *  3. A fault is one row: an alarm on the desk, in the lists and the gauges until the run is as it should be again.
 *  4. What is gone is started again from the inbox, what has lost acts is told them again: at once, then ever more seldom, five times.
 *     Another file's run, and one that has come to an end while the register has its file open, are left to a person.
 */
import type { Logger } from 'pino';
import type { Sql } from '../db/client.ts';
import { actById, fileStarted } from '../db/queries/inbox.ts';
import { loseRun as enterLostRun, positionOf } from '../db/queries/keeping.ts';
import {
  countOpened,
  noteRunFault,
  notBegun,
  openedFiles,
  registeredFiles,
  runMended,
  standingFaults,
  takeRunFault,
  type Registered,
} from '../db/queries/runs.ts';
import { hashOf, noteRun } from '../db/queries/turns.ts';
import type { Act } from '../domain/law/act.ts';
import { AnotherFilesRun, type Engine, type FileToStart, type SeenRun } from './engine.ts';
import { faultOf } from './problems.ts';
import { ringAfter } from './ringing.ts';

export interface RunsOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  describe: (opening: unknown) => FileToStart;
}
export interface Found {
  file: string;
  fault: string;
}

/** Milliseconds: between two comparisons of everything; how far a look reaches back behind the one before; how long a turn may take to show. */
const COMPARE_EVERY = 600_000;
const OVERLAP = 120_000;
const SETTLING = 30_000;
const PAGE = 1000;

/** What nobody needs to look at first. */
const safe = new Set([
  'MISSING',
  'TERMINATED',
  'FAILED',
  'TIMED_OUT',
  'CANCELED',
  'BEHIND',
  'NOT-CLOSED',
]);
const runs = new Set(['BEHIND', 'NOT-CLOSED', 'ANOTHER-FILE']);

export class Runs {
  readonly #options: RunsOptions;
  #looked = 0;
  #compareAt = 0;
  /** How many more files are open than run: as it was when everything was compared, and at the look before. */
  #usual = 0;
  #before = 0;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  /** One look: notes what is wrong, mends what is safe, takes back what is well again. */
  async look(): Promise<void> {
    const { sql } = this.#options;
    const suspects = new Map((await this.#brokenOff()).map((file) => [file.id, file]));
    if (await this.#differs())
      for (const file of (await this.compare()).suspects) suspects.set(file.id, file);
    const standing = (await standingFaults(sql, PAGE))
      .map(({ file }) => file)
      .filter((id) => !suspects.has(id));
    for (const file of [...suspects.values(), ...(await registeredFiles(sql, standing))])
      await this.#alone(file);
  }

  /** Each file for itself. */
  async #alone(file: Registered): Promise<void> {
    const { sql, log } = this.#options;
    try {
      const fault = await this.examine(file);
      if (fault && safe.has(fault) && (await takeRunFault(sql, file.id)))
        await this.mend(file, fault);
    } catch (error) {
      log.warn({ file: file.id, ...faultOf(error) }, 'runs');
    }
  }

  async #brokenOff(): Promise<Registered[]> {
    const { sql, engine } = this.#options;
    const since = this.#looked;
    const now = Date.now();
    const ids = since === 0 ? [] : await engine.brokenOff(since - OVERLAP);
    this.#looked = now;
    return (await registeredFiles(sql, ids)).filter(({ closed }) => !closed);
  }

  /** Whether everything must be compared: at the start, now and then, and when more files are open than run, at two looks in a row. */
  async #differs(): Promise<boolean> {
    const { sql, engine } = this.#options;
    if (Date.now() >= this.#compareAt) return true;
    const more = (await countOpened(sql)) - (await engine.countRunning()) - this.#usual;
    const twice = more > 0 && this.#before > 0;
    this.#before = more;
    return twice;
  }

  /** All open files beside all running ones; of one bureau where asked. `unregistered`: runs of files that the register has lost. */
  async compare(bureau?: string): Promise<{ suspects: Registered[]; unregistered: string[] }> {
    const { sql, engine } = this.#options;
    const running = new Map(
      (await engine.running())
        .filter((run) => !bureau || run.bureau === bureau)
        .map((run) => [run.id, run]),
    );
    const suspects: Registered[] = [];
    const seen = running.size;
    let opened = 0;
    for (let after = ''; ;) {
      const batch = await openedFiles(sql, after, PAGE, bureau);
      opened += batch.length;
      for (const file of batch) {
        const run = running.get(file.id);
        running.delete(file.id);
        if (!run || isSuspect(file, run)) suspects.push(file);
      }
      if (batch.length < PAGE) break;
      after = batch.at(-1)!.id;
    }
    const [rest, unregistered] = [[...running.keys()], new Set(running.keys())];
    for (let n = 0; n < rest.length; n += PAGE) {
      for (const file of await registeredFiles(sql, rest.slice(n, n + PAGE))) {
        unregistered.delete(file.id);
        if (file.closed && file.changed > SETTLING) suspects.push(file);
      }
    }
    if (!bureau) this.#compared(opened - seen);
    return { suspects, unregistered: [...unregistered] };
  }

  #compared(usual: number): void {
    this.#usual = usual;
    this.#before = 0;
    this.#compareAt = Date.now() + COMPARE_EVERY;
  }

  /** Asks the engine about one file, and notes what it finds. */
  async examine(file: Registered): Promise<string | undefined> {
    const { sql, log } = this.#options;
    const fault = await this.#faultOf(file);
    if (fault) {
      if (await noteRunFault(sql, file.id, fault))
        log.error({ file: file.id, fault }, 'the run is not as the register has it');
    } else await runMended(sql, file.id);
    return fault;
  }

  async #faultOf({ id, letter, closed, judged }: Registered): Promise<string | undefined> {
    const { engine } = this.#options;
    const run = await engine.runOf(id);
    if (run.status !== 'RUNNING') return closed ? undefined : run.status;
    if (run.letter?.id !== letter) return 'ANOTHER-FILE';
    if (closed) return 'NOT-CLOSED';
    const known = await engine.judgedBy(id);
    return known !== undefined && known < judged ? 'BEHIND' : undefined;
  }

  /** Starts again what the engine has lost, tells again what a run has lost: stored verdicts are obeyed, entries found, nothing is doubled. */
  async mend({ id }: Pick<Registered, 'id'>, fault: string): Promise<void> {
    const { sql, engine, describe, log } = this.#options;
    if (runs.has(fault)) await ringAfter(sql, engine, id, (await engine.judgedBy(id)) ?? 1);
    else {
      const [row] = await sql<
        { opening: { letter: Act } }[]
      >`select opening from file where id = ${id}`;
      const letter = await actById(sql, id, row!.opening.letter.id);
      const [carried, lost] = await Promise.all([
        positionOf(sql, id),
        engine.newestRun(id).catch(() => undefined),
      ]);
      // What the engine still has of the run that was lost is kept as well.
      if (lost && !lost.running) await noteRun(sql, id, lost.run);
      else if (!lost && carried && fault === 'MISSING') await loseRun(this.#options, id);
      await engine.start(
        describe({ ...row!.opening, ...(carried && { carried }) }),
        letter!.officer,
        { again: true },
      );
      await fileStarted(sql, id);
      // It lives through what was accepted and takes the rest from the inbox.
      if (!carried) await ringAfter(sql, engine, id, 1);
    }
    log.info({ file: id, fault }, 'mended');
  }

  // ---- for a person ----------------------------------------------------------------------------------------------

  async differences(bureau: string): Promise<{
    notRunning: { file: string; engine: string }[];
    otherwise: Found[];
    unregistered: string[];
  }> {
    const { sql } = this.#options;
    const { suspects, unregistered } = await this.compare(bureau);
    const standing = await registeredFiles(
      sql,
      (await standingFaults(sql, PAGE, bureau)).map(({ file }) => file),
    );
    const all = new Map(
      [...suspects, ...standing, ...(await notBegun(sql, bureau, PAGE))].map((file) => [
        file.id,
        file,
      ]),
    );
    const found: Found[] = [];
    for (const file of all.values()) {
      const fault = await this.examine(file);
      if (fault) found.push({ file: file.id, fault });
    }
    found.sort((a, b) => (a.file < b.file ? -1 : 1));
    return {
      notRunning: found
        .filter(({ fault }) => !runs.has(fault))
        .map(({ file, fault }) => ({ file, engine: fault })),
      otherwise: found.filter(({ fault }) => runs.has(fault)),
      unregistered,
    };
  }

  /** Whatever a person may want mended: also what is not tried any more, and what has come to an end. Another file's run stays as it is. */
  async repair(bureau: string): Promise<{ restarted: string[]; told: string[]; failed: string[] }> {
    const { notRunning, otherwise } = await this.differences(bureau);
    const done = { restarted: [] as string[], told: [] as string[], failed: [] as string[] };
    for (const { file, fault } of [
      ...notRunning.map(({ file, engine }) => ({ file, fault: engine })),
      ...otherwise,
    ]) {
      if (fault === 'ANOTHER-FILE') continue;
      try {
        await this.mend({ id: file }, fault);
        done[runs.has(fault) ? 'told' : 'restarted'].push(file);
      } catch (error) {
        this.#options.log[error instanceof AnotherFilesRun ? 'error' : 'warn'](
          { file, ...faultOf(error) },
          'repair',
        );
        done.failed.push(file);
      }
    }
    return done;
  }
}

/** An earlier run of a file that goes on is gone from the engine: entered once, and counted. Without an id: whatever had lived the file until now. */
export async function loseRun(
  { sql, log }: Pick<RunsOptions, 'sql' | 'log'>,
  file: string,
  run?: string,
): Promise<void> {
  const body = run === undefined ? {} : { run };
  const entry = { type: 'history-lost', body, hash: hashOf(body) };
  if (await enterLostRun(sql, { file, ...(run !== undefined && { run }), entry }))
    log.error({ file, run }, 'history lost: the engine does not have the run any more');
}

/** Another letter; or what the run shows for coordinators is not what the register shows, and has had its time to. */
function isSuspect(file: Registered, run: SeenRun): boolean {
  if (run.letter !== undefined && run.letter !== file.letter) return true;
  if (file.changed < SETTLING) return false;
  return (
    run.stage !== file.stage ||
    run.awaited !== (file.awaited ?? 'none') ||
    run.nextDue !== (file.nextDue ?? 0)
  );
}
