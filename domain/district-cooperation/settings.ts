/** 市区协同管理期限 TJ51-8.2 gives no number: these are the bureau's management settings, in working days, and never a breach. */
export interface DistrictCooperationSettings {
  /** Until the other side agrees to the record or disputes it. */
  answerDays: number;
  /** Until a disputed record is corrected or withdrawn. */
  correctDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
}

export const defaultDistrictCooperationSettings: DistrictCooperationSettings = {
  answerDays: 5,
  correctDays: 5,
  againDays: 5,
};
