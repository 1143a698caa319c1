/** 信用评价 What grading brings: its rules and routes, the loop that opens its cycles, and what is done for them. */
import { bureaux } from '../../db/sanctioned-list/store.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Room } from '../room.ts';
import { creditCycleLines } from './desk.ts';
import { gradeRoutes } from './grades.ts';
import { openDueCycles } from './open.ts';
import { planningRoutes } from './planning.ts';
import { creditCycleRoutes } from './routes.ts';
import { creditRuleRoutes } from './rules.ts';
import { creditCycleTasks } from './tasks.ts';

const NAME = 'credit-cycle';
/** Milliseconds between two looks. Cycles begin with a day. */
const EVERY = 600_000;

/** What an outage has swallowed is opened after it, one cycle after the other. */
const cycles = (deps: ActDeps): Loop =>
  new Loop({
    name: NAME,
    log: deps.log,
    every: EVERY,
    perform: async (stopping) =>
      performEach(await bureaux(deps.sql), {
        loop: NAME,
        log: deps.log,
        stopping,
        called: (bureau) => ({ bureau }),
        perform: async (bureau) => void (await openDueCycles(deps, bureau)),
      }),
  });

export const creditCycle: Room = {
  desk: creditCycleLines,
  open: ({ acts }) => ({
    routes: [
      creditRuleRoutes(acts),
      creditCycleRoutes(acts),
      gradeRoutes(acts),
      planningRoutes(acts),
    ],
    tasks: creditCycleTasks,
    loops: [cycles(acts)],
  }),
};
