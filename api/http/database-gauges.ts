/** 度量 What lies in the database, read when the metrics are, once in an interval at most: deliveries, tasks, open files. Without the database the other metrics still come. */
import { Gauge, type Registry } from 'prom-client';
import { countState, type Counted, type Figures, type State } from '../../db/queries/gauges.ts';
import { byReceiver } from './backlog.ts';
import type { Deps } from './deps.ts';
import { diskGauges } from './disk-gauges.ts';
import { faultOf } from './problem-answer.ts';
import { workGauges, type Work } from './work-gauges.ts';

const TIMEOUT = 3000;
const HOUR = 3_600_000;
/** How a run can differ from the register; each is shown also where there is none. */
const faults = [
  'MISSING',
  'TERMINATED',
  'FAILED',
  'TIMED_OUT',
  'CANCELED',
  'COMPLETED',
  'BEHIND',
  'NOT-CLOSED',
  'ANOTHER-FILE',
  'NOT-STARTED',
];

export interface StateGauges {
  read(): Promise<void>;
}

const gaugeIn =
  (registry: Registry) =>
  <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge<L>({ name, help, labelNames, registers: [registry] });

function logGauges(registry: Registry) {
  const gauge = gaugeIn(registry);
  return {
    staged: gauge(
      'duban_log_staged_seconds',
      'How long what was written has waited at most to come into its bureau’s log',
    ),
    unsigned: gauge(
      'duban_log_unsigned_seconds',
      'How long a log has been longer than its newest signed head, at most',
    ),
    audited: gauge(
      'duban_log_audited_seconds',
      'How long ago the nightly comparison of a log with its tables ended, at most',
    ),
    faulty: gauge('duban_log_faults', 'What the last nightly comparisons of the logs have found'),
  };
}

function gaugesOf(registry: Registry) {
  const gauge = gaugeIn(registry);
  return {
    up: gauge('duban_state_up', 'Whether all that lies in the database could be read'),
    at: gauge('duban_state_read_timestamp_seconds', 'When it was read, in seconds since 1970'),
    deliveries: gauge(
      'duban_deliveries',
      'Deliveries that have not arrived: pending, or dead letters',
      'receiver',
      'state',
    ),
    // These two names are known to whoever has set an alarm on them, from when a task was called an errand.
    tasks: gauge('duban_errands_waiting', 'Tasks between files that are due and not done'),
    age: gauge('duban_errand_oldest_seconds', 'How long the oldest of them has waited'),
    runs: gauge(
      'duban_runs_faulty',
      'Files whose workflow is not what the register has, by what is wrong',
      'fault',
    ),
    oldest: gauge(
      'duban_history_oldest_seconds',
      'How long ago the run ended whose history has waited longest to be kept',
    ),
    ...logGauges(registry),
    late: gauge(
      'duban_histories_late',
      'Histories that should have been kept by now: a quarter of the retention of the engine has passed, or an hour',
    ),
    left: gauge(
      'duban_history_left_seconds',
      'When the engine may delete a history that is not kept yet: in so many seconds; negative when that is past',
    ),
    lost: gauge(
      'duban_histories_lost',
      'Histories that the engine does not have any more: of closed files, and of earlier runs of files',
    ),
  };
}
type Gauges = ReturnType<typeof gaugesOf>;

function forget(gauges: Gauges): void {
  const { deliveries, runs, up: _up, ...single } = gauges;
  for (const labelled of [deliveries, runs]) labelled.reset();
  for (const one of Object.values(single)) one.remove();
}

/** Nothing where it took too long: what is not known is no zero. */
type Of = (what: Counted['what']) => Map<string, number> | undefined;
const ofState =
  ({ counted, away }: State): Of =>
  (what) =>
    away.includes(what)
      ? undefined
      : new Map(counted.filter((one) => one.what === what).map(({ label, n }) => [label, n]));
const numberOf = (of: Of, what: Counted['what']): number | undefined => {
  const counted = of(what);
  return counted && (counted.get('') ?? 0);
};

const workOf = (of: Of): Work => ({
  files: of('files'),
  pending: of('inbox'),
  oldestPending: numberOf(of, 'inbox-age'),
  oldestDelivery: numberOf(of, 'delivery-age'),
});

