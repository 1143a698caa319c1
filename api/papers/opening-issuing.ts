/** 制发立卷的公文 A letter is numbered and kept before there is a file, in one transaction with a change, which is a leaf of the log as an entry of a file is. */
import { randomUUID } from 'node:crypto';
import type { Sql } from '../../db/client.ts';
import {
  issueOpeningPaper,
  openingPaperById,
  openingPapersAbout,
  type OpeningPaperRow,
} from '../../db/queries/opening-papers.ts';
import { beginPaper, type Numbered } from '../../db/queries/papers.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { kindId } from '../../domain/papers/kinds.ts';
import { numberText } from '../../domain/papers/number.ts';
import type { Instant } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import type { AnySpec } from '../http/route.ts';
import type { Ready } from './drafting.ts';
import { begunAnew } from './in-turn.ts';
import { assertSame, seriesFor, writtenOut } from './issuing.ts';
import { assertMayOpen, clauseOfOpening, readyToOpen, type OpeningKind } from './opening-kinds.ts';
import type { AskedOpening } from './opening-shapes.ts';

interface Opening {
  caller: Caller;
  key: string;
  specs: readonly AnySpec[];
  of: OpeningKind;
  asked: AskedOpening;
}

/** Of one kind and subject a unit has one letter that waits for its file: another one names it as what it takes the place of. What has opened a file leaves room for the next. */
export async function replacedLetter(
  sql: Sql,
  { caller, specs, of, asked }: Omit<Opening, 'key'>,
): Promise<OpeningPaperRow | null> {
  const { bureau, unit } = caller;
  const clause = clauseOfOpening(specs, of, asked.subject);
  const { procedure, paper } = of;
  const subject = asked.subject.id;
  const all = await openingPapersAbout(sql, { bureau, unit, procedure, kind: paper.kind, subject });
  const there = all.find(
    ({ replacedBy, withdrawnAt, opened }) => replacedBy === null && withdrawnAt === null && !opened,
  );
  if (asked.replaces === undefined) {
    if (!there) return null;
    throw new Problem('paper-issued-already', {
      clause,
      lawful: {
        zh: `据此立卷，或者作废；重新制发的，写明代替哪一份（replaces）：${there.id}，${numberText(there)}。`,
        en: `Open the file by it, or withdraw it; to issue it anew, name the one that it takes the place of (replaces): ${there.id}, ${numberText(there)}.`,
      },
    });
  }
  const old = await namedAmong(sql, all, { bureau, unit, id: asked.replaces });
  if (old && (old.opened || old.file !== null)) throw new Problem('paper-opened', { clause });
  if (!old || old.replacedBy !== null || (there !== undefined && there !== old))
    throw new Problem('paper-not-replaceable', { clause });
  return old;
}

/** Also one that is in its file by now, so that whoever asks is told where to go on. */
async function namedAmong(
  sql: Sql,
  all: readonly OpeningPaperRow[],
  { bureau, unit, id }: { bureau: string; unit: string; id: string },
): Promise<OpeningPaperRow | undefined> {
  const waits = all.find((one) => one.id === id);
  if (waits) return waits;
  const row = await openingPaperById(sql, bureau, id);
  return row?.unit === unit && row.file !== null ? row : undefined;
}

export const issueOpening = (
  sql: Sql,
  opening: Opening,
): Promise<{ row: OpeningPaperRow; again: boolean }> =>
  begunAnew(opening.caller.bureau, () => issuedOnce(sql, opening));

async function issuedOnce(
  sql: Sql,
  opening: Opening,
): Promise<{ row: OpeningPaperRow; again: boolean }> {
  const { caller, key, specs, of, asked } = opening;
  const { bureau } = caller;
  const kinds = seriesFor(of.procedure, of.paper.kind);
  const begun = await beginPaper(sql, { file: null, officer: caller.id, key, bureau, kinds });
  if ('known' in begun) {
    const row = (await openingPaperById(sql, bureau, begun.known))!;
    assertSame(row, asked);
    return { row, again: true };
  }
  await assertMayOpen(sql, caller, specs, of);
  const ready = await readyToOpen(sql, { caller, specs, of, asked });
  const old = await replacedLetter(sql, opening);
  if (begun.mark === null)
    throw new Problem('paper-no-series', { clause: clauseOfOpening(specs, of, asked.subject) });
  const id = await issued(sql, opening, { ready, old }, begun);
  return { row: (await openingPaperById(sql, bureau, id))!, again: false };
}

async function issued(
  sql: Sql,
  { caller, key, of: { procedure }, asked }: Opening,
  { ready, old }: { ready: Ready; old: OpeningPaperRow | null },
  { mark, year, number, at }: Numbered,
): Promise<string> {
  const { bureau, unit } = caller;
  const { kind } = ready.paper;
  const no = numberText({ mark, year, number });
  const about = { number: no, replaces: old && numberText(old) };
  const of = { bureau, procedure, ready };
  const { html, docx, hashes, template, ...said } = await writtenOut(sql, of, at as Instant, about);
  const id = `letter.${bureau}.${randomUUID()}`;
  // The form of the opening asks for its number too.
  const filled = { '/documentNo': no, ...said.filled };
  const common = { version: (old?.version ?? 0) + 1, replaces: old?.id ?? null, ...hashes };
  // Hashes, codes and ids: about whom it is, and what it says, stands in no change.
  const change = {
    state: 'issued',
    kind: kindId(procedure, kind),
    number: no,
    unit,
    template,
    ...common,
  };
  const row = {
    id,
    bureau,
    procedure,
    subjectKind: asked.subject.kind,
    subject: asked.subject.id,
    kind,
    mark,
    year,
    number,
    at,
    key,
    officer: caller.id,
    unit,
    system: caller.system ?? null,
    requestHash: hashOf(asked),
    templateVersion: template,
    change,
    ...said,
    filled,
    ...common,
  };
  await issueOpeningPaper(sql, row, html, docx);
  return id;
}
