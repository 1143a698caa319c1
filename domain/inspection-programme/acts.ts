/** 年度联合检查计划的文书 The acts of a yearly programme (QY-5.2, 5.3), and what the engine is told of each: codes, counts and hashes only. */
import type { CivilDate } from '../time/instant.ts';
import type { ActWith } from '../law/acts.ts';

/** Of a quarter; `unused` only where it is over. */
interface QuarterFigures {
  quarter: number;
  planned: number;
  begun: number;
  unused: number | null;
  overrun: number;
}
export interface Figures {
  quarters: QuarterFigures[];
  beside: { special: number; case: number; outside: number };
  planned: number;
  begun: number;
  unused: number;
  overrun: number;
}

export const acting = ['upper', 'lower', 'joint'] as const;
type Acting = (typeof acting)[number];

export type Announcement = ActWith<
  { on: CivilDate; documentHash: string },
  { unsettled: string[] }
>;
export type Settlement = ActWith<
  { programme: string; items: string[]; acting: Acting; documentHash: string },
  { overlapping: string[] }
>;
export type QuarterReport = ActWith<{ item: string }, { figures: Figures }>;
export type YearReport = ActWith<{ documentHash: string }, { figures: Figures }>;

export type Amendment = ActWith<{ planned: number[]; documentHash: string }>;

export interface State {
  announced: boolean;
  year: number;
  planned: readonly number[];
}
