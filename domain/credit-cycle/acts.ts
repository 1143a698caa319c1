/** 评价周期的文书 The acts of a cycle, and what the engine is told of each: codes, counts, ids and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Grade, SubjectKind } from './terms.ts';

/** 告知 The subjects have been told their grades, and how they may object. */
export const results = act<{ documentHash: string }>()(
  'credit-results',
  '评价结果告知',
  'The subjects are told their grades',
);

/** How many subjects have which grade by the table; `D`: proposed, none of them listed yet. */
export type Figures = Record<Grade, number>;
/** All subjects have been graded; `hash`: over every grading of the cycle, in the order of the subjects. */
export const assessed = actOfOurs<{
  subjects: number;
  figures: Figures;
  unpromised: number;
  hash: string;
  /** Sources that were not recorded yet when the grading began. */
  leftOut?: number | null;
}>()('credit-assessed');
/** 登记完毕 Everything is recorded that files had told by the assessment day. */
export const gathered = actOfOurs<{ open: number }>()('credit-gathered');
/** `cycle`: the one that is looked at again, where it is another one whose file has ended. `reference`: the record, or the file of the objection. */
type Again = { kind: SubjectKind; subject: string; reference: string; cycle: string };
/** What the table says of the same window now; null: nobody was graded. */
type Regrading = { before: Grade | null; table: Grade | null; after: Grade | null };
/** A record has fallen. */
export const recount = actOfOurs<Again, Regrading>()('credit-recount');
/** An objection was granted. */
export const objectionGranted = actOfOurs<Again, Regrading>()('objection-granted');
/** A version of the rule has been registered that comes into force within this cycle. */
export const ruleChanged = actOfOurs<{ version: number; inForceFrom: CivilDate }>()(
  'credit-rule-changed',
);
/** The next cycle has been assessed: its grades are in force. */
export const succeeded = actOfOurs<{ cycle: string }>()('credit-cycle-succeeded');

export type Acts = typeof results;

/** 现状 What the guards look at. */
export interface State {
  assessed: boolean;
  /** The version of the rule that governs the cycle; null: none was in force when it began. */
  rule: number | null;
}
