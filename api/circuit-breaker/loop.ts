/** 巡查 What only time brings: versions that end, cuts that a response has settled, touches that are forgotten. */
import {
  bureausWithIndicators,
  forgetTouches,
  sweepBreakers,
} from '../../db/circuit-breaker/store.ts';
import { circuitBreakerSettingsOf } from '../../domain/circuit-breaker/settings-form.ts';
import { Loop } from '../background/loop.ts';
import type { ActDeps } from '../intake/submit-act.ts';

/** Milliseconds between two looks; a response that restores a subject notifies of nothing here. */
const EVERY = 1_000;
/** Milliseconds between two rounds of forgetting, at most five thousand touches a bureau each. */
const FORGETS_EVERY = 60_000;

type Deps = Pick<ActDeps, 'sql' | 'log'>;

export const breakerLoops = ({ sql, log }: Deps): Loop[] => [
  new Loop({ name: 'breakers', log, every: EVERY, perform: () => sweepBreakers(sql) }),
  new Loop({
    name: 'forgotten-touches',
    log,
    every: FORGETS_EVERY,
    async perform() {
      for (const { id, settings } of await bureausWithIndicators(sql))
        await forgetTouches(sql, id, circuitBreakerSettingsOf(settings));
    },
  }),
];
