/** 检索 Files by the numbers and names in them, and the loop that gathers those behind the log. */
import { Loop } from '../background/loop.ts';
import type { RoomGauges } from '../http/deps.ts';
import type { Room } from '../room.ts';
import { gatherSearchTerms, searchBehind } from '../../db/queries/search.ts';
import { searchRoute } from './routes.ts';

/** Leaves of the log in one transaction. */
const MOST = 2_000;

const gauges: RoomGauges = {
  names: {
    duban_search_leaves_waiting: 'Leaves of the logs whose acts are not found by a search yet',
    duban_search_acts_skipped:
      'Acts that are found by no search, for their words do not let themselves be gathered',
  },
  async read(sql) {
    const { waiting, skipped } = await searchBehind(sql);
    return { duban_search_leaves_waiting: waiting, duban_search_acts_skipped: skipped };
  },
};

export const search: Room = {
  gauges,
  open: ({ acts: { sql, reports, log }, seal }) => ({
    routes: [searchRoute({ sql, reports, seal })],
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
