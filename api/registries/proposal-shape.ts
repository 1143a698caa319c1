/** 双人复核 How a proposal is shown, and what a route answers whose change is proposed. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { findProposal, type ProposalRow } from '../../db/queries/proposals.ts';
import type { Caller } from '../http/authentication.ts';
import type { Reply } from '../http/route.ts';
import { when } from '../http/when.ts';
import { proposed, type Ground, type Proposed } from './two-persons.ts';

export const tagOf = ({ hash }: ProposalRow): string => `"${hash}"`;
export const proposalStates = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;
const text = z.string().nullable();
export const proposalShape = z
  .object({
    id: z.int(),
    what: z.string(),
    subject: z.string(),
    before: z.unknown().meta({ description: '提出时的现状 As it stood when it was proposed' }),
    after: z.unknown(),
    hash: z.string(),
    reason: text,
    by: z.string(),
    byName: text,
    at: z.string(),
    expiresAt: z.string(),
    shared: z.boolean().meta({
      description:
        '不属于任何一局（放假安排）：任一局的管理员均可复核 Of no bureau alone: an administrator of any bureau confirms it',
    }),
    change: z.int().nullable().meta({
      description: '生效后在登记变更中的编号 The change of the registry that it became',
    }),
    bootstrap: z.boolean().meta({
      description:
        '首次设立：本局尚无第二名管理员时一人办理 Applied by one, while the bureau had no second administrator',
    }),
    state: z.enum(proposalStates),
    decidedBy: text,
    decidedByName: text,
    decidedAt: text,
    decidedReason: text,
  })
  .meta({ id: 'Proposal' });

/** Without what is sealed. */
export const proposalShown = ({
  sealed: _sealed,
  bureau: _bureau,
  ...row
}: ProposalRow): z.infer<typeof proposalShape> => ({
  ...row,
  at: when(row.at)!,
  expiresAt: when(row.expiresAt)!,
  decidedAt: when(row.decidedAt),
});

/** What a route answers whose change was proposed: 202 with the proposal. */
export async function proposalReply(sql: Sql, caller: Caller, id: number): Promise<Reply> {
  const row = (await findProposal(sql, caller.bureau, id))!;
  return {
    status: 202,
    body: proposalShown(row),
    headers: { Location: `/v1/proposals/${id}`, ETag: tagOf(row) },
  };
}

/** Proposed, or applied at once: then `otherwise` answers. */
export async function proposing<A extends object, R>(
  sql: Sql,
  ground: Ground<A, R>,
  after: A,
  by: { caller: Caller; reason: string | null; sealed?: string | null },
  otherwise: (result: R) => Reply | Promise<Reply>,
): Promise<Reply> {
  const outcome: Proposed<R> = await proposed(sql, ground, after, by);
  return outcome.bootstrap ? otherwise(outcome.result) : proposalReply(sql, by.caller, outcome.id);
}
