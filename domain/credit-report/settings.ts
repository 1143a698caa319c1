/** 信用信息报告的管理设置 QHD-2.3 says 按时 and gives no number: the bureau's own. */
export interface CreditReportSettings {
  /** How many months a period has. */
  months: number;
  /** Working days from its end until the report has arrived. */
  reportDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
}

export const defaultCreditReportSettings: CreditReportSettings = {
  months: 1,
  reportDays: 5,
  againDays: 5,
};
