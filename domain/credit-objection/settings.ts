/** 异议的管理设置 QHD-2.5 has no number: working days, the bureau's own; the days of the decision where the version of the rule has none. */
export interface CreditObjectionSettings {
  /** From its receipt. */
  checkDays: number;
  decideDays: number;
  /** From the decision. */
  notifyDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
  /** For how many days a code of a subject is good. */
  codeDays: number;
}

export const defaultCreditObjectionSettings: CreditObjectionSettings = {
  checkDays: 5,
  decideDays: 15,
  notifyDays: 5,
  againDays: 5,
  codeDays: 30,
};
