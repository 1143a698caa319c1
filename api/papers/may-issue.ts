/** 谁可以制发 Who may issue which paper of a file, and when: the unit that owes the act it goes with, by an officer who may file that act. */
import type { Sql } from '../../db/client.ts';
import { findStanding } from '../../db/queries/access.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import type { PaperRow } from '../../db/queries/papers.ts';
import { maySubmit, type Standing } from '../../domain/law/authority.ts';
import type { Paper } from '../../domain/law/papers.ts';
import { unfitting } from '../../domain/papers/fits.ts';
import { wanting, wantingFor } from '../../domain/papers/rests.ts';
import { valueAt } from '../../domain/papers/source.ts';
import { procedureOf } from '../../domain/procedures.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import type { Caller } from '../http/authentication.ts';
import { clauseOfAct, formOf } from '../intake/procedures.ts';
import { actOfPaper, type Acts } from './gather.ts';

/** Whether the unit of this officer issues papers of this kind here. */
export function isIssuer(file: FileWithView, paper: Paper, caller: Caller): boolean {
  const units = paper.by.flatMap((role) => file.opening.units?.[role] ?? []);
  const filers = file.view.possible?.filter(({ act }) => act === paper.act) ?? [];
  return units.includes(caller.unit) || filers.some(({ by }) => by.includes(caller.unit));
}

interface Timed {
  act: Acts[number] | undefined;
  acts: Acts;
  /** The act that was asked for by name. */
  named?: string | undefined;
}

/** Papers that say what an act has said follow it; those that an act states come while the file takes the act, and once what they rest on is accepted. `act`: the one that the paper is of. */
export function isTimely(file: FileWithView, paper: Paper, { act, acts, named }: Timed): boolean {
  if (act) return true;
  const awaited = file.view.possible?.some(({ act }) => act === paper.act) ?? false;
  return (
    paper.when === 'before' &&
    named === undefined &&
    file.closedAt === null &&
    awaited &&
    wanting(paper, acts).length === 0
  );
}

export const standingFor = (
  sql: Sql,
  caller: Caller,
  file: FileWithView,
): Promise<Standing | null> => findStanding(sql, caller.id, file.id);

/** By the same rule as whoever files the act. */
export function refuseOfficer(
  standing: Standing | null,
  file: FileWithView,
  paper: Paper,
): ReturnType<typeof maySubmit> {
  return standing
    ? maySubmit(standing, {
        type: paper.act,
        bureau: file.bureau,
        named: true,
        reads: true,
        on: databaseToday(),
        manages: procedureOf(file.procedure)?.manages ?? false,
      })
    : undefined;
}

/** What `assertMayIssue` refuses with. */
export const issuerProblems = [
  'not-owed-by-you',
  'commitment-unsigned',
  'officer-removed',
] as const;

export async function assertMayIssue(
  sql: Sql,
  { caller, file, paper }: { caller: Caller; file: FileWithView; paper: Paper },
): Promise<void> {
  const refusal = refuseOfficer(await standingFor(sql, caller, file), file, paper);
  if (refusal) throw Problem.refused(refusal);
  if (!isIssuer(file, paper, caller))
    throw new Problem('not-owed-by-you', {
      clause: clauseOfAct(file, paper.act),
      say: { zh: '这种文书不由您的单位制发。', en: 'Your unit does not issue this paper.' },
      lawful: {
        zh: '由负有该项义务的单位制发。',
        en: 'The unit that owes the act it goes with issues it.',
      },
    });
}

export function assertTimely(file: FileWithView, paper: Paper, timed: Timed): void {
  if (isTimely(file, paper, timed)) return;
  const name = formOf(file.procedure, paper.act)?.label;
  const first = paper.when === 'before' ? wanting(paper, timed.acts) : [];
  throw notYet(
    file,
    paper,
    firstFiled(file, first) ??
      (name &&
        (paper.when === 'after'
          ? {
              zh: `先提交“${name.zh}”；采纳后据以制发。`,
              en: `File "${name.en}" first: the paper says what it has said.`,
            }
          : {
              zh: `案卷等待“${name.zh}”时制发。`,
              en: `It is issued while the file takes "${name.en}".`,
            })),
  );
}