function show(gauges: Gauges, of: Of, retention: number | undefined): void {
  const { tasks, age, up, at } = gauges;
  forget(gauges);
  showDeliveries(gauges, of);
  const [waiting, waits] = [numberOf(of, 'tasks'), numberOf(of, 'task-age')];
  if (waiting !== undefined) tasks.set(waiting);
  if (waits !== undefined) age.set(waits);
  const [faulty, logs, histories] = [of('runs'), of('log'), of('histories')];
  if (faulty)
    for (const fault of new Set([...faults, ...faulty.keys()]))
      gauges.runs.set({ fault }, faulty.get(fault) ?? 0);
  if (logs) showLogs(gauges, logs);
  if (histories) showHistories(gauges, histories, retention);
  up.set(1);
  at.setToCurrentTime();
}

function showDeliveries({ deliveries }: Gauges, of: Of): void {
  const [unsettled, dead] = [of('unsettled'), of('dead')];
  if (!unsettled || !dead) return;
  for (const { receiver, ...n } of byReceiver(unsettled, dead)) {
    deliveries.set({ receiver, state: 'pending' }, n.pending);
    deliveries.set({ receiver, state: 'dead' }, n.dead);
  }
}

function showLogs(
  { staged, unsigned, audited, faulty }: Gauges,
  logs: ReadonlyMap<string, number>,
): void {
  staged.set(logs.get('staged') ?? 0);
  unsigned.set(logs.get('unsigned') ?? 0);
  audited.set(logs.get('audited') ?? 0);
  faulty.set(logs.get('faults') ?? 0);
}

function showHistories(
  { oldest, late, left, lost }: Gauges,
  histories: ReadonlyMap<string, number>,
  retention: number | undefined,
): void {
  const waits = histories.get('oldest') ?? 0;
  oldest.set(waits);
  late.set(histories.get('late') ?? 0);
  lost.set(histories.get('lost') ?? 0);
  if (retention !== undefined) left.set(retention / 1000 - waits);
}

/** What the rooms show; without the database nothing of it. */
function roomGauges(registry: Registry, rooms: NonNullable<Deps['gauges']>) {
  const gauge = gaugeIn(registry);
  const named = rooms.flatMap(({ names }) => Object.entries(names));
  const gauges = new Map(named.map(([name, help]) => [name, gauge(name, help)]));
  return (figures: Figures): void => {
    for (const [name, one] of gauges)
      if (figures[name] === undefined) one.remove();
      else one.set(figures[name]);
  };
}

export function stateGauges(
  registry: Registry,
  {
    sql,
    log,
    retention,
    gauges: rooms = [],
    gaugesEvery = 0,
  }: Pick<Deps, 'sql' | 'log' | 'retention' | 'gauges' | 'gaugesEvery'>,
): StateGauges {
  const gauges = gaugesOf(registry);
  const work = workGauges(registry);
  const shown = roomGauges(registry, rooms);
  const disk = diskGauges(registry);
  let reading: ReturnType<typeof countState> | undefined;
  let until = 0;
  return {
    /**
     * Once in an interval, however many scrape; a late answer counts as none, and old numbers are not shown again. Where not all
     * could be read the next scrape tries again, so that the numbers are back when the database is.
     */
    async read() {
      if (performance.now() < until) return;
      await disk();
      const read = rooms.map((room) => room.read);
      reading ??= countState(sql, retention?.lateAfter ?? HOUR, read).finally(() => {
        reading = undefined;
      });
      try {
        const state = await inTime(reading);
        const of = ofState(state);
        show(gauges, of, retention?.known);
        work.show(workOf(of));
        shown(state.figures);
        if (state.away.length > 0) {
          log.warn({ parts: state.away }, 'metrics: what takes too long is left out');
          gauges.up.set(0);
        } else until = performance.now() + gaugesEvery;
      } catch (error) {
        log.warn({ fault: faultOf(error) }, 'metrics: the database cannot be read');
        forget(gauges);
        work.forget();
        shown({});
        gauges.up.set(0);
      }
    },
  };
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('late')), TIMEOUT);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
