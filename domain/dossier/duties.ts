/** 期限 Every duty of a file with its counting, and what came of it: breaches, late entries with their confirmation, reversals. */
import type { Sentence } from '../law/refusal.ts';
import type {
  DossierBreach,
  DossierDuty,
  DossierLateEntry,
  DossierReversal,
  LateConfirmation,
} from './duty-shapes.ts';
import { authorOf, instantText, when } from './events.ts';
import { foldedFrom } from './fold.ts';
import type { CountedDue, Folded, FoldedBreach, FoldedConfirmation, FoldedDuty } from './folded.ts';
import type { SourceDuty, Sources } from './sources.ts';
import { actTitle, articleOf } from './titles.ts';
import { parseInstant } from '../time/civil-date.ts';

interface Armed {
  duty: string;
  item?: string;
  action: Sentence;
  owedBy: string;
  owedTo: string;
  instrument: string;
  article: string;
  force: DossierDuty['force'];
  judgedBy: DossierDuty['judgedBy'];
  from: string;
}
const armedIn = ({ body }: FoldedDuty): Armed => body as never;

export function foldedOf({ entries, acts }: Sources): Folded {
  return foldedFrom(
    entries,
    new Map(
      acts.map(({ id, receivedAt, verdict }) => [
        id,
        { receivedAt, duty: verdict?.accepted ? verdict.duty : undefined },
      ]),
    ),
  );
}

export function dutiesOf(sources: Sources, folded: Folded): DossierDuty[] {
  const rows = new Map(sources.duties.map((row) => [row.key, row]));
  return [...folded.duties.values()]
    .map((duty) => dutyOf(sources, duty, rows.get(duty.key)))
    .sort((a, b) => a.armed - b.armed);
}

const unitOf = ({ names }: Sources, unit: string) => ({
  unit,
  name: names.units.get(unit) ?? null,
});

function dutyOf(sources: Sources, duty: FoldedDuty, row: SourceDuty | undefined): DossierDuty {
  const b = armedIn(duty);
  const { explanation: _lines, ...second } = duty.second ? countedOf(duty.second) : NONE;
  return {
    key: duty.key,
    duty: b.duty,
    item: b.item ?? null,
    kind: row?.kind ?? 'within',
    act: row?.act ?? b.duty,
    actTitle: actTitle(sources.file.procedure, row?.act ?? b.duty),
    action: b.action,
    owedBy: unitOf(sources, b.owedBy),
    owedTo: unitOf(sources, b.owedTo),
    clause: duty.clause,
    article: b.article,
    instrument: b.instrument,
    force: b.force,
    judgedBy: b.judgedBy,
    limit: row?.limit ?? null,
    from: b.from,
    ...countedOf(duty.due),
    earliest: duty.due.earliest ?? null,
    notices: noticesOf(sources, duty.due.calendarVersions),
    secondReading: duty.second ? second : null,
    state: duty.state,
    doneAt: when(duty.doneAt),
    chases: duty.chases,
    unanswered: duty.unanswered,
    possiblyOverdue: duty.possiblyOverdue,
    armed: duty.armed,
    revisions: duty.revisions,
  };
}

const countedOf = (due: CountedDue) => ({
  due: due.due,
  inclusive: due.inclusive,
  lastDay: due.lastDay ?? null,
  status: due.status,
  calendarVersions: due.calendarVersions,
  explanation: due.explanation ?? [],
});
const NONE = countedOf({ due: '', inclusive: false, status: 'firm', calendarVersions: [] });

/** The holiday notices by the versions that an explanation names. */
function noticesOf({ calendars }: Sources, versions: readonly string[]): string[] {
  return calendars
    .filter(({ year, version }) => versions.includes(`${year}/${version}`))
    .map(({ notice }) => notice);
}

export const breachesOf = (sources: Sources, folded: Folded): DossierBreach[] =>
  [...folded.breaches.values()].map((breach) =>
    breachOf(sources, breach, folded.duties.get(breach.key)!),
  );

function breachOf(sources: Sources, breach: FoldedBreach, duty: FoldedDuty): DossierBreach {
  const { owedBy, action, force } = armedIn(duty);
  const due = parseInstant(duty.due.due)!;
  return {
    key: breach.key,
    seq: breach.seq,
    clause: duty.clause,
    article: articleOf(duty.clause),
    action,
    owedBy: unitOf(sources, owedBy),
    force: force === 'reading' ? 'reading' : 'text',
    due: duty.due.due,
    secondReading: duty.second?.due ?? null,
    recordedAt: instantText(breach.recordedAt),
    doneAt: when(breach.doneAt),
    overrunMs: breach.doneAt === undefined ? null : Math.max(0, breach.doneAt - due),
    state: breach.state,
    outage: breach.outage ? disputeOf(sources, breach.outage) : null,
  };
}

/** Before a file is announced nobody learns from it who has decided, and why. */
function disputeOf(
  sources: Sources,
  { seq, recordedAt, outages, decision }: NonNullable<FoldedBreach['outage']>,
): DossierBreach['outage'] {
  const said = (made: NonNullable<typeof decision>) => ({
    seq: made.seq,
    recordedAt: instantText(made.recordedAt),
    decision: made.decision,
    reason: sources.made.scope === 'withheld' ? '—' : made.reason,
    by: authorOf(sources, made),
  });
  return {
    seq,
    recordedAt: instantText(recordedAt),
    outages,
    decision: decision ? said(decision) : null,
  };
}

export const lateEntriesOf = (sources: Sources, { late }: Folded): DossierLateEntry[] =>
  // What a late entry claims is what its act states.
  (sources.made.scope === 'withheld' ? [] : late).map(
    ({ act, key, claims, otherwise, confirmation }) => ({
      act,
      duty: key,
      claims: instantText(claims),
      receivedAt: instantText(otherwise),
      confirmation: confirmation ? confirmedBy(sources, confirmation) : null,
    }),
  );

function confirmedBy(
  sources: Sources,
  { act, confirmed, recordedAt, ...by }: FoldedConfirmation,
): LateConfirmation {
  return { act, by: authorOf(sources, by), confirmed, recordedAt: instantText(recordedAt) };
}

export const reversalsOf = ({ reversals }: Folded): DossierReversal[] =>
  reversals.map((one) => ({ ...one, recordedAt: instantText(one.recordedAt) }));
