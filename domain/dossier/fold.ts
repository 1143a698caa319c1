/**
 * 期限的经过 The duties of a file as its register tells them, entry by entry: how they stand after the last entry, or stood after an earlier one. The same
 * is what the tables of duties and breaches say; a verifier that has the register alone comes to it by this function too.
 */
import * as steps from './fold-steps.ts';
import type { Folded, Judged, RegisterEntry } from './folded.ts';

/** Kinds of entries that say something of a duty: what they change. Each names the duty in its key. */
const kinds: Readonly<Record<string, (folded: Folded, entry: RegisterEntry) => void>> = {
  'duty-armed': steps.armed,
  'window-opened': steps.armed,
  'duty-reminded': steps.reminded,
  'duty-breached': steps.overdue,
  'management-overdue': steps.overdue,
  'possibly-overdue': steps.possiblyOverdue,
  'window-lapsed': steps.lapsed,
  'duty-released': steps.released,
  'duty-performed': steps.metBeside,
  'breach-reversed': steps.reversed,
  'outage-disputed': steps.disputed,
  'outage-decided': steps.outageDecided,
  'duty-revised': steps.revised,
  'revision-left-to-a-person': steps.leftToAPerson,
};

/** `judged`: which duty each accepted act performed, as its verdict says. */
export function foldedFrom(
  entries: readonly RegisterEntry[],
  judged: ReadonlyMap<string, Judged>,
): Folded {
  const folded: Folded = { duties: new Map(), breaches: new Map(), late: [], reversals: [] };
  for (const entry of entries) {
    if (entry.type === 'act-accepted') accepted(folded, entry, judged);
    else if (Object.hasOwn(kinds, entry.type)) kinds[entry.type]!(folded, entry);
  }
  return folded;
}

interface Accepted {
  act: { type: string; unit: string; officer: string; facts: Readonly<Record<string, unknown>> };
  performs?: { duty: string; item?: string; date: string; timing: string };
}

function accepted(folded: Folded, entry: RegisterEntry, judged: ReadonlyMap<string, Judged>): void {
  const { act, performs } = entry.body as Partial<Accepted>;
  const known = judged.get(entry.act ?? '');
  if (performs) {
    const key = known?.duty ?? [performs.duty, performs.item].filter(Boolean).join(':');
    steps.performed(folded, entry, { key, ...performs, receivedAt: known?.receivedAt });
  }
  // An entry of another making says nothing of an act; what it says itself stands in the chronology.
  const duty = folded.duties.get(String(act?.facts['duty']));
  if (!act || !duty) return;
  if (act.type === 'chase') {
    duty.chases++;
    duty.unanswered++;
  }
  if (act.type === 'chase-answer') duty.unanswered = 0;
  if (act.type === 'receipt-correction')
    steps.corrected(folded, entry, duty.key, Number(act.facts['correctedTo']), known?.receivedAt);
  if (act.type === 'evidence-confirmation')
    steps.confirmed(folded, entry, duty.key, {
      ...act,
      confirmed: act.facts['confirmed'] === true,
    });
}
