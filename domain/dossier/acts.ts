/** 文书 The acts of a file as they were submitted, each with its verdict; and the references to documents in them. */
import { document } from '../law/shapes.ts';
import { authorOf, datesOf, when } from './events.ts';
import { inOrder } from './in-order.ts';
import type { Mark } from './parts.ts';
import type { Dossier, DossierAct } from './shapes.ts';
import type { SourceAct, SourceEntry, Sources } from './sources.ts';
import { actTitle, articleOf } from './titles.ts';
import { erasedMark, markOf, sealedIn, whatIs } from './withheld.ts';

export function actsOf(sources: Sources): DossierAct[] {
  const judged = new Map(
    sources.entries
      .filter(({ type }) => type === 'act-accepted' || type === 'act-refused')
      .map((entry) => [entry.act, entry]),
  );
  return sources.acts.map((act) => actOf(sources, act, judged.get(act.id)));
}

function actOf(sources: Sources, act: SourceAct, entry: SourceEntry | undefined): DossierAct {
  const { procedure } = sources.file;
  const { scope } = sources.made;
  const { verdict } = act;
  const clause = entry?.clause ?? null;
  return {
    id: act.id,
    number: act.number,
    type: act.type,
    title: actTitle(procedure, act.type),
    by: authorOf(sources, act),
    system: scope === 'withheld' ? null : act.system,
    hash: act.hash,
    dates: datesOf(sources, act, entry?.recordedAt ?? null),
    state: verdict === undefined ? 'pending' : verdict.accepted ? 'accepted' : 'refused',
    timing: (verdict?.accepted && verdict.timing) || null,
    force: (verdict?.accepted && verdict.force) || null,
    duty: (verdict?.accepted && verdict.duty) || null,
    clause,
    article: articleOf(clause),
    refusal: scope === 'withheld' ? null : refusalOf(act),
    warnings: verdict?.accepted && scope !== 'withheld' ? [...(verdict.warnings ?? [])] : [],
    payload: scope === 'full' && !act.erased ? act.payload : null,
    withheld: marksOf(sources, act),
  };
}

function refusalOf({ verdict }: SourceAct): DossierAct['refusal'] {
  if (!verdict || verdict.accepted) return null;
  const { code, clause, say, lawful, earliest } = verdict.refusal;
  return {
    code,
    clause,
    article: articleOf(clause),
    say: { zh: say.zh, en: say.en },
    lawful: { zh: lawful.zh, en: lawful.en },
    earliest: when(earliest),
  };
}

function marksOf({ file, made }: Sources, act: SourceAct): Mark[] {
  const sealed = sealedIn(file.procedure, act.type);
  return [
    ...(made.scope === 'full'
      ? []
      : [markOf(file.procedure, made.scope, whatIs.payload, act.hash)]),
    ...(sealed ? [sealed] : []),
    ...(act.erased ? [erasedMark(act.hash)] : []),
  ];
}

/** 文书引用 Every document that an act names: its id, its hash and where it lies. */
export function documentsOf({ file, made, acts }: Sources): Dossier['documents'] {
  if (made.scope !== 'full')
    return { items: [], withheld: markOf(file.procedure, made.scope, whatIs.documents) };
  return {
    items: acts.flatMap(({ id, payload, erased }) =>
      [...found(erased ? null : payload, '')].map(([field, reference]) => ({
        ...reference,
        act: id,
        field,
      })),
    ),
    withheld: null,
  };
}

type Reference = { id: string; sha256: string; where: string };

function* found(value: unknown, path: string): Generator<[field: string, reference: Reference]> {
  if (typeof value !== 'object' || value === null) return;
  const reference = document.safeParse(value);
  if (reference.success) yield [path, reference.data];
  else for (const [name, one] of inOrder(value)) yield* found(one, path ? `${path}.${name}` : name);
}

/** 文号、案号 The numbers that acts state, each where it first stands. */
export function numbersOf({ made, acts }: Sources): Dossier['cover']['numbers'] {
  if (made.scope !== 'full') return [];
  const numbers = new Map<string, string>();
  for (const { id, payload } of acts.filter(({ erased }) => !erased))
    for (const name of ['documentNo', 'caseNo']) {
      const number = (payload as Readonly<Record<string, unknown>> | null)?.[name];
      if (typeof number === 'string' && !numbers.has(number)) numbers.set(number, id);
    }
  return [...numbers].map(([number, act]) => ({ number, act }));
}
