/** 名称 Whom a dossier names, as the registries knew them at its instant. */
import { namesAt } from '../../db/queries/dossier.ts';
import type { Querying } from '../../db/client.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import type { Scope } from '../../domain/law/authority.ts';
import type { SourceNames } from '../../domain/dossier/sources.ts';

interface Naming {
  file: FileWithView;
  entries: readonly { body: Readonly<Record<string, unknown>> }[];
  acts: readonly Author[];
  attempts: { items: readonly Author[] };
  made: Author & { scope: Scope };
}
interface Author {
  unit: string;
  officer: string;
}

export async function namesOf(tx: Querying, naming: Naming, at: number): Promise<SourceNames> {
  const { file, acts, attempts, made } = naming;
  const authors = [...acts, ...attempts.items, made];
  const units = new Set([
    ...Object.values(file.opening.units ?? {}),
    ...authors.map(({ unit }) => unit),
    ...naming.entries.flatMap(owedIn),
  ]);
  const officers = new Set([
    ...authors.map(({ officer }) => officer),
    ...naming.entries.flatMap(decidedIn),
  ]);
  const bureau = await namesAt(tx, 'bureau', [file.bureau], at);
  const subject = await subjectName(tx, naming, at);
  const named = await namesAt(tx, 'unit', [...units], at);
  // The subject fills a role of its own file.
  if (subject !== null) named.set(file.subjectId, subject);
  return {
    bureau: bureau.get(file.bureau) ?? file.bureau,
    subject,
    units: named,
    officers: await namesAt(tx, 'officer', [...officers], at),
  };
}

/** Of whoever is registered; before a file is announced nobody reads it here. */
async function subjectName(
  tx: Querying,
  { file: { subjectKind: kind, subjectId: id }, made }: Naming,
  at: number,
): Promise<string | null> {
  if (made.scope === 'withheld' || (kind !== 'institution' && kind !== 'practitioner')) return null;
  return (await namesAt(tx, kind, [id], at)).get(id) ?? null;
}

/** Whoever decided on an outage acted by no act. */
const decidedIn = ({ body }: Naming['entries'][number]): string[] =>
  [body['officer']].filter((officer) => typeof officer === 'string');

const owedIn = ({ body }: Naming['entries'][number]): string[] =>
  [body['owedBy'], body['owedTo'], body['officer'] && body['unit']].filter(
    (unit) => typeof unit === 'string',
  );
