/** 会商周期 When the consultations of a pair of departments fall due: management, quarterly unless the bureau has set otherwise (TJ84-16). */

/** Months between two of them: what divides a year, so that each year has the same dates. */
export const rhythms = [1, 2, 3, 4, 6, 12] as const;
export type Rhythm = (typeof rhythms)[number];

/** The bureau's setting as a rhythm: the longest that is not longer. */
export const rhythmOf = (months: number): Rhythm => rhythms.findLast((n) => n <= months) ?? 1;

const names = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;
export type Month = (typeof names)[number];

/** The months in which they fall due, from January on. */
export const monthsOf = (every: Rhythm): Month[] => names.filter((_, n) => n % every === 0);

/** Speaking, one for each pair. */
export const scheduleId = (bureau: string, accepting: string, supervising: string): string =>
  `HS.${bureau}.${accepting}~${supervising}`;
