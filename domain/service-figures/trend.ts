/** 走势 A span cut into weeks, months, quarters or years, without gap or overlap; the first and the last may be broken. Pure. */
import { addDays, addMonths, weekday } from '../time/civil-date.ts';
import { beginOf } from '../time/periods.ts';
import type { CivilDate } from '../time/instant.ts';

export const steps = ['week', 'month', 'quarter', 'year'] as const;
export type Step = (typeof steps)[number];

/** Both days are included. */
export interface Span {
  from: CivilDate;
  until: CivilDate;
}

const months: Readonly<Record<Exclude<Step, 'week'>, number>> = { month: 1, quarter: 3, year: 12 };

/** The day on which the period after that of `day` begins; a week begins on Monday. */
const nextBegin = (day: CivilDate, step: Step): CivilDate =>
  step === 'week'
    ? addDays(day, 8 - (weekday(day) || 7))
    : addMonths(beginOf(day, months[step]), months[step]);

export function periodsOf({ from, until }: Span, step: Step): Span[] {
  const all: Span[] = [];
  for (let begin = from; begin <= until;) {
    const next = nextBegin(begin, step);
    all.push({ from: begin, until: next > until ? until : addDays(next, -1) });
    begin = next;
  }
  return all;
}
