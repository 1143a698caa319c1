/** 双人复核 Proposals of what changes the ground, and how they are decided. */
import type { Querying, Sql } from '../client.ts';
import type * as t from '../schema/index.ts';

export type ProposalRow = typeof t.proposal.$inferSelect;

export type NewProposal = Pick<
  ProposalRow,
  'bureau' | 'what' | 'subject' | 'before' | 'after' | 'hash' | 'reason' | 'by' | 'bootstrap'
>;

/** Whether two persons have ever held the office that confirms. */
export async function twoPersons(tx: Querying, bureau: string): Promise<boolean> {
  const [row] = await tx<{ two: boolean }[]>`select two_persons(${bureau}) as two`;
  return row!.two;
}

/** Nobody else changes the ground of a bureau until the transaction ends. */
export async function holdGround(tx: Querying, bureau: string): Promise<void> {
  await tx`select hold_ground(${bureau})`;
}

export async function propose(tx: Querying, proposal: NewProposal): Promise<number> {
  const [row] = await tx<
    { id: number }[]
  >`select propose(${tx.json(proposal as never)})::int as id`;
  return row!.id;
}

export type Decided =
  | 'done'
  | 'none'
  | 'decided'
  | 'own'
  | 'not-own'
  | 'expired'
  | 'changed'
  | 'lapsed';

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
  sql`id, bureau_id as bureau, what, subject, before, after, hash, reason, proposed_by as by, at, expires_at as "expiresAt", bootstrap, state,
    decided_by as "decidedBy", decided_at as "decidedAt", decided_reason as "decidedReason"`;

export async function findProposal(
  sql: Querying,
  bureau: string,
  id: number,
): Promise<ProposalRow | undefined> {
  const [row] = await sql<
    ProposalRow[]
  >`select ${columns(sql)} from proposal where bureau_id = ${bureau} and id = ${id}`;
  return row;
}

/** The newest first. */
export async function proposalsOf(
  sql: Sql,
  of: { bureau: string; state: ProposalRow['state'] | undefined; before: number | undefined },
  limit: number,
): Promise<ProposalRow[]> {
  return sql<ProposalRow[]>`select ${columns(sql)} from proposal where bureau_id = ${of.bureau}
    ${of.state ? sql`and state = ${of.state}` : sql``} ${of.before === undefined ? sql`` : sql`and id < ${of.before}`}
    order by id desc limit ${limit}`;
}
