/**
 * 重建运行 Starts the run of a file anew from inbox and register, for a person who says why. What the register holds is what counts: the new run takes
 * the file up where the register stands, and every due instant and verdict stays as it is. Before that the file's life is counted again by today's
 * code: where it comes out otherwise, the new run would not get past it, so nothing is done unless the person insists.
 *
 * Two who ask at once do it once: the second is told that it has been done. An act that arrives meanwhile is in the inbox, which the new run asks.
 * The recount takes its time, in which the file may recover or end. So what is wrong is asked again after it, and a file that has ended gets no run.
 */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { enterRebuilt, holding, lastRebuilt } from '../../db/queries/reconciliation.ts';
import { mendedLately, registeredFiles, type Registered } from '../../db/queries/runs.ts';
import { bound } from '../../db/queries/turns.ts';
import type { Difference } from '../../domain/recount/compare.ts';
import { Problem } from '../http/problems.ts';
import { isNotFound } from '../intake/engine.ts';
import { startAgain, stillRuns, type MendingOptions } from './run-mending.ts';
import { isStuck } from './run-suspects.ts';
import type { Recounting } from './recounting.ts';
import type { Runs } from './runs.ts';

interface RebuildingOptions extends MendingOptions {
  holds: Sql;
  log: Logger;
  runs: Runs;
  recounting: Recounting;
}

export interface Asked {
  file: string;
  officer: string;
  unit: string;
  reason: string;
  insists: boolean;
}

export interface Rebuilt {
  file: string;
  /** False: somebody, or the watch of the runs, was quicker, and nothing is left to do. */
  rebuilt: boolean;
  /** What was wrong with the run. */
  fault: string;
  /** False where the recount is not built here, or nothing had been judged. */
  recounted: boolean;
  differences: Difference[];
}

/** In milliseconds: for so long whoever comes late is told that it has been done, and a run that was just started is given its time. */
const LATELY = 600_000;
const STARTING = 60_000;

export class Rebuilding {
  readonly #options: RebuildingOptions;
  #before: Promise<unknown> = Promise.resolve();

  constructor(options: RebuildingOptions) {
    this.#options = options;
  }

  /** One after the other: a recount has the process to itself. */
  rebuild(asked: Asked): Promise<Rebuilt> {
    const { holds } = this.#options;
    const mine = this.#before.then(() => holding(holds, asked.file, () => this.#rebuild(asked)));
    this.#before = mine.catch(() => undefined);
    return mine;
  }

  async #rebuild(asked: Asked): Promise<Rebuilt> {
    const { sql, recounting, log } = this.#options;
    const before = await this.#look(asked.file);
    if ('already' in before) return already(asked.file, before.already);
    const counted = await recounting.of(asked.file);
    const found = await this.#look(asked.file);
    if ('already' in found) return already(asked.file, found.already);
    const { file, run, fault } = found;
    const differences = typeof counted === 'object' ? counted.differences : [];
    if ((differences.length > 0 || counted === 'no-bundle') && !asked.insists)
      throw differs(differences);
    await enter(sql, file, asked, {
      fault,
      ...(run && { run }),
      differences: differences.length,
      ...(counted === 'no-bundle' && { recounted: false }),
    });
    await this.#open(asked.file);
    if (run && stillRuns.has(fault)) await this.#giveUp(asked.file, run);
    // Until it was given up, the run may have entered the end.
    await this.#open(asked.file);
    await startAgain(this.#options, asked.file, fault);
    log.info({ file: asked.file, fault }, 'rebuilt');
    const recounted = typeof counted === 'object';
    return { file: asked.file, rebuilt: true, fault, recounted, differences };
  }

  /** How the file stands in the register. One that has ended needs no run. */
  async #open(id: string): Promise<Registered> {
    const [file] = await registeredFiles(this.#options.sql, [id]);
    if (!file || file.closed) throw new Problem('file-closed');
    return file;
  }

  async #look(
    id: string,
  ): Promise<{ file: Registered; run: string | undefined; fault: string } | { already: string }> {
    const file = await this.#open(id);
    // Before the fault is looked for: whoever is quicker may start another one meanwhile, and that one stays.
    const { run } = await this.#options.engine.runOf(id);
    const found = await this.#faultOf(file, run);
    return 'already' in found ? found : { file, run, fault: found.fault };
  }

  /** What is wrong with the run; or what was, where that has been mended meanwhile. */
  async #faultOf(
    file: Registered,
    run: string | undefined,
  ): Promise<{ fault: string } | { already: string }> {
    const { sql, runs } = this.#options;
    const fault = (await runs.examine(file)) ?? (isStuck(file) ? 'TECHNICAL' : undefined);
    const last = await lastRebuilt(sql, file.id);
    if (fault && last && last.ago < STARTING && last.run !== (run ?? null))
      return { already: fault };
    if (fault === 'ANOTHER-FILE') throw new Problem('run-of-another-file');
    if (fault) return { fault };
    const before = await mendedLately(sql, file.id, LATELY);
    if (before) return { already: before };
    throw new Problem('run-healthy');
  }

  /** Only this run: whoever was quicker has started the new one. What arrives meanwhile is in the inbox, which the new run asks. */
  async #giveUp(file: string, run: string): Promise<void> {
    const { engine } = this.#options;
    try {
      await engine.as('duban-keeper', () =>
        engine.client.workflow.getHandle(file, run).terminate('rebuilt'),
      );
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
}

const already = (file: string, fault: string): Rebuilt => ({
  file,
  rebuilt: false,
  fault,
  recounted: false,
  differences: [],
});

/**
 * Entered once: its key is the run that is given up, or where the register stood when there was none. The first entry of a file is that of its letter:
 * where it has none yet, nothing was lived that could be given up.
 */
async function enter(
  sql: Sql,
  file: Registered,
  asked: Asked,
  found: { run?: string; fault: string; differences: number },
): Promise<void> {
  if (file.judged === 0) return;
  const { officer, unit, reason } = asked;
  const key = `run-rebuilt:${found.run ?? `after-${file.seq}`}`;
  const body = { ...found, officer, unit, reason };
  await enterRebuilt(sql, file.id, bound({ key, type: 'run-rebuilt', body }));
}

/** At most so many are told: the first say what is the matter. */
const TOLD = 10;

function differs(differences: readonly Difference[]): Problem {
  if (differences.length === 0) return new Problem('rebuild-differs');
  const told = differences
    .slice(0, TOLD)
    .map(({ kind, ref, field }) => [kind, ref, ...(field ? [field] : [])].join(' '))
    .join('; ');
  return new Problem('rebuild-differs', {
    say: {
      zh: `按今日程序重算，与台账有 ${differences.length} 处差异：${told}。`,
      en: `Counted again by today's code it differs from the register in ${differences.length} places: ${told}.`,
    },
  });
}
