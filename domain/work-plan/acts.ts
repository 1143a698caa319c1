/** 工作方案的文书 The acts of one plan, and what the engine is told of each: codes, row ids and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { CivilDate } from '../time/instant.ts';

/** 终结 `open`: rows with a date that are not accepted; `person`: a person closes it. */
export const closing = act<{ documentHash: string }, { open: string[]; person: boolean }>()(
  'plan-closing',
  '工作方案终结',
  'Closing of the plan of work',
);
/** 修改 Of a row: another date or other sections, a row more, or one that is taken out. */
export type Change = {
  kind: 'change' | 'add' | 'withdraw';
  row: string;
  dueOn: CivilDate | null;
  ongoing: boolean;
};
/**
 * `same`: the paper is one that the plan rests on already. The registries know which of the rows stand, which are done, late or in conflict, and which
 * sections are unknown or missing.
 */
export const amendment = act<
  { changes: Change[]; documentHash: string; reasonGiven: boolean },
  {
    person: boolean;
    same: boolean;
    rows: string[];
    settled: string[];
    unknown: string[];
    without: string[];
  }
>()('plan-amendment', '工作方案修改', 'Amendment of the plan of work');
/** `item`: the amendment. `own`: whoever confirms has proposed it. */
export const amendmentDecision = act<
  { item: string; outcome: 'confirmed' | 'rejected'; reasonGiven: boolean },
  { person: boolean; entitled: boolean; own: boolean; settled: string[] }
>()('plan-amendment-decision', '工作方案修改复核', 'Decision on the amendment');
/** Nobody brings it: a period is over when its window is. */
export const periodOver = actOfOurs()('plan-period-over');

export type Acts = typeof closing | typeof amendment | typeof amendmentDecision;

/** 现状 What the guards look at. */
export interface State {
  year: number;
  issuedOn: CivilDate;
  /** Amendments that nobody has decided on yet. */
  proposed: Map<string, readonly Change[]>;
}
