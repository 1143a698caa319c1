/**
 * 运行 Lays the files' runs beside the register: finds what is not as it should be, says so, and mends what is safe to mend.
 *  1. What ended otherwise than a file does is asked for at each look; what is missing shows by the numbers, and then, or now and
 *     then anyway, all open files are laid beside all running ones, a page at a time. No look asks about every file by itself.
 *  2. Visibility is a moment late: what it shows is a suspicion, and the run itself is asked before anything follows.
 *  3. A fault is one row: an alarm on the desk, in the lists and the gauges until the run is as it should be again.
 *  4. What is gone is started again from the inbox, what has lost acts is told them again: at once, then ever more seldom, five times.
 *     Another file's run, and one that has come to an end while the register has its file open, are left to a person.
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
import type { SeenRun } from '../intake/engine-lists.ts';
import { performEach } from './each.ts';
import { Loop } from './loop.ts';
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

/** Milliseconds: between two comparisons of everything; how far a look reaches back behind the one before; how long a turn may take to show. */
const COMPARE_EVERY = 600_000;
const OVERLAP = 120_000;
const SETTLING = 30_000;
const PAGE = 1000;
const NAME = 'runs';

export class Runs {
  readonly loop: Loop;
  readonly #options: RunsOptions;
  #looked = 0;
  #compareAt = 0;
  /** How many more files are open than run: as it was when everything was compared, without those on their way; and at the look before. */
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

  /** One look: notes what is wrong, mends what is safe, takes back what is well again. */
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

  /** All open files beside all running ones; of one bureau where asked. `unregistered`: runs of files that the register has lost. */
  async compare(bureau?: string): Promise<{ suspects: Registered[]; unregistered: string[] }> {
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
        if (!run || isSuspect(file, run)) suspects.push(file);
        // What has just been opened shows in a moment: it must not hide one that goes missing then.
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

  mend({ id }: Pick<Registered, 'id'>, fault: string): Promise<void> {
    return mendRun(this.#options, id, fault);
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
        .filter(({ fault }) => !stillRuns.has(fault))
        .map(({ file, fault }) => ({ file, engine: fault })),
      otherwise: found.filter(({ fault }) => stillRuns.has(fault)),
      unregistered,
    };
  }

  /** Whatever a person may want mended: also what is not tried any more, and what has come to an end. */
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
