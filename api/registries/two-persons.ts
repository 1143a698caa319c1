/**
 * 双人复核 What changes the ground that every file stands on is proposed by one person and confirmed by another:
 *  1. It is checked when it is proposed, exactly as it will be when it is applied; so nobody confirms what cannot be.
 *  2. What is confirmed is what was shown: a hash over what stood and what is to be, brought back as If-Match.
 *  3. It is applied in the transaction that confirms it, and only on what stood when it was proposed.
 *  4. Until a bureau has had two persons who may confirm, one alone applies it, and it is entered as a bootstrap.
 */
import { createHash } from 'node:crypto';
import type { Querying, Sql } from '../../db/client.ts';
import { holdGround, propose, twoPersons } from '../../db/queries/proposals.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';

/** One kind of such a change. `after` is JSON, as it is kept until somebody confirms it. */
export interface Ground<A extends object = object> {
  what: string;
  subject(after: A): string;
  /** What stands now in its place. */
  before(tx: Querying, bureau: string, after: A): Promise<object | null>;
  /** Checks and changes; throws the Problem that refuses it. `by`: who has proposed it. */
  apply(
    tx: Querying,
    after: A,
    by: { bureau: string; officer: string; reason: string },
  ): Promise<void>;
}

class Undone extends Error {}
type Savepoints = Querying & {
  savepoint(within: (tx: Querying) => Promise<never>): Promise<never>;
};

export const hashOfProposal = (of: {
  what: string;
  subject: string;
  before: unknown;
  after: unknown;
}): string =>
  createHash('sha256')
    .update(
      canonicalJson({ what: of.what, subject: of.subject, before: of.before, after: of.after }),
    )
    .digest('hex');

/** The number of the proposal, and whether it has been applied at once. */
export async function proposed<A extends object>(
  sql: Sql,
  ground: Ground<A>,
  after: A,
  { caller, reason }: { caller: Caller; reason: string },
): Promise<{ id: number; bootstrap: boolean }> {
  assertPerson(caller);
  const { bureau } = caller;
  const by = { bureau, officer: caller.id, reason };
  return sql.begin(async (tx) => {
    await holdGround(tx, bureau);
    const before = await ground.before(tx, bureau, after);
    const bootstrap = !(await twoPersons(tx, bureau));
    if (bootstrap) await ground.apply(tx, after, by);
    else await tried(tx, (point) => ground.apply(point, after, by));
    const shown = { what: ground.what, subject: ground.subject(after), before, after };
    const id = await propose(tx, {
      ...shown,
      bureau,
      hash: hashOfProposal(shown),
      reason,
      by: caller.id,
      bootstrap,
    });
    return { id, bootstrap };
  });
}

/** Whether it could be applied now; nothing of it stays. */
async function tried(tx: unknown, apply: (tx: Querying) => Promise<void>): Promise<void> {
  await (tx as Savepoints)
    .savepoint(async (point) => {
      await apply(point);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
}

/** Two persons, each with a token of their own: a system that acts for both would be one. */
export function assertPerson(caller: Caller): void {
  if (caller.kind === 'person' && caller.system === undefined) return;
  throw new Problem('proposal-person');
}
