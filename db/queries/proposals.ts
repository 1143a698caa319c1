/** 双人复核 Proposals of what changes the ground, and how they are decided. */
import type { Querying, Sql } from '../client.ts';
import type * as t from '../schema/index.ts';

/** With the names of both persons, as registered today. */
export type ProposalRow = typeof t.proposal.$inferSelect & {
  byName: string | null;
  decidedByName: string | null;
};

export type NewProposal = Pick<
  ProposalRow,
  | 'bureau'
  | 'what'
  | 'subject'
  | 'before'
  | 'after'
  | 'sealed'
  | 'hash'
  | 'reason'
  | 'by'
  | 'shared'
  | 'bootstrap'
>;

/** Whether two persons have ever held the office that confirms; null: in any bureau. */
export async function twoPersons(tx: Querying, bureau: string | null): Promise<boolean> {
  const [row] = await tx<{ two: boolean }[]>`select two_persons(${bureau}) as two`;
  return row!.two;
}

/** Nobody else changes the ground of a bureau until the transaction ends; null: what no bureau owns. */
export async function holdGround(tx: Querying, bureau: string | null): Promise<void> {
  await tx`select hold_ground(${bureau})`;
}

/** The same, proposed by the same person and still to be decided. */
export async function openProposal(
  tx: Querying,
  { bureau, hash, by }: Pick<ProposalRow, 'bureau' | 'hash' | 'by'>,
): Promise<number | undefined> {
  const [row] = await tx<
    { id: number }[]
  >`select id from proposal where bureau_id = ${bureau} and hash = ${hash} and proposed_by = ${by} and state = 'proposed' and expires_at > clock_timestamp() order by id desc limit 1`;
  return row?.id;
}

export async function propose(tx: Querying, proposal: NewProposal): Promise<number> {
  const [row] = await tx<
    { id: number }[]
  >`select propose(${tx.json(proposal as never)})::int as id`;
  return row!.id;
}

/** Notes which change of a registry it became. */
export async function proposalBecame(tx: Querying, id: number): Promise<void> {
  await tx`select proposal_became(${id})`;
}

export type Decided = 'done' | 'none' | 'decided' | 'own' | 'not-own' | 'expired' | 'changed';

export async function decideProposal(
  tx: Querying,
  decision: Pick<ProposalRow, 'bureau' | 'id' | 'hash' | 'state' | 'by'> & {
    reason: string | null;
  },
): Promise<Decided> {
  const [row] = await tx<
    { answer: Decided }[]
  >`select decide_proposal(${tx.json(decision as never)}) as answer`;
  return row!.answer;
}

const columns = (sql: Querying) =>
  sql`id, bureau_id as bureau, what, subject, before, after, sealed, hash, reason, proposed_by as by, shared, change_id as change, at, expires_at as "expiresAt", bootstrap, state,
    decided_by as "decidedBy", decided_at as "decidedAt", decided_reason as "decidedReason",
    (select o.name from officer o where o.id = proposed_by) as "byName", (select o.name from officer o where o.id = decided_by) as "decidedByName"`;

export async function findProposal(
  sql: Querying,
  bureau: string,
  id: number,
): Promise<ProposalRow | undefined> {
  const [row] = await sql<
    ProposalRow[]
  >`select ${columns(sql)} from proposal where (shared or bureau_id = ${bureau}) and id = ${id}`;
  return row;
}

/** The newest first; `what`: only of these kinds, or proposed `by` whoever asks. */
export async function proposalsOf(
  sql: Sql,
  of: {
    bureau: string;
    by: string;
    what: readonly string[];
    state: ProposalRow['state'] | undefined;
    before: number | undefined;
  },
  limit: number,
): Promise<ProposalRow[]> {
  return sql<
    ProposalRow[]
  >`select ${columns(sql)} from proposal where (shared or bureau_id = ${of.bureau}) and (what = any(${of.what as string[]}) or proposed_by = ${of.by})
    ${of.state ? sql`and state = ${of.state}` : sql``} ${of.before === undefined ? sql`` : sql`and id < ${of.before}`}
    order by id desc limit ${limit}`;
}
