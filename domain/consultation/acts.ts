/** 定期会商的文书 The acts of a consultation, and what the engine is told of each: codes, dates, units and counts only. */
import { act, actOfOurs } from '../law/acts.ts';
import type { CivilDate, Instant } from '../time/instant.ts';

/** Whoever files it is a coordinator who is present. */
type ByCoordinator = { coordinator: boolean };
/** One of the main problems: whether it has a measure, who carries it out, until when. */
type Problem = {
  measure: boolean;
  owner?: string;
  until?: CivilDate;
};

export const attendance = act<{ item: string; attends: boolean }, ByCoordinator>()(
  'attendance',
  '会商通知答复',
  'Answer to the invitation',
);
export const postponement = act<{ newDate: CivilDate; reasonGiven: boolean }, ByCoordinator>()(
  'postponement',
  '会商延期',
  'Postponement',
);
/** `unknown`, `unknownOwner`: how many who attended, or who shall carry out a measure, are not registered. */
export const meetingRecord = act<
  { attendees: number; problems: Problem[]; noProblems: boolean; documentHash: string },
  ByCoordinator & {
    unknown: number;
    unknownOwner: number;
    accepting: boolean;
    supervising: boolean;
  }
>()('meeting-record', '会商情况', 'Record of the meeting');
export const workRecord = act<{ documentHash: string }, ByCoordinator>()(
  'work-record',
  '审管联动工作记录',
  'Work record of the consultation',
);
export const closure = act<Record<never, never>, ByCoordinator>()('closure', '会商办结', 'Closure');
/** Brought by the schedule when its next term comes while this one is open still. */
export const nextTerm = actOfOurs<{ at: Instant }>()('next-term');

export type Acts =
  | typeof attendance
  | typeof postponement
  | typeof meetingRecord
  | typeof workRecord
  | typeof closure
  | typeof nextTerm;

/** 会商的现状 What the guards look at. */
export interface State {
  calledAt: Instant;
  held: boolean;
  postponed: number;
}
