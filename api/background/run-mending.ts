/** 恢复运行 Mends the run of a file: starts a run again that the engine has lost, and signals acts again that a run has lost. */
import type { Logger } from 'pino';
import type { Sql } from '../../db/client.ts';
import { actById, fileStarted } from '../../db/queries/inbox.ts';
import { positionOf } from '../../db/queries/reconciliation.ts';
import { openingOf } from '../../db/queries/runs.ts';
import { noteRun } from '../../db/queries/turns.ts';
import type { Engine } from '../intake/engine.ts';
import type { FileToStart } from '../intake/file-to-start.ts';
import { logFault } from './each.ts';
import { loseRun } from './history-archive.ts';
import { signalAfter } from './missed-signals.ts';

export interface Found {
  file: string;
  fault: string;
}
export interface MendingOptions {
  sql: Sql;
  engine: Engine;
  log: Logger;
  describe: (opening: unknown) => FileToStart;
}

/** Faults that are mended without a person who looks at them first. */
export const safeToMend: ReadonlySet<string> = new Set([
  'MISSING',
  'TERMINATED',
  'FAILED',
  'TIMED_OUT',
  'CANCELED',
  'BEHIND',
  'NOT-CLOSED',
]);
/** Faults in which the run exists. */
export const stillRuns: ReadonlySet<string> = new Set([
  'BEHIND',
  'NOT-CLOSED',
  'ANOTHER-FILE',
  'AHEAD',
  'OTHERWISE',
  'TECHNICAL',
]);
/** Faults that only a person mends: `AHEAD` and `OTHERWISE` by a rebuild, for what the run knows beyond the register is given up with it. */
const forAPerson: ReadonlySet<string> = new Set(['ANOTHER-FILE', 'AHEAD', 'OTHERWISE']);

/** The new run obeys the stored verdicts and finds its entries in the register, so nothing is entered twice. */
export async function mendRun(options: MendingOptions, file: string, fault: string): Promise<void> {
  const { sql, engine, log } = options;
  if (stillRuns.has(fault))
    await signalAfter(sql, engine, file, (await engine.judgedBy(file)) ?? 1);
  else await startAgain(options, file, fault);
  log.info({ file, fault }, 'mended');
}

export async function startAgain(
  options: MendingOptions,
  file: string,
  fault: string,
): Promise<void> {
  const { sql, engine, describe } = options;
  const opening = await openingOf(sql, file);
  const [letter, carried, lost] = await Promise.all([
    actById(sql, file, opening.letter.id),
    positionOf(sql, file),
    engine.newestRun(file).catch(() => undefined),
  ]);
  // Where the engine still has the history of the lost run, that is kept too.
  if (lost && !lost.running) await noteRun(sql, file, lost.run);
  else if (!lost && carried && fault === 'MISSING') await loseRun(options, file);
  await engine.start(describe({ ...opening, ...(carried && { carried }) }), letter!.officer, {
    again: true,
  });
  await fileStarted(sql, file);
  // The new run lives through the accepted acts and takes the rest from the inbox.
  if (!carried) await signalAfter(sql, engine, file, 1);
}

/** Mends each file for itself. The run of another file stays as it is: it is the only trace of a file that the register has lost. */
export async function mendAll(
  options: MendingOptions,
  found: readonly Found[],
): Promise<{ restarted: string[]; signalled: string[]; failed: string[] }> {
  const mended = { restarted: [] as string[], signalled: [] as string[], failed: [] as string[] };
  for (const { file, fault } of found) {
    if (forAPerson.has(fault)) continue;
    try {
      await mendRun(options, file, fault);
      mended[stillRuns.has(fault) ? 'signalled' : 'restarted'].push(file);
    } catch (error) {
      logFault(options.log, error, { loop: 'repair', file });
      mended.failed.push(file);
    }
  }
  return mended;
}
