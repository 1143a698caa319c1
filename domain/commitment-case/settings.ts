/**
 * 承诺制事项管理期限 TJ84 says 及时, 立即, 定期, 长期 and gives no number. These are the bureau's management settings:
 * shown as such wherever they bind, and never a breach.
 */
interface OfficeHours {
  opens: string;
  closes: string;
}

export interface CommitmentSettings {
  /** TJ84-5.2: working days from the completion to the archive, and from the archive to the push. */
  archiveDays: number;
  pushDays: number;
  /** TJ84-6: working days until the file is with a person. */
  distributeDays: number;
  /** TJ84-7: working days for the check and for the feedback, where the item's implementing rule sets none. */
  checkDays: number;
  feedbackDays: number;
  /** TJ84-8, 9.2: working days from 不符 to the stop order. */
  stopDays: number;
  /** TJ84-10.1, 11 立即: hours of business time until the alert; the escalation comes with the end of the working day. */
  revokeAlertHours: number;
  /** TJ84-15.4 长期未处理: working days until the first reminder, and between the later ones. */
  acknowledgeDays: number;
  acknowledgeAgainDays: number;
  /** TJ84-15.6: working days until an issue is reported upwards. */
  issueDays: number;
  /** Between two reminders of an issue; until it is reported upwards then; until each side has noted its resolution. */
  issueAgainDays: number;
  issueReportDays: number;
  issueNoteDays: number;
  /** TJ84-16 定期会商: months between two consultations. */
  consultationMonths: number;
  /** Working days until each side answers the invitation, until the meeting, until its record; between two reminders. */
  consultationAnswerDays: number;
  consultationMeetingDays: number;
  consultationRecordDays: number;
  consultationAgainDays: number;
  /** TJ84-0.1: days for the rule and the portal of an item added after the issuing. */
  ruleDays: number;
  /** TJ84-14: months until a rule is looked at again. */
  ruleReviewMonths: number;
  /** What counts as business time. */
  officeHours: OfficeHours;
}

export const defaultCommitmentSettings: CommitmentSettings = {
  archiveDays: 1,
  pushDays: 1,
  distributeDays: 1,
  checkDays: 10,
  feedbackDays: 2,
  stopDays: 1,
  revokeAlertHours: 1,
  acknowledgeDays: 10,
  acknowledgeAgainDays: 5,
  issueDays: 5,
  issueAgainDays: 5,
  issueReportDays: 1,
  issueNoteDays: 3,
  consultationMonths: 3,
  consultationAnswerDays: 3,
  consultationMeetingDays: 10,
  consultationRecordDays: 3,
  consultationAgainDays: 5,
  ruleDays: 30,
  ruleReviewMonths: 12,
  officeHours: { opens: '09:00', closes: '17:30' },
};
