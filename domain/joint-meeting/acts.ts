/** 联席会议的文书 The acts of a joint meeting, and what the engine is told of each: codes, dates, units and counts only. */
import { act } from '../law/acts.ts';
import type { CivilDate, Instant } from '../time/instant.ts';

export const sides = ['supervision', 'handling'] as const;
/** 监督一方、经办一方 The two that meet (TJ51-5.0). */
export type Side = (typeof sides)[number];

/** What one side has promised the other, by its place in the minutes: who, and by which day. */
type Undertaking = {
  unit: string;
  until: CivilDate;
};

export const attendance = act<{ attends: boolean }>()(
  'attendance',
  '会议通知答复',
  'Answer to the invitation',
);
export const postponement = act<{ newTime: Instant; reasonGiven: boolean }>()(
  'postponement',
  '会议延期',
  'Postponement',
);
/** `unknown`: how many of those who attended are not registered; of each side, whether one of its people attended. */
export const minutes = act<
  { attendees: number; undertakings: Undertaking[]; none: boolean; documentHash: string },
  { unknown: number } & Record<Side, boolean>
>()('joint-minutes', '会议记录', 'Minutes');
export const minutesAnswer = act<{ agrees: boolean; reasonGiven: boolean }>()(
  'minutes-answer',
  '会议记录确认',
  'Answer to the minutes',
);
/** `item`: the undertaking's place in the minutes, beginning with 1. */
export const undertakingDone = act<{ item: string }>()(
  'undertaking-done',
  '承诺事项完成',
  'Undertaking carried out',
);
export const undertakingWaiver = act<{ item: string; reasonGiven: boolean }>()(
  'undertaking-waiver',
  '承诺事项免除',
  'Waiver of an undertaking',
);
export const cancellation = act<{ reasonGiven: boolean }>()(
  'meeting-cancellation',
  '会议取消',
  'Cancellation of the meeting',
);
export const closure = act()('closure', '会议办结', 'Closure');

export type Acts =
  | typeof attendance
  | typeof postponement
  | typeof minutes
  | typeof minutesAnswer
  | typeof undertakingDone
  | typeof undertakingWaiver
  | typeof cancellation
  | typeof closure;

/** 会议的现状 What the guards look at. */
export interface State {
  /** When both sides were invited to the time that stands. */
  calledAt: Instant;
  /** Who filed the minutes that wait for the other side. */
  recordedBy?: string;
  sides: Readonly<Record<Side, string>>;
  /** Minutes that both sides agree on. */
  agreed: boolean;
  /** Undertakings that are still owed: place in the minutes, and the unit that owes it. */
  owed: Map<string, string>;
  /** How often the meeting was put off, or its minutes were disputed. */
  rounds: number;
}
