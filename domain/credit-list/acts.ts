/** 清单的文书 The acts of one adoption of the list, and what the engine is told of each: codes, item ids and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { CivilDate } from '../time/instant.ts';

/** 公布 On the bureau's website. */
export const publication = act<{ documentHash: string }>()(
  'credit-list-publication',
  '信用监管事项清单公布',
  'Publication of the list of credit supervision',
);
/** `changes`: those that it reports, as `kind:item`. `receipt`: the paper of the office that proves that it has arrived; `same`: it is the report itself. */
export const report = act<{
  changes: string[];
  receipt: 'given' | 'none' | 'same';
  documentHash: string;
}>()('credit-list-report', '清单变更报告', 'Report of the changes of the list');
/** A later list has been adopted before this one was published. */
export const superseded = actOfOurs<{ version: number }>()('credit-list-superseded');

export type Acts = typeof publication | typeof report;

/** 现状 What the guards look at. */
export interface State {
  adoptedOn: CivilDate;
  changes: readonly string[];
}
