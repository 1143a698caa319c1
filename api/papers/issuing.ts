/** 制发 A paper is made under the number that is next, then numbered, kept and entered in one transaction: a number is given to what was issued, or to nothing. */
import { createHash } from 'node:crypto';
import type { Sql } from '../../db/client.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import {
  beginPaper,
  issuePaper,
  paperById,
  papersOfFile,
  type Numbered,
  type PaperRow,
} from '../../db/queries/papers.ts';
import { bound, hashOf, sha256 } from '../../db/queries/turns.ts';
import { dayWords, type Paper } from '../../domain/law/papers.ts';
import { dataOf } from '../../domain/papers/data.ts';
import { paperHtml } from '../../domain/papers/html.ts';
import { kindId } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import { sheetOf } from '../../domain/papers/sheet.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import type { AnySpec } from '../http/route.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { paperDocx } from './docx.ts';
import { readyFor, templateFor, type Asked, type Ready } from './drafting.ts';
import { kindOf, readInFull } from './found.ts';
import { actOfPaper, isReliedOn, usedUpBy } from './gather.ts';
import { begunAnew, refusedBy } from './in-turn.ts';
import { assertMayIssue, standing } from './may-issue.ts';

/** The one that this takes the place of: of the same kind and act, and what stands of them, or was withdrawn where nothing does. Without it none may stand. */
export function replacedBy(
  papers: readonly PaperRow[],
  paper: Paper,
  { replaces, about }: Asked,
  act: string | null,
  clause: string,
): PaperRow | null {
  const there = standing(papers, paper, act, about?.id);
  if (replaces === undefined) {
    if (!there) return null;
    throw new Problem('paper-issued-already', {
      clause,
      lawful: {
        zh: `重新制发的，写明代替哪一份（replaces）：${there.id}，${numberText(there)}。`,
        en: `To issue it anew, name the one that it takes the place of (replaces): ${there.id}, ${numberText(there)}.`,
      },
    });
  }
  const old = papers.find((one) => one.id === replaces && one.kind === paper.kind);
  const same =
    old?.replacedBy === null &&
    actOfPaper(old, paper) === act &&
    (paper.about === undefined || old.about === about?.id);
  if (same && (there === undefined || there === old)) {
    // Whoever has received it rests on it: it is withdrawn by two persons first.
    if (old.withdrawnAt === null && isReliedOn(old, paper))
      throw new Problem('paper-stated', { clause });
    return old;
  }
  throw new Problem('paper-not-replaceable', { clause });
}

export interface Asking {
  of: Pick<FileWithView, 'id' | 'procedure' | 'bureau'>;
  caller: Caller;
  key: string;
  asked: Asked;
  specs: readonly AnySpec[];
}
interface Issuing {
  file: FileWithView;
  caller: Caller;
  key: string;
  ready: Ready;
  asked: Asked;
}
type Issued = { row: PaperRow; again: boolean };

/** Under which series a kind is numbered: its own, that of its procedure, that of every other paper. */
export const seriesFor = (procedure: string, kind: string): string[] => [
  kindId(procedure, kind),
  kindId(procedure, '*'),
  '*',
];

/** Of one whose words were erased nobody knows any more what was asked for. */
export const assertSame = (row: Pick<PaperRow, 'requestHash'>, asked: object): void => {
  if (row.requestHash !== null && row.requestHash !== hashOf(asked))
    throw new Problem('idempotency-conflict');
};

export const issue = (deps: ActDeps, asking: Asking): Promise<Issued> =>
  begunAnew(asking.of.bureau, () => issuedOnce(deps, asking));

/** The number is looked up before the file is read, and is right while the file is as it was then: `issue_paper` sees to it. */
async function issuedOnce(deps: ActDeps, asking: Asking): Promise<Issued> {
  const { sql } = deps;
  const { of, caller, key, asked, specs } = asking;
  const { id, bureau } = of;
  const kinds = seriesFor(of.procedure, asked.kind);
  const begun = await beginPaper(sql, { file: id, officer: caller.id, key, bureau, kinds });
  if ('known' in begun) {
    const row = (await paperById(sql, id, begun.known))!;
    assertSame(row, asked);
    return { row, again: true };
  }
  const file = await readInFull(deps, caller, id);
  const paper = kindOf(file, asked.kind);
  await assertMayIssue(sql, { caller, file, paper });
  const ready = await readyFor(sql, { file, caller, paper, asked, specs });
  if (begun.mark === null)
    throw new Problem('paper-no-series', { clause: clauseOfAct(file, paper.act) });
  const made = await issued(sql, { file, caller, key, ready, asked }, begun);
  return { row: (await paperById(sql, id, made))!, again: false };
}

/** With its number and its day. */
async function issued(sql: Sql, issuing: Issuing, begun: Numbered): Promise<string> {
  const { file, caller, key, ready, asked } = issuing;
  const { mark, year, number, at, place, seen } = begun;
  const { paper } = ready;
  const act = ready.sources.act?.id ?? null;
  const clause = clauseOfAct(file, paper.act);
  const old = replacedBy(await papersOfFile(sql, file.id), paper, asked, act, clause);
  const no = numberText({ mark, year, number });
  const about = { number: no, replaces: old && numberText(old) };
  const { bureau, procedure } = file;
  const of = { bureau, procedure, ready };
  const written = await writtenOut(sql, of, at as Instant, about);
  const { html, docx, hashes, template, ...said } = written;
  const id = `${file.id}.P${place}`;
  const common = {
    kind: paper.kind,
    version: (old?.version ?? 0) + 1,
    replaces: old?.id ?? null,
    act,
    ...hashes,
  };
  const entry = entryOf(issuing, id, { number: no, template, ...common });
  const row = {
    id,
    file: file.id,
    bureau,
    place,
    mark,
    year,
    number,
    at,
    seen,
    usedUpBy: usedUpBy(paper),
    key,
    officer: caller.id,
    unit: caller.unit,
    system: caller.system ?? null,
    ...said,
    requestHash: hashOf(asked),
    templateVersion: template,
    entry,
    ...common,
  };
  await issuePaper(sql, row, html, docx).catch((error: unknown) => {
    // Others have come to rest on the one before, by the database's own look at it.
    throw refusedBy(error, '55006') ? new Problem('paper-stated', { clause }) : error;
  });
  return id;
}

/** Codes, hashes and ids: what a paper says stands in no entry. */
const entryOf = (
  { file, caller, ready }: Issuing,
  paper: string,
  said: { act: string | null; [name: string]: unknown },
) =>
  bound({
    key: `paper-issued:${paper}`,
    type: 'paper-issued',
    clause: clauseOfAct(file, ready.paper.act),
    act: said.act,
    body: { paper, by: caller.id, unit: caller.unit, ...said },
  });

/** The paper as it goes out, by the template in force on its day. */
export async function writtenOut(
  sql: Sql,
  {
    bureau,
    procedure,
    ready: { paper, sources, fill },
  }: { bureau: string; procedure: string; ready: Ready },
  at: Instant,
  about: { number: string; replaces: string | null },
) {
  const day = civilDateOf(at);
  const chosen = await templateFor(sql, bureau, { procedure, paper, day });
  const common = { ...sources.common, day: dayWords(day) };
  const { data, taken, filled } = dataOf(paper, { ...sources, common }, fill);
  const sheet = sheetOf(paper, chosen.template, data, about);
  const html = paperHtml(sheet);
  const docx = await paperDocx(sheet);
  const hashes = { html: sha256(html), docx: createHash('sha256').update(docx).digest('hex') };
  return { html, docx, hashes, data, taken, filled, title: sheet.title, template: chosen.version };
}
