/** 期限计算器 The answer of the calculator (POST /v1/time/due), in its wire format. */
import { formatInstant, parseInstant } from './civil-date.ts';
import { due } from './due.ts';
import type { TimeLimit, WorkCalendar } from './limit.ts';
import type { DueAnswer, DueRequest } from './shapes.ts';

/** Answers a request that `dueRequestShape` has accepted. Throws RangeError for a start or count that it would not accept. */
export function calculate(request: DueRequest, calendar: WorkCalendar): DueAnswer {
  const start = parseInstant(request.start);
  if (start === undefined)
    throw new RangeError('start is RFC 3339 with an offset, years 1990–2200');
  const { at, earliest, inclusive, lastDay, status, explanation, calendarVersions } = due(
    start,
    limitOf(request.limit),
    calendar,
  );
  return {
    due: formatInstant(at),
    inclusive,
    ...(lastDay && { lastDay }),
    status,
    ...(earliest !== undefined && { earliest: formatInstant(earliest) }),
    explanation,
    calendarVersions,
  };
}

/** Only calendar days and months know a roll; for the other units the switch says nothing. */
function limitOf({ unit, count, roll }: DueRequest['limit']): TimeLimit {
  return unit === 'calendar-days' || unit === 'months' ? { unit, count, roll } : { unit, count };
}
