/** 立卷的公文 Who may issue the letter that opens a file, and what it is made of while there is none: what is typed, and what the registries say. */
import { z } from 'zod';
import type { Sql } from '../../db/client.ts';
import { findStanding } from '../../db/queries/access.ts';
import { namesForPaper } from '../../db/queries/paper-names.ts';
import { findBureau, findSubject } from '../../db/queries/subjects.ts';
import type { InstrumentId } from '../../domain/law/basis.ts';
import { maySubmit } from '../../domain/law/authority.ts';
import { bindingInstruments, isRefusal } from '../../domain/law/instruments.ts';
import { dayWords, type Paper } from '../../domain/law/papers.ts';
import { askedShape, type PaperSources } from '../../domain/papers/data.ts';
import { openingKinds } from '../../domain/papers/kinds.ts';
import { procedureOf } from '../../domain/procedures.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { holds, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { readPart } from '../http/fields.ts';
import { Problem } from '../http/problems.ts';
import { clauseOf, type AnySpec } from '../http/route.ts';
import { requireReader } from '../intake/authority.ts';
import { valueLabel } from '../pages/forms/schema.ts';
import { calledBy, formsOf, nodeAt } from './called.ts';
import { restingOn } from './gather.ts';
import type { Ready } from './drafting.ts';
import type { AskedOpening } from './opening-shapes.ts';

export type OpeningKind = (typeof openingKinds)[number];

export function openingKindOf(id: string): OpeningKind {
  const found = openingKinds.find((one) => one.id === id);
  if (found) return found;
  throw new Problem('not-found', {
    say: { zh: '没有这种立卷的公文。', en: 'There is no such letter that opens a file.' },
    lawful: {
      zh: '可以制发的种类见 GET /v1/papers/openings。',
      en: 'What can be issued is listed by GET /v1/papers/openings.',
    },
  });
}

/** The route by which a file is opened with it. */
const openingSpec = (specs: readonly AnySpec[], { paper }: OpeningKind): AnySpec =>
  specs.find(({ opens }) => opens?.type === paper.act)!;

/** Where it says `/direction`, the form of the opening has the field `direction`. */
const preset = ({ opens = {} }: Paper): Record<string, string> =>
  Object.fromEntries(Object.entries(opens).map(([place, value]) => [place.slice(1), value]));

type Subject = AskedOpening['subject'];
/** Under which clause a file about this subject is opened by it. */
export const clauseOfOpening = (
  specs: readonly AnySpec[],
  of: OpeningKind,
  subject?: Subject,
): string =>
  clauseOf(openingSpec(specs, of), { ...preset(of.paper), ...(subject && { subject }) }) ?? 'X-5';

/** Whether the unit of this officer opens files by it. */
export const isIssuerOf = (caller: Caller, specs: readonly AnySpec[], of: OpeningKind): boolean => {
  const roles: readonly string[] = caller.unitRoles;
  const { auth } = openingSpec(specs, of);
  return (
    of.paper.by.some((role) => roles.includes(role)) &&
    (typeof auth === 'string' || holds(caller, ...auth))
  );
};

/** By the same rule as whoever files an act: in office, and with a commitment letter that counts where the unit enforces. */
export async function refuseIssuer(sql: Sql, caller: Caller, { procedure, paper }: OpeningKind) {
  const standing = await findStanding(sql, caller.id);
  return standing
    ? maySubmit(standing, {
        type: paper.act,
        bureau: caller.bureau,
        named: true,
        reads: true,
        on: databaseToday(),
        manages: procedureOf(procedure)?.manages ?? false,
      })
    : undefined;
}

export async function assertMayOpen(
  sql: Sql,
  caller: Caller,
  specs: readonly AnySpec[],
  of: OpeningKind,
): Promise<void> {
  // A system reads no letter, and so issues none in its own name.
  requireReader(caller);
  const refusal = await refuseIssuer(sql, caller, of);
  if (refusal) throw Problem.refused(refusal);
  if (isIssuerOf(caller, specs, of)) return;
  throw new Problem('not-owed-by-you', {
    clause: clauseOfOpening(specs, of),
    say: { zh: '这种公文不由您的单位制发。', en: 'Your unit does not issue this letter.' },
    lawful: {
      zh: '由可以据以立卷的单位制发。',
      en: 'The unit that may open a file by it issues it.',
    },
  });
}

