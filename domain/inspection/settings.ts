/**
 * 行政检查管理设置 Where QY gives no number the bureau does: shown as its settings wherever they bind, never a breach.
 * What is law here (20 working days, one year, two officers, the caps of the lists) is no setting.
 */
import type { OutcomeKind } from './outcomes.ts';

export interface InspectionSettings {
  /** QY-5.1: plans for one institution within so many days of each other are merged. */
  mergeDays: number;
  /** QY-6.1: a list not kept current for more than so many days is stale. */
  listDays: number;
  /** QY-5.4: more people on site than this are remarked upon. */
  teamSize: number;
  /** QY-4.1: whether inspections led by a clue use up places of the cap (the Ministry of Justice answers stricter); the notice says they do not. */
  clueInspectionsCount: boolean;
  /** QY-7.2: special inspections a year; null where nobody has set a number. */
  specialsPerYear: number | null;
  /** QY-4.3: more inspections of one institution than this, in a day, a week of 7 days, a calendar month, are watched. */
  watch: { perDay: number; perWeek: number; perMonth: number };
  /** QY-1.5: what a certificate of enforcement is called. */
  certificateKinds: readonly string[];
  /** QY-10.2: hours for the report and the formalities after an urgent start (行政强制法 19, by analogy). */
  urgentHours: number;
  /** QY-7.3: working days for filing the amended plan; for the government's approval and the publication. */
  amendedPlanDays: number;
  emergencyPapersDays: number;
  /** QY-10.10: working days for the statement, inside the 20. */
  statementDays: number;
  /** QY-12.1: working days of silence after the last on-site record before somebody is asked. */
  silenceDays: number;
  /** QY-6.3: working days for publishing a result (信息公开条例 26). */
  publishDays: number;
  /** QY-12.3: working days from the date of rectification to the re-check. */
  recheckDays: number;
  /** QY-12.4: working days for verifying before a case is filed. QY-11: for the legal review. */
  verifyDays: number;
  legalReviewDays: number;
  /** QY-14.1, 14.2: working days for the transfer, and for the receiver's acceptance. */
  transferDays: number;
  acceptDays: number;
  /** QY-17.1: working days for a complaint about enforcement. */
  complaintDays: number;
  /** QY-5.3: working days after a quarter, and after the year, for the report on the programme. */
  quarterReportDays: number;
  yearReportDays: number;
  /** QY-11: what makes a decision a major one: its outcomes, or the amount a finding is about, in fen; null: no amount does. */
  majorOutcomes: readonly OutcomeKind[];
  majorAmountFen: number | null;
  /** QY-12.3, 13.1: working days after the result for the rectification order, or for the soft means. */
  measureDays: number;
}

export const defaultInspectionSettings: InspectionSettings = {
  mergeDays: 30,
  listDays: 30,
  teamSize: 5,
  clueInspectionsCount: false,
  specialsPerYear: null,
  watch: { perDay: 1, perWeek: 2, perMonth: 3 },
  certificateKinds: ['行政执法证', '甘肃省行政执法证'],
  urgentHours: 24,
  amendedPlanDays: 1,
  emergencyPapersDays: 10,
  statementDays: 5,
  silenceDays: 5,
  publishDays: 20,
  recheckDays: 5,
  verifyDays: 15,
  legalReviewDays: 10,
  transferDays: 5,
  acceptDays: 5,
  complaintDays: 10,
  quarterReportDays: 10,
  yearReportDays: 20,
  majorOutcomes: ['case-filing', 'crime-transfer'],
  majorAmountFen: 10_000_000,
  measureDays: 5,
};
