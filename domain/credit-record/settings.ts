/** 信用信息的管理设置 QHD-2.3 says 及时 and gives no number: working days, the bureau's own. */
export interface CreditRecordSettings {
  /** From the day on which a file has brought something until it is recorded. */
  registerDays: number;
}

export const defaultCreditRecordSettings: CreditRecordSettings = { registerDays: 5 };
