/** 巡查管理设置 TJ51-4.2 asks for quick reaction and gives no number: these are the bureau's management settings, in calendar days where nothing else is said, and never a breach. */
export interface PatrolSettings {
  /** How long a stage may last before the unit and the head are reminded. */
  monitoringDays: number;
  talkDays: number;
  caseDays: number;
  /** From the end of the penalty case to the look back. */
  lookBackDays: number;
  /** After the day of a demand: until then its outcome is recorded. */
  demandDays: number;
  /** Working days between two reminders of what is late. */
  againDays: number;
  /** Whether nobody looks back who has held a talk of the file or investigated its case. The text is silent. */
  lookBackByOthers: boolean;
}

export const defaultPatrolSettings: PatrolSettings = {
  monitoringDays: 30,
  talkDays: 30,
  caseDays: 180,
  lookBackDays: 90,
  demandDays: 5,
  againDays: 5,
  lookBackByOthers: false,
};
