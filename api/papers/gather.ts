/** 取材 What a paper of a file is made of: its accepted acts, what the registries say today, and what codes are called in its procedure. */
import { z } from 'zod';
import { namesForPaper, namesOfIds } from '../../db/queries/paper-names.ts';
import { acceptedActs, type PaperRow } from '../../db/queries/papers.ts';
import type { Querying } from '../../db/client.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import { jurisdictionAt } from '../../db/queries/jurisdiction.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import type { InstrumentId } from '../../domain/law/basis.ts';
import { clauseTitle } from '../../domain/law/clause-title.ts';
import { instruments } from '../../domain/law/instruments.ts';
import { dayWords, type Paper } from '../../domain/law/papers.ts';
import { basisOf, citedAs, type Jurisdiction, type PaperBasis } from '../../domain/papers/basis.ts';
import type { PaperSources, SourceAct } from '../../domain/papers/data.ts';
import { paperOf } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import { procedureOf } from '../../domain/procedures.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate, Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import type { AnySpec } from '../http/route.ts';
import { clauseOfAct, formOf } from '../intake/procedures.ts';
import { valueLabel } from '../pages/forms/schema.ts';
import { calledBy, formsOf, nodeAt } from './called.ts';
import { shapeAt } from './shape-at.ts';

export type Acts = readonly (SourceAct & { at: number })[];
export const actsForPapers = (sql: Querying, file: string): Promise<Acts> =>
  acceptedActs(sql, file);

/** The act that a paper which was issued belongs to: the one it was made of, else the one of its own that states it, else the one that used it up. */
export const actOfPaper = ({ act, filed, followed }: PaperRow, paper: Paper): string | null =>
  act ??
  filed.find(({ type, own, accepted }) => own && accepted && type === paper.act)?.act ??
  followed.find(({ type }) => paper.accompanies?.includes(type))?.act ??
  null;

/** The acts that use it up; `null`: a record of officers alone, which is neither served nor sent; `signed`: one that somebody else has signed before its act is filed. */
export function usedUpBy({
  layout,
  testimony,
  when,
  accompanies = [],
}: Paper): readonly string[] | 'signed' | null {
  if (layout !== 'record') return accompanies;
  return testimony ? (when === 'before' ? 'signed' : accompanies) : null;
}

/** Whether others may rest on it, so that two persons withdraw it: an act states it, or it was made of an accepted one or used up by it. */
export function isReliedOn(row: PaperRow, paper: Paper): boolean {
  const by = usedUpBy(paper);
  return (
    by === 'signed' ||
    row.filed.some(({ own, accepted }) => own && accepted !== false) ||
    (by !== null && actOfPaper(row, paper) !== null)
  );
}

/**
 * The act that a paper is of: the one that is named, that of the paper whose place it takes, or the last one of its type where it says what has been said.
 * One that goes before its act is of none yet, however many such acts there were.
 */
export function actOf(
  paper: Paper,
  acts: Acts,
  { act: named, replaces }: { act?: string | undefined; replaces?: string | undefined },
  papers: readonly PaperRow[],
): Acts[number] | undefined {
  const old = papers.find(({ id, kind }) => id === replaces && kind === paper.kind);
  const id = named ?? (old && actOfPaper(old, paper));
  if (typeof id === 'string') return acts.find((one) => one.id === id && one.type === paper.act);
  return paper.when === 'after' ? acts.findLast(({ type }) => type === paper.act) : undefined;
}

interface Gathering {
  file: FileWithView;
  caller: Caller;
  acts: Acts;
  papers: readonly PaperRow[];
  /** The one of many that is told. */
  about?: { kind: string; id: string } | undefined;
  /** Every route: those that open files are the forms of what opened them. */
  specs: readonly AnySpec[];
}

/** By the forms of the acts; names are those of the bureau of the file. */
async function namingIn(sql: Querying, { file, acts, specs }: Gathering) {
  const forms = (type: string) => formsOf(specs, file.procedure, type);
  const ids = new Set<string>();
  const noting = { code: String, id: (one: string) => (ids.add(one), one) };
  for (const { type, payload } of acts)
    for (const form of forms(type)) calledBy(form, form, payload, noting);
  const people = await namesOfIds(sql, file.bureau, [...ids]);
  const word = (code: string): string => valueLabel(file.procedure, code).zh;
  const naming = { code: word, id: (one: string) => people.get(one) ?? one };
  const called = (type: string, path: string, value: unknown): unknown =>
    forms(type).reduce((of, form) => {
      const node = nodeAt(form, path);
      return node ? calledBy(node, form, of, naming) : of;
    }, value);
  return { word, called };
}

