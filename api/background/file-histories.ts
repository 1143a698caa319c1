/**
 * 案卷的流程历史 All runs of a file, whether they are kept here, wait to be kept, or are under way in the engine. Each is read in the same form; a file that
 * is open has its whole history as well as one that has ended.
 */
import { keptEvents, knownRuns, letterOf, type KnownRun } from '../../db/queries/histories.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { isNotFound } from '../intake/engine.ts';
import type { HistoryEvent } from '../intake/engine-histories.ts';
import { Problem } from '../http/problems.ts';
import { engineAway, isAway } from './each.ts';

/** `running`: under way in the engine, so that more events follow. */
export interface Run extends Omit<KnownRun, 'state'> {
  state: KnownRun['state'] | 'running';
}

export interface Runs {
  /** The first one first. */
  runs: Run[];
  /** False while the engine is away: then the run under way is not among them. */
  complete: boolean;
}

type Asking = Pick<ActDeps, 'sql' | 'engine'>;

const KEPT_PAGE = 500;

export async function runsOf(deps: Asking, file: string): Promise<Runs> {
  const known: Run[] = await knownRuns(deps.sql, file);
  const { letter, whole } = await letterOf(deps.sql, file);
  if (whole) return { runs: known, complete: true };
  try {
    return { runs: [...known, ...(await unnoted(deps, file, letter, known))], complete: true };
  } catch (error) {
    if (!isAway(error)) throw error;
    return { runs: known, complete: false };
  }
}

/** The newest run, and those before it that have not been noted yet. By now the run under this number may be another file's: nothing is said of that one. */
async function unnoted(
  { engine }: Asking,
  file: string,
  letter: string | null,
  known: readonly Run[],
): Promise<Run[]> {
  const newest = await engine.runOf(file);
  const found: Run[] = [];
  if (newest.letter?.id !== letter) return found;
  const nothing = { hash: null, events: null, keptAt: null };
  for (let run = newest.run; run && !known.some((one) => one.run === run);) {
    const state = run === newest.run && newest.status === 'RUNNING' ? 'running' : 'ended';
    found.unshift({ run, state, ...nothing });
    run = await beforeOrNone(engine, file, run);
  }
  return found;
}

const beforeOrNone = (engine: Asking['engine'], file: string, run: string) =>
  engine.histories.before(file, run).catch((error: unknown) => {
    if (isNotFound(error)) return undefined;
    throw error;
  });

/** The events of a run behind event `after`, in pages. */
export async function* eventsOf(
  { sql, engine }: Asking,
  file: string,
  { run, state }: Run,
  after = 0,
): AsyncGenerator<HistoryEvent[]> {
  if (run === null || state === 'lost') throw new Problem('history-lost');
  if (state === 'kept') return yield* keptPages(sql, file, run, after);
  try {
    yield* engine.histories.events(file, run, after);
  } catch (error) {
    if (isNotFound(error)) throw new Problem('history-lost');
    engineAway(error);
  }
}

async function* keptPages(
  sql: Asking['sql'],
  file: string,
  run: string,
  after: number,
): AsyncGenerator<HistoryEvent[]> {
  for (let from = after; ; from += KEPT_PAGE) {
    const events = await keptEvents(sql, file, run, from, KEPT_PAGE);
    if (events.length > 0) yield events;
    if (events.length < KEPT_PAGE) return;
  }
}

/** QY-10.3  Of a file whose acts are withheld from the reader: that something happened and when, neither what nor by whom. */
export const withheldEvent = ({ eventId, eventTime, eventType }: HistoryEvent): HistoryEvent => ({
  eventId,
  eventTime,
  eventType,
  withheld: true,
});
