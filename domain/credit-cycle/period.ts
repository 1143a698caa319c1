/** 评价周期 The cycles of a bureau: a year from its start, one after the other, whatever was set or switched off meanwhile (QHD-2.4b). Pure. */
import { addDays, addYears, civilDate } from '../time/civil-date.ts';
import type { CivilDate } from '../time/instant.ts';
import type { Period } from '../time/periods.ts';

/** The last start (`MM-DD`) on or before a day. */
export function startOnOrBefore(day: CivilDate, start: string): CivilDate {
  const here = civilDate(`${day.slice(0, 4)}-${start}`);
  return here <= day ? here : civilDate(`${Number(day.slice(0, 4)) - 1}-${start}`);
}

/** The cycle that begins on a day. Where the start was set anew it ends with the new one: never a day between two cycles, nor one in both. */
export function cycleFrom(from: CivilDate, start: string): Period {
  const last = startOnOrBefore(from, start);
  return { from, until: civilDate(`${Number(last.slice(0, 4)) + 1}-${start}`) };
}

/** The assessment day: the last one of the cycle. */
export const assessmentDay = ({ until }: Pick<Period, 'until'>): CivilDate => addDays(until, -1);

/**
 * 一年内 Acts of the days after the first one, up to and including the assessment day: the corresponding day last year is outside. Counted from the day after it, so that
 * 29 February is in the window of one full cycle and not of two.
 */
export const windowOn = (day: CivilDate): { after: CivilDate; until: CivilDate } => ({
  after: addDays(addYears(addDays(day, 1), -1), -1),
  until: day,
});
