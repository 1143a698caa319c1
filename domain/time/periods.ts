/** 期间 Periods that follow each other: civil months, without gap or overlap, whatever was set or switched off meanwhile. Pure. */
import { addMonths, civilDate } from './civil-date.ts';
import type { CivilDate } from './instant.ts';

export const rhythms = [1, 2, 3, 6, 12] as const;

/** From the first day to the day before the last one, which begins the next period. */
export type Period = { from: CivilDate; until: CivilDate };

const firstOfMonth = (day: CivilDate): CivilDate => civilDate(`${day.slice(0, 7)}-01`);

/** The first day of the period of this rhythm in which a day lies; periods begin with the year. */
export function beginOf(day: CivilDate, months: number): CivilDate {
  const month = Number(day.slice(5, 7));
  return addMonths(firstOfMonth(day), -((month - 1) % months));
}

/** The period that follows what went until `from`, once it is over; where the rhythm was changed in between, it ends with the new one's. */
export function nextPeriod(from: CivilDate, months: number, today: CivilDate): Period | undefined {
  const until = addMonths(beginOf(from, months), months);
  return until <= today ? { from, until } : undefined;
}
