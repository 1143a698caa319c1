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
/** 提出的修改 `correction`: nothing is decided anew; the register is brought into line with the document. */
export interface Proposed {
  changes: readonly Change[];
  correction: boolean;
}
/**
 * What an amendment is judged by, when it is proposed and again when it is confirmed. `same`: the paper is one that the plan rests on. `rows`: which stand; `ever`: which
 * ids have been given; `settled`: what is not moved; `unknown`, `without`: sections that are not registered, rows that would have none.
 */
export type Amendable = {
  same: boolean;
  rows: string[];
  ever: string[];
  settled: string[];
  unknown: string[];
  without: string[];
};
export const amendment = act<
  { changes: Change[]; documentHash: string; reasonGiven: boolean; correction?: boolean },
  Amendable & { person: boolean }
>()('plan-amendment', '工作方案修改', 'Amendment of the plan of work');
/**
 * `item`: the amendment. `own`: whoever confirms has proposed it. `units`: of its sections, by their names. Of decisions before migration 0084 only `settled` was kept of what
 * the amendment is judged by.
 */
export const amendmentDecision = act<
  { item: string; outcome: 'confirmed' | 'rejected'; reasonGiven: boolean },
  Partial<Amendable> & {
    person: boolean;
    entitled: boolean;
    own: boolean;
    settled: string[];
    units?: Record<string, string>;
  }
>()('plan-amendment-decision', '工作方案修改复核', 'Decision on the amendment');
/** Nobody brings it: a period is over when its window is. */
export const periodOver = actOfOurs()('plan-period-over');

export type Acts = typeof closing | typeof amendment | typeof amendmentDecision;

/** 现状 What the guards look at. */
export interface State {
  year: number;
  issuedOn: CivilDate;
  /** Amendments that nobody has decided on yet. */
  proposed: Map<string, Proposed>;
}
