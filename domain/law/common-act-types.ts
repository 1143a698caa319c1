/** 通用文书 The acts that every file takes, whatever its procedure, and what the engine is told of each. */
import type { CalendarYear } from '../time/limit.ts';
import type { Instant } from '../time/instant.ts';
import { act, actOfOurs } from './acts.ts';

/** `duty`: the key of the duty that is chased, answered for, confirmed or corrected. */
export const chase = act<{ duty: string; to: string; channel: string }>()('chase', '督办', 'Chase');
export const chaseAnswer = act<{ duty: string }>()('chase-answer', '督办答复', 'Answer to a chase');
export const evidenceConfirmation = act<{ duty: string; confirmed: boolean }>()(
  'evidence-confirmation',
  '补录确认',
  'Confirmation of a late entry',
);
export const receiptCorrection = act<{ duty: string; correctedTo: Instant }>()(
  'receipt-correction',
  '收到更正',
  'Correction of a receipt',
);
export const retry = act()('retry', '重试', 'Retry');
export const calendarRevision = actOfOurs<CalendarYear>()('calendar-revision');
/** `file`: the one that has sent the matter here, under `clause`. */
export const linked = actOfOurs<{ file: string; evidence: string; clause?: string }>()('linked');

export type CommonActs =
  | typeof chase
  | typeof chaseAnswer
  | typeof evidenceConfirmation
  | typeof receiptCorrection
  | typeof retry
  | typeof calendarRevision
  | typeof linked;