/** Of what is filled in: an act that has been accepted already was judged by that. */
export function assertGrounded(
  file: FileWithView,
  paper: Paper,
  { act, acts, fill }: Pick<Timed, 'act' | 'acts'> & { fill: Readonly<Record<string, unknown>> },
): void {
  const first = act ? [] : wantingFor(paper, acts, fill);
  if (first.length > 0) throw notYet(file, paper, firstFiled(file, first));
}

type Sentence = { zh: string; en: string };
function firstFiled({ procedure }: FileWithView, types: readonly string[]): Sentence | undefined {
  const names = types.flatMap((type) => formOf(procedure, type)?.label ?? []);
  return names.length === 0
    ? undefined
    : {
        zh: `先提交${names.map(({ zh }) => `“${zh}”`).join('、')}；采纳后制发。`,
        en: `File ${names.map(({ en }) => `"${en}"`).join(', ')} first: the paper rests on that.`,
      };
}
const notYet = (file: FileWithView, paper: Paper, lawful: Sentence | undefined): Problem =>
  new Problem('paper-not-yet', {
    clause: clauseOfAct(file, paper.act),
    ...(lawful && { lawful }),
  });

/** 适用 A kind that contradicts what its act, or an earlier one, has said is not issued. */
export function assertFits(
  file: FileWithView,
  paper: Paper,
  said: { act: Acts[number] | undefined; acts: Acts },
): void {
  const [against] = unfitting(paper, said);
  if (!against) return;
  const name = formOf(file.procedure, against.type)?.label;
  throw new Problem('paper-unfit', {
    clause: clauseOfAct(file, paper.act),
    ...(name && {
      lawful: {
        zh: `“${name.zh}”所写的与这种文书不符；制发与其相符的文书。`,
        en: `"${name.en}" says otherwise: issue the paper that fits it.`,
      },
    }),
  });
}

/** 一份有效 Of one kind and act one paper stands, but of those of which there may be many: another one names it as what it takes the place of. One that an accepted act states is that act's, and leaves room for the next such act. */
export const standing = (
  papers: readonly PaperRow[],
  paper: Paper,
  act: string | null,
  about?: string,
): PaperRow | undefined =>
  papers.find(
    (one) =>
      !paper.many &&
      (paper.about === undefined || one.about === about) &&
      one.kind === paper.kind &&
      actOfPaper(one, paper) === act &&
      one.replacedBy === null &&
      one.withdrawnAt === null,
  );

/** 尚未制发 The accepted acts that a paper of this kind says and of which none stands yet; where there may be many, every one. */
export const unsaid = (papers: readonly PaperRow[], paper: Paper, acts: Acts): Acts =>
  paper.when === 'before'
    ? []
    : acts.filter(
        (act) =>
          act.type === paper.act &&
          unfitting(paper, { act, acts }).length === 0 &&
          standing(papers, paper, act.id) === undefined,
      );

/** 一份原件 An accepted act that states a paper which was not made here has its original: another one would give it a second number. */
export function assertOriginal(
  file: FileWithView,
  paper: Paper,
  { act, papers }: { act: Acts[number] | undefined; papers: readonly PaperRow[] },
): void {
  if (!act || paper.when === 'after' || paper.accompanies) return;
  const stated = valueAt(act.payload, 'documentNo');
  const isOfIt = (one: PaperRow): boolean =>
    one.kind === paper.kind && actOfPaper(one, paper) === act.id;
  if (typeof stated !== 'string' || papers.some(isOfIt)) return;
  throw new Problem('paper-issued-already', {
    clause: clauseOfAct(file, paper.act),
    say: {
      zh: `该提交写明的文书为 ${stated}，不是在此制发的这种公文。`,
      en: `The act states ${stated}, which is no paper of this kind that was issued here.`,
    },
    lawful: {
      zh: '以该文书为准，不再另行编号；文书有误的，依法提交更正、撤销的文书。',
      en: 'That one is the original and no other is numbered; what is wrong in it is corrected or revoked by an act.',
    },
  });
}
