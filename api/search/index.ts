/** 检索 Files by the numbers and names in them, and the loop that gathers those behind the log. */
import { Loop } from '../background/loop.ts';
import type { Room } from '../room.ts';
import { gatherSearchTerms } from '../../db/queries/search.ts';
import { searchRoute } from './routes.ts';

/** Leaves of the log in one transaction. */
const MOST = 2_000;

export const search: Room = {
  open: ({ acts: { sql, log } }) => ({
    routes: [searchRoute({ sql })],
    loops: [
      new Loop({
        name: 'search-terms',
        log,
        every: 2_000,
        perform: async (stopping) => {
          while (!stopping.aborted && (await gatherSearchTerms(sql, MOST)) > 0);
        },
      }),
    ],
  }),
};
