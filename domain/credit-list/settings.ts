/** 清单的管理设置 QHD-2.1 gives no number for the publication: working days, the bureau's own. */
export interface CreditListSettings {
  /** From the registration of an adopted list until it stands on the website. */
  publishDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
}

export const defaultCreditListSettings: CreditListSettings = { publishDays: 5, againDays: 5 };
