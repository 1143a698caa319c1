/** The activities of the files. Short, local, idempotent: whatever is repeated finds what was stored. */
import { ApplicationFailure } from '@temporalio/common';
import type { Sql } from '../db/client.ts';
import { callConsultation } from '../db/consultation/store.ts';
import { enter, inboxRows, livedActs, markAttention, noteRun } from '../db/queries/turns.ts';
import { decide } from './decisions.ts';
import { beat } from '../db/lobbying/beat.ts';
import type { RegisterKeys } from '../db/lobbying/keys.ts';
import { instant } from '../domain/time/instant.ts';
import type {
  CallActivities,
  Entered,
  FileActivities,
  InboxRow,
  Past,
  WatchActivities,
} from './contract.ts';

export function createActivities(deps: {
  sql: Sql;
  /** Absent where none are set: then no register can be opened either. */
  registerKeys?: RegisterKeys | undefined;
}): FileActivities & CallActivities & WatchActivities {
  return {
    watch: ({ place, at }) => lasting(() => watch(deps, place, at)),
    takeActs: ({ file, after, upto }) =>
      lasting(async () => (await inboxRows(deps.sql, file, after, upto)) as InboxRow[]),
    takePast: ({ file, after, upto, ended }) =>
      lasting(async () => {
        if (ended) await noteRun(deps.sql, file, ended);
        return (await livedActs(deps.sql, file, after, upto)) as Past;
      }),
    markAttention: ({ file, attention, fault }) =>
      lasting(() => markAttention(deps.sql, file, attention, fault)),
    decide: ({ file, act }) => lasting(() => decide(deps.sql, file, act)),
    enterTurn: (turn) => lasting(async () => (await enter(deps.sql, turn)) as Entered),
    callConsultation: (call) => lasting(() => callConsultation(deps.sql, call)),
  };
}

/** Without the keys, or with others, the beat is tried again until they are there: a register whose keys are away is late, and loses nothing. */
async function watch(
  { sql, registerKeys: keys }: { sql: Sql; registerKeys?: RegisterKeys | undefined },
  place: string,
  at: number,
): Promise<number | null> {
  if (!keys) throw new Error('no keys of the register');
  return (await beat({ sql, keys }, place, instant(at), instant(Date.now()))) ?? null;
}

/** What the database refuses for what it holds (SQLSTATE classes of data, constraints, rights, names and raised errors) it would refuse again: no use in trying. */
const REFUSED = /^(22|23|42|44|P0)/;

/** Outages are tried again; a refusal shows at once. Only its code leaves the worker: its text may repeat what was to be stored. */
async function lasting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'fault';
    throw ApplicationFailure.create({
      message: `the database: ${code}`,
      type: code,
      nonRetryable: REFUSED.test(code),
    });
  }
}
