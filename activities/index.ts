/** The activities of the files. Short, local, idempotent: whatever is repeated finds what was stored. */
import { ApplicationFailure } from '@temporalio/common';
import type { Sql } from '../db/client.ts';
import { callConsultation } from '../db/consultation/store.ts';
import { enter, inboxRows, livedActs, markAttention, noteRun } from '../db/queries/turns.ts';
import { decide } from './decisions.ts';
import type { CallActivities, Entered, FileActivities, InboxRow, Past } from './contract.ts';

export function createActivities(deps: { sql: Sql }): FileActivities & CallActivities {
  return {
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
