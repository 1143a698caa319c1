/** 陈述申辩期限 The window in which the institution is heard, inside the days of the result (QY-10.10). Pure. */
import { addDays, civilDateOf, dateOfDay, dayNumber } from '../time/civil-date.ts';
import { workTable } from '../time/calendar.ts';
import { due } from '../time/due.ts';
import type { CivilDate, Instant } from '../time/instant.ts';
import type { WorkCalendar } from '../time/limit.ts';
import { workingDays, RESULT_DAYS } from './basis.ts';

/** When the window for the statement ends, and whether it had to be shortened. `none`: told so late that no working day is left before the result is due. */
export interface StatementWindow {
  lastDay: CivilDate;
  shortened: boolean;
  none: boolean;
}

/**
 * QY-10.10  So many working days from the day the provisional result is told, but the window ends one working day before the result is due, which it never delays;
 * at least until the end of the next working day where time allows. Once the 20 days have passed, only that next working day is left to wait for.
 */
export function statementWindow(
  toldAt: Instant,
  endedAt: Instant,
  days: number,
  calendar: WorkCalendar,
): StatementWindow {
  const told = civilDateOf(toldAt);
  const full = due(toldAt, workingDays(days), calendar).lastDay!;
  const next = due(toldAt, workingDays(1), calendar).lastDay!;
  const dueOn = due(endedAt, workingDays(RESULT_DAYS), calendar).lastDay!;
  const latest = workingDayBefore(dueOn, calendar);
  if (told > dueOn) return { lastDay: next, shortened: next < full, none: false };
  if (next > latest) return { lastDay: told, shortened: true, none: true };
  const lastDay = full < latest ? full : latest;
  return { lastDay, shortened: lastDay < full, none: false };
}

function workingDayBefore(on: CivilDate, calendar: WorkCalendar): CivilDate {
  const know = workTable(calendar);
  let n = dayNumber(addDays(on, -1));
  while (!know(n).works) n--;
  return dateOfDay(n);
}
