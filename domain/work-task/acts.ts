/** 任务的文书 The acts of one task, and what the engine is told of each: codes, dates and hashes only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { CivilDate, Instant } from '../time/instant.ts';

/** `person`: a person files it. */
export type ByPerson = { person: boolean };

/** 完成 `evidence`: how many documents prove it. */
export const completion = act<{ evidence: number }, ByPerson>()(
  'task-completion',
  '任务完成情况',
  'Completion of the task',
);
/** 确认 By the office; `own`: whoever decides has given the evidence. */
export const decision = act<
  { outcome: 'accepted' | 'returned'; reasonGiven: boolean },
  ByPerson & { own: boolean }
>()('task-acceptance', '任务完成确认', 'Acceptance of the completion');
/** 推进 What has been done so far: of what is ongoing, and of what is not done yet. */
export const progress = act<{ evidence: number }>()(
  'task-progress',
  '任务推进情况',
  'Progress of the task',
);
/** 时限确认 Which of two dates holds. `member`: whoever says so stands in the leading group. */
export const dateConfirmation = act<
  { on: CivilDate; reasonGiven: boolean },
  ByPerson & { member: boolean }
>()('task-date-confirmation', '完成时限确认', 'Confirmation of the date');
/**
 * 修改 The plan has been amended: the row has another date or other sections, or is taken out. `units`: as they are from now on; `version`: of the row; `at`: when the second
 * person confirmed it, however late this is brought; `corrected`: it has been so from the beginning. Of amendments before migration 0084 the last three were not said.
 */
export const amended = actOfOurs<{
  kind: 'change' | 'withdraw';
  dueOn: CivilDate | null;
  ongoing: boolean;
  units: string[];
  version?: number;
  at?: Instant;
  corrected?: boolean;
}>()('task-amended');
/** The plan has been closed. */
export const planClosed = actOfOurs<{ on: CivilDate }>()('task-plan-closed');

export type Acts = typeof completion | typeof decision | typeof progress | typeof dateConfirmation;

/** 现状 What the guards look at. */
export interface State {
  clause: string;
  /** The two dates of a row in conflict, until one of them is confirmed. */
  dates: readonly CivilDate[];
  /** The completion that the office has before it. */
  completedAt?: Instant;
}
