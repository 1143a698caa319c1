/** What a file waits for, and how an act is judged against it. Pure: dates in, verdict out. */
import { formatInstant } from '../time/civil-date.ts';
import { due as count, inTime } from '../time/due.ts';
import type { Instant } from '../time/instant.ts';
import { HOUR } from '../time/instant.ts';
import type { Due, WorkCalendar } from '../time/limit.ts';
import { inOffice, reminders } from '../time/reminders.ts';
import type { Act } from './act.ts';
import type { LegalBasis } from './basis.ts';
import type { Duty } from './duty.ts';
import type { Refusal } from './refusal.ts';

/** A wait wakes this long after its due instant: longer than an inbox insert may take plus the skew of two clocks. Milliseconds. */
export const GRACE = 5_000;
/** 补录 An act entered later than this after its stated date is a late entry (X-13, management). Milliseconds. */
export const LATE_ENTRY = HOUR / 2;

/** `undetermined`: later than a provisional due instant; judged when the calendar is published. */
export type Timing = 'in-time' | 'late' | 'claimed-in-time' | 'undetermined';
export type WaitState = 'open' | 'due-soon' | 'overdue' | 'done' | 'lapsed' | 'void';
interface Wake {
  at: Instant;
  what: 'remind' | 'verdict' | 'second-reading' | 'expected' | 'again';
}

/** 应当 (`within`) or 可以 (`until`), armed. */
export interface Wait {
  key: string;
  kind: 'within' | 'until';
  duty: Duty;
  item?: string;
  owedBy: string;
  owedTo: string;
  force: LegalBasis['force'];
  from: Instant;
  due: Due;
  /** The second reading of the same period, beside the first (legal-time §5). */
  alt?: Due;
  wakes: Wake[];
  state: WaitState;
  /** A breach stands in the register. Never for a management period. */
  breached: boolean;
  /** The act that claims that it was in time, the date it claims, and the one that counts while the evidence is not confirmed. */
  claimed?: { act: Act; date: Instant; otherwise: Instant };
  /** Performed after a provisional due instant, on this date: judged when the calendar is published. */
  undetermined?: Instant;
  chases: number;
  unanswered: number;
  /** How often it was reminded of after it was overdue. */
  again: number;
  /** 可能逾期 The expected instant has passed under a calendar that is not published. It is no breach, but somebody should know. */
  possiblyOverdue: boolean;
  /** When the office closes, in minutes after midnight: reminders keep to its days. Absent in files of before. */
  closes?: number;
}

export interface Arming {
  kind: Wait['kind'];
  duty: Duty;
  /** What the act must name (a recipient, a letter). */
  item?: string;
  /** Tells apart the rounds of a duty that comes back (a review), or the departments that each owe it. */
  round?: number | string;
  from: Instant;
  owedBy: string;
  owedTo: string;
  force: LegalBasis['force'];
  calendar: WorkCalendar;
  closes?: number | undefined;
}

export function arm(a: Arming): Wait {
  const counted = count(a.from, a.duty.limit, a.calendar);
  const wait: Wait = {
    key: [a.duty.id, a.item, a.round].filter((part) => part !== undefined).join(':'),
    kind: a.kind,
    duty: a.duty,
    item: a.item,
    owedBy: a.owedBy,
    owedTo: a.owedTo,
    force: a.force,
    from: a.from,
    due: counted,
    alt: a.duty.altLimit && count(a.from, a.duty.altLimit, a.calendar),
    wakes: [],
    state: 'open',
    breached: false,
    chases: 0,
    unanswered: 0,
    again: 0,
    possiblyOverdue: false,
    ...(a.closes !== undefined && { closes: a.closes }),
  };
  wait.wakes = wakesOf(wait, a.calendar);
  return wait;
}

/** What must be decided may be entered half an hour after its date; what must arrive may not. */
function graceOf(wait: Wait): number {
  return wait.kind === 'within' && wait.duty.judgedBy !== 'receipt' ? LATE_ENTRY + GRACE : GRACE;
}

function wakesOf(wait: Wait, calendar: WorkCalendar): Wake[] {
  const grace = graceOf(wait);
  const wakes: Wake[] =
    wait.kind === 'until'
      ? []
      : [...new Set(warnings(wait, calendar).map((at) => kept(wait, at, wait.from, calendar)))].map(
          (at) => ({ at, what: 'remind' }),
        );
  // No breach is final while the calendar is provisional. When the expected instant passes, the file only shows it.
  wakes.push({
    at: (wait.due.at + grace) as Instant,
    what: wait.due.status === 'provisional' ? 'expected' : 'verdict',
  });
  if (wait.alt && wait.alt.at > wait.due.at)
    wakes.push({ at: (wait.alt.at + grace) as Instant, what: 'second-reading' });
  return wakes.sort((a, b) => a.at - b.at);
}

/** Reminders are management. They are moved to office days; the period itself stays as it is. */
const kept = (wait: Wait, at: Instant, after: Instant, calendar: WorkCalendar): Instant =>
  wait.closes === undefined ? at : inOffice(at, after, wait.closes, calendar);

