/** 异议的文书 The acts of one objection, and what the engine is told of each: codes, ids of records and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { Target } from './terms.ts';

/** 核查 What the section has found of it. */
export const check = act<{ documentHash: string }>()(
  'objection-check',
  '异议核查',
  'Check of the objection',
);
/**
 * `falls`: the records that are not counted any more, where it is granted. The registries know whether whoever decides has recorded or graded
 * (`involved`), is a `person`, and which of those records are not the subject's or have fallen (`others`).
 */
export const decision = act<
  { granted: boolean; reasonGiven: boolean; falls: string[]; documentHash: string },
  { involved: boolean; person: boolean; others: string[] }
>()('objection-decision', '异议处理决定', 'Decision on the objection');
/** 告知 To the subject. */
export const notice = act<{ documentHash: string }>()(
  'objection-notice',
  '异议处理结果告知',
  'Notice of the outcome',
);
/** 撤回 By the subject. */
export const withdrawal = act<{ documentHash: string }>()(
  'objection-withdrawal',
  '异议撤回',
  'Withdrawal of the objection',
);
/** The record has fallen by another way. */
export const recordFell = actOfOurs<{ record: string; why: string }>()('objection-record-fell');

export type Acts = typeof check | typeof decision | typeof notice | typeof withdrawal;

/** 现状 What the guards look at. */
export interface State {
  target: Target;
  /** Of an objection to a record. */
  record?: string | undefined;
  checked: boolean;
}
