/** 信用评价 What grading brings: its rules and routes, the loop that opens its cycles, and what is done for them. */
import { bureauLoop } from '../background/bureau-loop.ts';
import type { Loop } from '../background/loop.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Room } from '../room.ts';
import { creditCycleLines } from './desk.ts';
import { gradeRoutes } from './grades.ts';
import { openDueCycles } from './open.ts';
import { planningRoutes } from './planning.ts';
import { creditCycleRoutes } from './routes.ts';
import { creditRuleRoutes } from './rules.ts';
import { creditCycleTasks } from './tasks.ts';

/** What an outage has swallowed is opened after it, one cycle after the other. */
const cycles = (deps: ActDeps): Loop =>
  bureauLoop(deps, { name: 'credit-cycle', perform: (bureau) => openDueCycles(deps, bureau) });

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
