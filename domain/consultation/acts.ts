/** 定期会商的文书 The acts of a consultation, and what the engine is told of each: codes, dates, units and counts only. */
import type { CivilDate, Instant } from '../time/instant.ts';
import type { ActWith } from '../law/acts.ts';

/** One of the main problems: whether it has a measure, who carries it out, until when. */
interface Problem {
  measure: boolean;
  owner?: string;
  until?: CivilDate;
}

export type Attendance = ActWith<{ item: string; attends: boolean }>;
export type Postponement = ActWith<{ newDate: CivilDate; reasonGiven: boolean }>;
export type MeetingRecord = ActWith<{
  attendees: number;
  problems: Problem[];
  noProblems: boolean;
  documentHash: string;
}>;

/** 会商的现状 What the guards look at. */
export interface State {
  calledAt: Instant;
  held: boolean;
  postponed: number;
}
