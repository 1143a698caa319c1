/**
 * 运行 Compares the runs of the files with the register: finds what is not as it should be, shows it, and mends what can be mended safely.
 *  1. At each look the engine is asked for runs that have ended in a way in which no file ends by itself. Missing runs show in the counts.
 *     When the counts differ, and otherwise now and then, all open files are compared with all running ones, a page at a time. No look
 *     asks about every file by itself.
 *  2. The engine's visibility is a moment late. What it shows is a suspicion, and the run itself is asked before anything follows.
 *  3. A fault is one row. It is shown as an alarm on the desk, in the lists and in the gauges until the run is as it should be again.
 *  4. A run that is gone is started again from the inbox, and a run that has lost acts is signalled them again: at once, then ever more
 *     seldom, five times. The run of another file, and a run that has ended while its file is open in the register, are left to a person.
 */
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
} from '../../db/queries/runs.ts';
import { technicalFiles } from '../../db/queries/reconciliation.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';
import { isAhead, isSettled, isSuspect, SETTLING, showsOtherwise, wentOn } from './run-suspects.ts';
import {
  mendAll,
  mendRun,
  safeToMend,
  stillRuns,
  type Found,
  type MendingOptions,
} from './run-mending.ts';

interface RunsOptions extends MendingOptions {
  every: number;
}

/** In milliseconds: the time between two comparisons of everything; how far a look reaches back before the look before it. */
const COMPARE_EVERY = 600_000;
const OVERLAP = 120_000;
const PAGE = 1000;
/** How many files are looked after at the same time. */
const WIDTH = 4;
const NAME = 'runs';

export class Runs {
  readonly loop: Loop;
  readonly #options: RunsOptions;
  #looked = 0;
  #compareAt = 0;
  /** By how many the open files exceed the running ones: when everything was compared (without files that were just starting), and at the look before this one. */
  #usual = 0;
  #before = 0;

  constructor(options: RunsOptions) {
    this.#options = options;
    const { log, every } = options;
    this.loop = new Loop({
      name: NAME,
      log,
      every,
      perform: (stopping) => this.look(stopping),
    });
  }

