/** 办案经过 Every entry of the register in its order, with article, act, officer and the three kinds of dates; then what waits for its verdict. */
import { formatInstant } from '../time/civil-date.ts';
import type { Instant } from '../time/instant.ts';
import type { Sentence } from '../law/refusal.ts';
import { canonicalJson } from '../proof/canonical.ts';
import { inOrder } from './in-order.ts';
import type { Who } from './parts.ts';
import type { Dates, DossierEvent } from './shapes.ts';
import type { SourceAct, SourceEntry, Sources } from './sources.ts';
import { articleOf, actTitle, kindTitle } from './titles.ts';
import { markOf, whatIs } from './withheld.ts';

export const when = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : formatInstant(at as Instant);
export const instantText = (at: number): string => formatInstant(at as Instant);

export function whoIs(
  { names }: Pick<Sources, 'names'>,
  { officer, unit }: { officer: string; unit: string },
): Who {
  return {
    officer,
    name: names.officers.get(officer) ?? null,
    unit,
    unitName: names.units.get(unit) ?? null,
  };
}

/** Before a file is announced nobody learns from it who has acted. */
export const authorOf = (sources: Sources, by: Pick<SourceAct, 'officer' | 'unit'>): Who => {
  const who = whoIs(sources, by);
  return sources.made.scope === 'withheld' ? { ...who, officer: '—', name: null } : who;
};

/** What an act states of itself is not shown before its file is announced; when it came is. */
export const datesOf = (
  { made }: Sources,
  act: SourceAct | undefined,
  recorded: number | null,
): Dates => ({
  occurred: made.scope === 'withheld' ? null : when(act?.occurredAt),
  served: made.scope === 'withheld' ? null : when(act?.servedAt),
  received: when(act?.receivedAt),
  arrived: when(act?.arrivedAt),
  recorded: when(recorded),
});

export function chronologyOf(sources: Sources): DossierEvent[] {
  const acts = new Map(sources.acts.map((act) => [act.id, act]));
  return [
    ...sources.entries.map((entry) => eventOf(sources, entry, acts.get(entry.act ?? ''))),
    ...sources.acts.filter(({ verdict }) => !verdict).map((act) => waiting(sources, act)),
  ];
}

const judging = (type: string): boolean => type === 'act-accepted' || type === 'act-refused';

function eventOf(sources: Sources, entry: SourceEntry, act: SourceAct | undefined): DossierEvent {
  const { procedure } = sources.file;
  const { scope } = sources.made;
  const withheld = scope === 'withheld';
  // What an entry follows from is named with it; its own dates are those of an act only where it is the verdict on it.
  const own = judging(entry.type) ? act : undefined;
  return {
    seq: entry.seq,
    key: entry.key,
    kind: entry.type,
    title: own
      ? labelled(kindTitle(procedure, entry.type), actTitle(procedure, own.type))
      : kindTitle(procedure, entry.type),
    clause: entry.clause,
    article: articleOf(entry.clause),
    act: entry.act,
    by: act ? authorOf(sources, act) : null,
    dates: datesOf(sources, own, entry.recordedAt),
    says: withheld ? null : saysOf(entry, sources),
    withheld: withheld ? markOf(procedure, scope, whatIs.body, entry.bodyHash) : null,
  };
}

const labelled = (kind: Sentence, act: Sentence): Sentence => ({
  zh: `${kind.zh}：${act.zh}`,
  en: `${kind.en}: ${act.en}`,
});

function waiting(sources: Sources, act: SourceAct): DossierEvent {
  const { procedure } = sources.file;
  return {
    seq: null,
    key: null,
    kind: 'act-pending',
    title: labelled(kindTitle(procedure, 'act-pending'), actTitle(procedure, act.type)),
    clause: null,
    article: null,
    act: act.id,
    by: authorOf(sources, act),
    dates: datesOf(sources, act, null),
    says: null,
    withheld: null,
  };
}

interface OfDuty {
  action?: Sentence;
  owedBy?: string;
  due?: string;
  say?: Sentence;
  performs?: OfDuty & { timing?: string; date?: string };
}

/** Of a duty who owes what until when, of a refusal why; else the entry's own words, field by field. */
function saysOf(entry: SourceEntry, sources: Sources): Sentence | null {
  const body = entry.body as OfDuty;
  if (body.say) return body.say;
  const duty = body.performs ?? body;
  if (duty.action && duty.owedBy) {
    const unit = sources.names.units.get(duty.owedBy) ?? duty.owedBy;
    const until =
      duty.due === undefined
        ? ['', '']
        : [`，截止 ${duty.due.slice(0, 19).replace('T', ' ')}`, `, due ${duty.due}`];
    return {
      zh: `${unit}：${duty.action.zh}${until[0]}`,
      en: `${unit}: ${duty.action.en}${until[1]}`,
    };
  }
  if (judging(entry.type)) return null;
  const plain = inOrder<unknown>(entry.body)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) =>
        `${name}=${typeof value === 'object' ? canonicalJson(value) : String(value)}`,
    )
    .join('，');
  return plain ? { zh: plain, en: plain } : null;
}
