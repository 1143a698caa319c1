/** 后台工作 Everything that the API does while nobody has asked for it, apart from the deliveries and what belongs to one procedure. */
import type { Logger } from 'pino';
import type { ActDeps } from '../intake/submit-act.ts';
import type { FileToStart } from '../intake/file-to-start.ts';
import { CalendarPropagation } from './calendar-propagation.ts';
import { HistoryArchive } from './history-archive.ts';
import type { Loop } from './loop.ts';
import { Outages } from './outages.ts';
import { Reconciliation } from './reconciliation.ts';
import { Rebuilding } from './rebuilding.ts';
import { Recounting } from './recounting.ts';
import { Relay } from './relay.ts';
import { Runs } from './runs.ts';
import { Tasks, type TaskHandlers } from './tasks.ts';
import { Checkpoints, type CheckpointsOptions } from '../log/checkpoints.ts';
import { NightlyAudit } from '../log/nightly.ts';
import { Sequencer } from '../log/sequencer.ts';
import { TechnicalFiles } from './technical-files.ts';

export interface BackgroundOptions {
  acts: ActDeps;
  log: Logger;
  describe: (opening: unknown) => FileToStart;
  handlers: TaskHandlers;
  bulk: readonly string[];
  relayEvery?: number | undefined;
  relayOlderThan?: number | undefined;
  /** Tests that break runs on purpose look after them by themselves. */
  watchRuns?: boolean | undefined;
  /** Where the log's heads are signed, and under which name. */
  signer: Pick<CheckpointsOptions, 'signer' | 'originOf'>;
  /** Milliseconds between two signed heads of a log that grows. */
  signEvery?: number | undefined;
}

export interface Background {
  relay: Relay;
  runs: Runs;
  histories: HistoryArchive;
  calendars: CalendarPropagation;
  technical: TechnicalFiles;
  outages: Outages;
  reconciliation: Reconciliation;
  rebuilding: Rebuilding;
  sequencer: Sequencer;
  checkpoints: Checkpoints;
  loops: readonly Loop[];
}

/** Milliseconds between two looks at what nothing notifies of. */
const EVERY = 15_000;
/** At least every minute (decision 16); more often only makes more heads that are kept for ever. */
const SIGN_EVERY = 30_000;
/** Milliseconds between two looks whether the night's comparison is still to be done. */
const AUDIT_EVERY = 600_000;

export function createBackground(options: BackgroundOptions): Background {
  const { acts, log, describe, relayEvery, relayOlderThan, watchRuns = true } = options;
  const { sql, holds, engine } = acts;
  const { retention } = engine;
  const base = { sql, engine, log, describe, every: EVERY };
  const older = relayOlderThan !== undefined && { olderThan: relayOlderThan };
  const relay = new Relay({ ...base, every: relayEvery ?? 1_000, ...older });
  const runs = new Runs(base);
  const rebuilding = new Rebuilding({ ...base, holds, runs, recounting: new Recounting(sql) });
  const histories = new HistoryArchive(base);
  const calendars = new CalendarPropagation(base);
  const technical = new TechnicalFiles(base);
  const outages = new Outages(acts);
  const sequencer = new Sequencer({ sql, log, every: 1_000 });
  const checkpoints = new Checkpoints({
    sql,
    log,
    ...options.signer,
    every: options.signEvery ?? SIGN_EVERY,
  });
  const parts = [
    new Tasks(acts, log, options.handlers, options.bulk),
    relay,
    calendars,
    technical,
    histories,
    sequencer,
    checkpoints,
    new NightlyAudit({ sql, holds, log, every: AUDIT_EVERY }),
  ];
  const watched = watchRuns ? [...parts, runs] : parts;
  return {
    relay,
    runs,
    histories,
    calendars,
    technical,
    sequencer,
    checkpoints,
    reconciliation: new Reconciliation({ sql, holds, runs, histories, calendars, retention }),
    rebuilding,
    outages,
    loops: [...watched.map(({ loop }) => loop), ...outages.loops],
  };
}
