/** 试算 One duty counted twice: as it is, and as it would be. Pure. */
import { due as count } from '../time/due.ts';
import type { CalendarYear, Due, TimeLimit, WorkCalendar } from '../time/limit.ts';
import type { ChangedSettings, DutyName, Limits } from './change.ts';
import { judged, type Judged, type Recorded } from './judged.ts';

export type Change =
  | { what: 'settings'; settings: ChangedSettings }
  | { what: 'calendar'; year: CalendarYear }
  | { what: 'reading'; clause?: string | undefined };

/** A duty of the database, with how it was counted. */
export interface TriedDuty extends Recorded, DutyName {
  limit: TimeLimit;
  due: Due;
  second?: Due;
  /** What stands in the ledger: a breach that counts. */
  breach: boolean;
}

export interface Counted extends Judged {
  due: Due;
}
/** `kept`: the change does not touch it. `by-hand`: it does, but the file has set the day, or its count is not the one on record: a person has to look. */
export type Tried =
  | { result: 'kept' | 'by-hand' }
  | { result: 'flips' | 'same'; before: Counted; after: Counted };

/** `calendar`: the arrangements with which the duty was counted. */
export function tried(duty: TriedDuty, change: Change, calendar: WorkCalendar): Tried {
  const before: Counted = {
    due: duty.due,
    outcome: judged(duty, duty.due, duty.limit, calendar).outcome,
    breach: duty.breach,
  };
  const then = counted(duty, change, calendar);
  if (then === 'kept' || then === 'by-hand') return { result: then };
  const after: Counted = {
    due: then.due,
    ...judged(duty, then.due, then.limit, then.calendar),
  };
  const flips =
    after.due.at !== before.due.at ||
    after.due.status !== before.due.status ||
    after.outcome !== before.outcome;
  return { result: flips ? 'flips' : 'same', before, after };
}

interface Then {
  due: Due;
  limit: TimeLimit;
  calendar: WorkCalendar;
}

function counted(
  duty: TriedDuty,
  change: Change,
  calendar: WorkCalendar,
): Then | 'kept' | 'by-hand' {
  switch (change.what) {
    case 'reading': {
      const named = change.clause === undefined || change.clause === duty.clause;
      return named && duty.second ? { due: duty.second, limit: duty.limit, calendar } : 'kept';
    }
    case 'settings': {
      const effect = change.settings.effectOn(duty);
      if (effect === 'none') return 'kept';
      return effect === 'dated' || duty.limit.unit === 'fixed'
        ? 'by-hand'
        : again(duty, effect, calendar);
    }
    case 'calendar': {
      if (!restsOnCalendars(duty.limit)) return 'kept';
      // Only where the count on record comes out can it be told what another calendar makes of it.
      const known = count(duty.from, duty.limit, calendar);
      if (known.at !== duty.due.at) return 'by-hand';
      const other = [...calendar.filter(({ year }) => year !== change.year.year), change.year];
      return again(duty, { limit: duty.limit }, other);
    }
  }
}

const again = ({ from }: TriedDuty, { limit }: Limits, calendar: WorkCalendar): Then => ({
  due: count(from, limit, calendar),
  limit,
  calendar,
});

/** Hours, years and fixed dates are the same under every calendar; so is a month or a day that does not roll. */
function restsOnCalendars(limit: TimeLimit): boolean {
  return (
    limit.unit === 'working-days' ||
    ((limit.unit === 'calendar-days' || limit.unit === 'months') && (limit.roll ?? true))
  );
}

/** The newest arrangement of every year, but for the years whose version the count on record names. */
export function calendarOf(
  versions: readonly CalendarYear[],
  named: readonly string[],
): WorkCalendar {
  const chosen = new Map<number, CalendarYear>();
  for (const one of versions) {
    const known = chosen.get(one.year);
    if (!known || one.version > known.version) chosen.set(one.year, one);
  }
  for (const name of named) {
    const [year, version] = name.split('/').map(Number);
    const one = versions.find((it) => it.year === year && it.version === version);
    if (one) chosen.set(one.year, one);
  }
  return [...chosen.values()];
}
