/** 典型案例 What typical cases bring: their routes, and the loop that opens their periods. */
import { bureauLoop } from '../background/bureau-loop.ts';
import type { Loop } from '../background/loop.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Room } from '../room.ts';
import { openDuePeriods } from './open.ts';
import { typicalCasesRoutes } from './routes.ts';

/** What an outage has swallowed is opened after it, one period after the other. */
const periods = (deps: ActDeps): Loop =>
  bureauLoop(deps, { name: 'typical-cases', perform: (bureau) => openDuePeriods(deps, bureau) });

export const typicalCases: Room = {
  open: ({ acts }) => ({ routes: [typicalCasesRoutes(acts)], loops: [periods(acts)] }),
};
