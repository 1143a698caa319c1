/** 定期会商的文书 The acts of a consultation, and what the engine is told of each: codes, dates, units and counts only. */
import type { Act } from '../law/act.ts';
import type { CivilDate, Instant } from '../time/instant.ts';

type With<F> = Omit<Act, 'facts'> & { facts: F };

/** One of the main problems: whether it has a measure, who carries it out, until when. */
interface Problem {
  measure: boolean;
  owner?: string;
  until?: CivilDate;
}

export type Attendance = With<{ item: string; attends: boolean }>;
export type Postponement = With<{ newDate: CivilDate; reasonGiven: boolean }>;
export type MeetingRecord = With<{
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