/** Every field is asked for: no act has said any of them. */
const nothingSaid = { act: undefined, acts: [] } as const;
export const fillOf = ({ paper }: OpeningKind) =>
  askedShape(paper, {
    ...nothingSaid,
    common: noWords,
    word: String,
    called: (_act, _at, of) => of,
  });
const noWords: PaperSources['common'] = {
  bureau: '',
  unit: '',
  officer: '',
  certificate: '',
  subject: '',
  subjectId: '',
  creditCode: '',
  file: '',
  procedure: '',
  article: '',
  bindingArticle: '',
  instrument: '',
  day: '',
  receiver: '',
};

/** What it will say; refused where the subject is none of the bureau's, or a field is missing. */
export async function readyToOpen(
  sql: Sql,
  asking: { caller: Caller; specs: readonly AnySpec[]; of: OpeningKind; asked: AskedOpening },
): Promise<Ready> {
  const { specs, of, asked } = asking;
  const clause = clauseOfOpening(specs, of, asked.subject);
  const shape = z.object({ fill: fillOf(of) });
  const { fill } = readPart(shape, { fill: asked.fill ?? {} }, 'body', clause);
  return { paper: of.paper, sources: await sourcesFor(sql, asking, clause), fill };
}

async function assertOwn(sql: Sql, { kind, id }: Subject, bureau: string, clause: string) {
  const known = await findSubject(sql, kind, id);
  if (known?.bureau === bureau) return;
  throw new Problem('not-found', {
    clause,
    say: { zh: '登记中没有该主体。', en: 'The subject is not registered.' },
    lawful: {
      zh: '核对主体编号，或先登记该主体。',
      en: 'Check the subject, or register it first.',
    },
  });
}

/** What binds the bureau or was adopted by it: without either no file could be opened today, and no letter is issued. */
async function jurisdictionFor(sql: Sql, id: string, instrument: InstrumentId, day: CivilDate) {
  const bureau = (await findBureau(sql, id))!;
  const basis = bindingInstruments(bureau, instrument, day);
  if (isRefusal(basis)) throw Problem.refused(basis);
  return bureau;
}

async function sourcesFor(
  sql: Sql,
  { caller, specs, of, asked }: Parameters<typeof readyToOpen>[1],
  clause: string,
): Promise<PaperSources> {
  const { kind, id } = asked.subject;
  const { bureau } = caller;
  const procedure = procedureOf(of.procedure)!;
  const { instrument } = procedure;
  const day = databaseToday();
  const jurisdiction = await jurisdictionFor(sql, bureau, instrument, day);
  await assertOwn(sql, asked.subject, bureau, clause);
  const names = await namesForPaper(sql, {
    officer: caller.id,
    bureau,
    subjectKind: kind,
    subject: id,
    units: [],
  });
  const subject = names.subject ?? id;
  return {
    ...nothingSaid,
    ...namingFor(specs, of),
    common: {
      bureau: names.bureau,
      unit: names.unit,
      officer: names.officer,
      certificate: names.certificate ?? '',
      subject,
      subjectId: id,
      creditCode: names.creditCode ?? '',
      file: '',
      procedure: procedure.title.zh,
      ...restingOn([[jurisdiction, day]], { instrument, clause }),
      day: dayWords(day),
      receiver: subject,
    },
  };
}

/** What the form of the opening declares as a code is called by name. */
function namingFor(
  specs: readonly AnySpec[],
  { procedure }: OpeningKind,
): Pick<PaperSources, 'word' | 'called'> {
  const word = (code: string): string => valueLabel(procedure, code).zh;
  const naming = { code: word, id: String };
  return {
    word,
    called: (type, path, value) =>
      formsOf(specs, procedure, type).reduce<unknown>((said, form) => {
        const node = nodeAt(form, path);
        return node ? calledBy(node, form, said, naming) : said;
      }, value),
  };
}
