/** 案卷 The dossier as a value, made of its sources alone: whoever has them comes to the same text. */
import { procedureOf } from '../procedures.ts';
import { instruments } from '../law/instruments.ts';
import type { InstrumentId } from '../law/basis.ts';
import { inOrder } from './in-order.ts';
import { EDITION } from '../proof/leaves.ts';
import { actsOf, documentsOf, numbersOf } from './acts.ts';
import { breachesOf, dutiesOf, foldedOf, lateEntriesOf, reversalsOf } from './duties.ts';
import { chronologyOf, instantText, when, whoIs } from './events.ts';
import type { Mark } from './parts.ts';
import { FORMAT, type Dossier } from './shapes.ts';
import type { Sources } from './sources.ts';
import { actTitle, articleOf, wordOf } from './titles.ts';
import { markOf, whatIs } from './withheld.ts';

/** `proof`: the hashes of the members that hold the register as it is hashed, and the life. */
export function dossierOf(sources: Sources, proof: { sha256: string; life: string }): Dossier {
  const { file, made, cut, entries } = sources;
  const folded = foldedOf(sources);
  const whole: Omit<Dossier, 'withheld'> = {
    format: FORMAT,
    file: file.id,
    made: { at: instantText(made.at), by: whoIs(sources, made), scope: made.scope },
    asOf: cut ? { asked: cut.asked, seq: cut.seq, at: instantText(cut.at) } : null,
    cover: coverOf(sources),
    chronology: chronologyOf(sources),
    acts: actsOf(sources),
    duties: dutiesOf(sources, folded),
    breaches: breachesOf(sources, folded),
    lateEntries: lateEntriesOf(sources, folded),
    reversals: reversalsOf(folded),
    gates: gatesOf(sources),
    attempts: attemptsOf(sources),
    documents: documentsOf(sources),
    histories: [...sources.histories],
    rules: rulesOf(sources),
    proof: {
      member: 'proof/register.json',
      sha256: proof.sha256,
      life: proof.life,
      edition: entries.at(-1)?.edition ?? EDITION,
      entries: entries.length,
      head: entries.at(-1)?.hash ?? '',
    },
  };
  return { ...whole, withheld: everythingWithheld(whole, sources) };
}

function coverOf(sources: Sources): Dossier['cover'] {
  const { file, names, made, cut, entries } = sources;
  const { procedure } = file;
  const declared = procedureOf(procedure);
  const closed = entries.some(({ type }) => type === 'file-closed');
  const current = cut?.complete ?? true;
  const hidden = made.scope === 'withheld';
  return {
    bureau: { id: file.bureau, name: names.bureau },
    procedure: {
      id: procedure,
      title: declared?.title ?? { zh: procedure, en: procedure },
      instrument: file.instrument,
    },
    subject: hidden ? null : { kind: file.subjectKind, id: file.subjectId, name: names.subject },
    direction: file.direction,
    state: closed ? 'closed' : 'open',
    stage: current ? { code: file.stage, title: wordOf(procedure, file.stage) } : null,
    attention: current ? file.attention : null,
    openedAt: instantText(file.openedAt),
    closedAt: closed ? when(file.closedAt) : null,
    outcome: closed && file.outcome !== null ? outcomeOf(procedure, file.outcome) : null,
    parties: inOrder<string>(file.units).map(([role, unit]) => ({
      role,
      title: wordOf(procedure, role),
      unit: hidden && unit === file.subjectId ? file.id : unit,
      name: names.units.get(unit) ?? null,
    })),
    numbers: numbersOf(sources),
    notes: current && !hidden ? [...file.notes] : [],
  };
}

/** Several measures end a file together. */
function outcomeOf(procedure: string, code: string): Dossier['cover']['outcome'] {
  const parts = code.split('+').map((part) => wordOf(procedure, part));
  return {
    code,
    title: { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') },
  };
}

function gatesOf({ file, made, gates }: Sources): Dossier['gates'] {
  if (made.scope !== 'full')
    return { items: [], withheld: markOf(file.procedure, made.scope, whatIs.gates) };
  const items = gates.map(({ decidedAt, ...gate }) => ({
    ...gate,
    decidedAt: when(decidedAt),
    article: articleOf(gate.clause),
  }));
  return { items, withheld: null };
}

function attemptsOf(sources: Sources): Dossier['attempts'] {
  const { file, made, attempts } = sources;
  if (made.scope !== 'full')
    return {
      items: [],
      counted: [],
      withheld: markOf(file.procedure, made.scope, whatIs.attempts),
    };
  return {
    items: attempts.items.map(({ at, officer, unit, ...attempt }) => ({
      ...attempt,
      at: instantText(at),
      title: actTitle(file.procedure, attempt.type),
      by: whoIs(sources, { officer, unit }),
    })),
    counted: attempts.counted.map((count) => ({ ...count, lastAt: instantText(count.lastAt) })),
    withheld: null,
  };
}

/** 规则版本 By which code, days, instruments and settings the file was decided. */
function rulesOf({
  file,
  made,
  calendars,
  settings,
  histories,
  entries,
}: Sources): Dossier['rules'] {
  const cited = new Set<string>([
    file.instrument,
    ...entries.flatMap(({ clause }) => clause?.split('-')[0] ?? []),
  ]);
  return {
    build: {
      version: made.version,
      workers: [...new Set(histories.flatMap(({ builds }) => builds))],
      changes: [...file.changes],
    },
    calendars: calendars.map((one) => ({ ...one, loadedAt: instantText(one.loadedAt) })),
    instruments: (Object.keys(instruments) as InstrumentId[])
      .filter((id) => cited.has(id))
      .map((id) => instruments[id])
      .map(({ id, number, title, inForceFrom, yearOnly, checkedOn }) => ({
        id,
        number,
        title,
        inForceFrom,
        yearOnly: yearOnly ?? false,
        checkedOn: checkedOn ?? null,
      })),
    settings: settings.map((one) => ({
      from: instantText(one.from),
      settings: { ...one.settings },
    })),
  };
}

/** Every mark once, as the page on which a person looks for what is not there lists them. */
function everythingWithheld(
  { acts, chronology, gates, attempts, documents, histories }: Omit<Dossier, 'withheld'>,
  { file, made }: Sources,
): Mark[] {
  const all = [
    made.scope === 'withheld' ? markOf(file.procedure, made.scope, whatIs.subject) : null,
    ...chronology.map(({ withheld }) => withheld),
    ...acts.flatMap(({ withheld }) => withheld),
    ...[gates, attempts, documents].map(({ withheld }) => withheld),
    ...histories.map(({ withheld }) => withheld),
  ];
  const once = new Map(
    all.flatMap((mark) => (mark ? [[mark.say.zh, { ...mark, sha256: null }] as const] : [])),
  );
  return [...once.values()];
}
