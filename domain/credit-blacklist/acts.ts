/** 黑名单的文书 The acts of one listing, and what the engine is told of each: codes, dates, ids and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { Instant } from '../time/instant.ts';
import type { Grade, GradingCause } from '../credit-cycle/terms.ts';

/** Whether whoever acts is 正职 of the bureau. */
export type Standing = { principal: boolean };

/** 告知 Served on the subject: on which ground of law, and that it may state its case. */
export const notice = act<{ basisGiven: boolean; documentHash: string }>()(
  'blacklist-notice',
  '拟列入黑名单告知',
  'Notice that the subject is to be listed',
);
/** 陈述 What the subject has said, by its paper. */
export const statement = act<{ documentHash: string }>()(
  'blacklist-statement',
  '主体陈述',
  'Statement of the subject',
);
export const waiver = act<{ documentHash: string }>()(
  'blacklist-waiver',
  '放弃陈述',
  'The subject waives its statement',
);
export const answer = act<{ upheld: boolean; reasonGiven: boolean; documentHash: string }>()(
  'blacklist-answer',
  '对陈述的答复',
  'Answer to the statement',
);
/** 正职批准 `proposed`: by what counts at this instant; `prepared`: by the same person, under whatever account. */
export const approval = act<
  { outcome: 'listed' | 'not-listed'; reasonGiven: boolean },
  Standing & { proposed: boolean; prepared?: boolean }
>()('blacklist-approval', '列入黑名单审批', 'Approval of the listing');
/** 移出 Proposed by one: the subject has repaired its credit, a decision annuls the ground, or the next grading says otherwise. */
export const removalProposal = act<{
  ground: 'repair' | 'decision' | 'grading';
  reasonGiven: boolean;
  documentHash: string;
}>()('blacklist-removal-proposal', '移出黑名单建议', 'Proposal that the subject leaves the list');
/** 移出 Decided by another. `proposer`: whether the same person has proposed it, under whatever account. */
export const removal = act<
  { outcome: 'left' | 'kept'; reasonGiven: boolean },
  Standing & { proposer?: boolean }
>()('blacklist-removal', '移出黑名单审批', 'Decision on leaving the list');
/** The subject has been graded again: whether the table still proposes it, and the grade that it came to, D where it stays on the list. */
export const regraded = actOfOurs<{
  proposed: boolean;
  cause: GradingCause;
  grading: number;
  grade?: Grade;
  /** It counts acts of which the subject has not been told. */
  fresh?: boolean;
}>()('blacklist-regraded');

export type Acts =
  | typeof notice
  | typeof statement
  | typeof waiver
  | typeof answer
  | typeof approval
  | typeof removalProposal
  | typeof removal;

/** 现状 What the guards look at. */
export interface State {
  /** Who has served the notice or answered: none of them decides. */
  handlers: Set<string>;
  /** When the notice was served. */
  toldAt: Instant | null;
  /** A statement waits for its answer. */
  unanswered: boolean;
  /** The window for the statement is over, or the subject has waived it. */
  heard: boolean;
  /** Who has proposed the removal that waits. */
  proposer: string | null;
  /** The last grading proposes the subject no more. */
  groundless: boolean;
}
