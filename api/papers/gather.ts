/** 取材 What a paper of a file is made of: its accepted acts, what the registries say today, and what codes are called in its procedure. */
import { acceptedActs, namesForPaper, namesOfIds } from '../../db/queries/papers.ts';
import type { Querying } from '../../db/client.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import { clauseTitle } from '../../domain/law/clause-title.ts';
import { instruments } from '../../domain/law/instruments.ts';
import { dayWords, type Paper } from '../../domain/law/papers.ts';
import type { PaperSources } from '../../domain/papers/data.ts';
import { procedureOf } from '../../domain/procedures.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import { valueLabel } from '../pages/forms/schema.ts';

export type Acts = PaperSources['acts'];
export const actsForPapers = (sql: Querying, file: string): Promise<Acts> =>
  acceptedActs(sql, file);

/** The act that a paper is of: the one that is named, else the last one of its type. */
export const actOf = (paper: Paper, acts: Acts, named?: string): Acts[number] | undefined =>
  named === undefined
    ? acts.findLast(({ type }) => type === paper.act)
    : acts.find(({ id, type }) => id === named && type === paper.act);

export async function sourcesFor(
  sql: Querying,
  file: FileWithView,
  caller: Caller,
  paper: Paper,
  acts: Acts,
  act: Acts[number] | undefined,
  day: CivilDate,
): Promise<PaperSources> {
  const procedure = procedureOf(file.procedure)!;
  const names = await namesForPaper(sql, {
    officer: caller.id,
    bureau: file.bureau,
    subjectKind: file.subjectKind,
    subject: file.subjectId,
    receiver: (paper.receiver && file.opening.units?.[paper.receiver]) ?? null,
  });
  const people = await namesOfIds(sql, idsIn(acts.map(({ payload }) => payload)));
  const instrument = instruments[file.opening.instrument ?? procedure.instrument];
  const clause = clauseOfAct(file, paper.act);
  const subject = names.subject ?? file.subjectId;
  return {
    act,
    acts,
    word: (code) => people.get(code) ?? valueLabel(file.procedure, code).zh,
    common: {
      bureau: names.bureau,
      unit: names.unit,
      officer: names.officer,
      certificate: names.certificate ?? '',
      subject,
      subjectId: file.subjectId,
      creditCode: names.creditCode ?? '',
      file: file.id,
      procedure: procedure.title.zh,
      article: clauseTitle(clause)?.zh ?? clause,
      instrument: `${instrument.title}（${instrument.number}）`,
      day: dayWords(day),
      receiver: names.receiver ?? subject,
    },
  };
}

/** Texts that may be the id of somebody: papers call people and units by their names. */
function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[A-Za-z0-9._-]{1,64}$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
}
