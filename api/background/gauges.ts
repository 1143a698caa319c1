/** 度量 What the loops of this process are doing. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { settledOf } from '../../db/queries/inbox.ts';
import type { RoomGauges } from '../http/deps.ts';
import type { ActMeter } from '../intake/act-meter.ts';
import type { LoopState } from './loop.ts';

/** What a process measures of itself: what becomes of acts, and its loops. */
export const measuring =
  (meter: ActMeter | undefined, loops: readonly { state: LoopState }[]) =>
  (registry: Registry): void => {
    meter?.register(registry);
    loopGauges(registry, loops);
  };

/** Verdicts that come after their callers were answered: looked up by the acts' ids with the gauges, and shown with the others. */
export const lateVerdicts = (meter: ActMeter | undefined): RoomGauges => ({
  names: {},
  read: async (sql) => {
    await meter?.late((acts) => settledOf(sql, acts));
    return {};
  },
});

export function loopGauges(registry: Registry, loops: readonly { state: LoopState }[]): void {
  const common = { labelNames: ['loop'] as const, registers: [] };
  const lastSuccess = new Gauge({
    ...common,
    name: 'duban_background_last_success_seconds',
    help: 'When a round of a background loop of this process last went well, in seconds since 1970',
    collect() {
      for (const { state } of loops)
        if (state.lastSuccess !== undefined)
          this.set({ loop: state.name }, state.lastSuccess / 1000);
    },
  });
  const failures = new Counter({
    ...common,
    name: 'duban_background_failures_total',
    help: 'Rounds of a background loop that failed since this process was started',
    collect() {
      this.reset();
      for (const { state } of loops) this.inc({ loop: state.name }, state.failures);
    },
  });
  const failing = new Gauge({
    ...common,
    name: 'duban_background_failing',
    help: 'How many rounds of a background loop have failed in a row until now',
    collect() {
      for (const { state } of loops) this.set({ loop: state.name }, state.inARow);
    },
  });
  for (const metric of [lastSuccess, failures, failing]) registry.registerMetric(metric);
}