  /** Looks once: notes what is wrong, mends what can be mended safely, and clears faults that are over. */
  async look(stopping?: AbortSignal): Promise<void> {
    const { sql, log } = this.#options;
    const suspects = new Map((await this.#brokenOff()).map((file) => [file.id, file]));
    if (await this.#differs())
      for (const file of (await this.compare()).suspects) suspects.set(file.id, file);
    const standing = (await standingFaults(sql, PAGE))
      .map(({ file }) => file)
      .filter((id) => !suspects.has(id));
    await performEach([...suspects.values(), ...(await registeredFiles(sql, standing))], {
      loop: NAME,
      log,
      stopping,
      called: ({ id }) => ({ file: id }),
      // Where a whole engine was lost, that is every open file.
      width: WIDTH,
      perform: (file) => this.#examineAndMend(file),
    });
  }

  async #examineAndMend(file: Registered): Promise<void> {
    const fault = await this.examine(file);
    if (fault && safeToMend.has(fault) && (await takeRunFault(this.#options.sql, file.id)))
      await this.mend(file, fault);
  }

  async #brokenOff(): Promise<Registered[]> {
    const { sql, engine } = this.#options;
    const since = this.#looked;
    const now = Date.now();
    const ids = since === 0 ? [] : await engine.lists.brokenOff(since - OVERLAP);
    this.#looked = now;
    return (await registeredFiles(sql, ids)).filter(({ closed }) => !closed);
  }

  /** Whether everything must be compared: at the start, now and then, and when more files are open than run, at two looks in a row. */
  async #differs(): Promise<boolean> {
    const { sql, engine } = this.#options;
    if (Date.now() >= this.#compareAt) return true;
    const more = (await countOpened(sql)) - (await engine.lists.countRunning()) - this.#usual;
    const twice = more > 0 && this.#before > 0;
    this.#before = more;
    return twice;
  }

  /** Compares all open files with all running ones, or those of one bureau. `unregistered`: runs of files that the register has lost. */
  async compare(
    bureau?: string,
    each = false,
  ): Promise<{ suspects: Registered[]; unregistered: string[] }> {
    const { sql, engine } = this.#options;
    const running = new Map(
      (await engine.lists.running())
        .filter((run) => !bureau || run.bureau === bureau)
        .map((run) => [run.id, run]),
    );
    const suspects: Registered[] = [];
    let missing = 0;
    for (let after = ''; ;) {
      const batch = await openedFiles(sql, after, PAGE, bureau);
      for (const file of batch) {
        const run = running.get(file.id);
        running.delete(file.id);
        if (!run || each || isSuspect(file, run)) suspects.push(file);
        // A file that has just been opened will show in a moment. It is not counted, or it would hide a run that goes missing meanwhile.
        if (!run && file.changed > SETTLING) missing++;
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
    if (!bureau) this.#compared(missing - rest.length);
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
    const fault = await this.#standingFaultOf(file);
    if (fault) {
      if (await noteRunFault(sql, file.id, fault))
        log.error({ file: file.id, fault }, 'the run is not as the register has it');
    } else await runMended(sql, file.id);
    return fault;
  }

  /** A turn that was entered after the row was read is no fault of the run: where it knows more than the row, the row is read again and laid beside it. */
  async #standingFaultOf(file: Registered): Promise<string | undefined> {
    const fault = await this.#faultOf(file);
    if (!fault || !wentOn.has(fault)) return fault;
    const [now] = await registeredFiles(this.#options.sql, [file.id]);
    return now && this.#faultOf(now);
  }

  async #faultOf(file: Registered): Promise<string | undefined> {
    const { id, letter, closed, judged } = file;
    const { engine } = this.#options;
    const run = await engine.runOf(id);
    if (run.status !== 'RUNNING') return closed ? undefined : run.status;
    if (run.letter?.id !== letter) return 'ANOTHER-FILE';
    if (closed) return 'NOT-CLOSED';
    const known = await engine.judgedBy(id);
    if (known === undefined) return undefined;
    if (known < judged) return 'BEHIND';
    if (isAhead(file, known)) return 'AHEAD';
    // Its turn is still being written.
    return known > judged ? undefined : this.#otherwise(file);
  }

  /** The run has lived on by wakes alone, or lives otherwise: what it would show of itself is not what the register shows. */
  async #otherwise(file: Registered): Promise<string | undefined> {
    if (!isSettled(file)) return undefined;
    const shows = await this.#options.engine.viewOf(file.id);
    return shows && showsOtherwise(file, shows) ? 'OTHERWISE' : undefined;
  }

  mend({ id }: Pick<Registered, 'id'>, fault: string): Promise<void> {
    return mendRun(this.#options, id, fault);
  }

  // ---- for a person ----------------------------------------------------------------------------------------------

  /** `each`: the run of every open file is asked, also where it shows nothing suspicious. After a restore that is what finds all of them. */
  async differences(
    bureau: string,
    each = false,
  ): Promise<{
    notRunning: { file: string; engine: string }[];
    otherwise: Found[];
    unregistered: string[];
  }> {
    const { sql } = this.#options;
    const { suspects, unregistered } = await this.compare(bureau, each);
    const standing = await registeredFiles(sql, [
      ...(await standingFaults(sql, PAGE, bureau)).map(({ file }) => file),
      ...(await technicalFiles(sql, PAGE, bureau)),
    ]);
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
        .filter(({ fault }) => !stillRuns.has(fault))
        .map(({ file, fault }) => ({ file, engine: fault })),
      otherwise: found.filter(({ fault }) => stillRuns.has(fault)),
      unregistered,
    };
  }

  /** Everything that a person may want to have mended: also what is not tried any more, and runs that have ended. */
  async repair(
    bureau: string,
  ): Promise<{ restarted: string[]; signalled: string[]; failed: string[] }> {
    const { notRunning, otherwise } = await this.differences(bureau);
    return mendAll(this.#options, [
      ...notRunning.map(({ file, engine }) => ({ file, fault: engine })),
      ...otherwise,
    ]);
  }
}
