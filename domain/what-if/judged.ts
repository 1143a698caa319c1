/** 试算中的判定 How a duty stands under a due instant: as its file would have judged it, from the dates that are on record. Pure. */
import type { JudgedBy } from '../law/act.ts';
import type { LegalBasis } from '../law/basis.ts';
import { timingOf, type Wait } from '../law/wait.ts';
import { inTime } from '../time/due.ts';
import type { Instant } from '../time/instant.ts';
import type { Due, TimeLimit, WorkCalendar } from '../time/limit.ts';
import { reminders } from '../time/reminders.ts';

/** What is on record of a duty that was armed. */
export interface Recorded {
  kind: Wait['kind'];
  force: LegalBasis['force'];
  judgedBy: JudgedBy;
  from: Instant;
  /** When it was performed, by the date that counts, and when that act was received. */
  doneAt?: Instant;
  receivedAt?: Instant;
  /** The evidence of its date was confirmed: it counts whatever its receipt. */
  confirmed: boolean;
  /** The file's own time, for what is open. */
  now: Instant;
}

export const outcomes = [
  'open',
  'due-soon',
  'overdue',
  'management-overdue',
  'possibly-overdue',
  'in-time',
  'late',
  'claimed-in-time',
  'undetermined',
] as const;
type Outcome = (typeof outcomes)[number];

export interface Judged {
  outcome: Outcome;
  /** It stands in the ledger of breaches. */
  breach: boolean;
}

export function judged(duty: Recorded, due: Due, limit: TimeLimit, calendar: WorkCalendar): Judged {
  const outcome = duty.doneAt === undefined ? awaited(duty, due, limit, calendar) : done(duty, due);
  const counts = duty.kind === 'within' && duty.force !== 'management';
  return {
    outcome,
    breach:
      counts && (outcome === 'overdue' || outcome === 'late' || outcome === 'claimed-in-time'),
  };
}

function done({ judgedBy, doneAt, receivedAt, confirmed }: Recorded, due: Due): Outcome {
  const date = doneAt!;
  const received = confirmed ? date : (receivedAt ?? date);
  return timingOf({ due, duty: { judgedBy } }, { receivedAt: received }, date);
}

function awaited(
  { from, now, force, kind }: Recorded,
  due: Due,
  limit: TimeLimit,
  calendar: WorkCalendar,
): Outcome {
  if (!inTime(now, due)) {
    if (due.status === 'provisional') return 'possibly-overdue';
    return force === 'management' ? 'management-overdue' : 'overdue';
  }
  const warned = kind === 'within' && reminders(from, limit, due, calendar).some((at) => at <= now);
  return warned ? 'due-soon' : 'open';
}
