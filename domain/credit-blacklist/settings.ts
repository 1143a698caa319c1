/** 黑名单的管理设置 The text gives no number (QHD-2.4d): working days, the bureau's own. */
export interface CreditBlacklistSettings {
  /** From the proposal of the table until the notice is served. */
  noticeDays: number;
  /** In which the subject may state its case, from the service of the notice. */
  statementDays: number;
  answerDays: number;
  approvalDays: number;
  /** Until it is decided whether somebody leaves whom the grading proposes no more, or whose removal is proposed. */
  removalDays: number;
  againDays: number;
}

export const defaultCreditBlacklistSettings: CreditBlacklistSettings = {
  noticeDays: 5,
  statementDays: 5,
  answerDays: 5,
  approvalDays: 5,
  removalDays: 10,
  againDays: 5,
};
