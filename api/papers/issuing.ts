/** 制发 A paper is numbered, made and entered in one transaction: a number is given to what was issued, or to nothing. */
import { createHash } from 'node:crypto';
import postgres from 'postgres';
import type { Querying, Sql } from '../../db/client.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import {
  beginPaper,
  inForceOn,
  issuePaper,
  paperById,
  papersOfFile,
  seriesOf,
  type Begun,
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
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import { paperDocx } from './docx.ts';
import { templateFor, type Asked, type Ready } from './drafting.ts';
import { actOfPaper } from './gather.ts';
import { standing } from './may-issue.ts';

/** The one that this takes the place of: of the same kind and act, and what stands of them, or was withdrawn where nothing does. Without it none may stand. */
export function replacedBy(
  papers: readonly PaperRow[],
  paper: Paper,
  { replaces }: Asked,
  act: string | null,
  clause: string,
): PaperRow | null {
  const there = standing(papers, paper, act);
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
  const same = old && old.replacedBy === null && actOfPaper(old, paper) === act;
  if (same && (there === undefined || there === old)) return old;
  throw new Problem('paper-not-replaceable', { clause });
}

interface Issuing {
  file: FileWithView;
  caller: Caller;
  key: string;
  ready: Ready;
  asked: Asked;
}

/** Under which series a kind is numbered: its own, that of its procedure, that of every other paper. */
const seriesFor = (procedure: string, kind: string): string[] => [
  kindId(procedure, kind),
  kindId(procedure, '*'),
  '*',
];

async function markFor(sql: Sql, { file, asked, ready }: Issuing): Promise<string> {
  const series = inForceOn(
    await seriesOf(sql, file.bureau),
    seriesFor(file.procedure, asked.kind),
    databaseToday(),
  );
  if (series) return series.mark;
  throw new Problem('paper-no-series', { clause: clauseOfAct(file, ready.paper.act) });
}

export const assertSame = (row: PaperRow, asked: Asked): void => {
  if (row.requestHash !== hashOf(asked)) throw new Problem('idempotency-conflict');
};

/** Made ready and issued; once more where words that it was made of were erased meanwhile. */
export async function readyAndIssued<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '40001') return make();
    throw error;
  }
}

export async function issue(
  sql: Sql,
  issuing: Issuing,
): Promise<{ row: PaperRow; again: boolean }> {
  const { file, caller, key, asked } = issuing;
  const mark = await markFor(sql, issuing);
  return sql.begin(async (tx) => {
    const of = { file: file.id, officer: caller.id, key, bureau: file.bureau, mark };
    const begun = await beginPaper(tx, of);
    if ('known' in begun) {
      const row = (await paperById(tx, file.id, begun.known))!;
      assertSame(row, asked);
      return { row, again: true };
    }
    const id = await made(tx, issuing, mark, begun);
    return { row: (await paperById(tx, file.id, id))!, again: false };
  }) as Promise<{ row: PaperRow; again: boolean }>;
}

type Numbered = Exclude<Begun, { known: string }>;

/** With its number and its day, under the locks of `begin_paper`. */
async function made(
  tx: Querying,
  issuing: Issuing,
  mark: string,
  begun: Numbered,
): Promise<string> {
  const { file, caller, key, ready, asked } = issuing;
  const { year, number, at, place } = begun;
  const { paper } = ready;
  const act = ready.sources.act?.id ?? null;
  const clause = clauseOfAct(file, paper.act);
  const old = replacedBy(await papersOfFile(tx, file.id), paper, asked, act, clause);
  const no = numberText({ mark, year, number });
  const about = { number: no, replaces: old && numberText(old) };
  const written = await writtenOut(tx, issuing, at as Instant, about);
  const { html, docx, hashes, template } = written;
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
    bureau: file.bureau,
    place,
    mark,
    year,
    number,
    at,
    key,
    officer: caller.id,
    unit: caller.unit,
    system: caller.system ?? null,
    title: written.title,
    data: written.data,
    taken: written.taken,
    requestHash: hashOf(asked),
    templateVersion: template,
    entry,
    ...common,
  };
  await issuePaper(tx, row, html, docx);
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
async function writtenOut(
  tx: Querying,
  { file, ready: { paper, sources, fill } }: Issuing,
  at: Instant,
  about: { number: string; replaces: string | null },
) {
  const day = civilDateOf(at);
  const chosen = await templateFor(tx, file.bureau, { procedure: file.procedure, paper, day });
  const common = { ...sources.common, day: dayWords(day) };
  const { data, taken } = dataOf(paper, { ...sources, common }, fill);
  const sheet = sheetOf(paper, chosen.template, data, about);
  const html = paperHtml(sheet);
  const docx = await paperDocx(sheet);
  const hashes = { html: sha256(html), docx: createHash('sha256').update(docx).digest('hex') };
  return { html, docx, hashes, data, taken, title: sheet.title, template: chosen.version };
}
