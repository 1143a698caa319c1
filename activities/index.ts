/** The activities of the files. Short, local, idempotent: whatever is repeated finds what was stored. */
import type { Sql } from '../db/client.ts';
import { enter, inboxRows } from '../db/queries/turns.ts';
import type { FileActivities, InboxRow } from './contract.ts';

export function createActivities(deps: { sql: Sql }): FileActivities {
  return {
    async takeActs({ file, after, upto }) {
      return (await inboxRows(deps.sql, file, after, upto)) as InboxRow[];
    },
    async enterTurn(turn) {
      return (await enter(deps.sql, turn)) as { missed?: InboxRow[] };
    },
  };
}