/** X-8, or the instants the duty brings along; only those between its start and its end. */
function warnings(wait: Wait, calendar: WorkCalendar): readonly Instant[] {
  const { remindAt, limit } = wait.duty;
  return (
    remindAt?.filter((at) => at > wait.from && at < wait.due.at) ??
    reminders(wait.from, limit, wait.due, calendar)
  );
}

/** TJ84-15.4: the next reminder of an overdue duty, counted from the end of the period before. */
export function remindAgain(wait: Wait, end: Instant, calendar: WorkCalendar): void {
  if (!wait.duty.again) return;
  wait.wakes.push({
    at: kept(wait, count((end - 1) as Instant, wait.duty.again, calendar).at, end, calendar),
    what: 'again',
  });
  wait.wakes.sort((a, b) => a.at - b.at);
}

/** The date by which the duty judges this act, or why it cannot count. */
export function dateOf(wait: Wait, act: Act): Instant | Refusal {
  const by = wait.kind === 'until' ? 'receipt' : wait.duty.judgedBy;
  const date =
    by === 'receipt' ? act.receivedAt : by === 'occurrence' ? act.occurredAt : act.servedAt;
  if (date === undefined) return refuseUndated(wait, by as 'occurrence' | 'service');
  if (Math.max(date, act.occurredAt ?? 0, act.servedAt ?? 0) > act.receivedAt)
    return refuseFuture(wait, act);
  if (date < wait.from)
    return wait.duty.mayPrecede || mayBeLater(date, wait.from)
      ? wait.from
      : refuseEarly(wait, date);
  return date;
}

/** A time stated to the minute (or second) lies anywhere in it: an act of 09:16 may follow a letter that came at 09:16:30. Our reading. */
function mayBeLater(stated: Instant, trigger: Instant): boolean {
  const precision = stated % 60_000 === 0 ? 60_000 : stated % 1_000 === 0 ? 1_000 : 1;
  return trigger - stated < precision;
}

/**
 * In time, late, or claimed to be in time: an act whose stated date is in time but which was entered more than
 * half an hour after that date, when the period was over. The breach stands until an officer of another unit confirms the evidence.
 */
export function timingOf(
  wait: { due: Pick<Due, 'at' | 'inclusive' | 'status'>; duty: Pick<Duty, 'judgedBy'> },
  act: Pick<Act, 'receivedAt'>,
  date: Instant,
): Timing {
  if (!inTime(date, wait.due)) return wait.due.status === 'provisional' ? 'undetermined' : 'late';
  if (wait.duty.judgedBy === 'receipt' || inTime(act.receivedAt, wait.due)) return 'in-time';
  return act.receivedAt - date <= LATE_ENTRY ? 'in-time' : 'claimed-in-time';
}

/**
 * counts an open wait again under a changed calendar. Hours and other unaffected periods return nothing;
 * a due instant that had passed under the old calendar is not moved: a person decides.
 */
export function recount(
  wait: Wait,
  calendar: WorkCalendar,
  now: Instant,
): { before: Due; after: Due; passed: boolean } | undefined {
  const before = wait.due;
  const after = count(wait.from, wait.duty.limit, calendar);
  const alt = wait.duty.altLimit && count(wait.from, wait.duty.altLimit, calendar);
  const moved = differ(before, after);
  if (!moved && !(alt && wait.alt && differ(wait.alt, alt))) return undefined;
  if (wait.breached || (before.status === 'firm' && !inTime(now, before)))
    return moved ? { before, after, passed: true } : undefined;
  wait.due = after;
  wait.possiblyOverdue = false;
  wait.alt = alt;
  wait.wakes = wakesOf(wait, calendar).filter((w) => w.what !== 'remind' || w.at > now);
  return { before, after, passed: false };
}

function differ(one: Due, other: Due): boolean {
  return one.at !== other.at || one.status !== other.status;
}

function refuseUndated(wait: Wait, by: 'occurrence' | 'service'): Refusal {
  const zh = by === 'service' ? '送达时间' : '作出时间';
  const en = by === 'service' ? 'the instant of service' : 'the instant it was made';
  return {
    code: 'date-missing',
    clause: wait.duty.basis.clause,
    say: { zh: `该文书须写明${zh}。`, en: `This act must state ${en}.` },
    lawful: { zh: `补充${zh}后重新提交。`, en: `Submit it again with ${en}.` },
  };
}

function refuseFuture(wait: Wait, act: Act): Refusal {
  const at = formatInstant(act.receivedAt);
  return {
    code: 'in-the-future',
    clause: wait.duty.basis.clause,
    say: {
      zh: `所写时间晚于系统收到的时间（${at}）。`,
      en: `The stated date is later than its arrival (${at}).`,
    },
    lawful: {
      zh: '所写时间不得晚于收到时间。',
      en: 'The stated date may not be later than the arrival.',
    },
  };
}

function refuseEarly(wait: Wait, date: Instant): Refusal {
  const from = formatInstant(wait.from);
  return {
    code: 'before-trigger',
    clause: wait.duty.basis.clause,
    say: {
      zh: `所写时间（${formatInstant(date)}）早于引起该义务的事实（${from}）。`,
      en: `The stated date (${formatInstant(date)}) is before what triggers the duty (${from}).`,
    },
    lawful: { zh: `不得早于 ${from}。`, en: `No earlier than ${from}.` },
    earliest: wait.from,
  };
}