/** Whom a file is about: as what opened it says, else as it is filed. */
function subjectOf({ file, acts }: Gathering): { kind: string; id: string } {
  const said = z.looseObject({ subject: z.object({ kind: z.string(), id: z.string() }) });
  const { data } = said.safeParse(acts[0]?.payload);
  return data?.subject ?? { kind: file.subjectKind, id: file.subjectId };
}

/** What all papers of a file are made of. */
export async function gatheredIn(sql: Querying, gathering: Gathering) {
  const { file, caller, acts, papers } = gathering;
  const about = gathering.about ?? subjectOf(gathering);
  const [names, naming, opening, now] = await Promise.all([
    namesForPaper(sql, {
      officer: caller.id,
      bureau: file.bureau,
      subjectKind: about.kind,
      subject: about.id,
      units: Object.values(file.opening.units ?? {}),
    }),
    namingIn(sql, gathering),
    jurisdictionAt(sql, file.bureau, file.openedAt),
    findBureau(sql, file.bureau),
  ]);
  return { file, acts, papers, about, names, naming, grounds: { opening, now: now! } };
}

/** 依据 As of the opening, under whose basis a file goes on; what was adopted since then serves for acts under another instrument than the file's. */
export function restingOn(
  grounds: readonly (readonly [Jurisdiction, CivilDate])[],
  { instrument, clause }: { instrument: InstrumentId; clause: string },
): Pick<PaperSources['common'], 'article' | 'bindingArticle' | 'instrument'> {
  const { title, number } = instruments[instrument];
  const basisFor = (of: Parameters<typeof basisOf>[1]): PaperBasis =>
    grounds.map(([bureau, day]) => basisOf(bureau, of, day)).find((one) => one !== 'foreign') ??
    'foreign';
  const basis = basisFor({ clause });
  const article = clauseTitle(clause)?.zh ?? clause;
  return {
    article: citedAs(article, basis),
    bindingArticle: basis === 'binding' ? article : '',
    instrument: citedAs(`${title}（${number}）`, basisFor(instrument)),
  };
}

/** 送达 The paper that stands of an act, else the one that it states as it was issued: by the name of its kind, for its own title may have words in it. */
function statedIn(papers: readonly PaperRow[], act: string) {
  const own = papers.flatMap((row) => {
    const kind = paperOf(row.procedure, row.kind);
    return kind?.when === 'before' &&
      kind.accompanies === undefined &&
      actOfPaper(row, kind) === act
      ? [{ row, kind }]
      : [];
  });
  const stands = own.findLast(({ row }) => row.withdrawnAt === null && row.replacedBy === null);
  const { row, kind } = stands ?? own.at(-1) ?? {};
  return row && kind && { title: kind.title.zh, number: numberText(row) };
}

export function sourcesOf(
  { file, acts, papers, about, names, naming, grounds }: Awaited<ReturnType<typeof gatheredIn>>,
  { paper, act, day }: { paper: Paper; act: Acts[number] | undefined; day: CivilDate },
): PaperSources {
  const procedure = procedureOf(file.procedure)!;
  const receiver = paper.receiver && file.opening.units?.[paper.receiver];
  const instrument = file.opening.instrument ?? procedure.instrument;
  const clause = clauseOfAct(file, paper.act);
  const opened = civilDateOf(file.openedAt as Instant);
  const subject = names.subject ?? about.id;
  return {
    act,
    acts,
    ...naming,
    shapeAt: (type, path) => {
      const form = formOf(file.procedure, type);
      return form && shapeAt(form.shape, path);
    },
    stated: (of) => statedIn(papers, of),
    common: {
      bureau: names.bureau,
      unit: names.unit,
      officer: names.officer,
      certificate: names.certificate ?? '',
      subject,
      subjectId: about.id,
      creditCode: names.creditCode ?? '',
      file: file.id,
      procedure: procedure.title.zh,
      ...restingOn(
        [
          [grounds.opening, opened],
          [grounds.now, day],
        ],
        { instrument, clause },
      ),
      day: dayWords(day),
      receiver: (receiver && names.units[receiver]) ?? subject,
    },
  };
}
