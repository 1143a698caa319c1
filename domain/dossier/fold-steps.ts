/** What each kind of entry changes in the duties of a file. */
import { parseInstant } from '../time/civil-date.ts';
import type { CountedDue, Folded, FoldedBreach, FoldedDuty, RegisterEntry } from './folded.ts';

/** The duty's key stands in the entry's, behind the kind; some keys have an end of their own. */
const keyIn = ({ key }: RegisterEntry, end = ''): string =>
  key.slice(key.indexOf(':') + 1, key.length - end.length);

const dutyOf = (folded: Folded, entry: RegisterEntry, end?: string): FoldedDuty | undefined =>
  folded.duties.get(keyIn(entry, end));

export function armed(folded: Folded, entry: RegisterEntry): void {
  const body = entry.body as Readonly<Record<string, unknown>> & CountedDue;
  folded.duties.set(keyIn(entry), {
    key: keyIn(entry),
    armed: entry.seq,
    clause: entry.clause ?? '',
    body,
    due: dueIn(body),
    second: body['secondReading'] as CountedDue | undefined,
    state: 'open',
    doneAt: undefined,
    chases: 0,
    unanswered: 0,
    possiblyOverdue: false,
    revisions: [],
  });
}

const dueIn = ({
  due,
  inclusive,
  status,
  calendarVersions,
  lastDay,
  earliest,
  explanation,
}: CountedDue): CountedDue => ({
  due,
  inclusive,
  status,
  calendarVersions,
  ...(lastDay !== undefined && { lastDay }),
  ...(earliest !== undefined && { earliest }),
  ...(explanation && { explanation }),
});

export function reminded(folded: Folded, entry: RegisterEntry): void {
  const at = entry.key.slice(entry.key.lastIndexOf(':'));
  const duty = dutyOf(folded, entry, at);
  if (duty?.state === 'open') duty.state = 'due-soon';
}

/** A breach of law, or the end of a management period, which is none. What was done already under a provisional calendar stays done. */
export function overdue(folded: Folded, entry: RegisterEntry): void {
  const duty = dutyOf(folded, entry);
  if (!duty) return;
  if (duty.state !== 'done') duty.state = 'overdue';
  if (entry.type === 'duty-breached')
    folded.breaches.set(duty.key, {
      key: duty.key,
      seq: entry.seq,
      recordedAt: entry.recordedAt,
      doneAt: duty.doneAt,
      state: 'standing',
    });
}

type Dispute = NonNullable<FoldedBreach['outage']>;

/** Both entries name the breach in their body: they may come long after it. */
export function disputed(folded: Folded, { seq, recordedAt, body }: RegisterEntry): void {
  const breach = folded.breaches.get(String(body['breach']));
  const { outages } = body as { outages?: Dispute['outages'] };
  if (breach) breach.outage = { seq, recordedAt, outages: outages ?? [] };
}

export function outageDecided(folded: Folded, { seq, recordedAt, body }: RegisterEntry): void {
  const dispute = folded.breaches.get(String(body['breach']))?.outage;
  const { decision, reason, officer, unit } = body as never as NonNullable<Dispute['decision']>;
  if (dispute) dispute.decision = { seq, recordedAt, decision, reason, officer, unit };
}

export function possiblyOverdue(folded: Folded, entry: RegisterEntry): void {
  const duty = dutyOf(folded, entry);
  if (duty) duty.possiblyOverdue = true;
}

export function lapsed(folded: Folded, entry: RegisterEntry): void {
  const duty = dutyOf(folded, entry);
  if (duty) duty.state = 'lapsed';
}

export function released(folded: Folded, entry: RegisterEntry): void {
  const duty = dutyOf(folded, entry);
  if (duty) duty.state = 'void';
}

export function metBeside(folded: Folded, entry: RegisterEntry): void {
  const { date, timing } = entry.body as { date: string; timing: string };
  performed(folded, entry, { key: keyIn(entry), date, timing, receivedAt: undefined });
}

/** As long as the evidence of a late entry is not confirmed, the act counts as done when it was received. */
export function performed(
  folded: Folded,
  entry: RegisterEntry,
  done: { key: string; date: string; timing: string; receivedAt: number | undefined },
): void {
  const duty = folded.duties.get(done.key);
  if (!duty) return;
  const date = parseInstant(done.date) ?? entry.recordedAt;
  const claims = done.timing === 'claimed-in-time';
  const otherwise = done.receivedAt ?? date;
  duty.state = 'done';
  duty.doneAt = date;
  duty.possiblyOverdue = false;
  if (claims) folded.late.push({ act: entry.act ?? '', key: done.key, claims: date, otherwise });
  const breach = folded.breaches.get(done.key);
  if (!breach) return;
  breach.state = done.timing === 'late' ? 'standing' : claims ? 'claimed-in-time' : 'reversed';
  breach.doneAt = claims ? otherwise : date;
}

export function reversed(folded: Folded, entry: RegisterEntry): void {
  folded.reversals.push({
    seq: entry.seq,
    key: keyIn(entry),
    act: entry.act ?? '',
    reason: String(entry.body['reason']),
    recordedAt: entry.recordedAt,
  });
}

interface Revision {
  before: CountedDue;
  after: CountedDue;
  secondReading?: CountedDue;
  why: { notice: string | null; year: number | null; version: number | null };
}

function revision(folded: Folded, entry: RegisterEntry, moved: boolean): FoldedDuty | undefined {
  const duty = dutyOf(folded, entry, `:${entry.act}`);
  if (!duty || !entry.key.startsWith('revised:')) return undefined;
  const { before, after, why } = entry.body as never as Revision;
  duty.revisions.push({
    seq: entry.seq,
    before: before.due,
    after: after.due,
    moved,
    notice: why.notice,
    version: why.year === null ? null : `${why.year}/${why.version}`,
  });
  return duty;
}

export function revised(folded: Folded, entry: RegisterEntry): void {
  const duty = revision(folded, entry, true);
  if (!duty) return;
  const { after, secondReading } = entry.body as never as Revision;
  duty.due = dueIn(after);
  duty.possiblyOverdue = false;
  if (secondReading) duty.second = secondReading;
}

/** The due instant had passed: it is not moved, and somebody decides. */
export function leftToAPerson(folded: Folded, entry: RegisterEntry): void {
  revision(folded, entry, false);
}

/** X-13 A receipt was corrected: a claim, until another unit confirms it. */
export function corrected(
  folded: Folded,
  entry: RegisterEntry,
  key: string,
  to: number,
  receivedAt: number | undefined,
): void {
  const breach = folded.breaches.get(key);
  if (!breach) return;
  const otherwise = breach.doneAt ?? receivedAt ?? entry.recordedAt;
  folded.late.push({ act: entry.act ?? '', key, claims: to, otherwise });
  breach.state = 'claimed-in-time';
  breach.doneAt = otherwise;
}

export function confirmed(
  folded: Folded,
  entry: RegisterEntry,
  key: string,
  by: { unit: string; officer: string; confirmed: boolean },
): void {
  const late = folded.late.findLast((one) => one.key === key && !one.confirmation);
  if (!late) return;
  const { unit, officer } = by;
  late.confirmation = {
    act: entry.act ?? '',
    unit,
    officer,
    confirmed: by.confirmed,
    recordedAt: entry.recordedAt,
  };
  const breach = folded.breaches.get(key);
  if (!breach) return;
  breach.state = by.confirmed ? 'reversed' : 'standing';
  breach.doneAt = by.confirmed ? late.claims : late.otherwise;
}
