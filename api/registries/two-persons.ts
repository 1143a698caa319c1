/**
 * 双人复核 What changes the ground that every file stands on is proposed by one person and confirmed by another:
 *  1. It is checked when it is proposed, exactly as it will be when it is applied; so nobody confirms what cannot be.
 *  2. What is confirmed is what was shown: a hash over what stood and what is to be, brought back as If-Match.
 *  3. It is applied in the transaction that confirms it, and only on what stood when it was proposed.
 *  4. Until a bureau has had two persons who may confirm, one alone applies it, and it is entered as a bootstrap.
 */
import { createHash } from 'node:crypto';
import type { Querying, Sql } from '../../db/client.ts';
import {
  holdGround,
  openProposal,
  proposalBecame,
  propose,
  twoPersons,
} from '../../db/queries/proposals.ts';
import { canonicalJson } from '../../domain/proof/canonical.ts';
import type { Role } from '../../domain/registry/roles.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';

/** By whom it was proposed, as registered today, and why; `sealed`: what nobody is shown; `confirmer`: who confirms it, while somebody does. */
interface Applying {
  caller: Caller;
  reason: string | null;
  sealed: string | null;
  confirmer?: Caller;
}

/** One kind of such a change. `after` is JSON, as it is kept until somebody confirms it. */
export interface Ground<A extends object = object, R = unknown> {
  /** As the registry of changes calls it. */
  what: string;
  /** Which offices propose it; who has done so must hold one of them still when it is confirmed. */
  proposes: readonly Role[];
  /** Which offices confirm it. */
  confirms: readonly Role[];
  /** Of no bureau alone: whoever holds the office in any bureau confirms it. */
  shared?: true;
  /** Whose it was and would be, where it may be another bureau's than the proposer's: one alone begins in none that has had two. */
  owners?(tx: Querying, after: A): Promise<readonly string[]>;
  subject(after: A): string;
  /** What stands now in its place. */
  before(tx: Querying, bureau: string, after: A): Promise<object | null>;
  /** Checks and changes; throws the Problem that refuses it. */
  apply(tx: Querying, after: A, by: Applying): Promise<R>;
  /** When that is stored. */
  applied?(after: A, result: R): Promise<void>;
}

/** `result`: of what was applied at once, as a bootstrap. */
export type Proposed<R> =
  | { id: number; bootstrap: false }
  | { id: number; bootstrap: true; result: R };

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
export async function proposed<A extends object, R>(
  sql: Sql,
  ground: Ground<A, R>,
  after: A,
  by: { caller: Caller; reason: string | null; sealed?: string | null },
): Promise<Proposed<R>> {
  const outcome = await sql.begin(async (tx) => {
    await holdGroundOf(tx, ground, by.caller);
    return proposedWithin(tx, ground, after, by);
  });
  if (outcome.bootstrap) await ground.applied?.(after, outcome.result);
  return outcome;
}

/** Before anything else of the transaction is locked. */
export const holdGroundOf = (
  tx: Querying,
  { shared }: Pick<Ground, 'shared'>,
  { bureau }: Caller,
): Promise<void> => holdGround(tx, shared ? null : bureau);

/** In a transaction that holds the ground. */
export async function proposedWithin<A extends object, R>(
  tx: Querying,
  ground: Ground<A, R>,
  after: A,
  {
    caller,
    reason,
    sealed = null,
  }: { caller: Caller; reason: string | null; sealed?: string | null },
): Promise<Proposed<R>> {
  const { bureau } = caller;
  const by = { caller, reason, sealed };
  const before = await ground.before(tx, bureau, after);
  const shown = { what: ground.what, subject: ground.subject(after), before, after };
  const entered = (bootstrap: boolean): Promise<number> =>
    propose(tx, {
      ...shown,
      bureau,
      sealed,
      hash: hashOfProposal(shown),
      reason,
      by: caller.id,
      shared: ground.shared ?? false,
      bootstrap,
    });
  const two = await takesTwo(tx, ground, after, bureau);
  if (two) assertPerson(caller);
  await tried(tx, (point) => ground.apply(point, after, by));
  if (two) {
    const same = await openProposal(tx, {
      bureau,
      hash: hashOfProposal(shown),
      by: caller.id,
    });
    if (same !== undefined) return { id: same, bootstrap: false };
    return { id: await entered(false), bootstrap: false };
  }
  // Entered first: what it changes may be that there are two from now on.
  const id = await entered(true);
  const result = await ground.apply(tx, after, by);
  await proposalBecame(tx, id);
  return { id, bootstrap: true, result };
}

async function takesTwo<A extends object>(
  tx: Querying,
  ground: Ground<A>,
  after: A,
  bureau: string,
): Promise<boolean> {
  if (ground.shared) return twoPersons(tx, null);
  for (const one of new Set([bureau, ...((await ground.owners?.(tx, after)) ?? [])]))
    if (await twoPersons(tx, one)) return true;
  return false;
}

/** Whether it could be applied now; nothing of it stays. */
async function tried(tx: unknown, apply: (tx: Querying) => Promise<unknown>): Promise<void> {
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
