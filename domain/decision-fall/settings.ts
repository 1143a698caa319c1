/** 决定撤销、变更登记的管理设置 No text gives a number: working days, the bureau's own. */
export interface DecisionFallSettings {
  /** From the record until a head confirms or rejects it. */
  confirmDays: number;
  /** Between two reminders of what is late. */
  againDays: number;
}

export const defaultDecisionFallSettings: DecisionFallSettings = { confirmDays: 1, againDays: 3 };
