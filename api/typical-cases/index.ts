/** 典型案例 What typical cases bring: their routes, and the loop that opens their periods. */
import { bureaux } from '../../db/sanctioned-list/store.ts';
import { performEach } from '../background/each.ts';
import { Loop } from '../background/loop.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Room } from '../room.ts';
import { openDuePeriods } from './open.ts';
import { typicalCasesRoutes } from './routes.ts';

const NAME = 'typical-cases';
/** Milliseconds between two looks. Periods end with a day. */
const EVERY = 600_000;

/** What an outage has swallowed is opened after it, one period after the other. */
const periods = (deps: ActDeps): Loop =>
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
        perform: async (bureau) => void (await openDuePeriods(deps, bureau)),
      }),
  });

export const typicalCases: Room = {
  open: ({ acts }) => ({ routes: [typicalCasesRoutes(acts)], loops: [periods(acts)] }),
};
