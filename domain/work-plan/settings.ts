/** 工作方案的管理设置 The plan gives dates to its tasks and no number for anything else: working days, the bureau's own. */
import type { Span } from '../time/spans.ts';

export interface WorkPlanSettings {
  /** From the opening of a task whose dates are in conflict until somebody of the group confirms which one holds. */
  dateDays: number;
  /** From the evidence of a section until the office accepts it or gives it back. */
  acceptDays: number;
  /** From the end of the year until the plan is closed. */
  closingDays: number;
  /** From the first working day after the period until its review is closed. */
  weekDays: number;
  monthDays: number;
  quarterDays: number;
  yearDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
}

export const defaultWorkPlanSettings: WorkPlanSettings = {
  dateDays: 5,
  acceptDays: 5,
  closingDays: 20,
  weekDays: 2,
  monthDays: 5,
  quarterDays: 10,
  yearDays: 20,
  againDays: 5,
};

export const reviewDays = (s: WorkPlanSettings, span: Span): number => s[`${span}Days`];
