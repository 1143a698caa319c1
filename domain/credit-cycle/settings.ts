/** 评价的管理设置 The start of the cycle is the bureau's (QHD-2.4b); what the text gives no number for is management, in working days. */
import type { Grade, Use } from './terms.ts';

type Measures = Record<Grade, Partial<Record<Use, string[]>>>;

export interface CreditCycleSettings {
  /** `MM-DD`, on which each cycle begins. */
  start: string;
  /** 基金监管科 Which unit; null: the bureau's first one of that office. */
  unit: string | null;
  /** From the end of the cycle until every subject has been graded, and from there until they have been told. */
  assessDays: number;
  /** From the end of the cycle: how long the grading waits for what files have told by then to be recorded. */
  sourceDays: number;
  tellDays: number;
  againDays: number;
  /** 差别化措施 What a grade means in supervision, procurement and the yearly assessment (QHD-3.2). */
  measures: Measures;
}

export const defaultCreditCycleSettings: CreditCycleSettings = {
  start: '01-01',
  unit: null,
  assessDays: 3,
  sourceDays: 5,
  tellDays: 10,
  againDays: 5,
  measures: { A: {}, B: {}, C: {}, D: {} },
};
