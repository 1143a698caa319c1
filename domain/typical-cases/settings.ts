/** 典型案例的管理设置 TJ51-7 says 定期 and gives no number: these are the bureau's, in working days where nothing else is said. */

export interface TypicalCasesSettings {
  /** 定期 Every so many months. */
  months: number;
  /** The supervision body that selects them; null: the first of the city's. */
  unit: string | null;
  /** From the end of the period until the cases are selected, and from there until the media have them. */
  selectDays: number;
  publishDays: number;
  /** Working days between two reminders of what is late. */
  againDays: number;
}

export const defaultTypicalCasesSettings: TypicalCasesSettings = {
  months: 3,
  unit: null,
  selectDays: 10,
  publishDays: 10,
  againDays: 5,
};
