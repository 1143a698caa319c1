/** 案件回访的管理设定 TJ51-18 says 不定期 and gives no number: management settings of the bureau, never a breach. */
export interface RevisitSettings {
  /** How large a sample is at least. */
  leastSample: number;
  /** How many days the period of a round has at least: a short one would pick those who are in it. */
  leastDays: number;
  /** How many revisitors an institution has at least. */
  revisitors: number;
  /** On how many days it is tried at least before an institution counts as not reachable. */
  tries: number;
  /** Working days for naming revisitors, for carrying the revisits out, for summarising the round, for what becomes of a clue, and until somebody is reminded again. */
  nameDays: number;
  visitDays: number;
  summaryDays: number;
  clueDays: number;
  againDays: number;
  /** In a summary a number below this one, and above nothing, is withheld. */
  smallNumber: number;
}

export const defaultRevisitSettings: RevisitSettings = {
  leastSample: 3,
  leastDays: 28,
  revisitors: 2,
  tries: 2,
  nameDays: 5,
  visitDays: 20,
  summaryDays: 10,
  clueDays: 10,
  againDays: 5,
  smallNumber: 3,
};
