/** 名单通报的管理设置 TJ51-15 says 定期 and gives no number: these are the bureau's, in working days where nothing else is said. */

export interface SanctionedListSettings {
  /** 定期 Every so many months. */
  months: number;
  /** The supervision body that prepares the lists; null: the first of the city's. */
  unit: string | null;
  /** From the end of the period until its list is confirmed. */
  confirmDays: number;
  /** From the confirmation until each recipient has it, and from there until it acknowledges. */
  deliverDays: number;
  acknowledgeDays: number;
  /** From the fall of a decision until each recipient has the correction. */
  correctDays: number;
  /** Working days between two reminders of what is late. */
  againDays: number;
}

export const defaultSanctionedListSettings: SanctionedListSettings = {
  months: 1,
  unit: null,
  confirmDays: 5,
  deliverDays: 2,
  acknowledgeDays: 10,
  correctDays: 3,
  againDays: 5,
};
