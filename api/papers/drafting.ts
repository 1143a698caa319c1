/** 备稿 What a paper will say: what the file says by itself, what whoever issues it adds, and the template that is in force. */
import { z } from 'zod';
import type { Querying, Sql } from '../../db/client.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import { inForceOn, papersOfFile, templatesOf } from '../../db/queries/papers.ts';
import type { Paper, Template } from '../../domain/law/papers.ts';
import { askedShape, dataOf, type PaperSources } from '../../domain/papers/data.ts';
import { kindId } from '../../domain/papers/kinds.ts';
import { sheetOf, type Sheet } from '../../domain/papers/sheet.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import type { AnySpec } from '../http/route.ts';
import { badInput, readPart } from '../http/fields.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import { actOf, actsForPapers, gatheredIn, sourcesOf } from './gather.ts';
import { rulesOf } from '../rules.ts';
import { assertFits, assertGrounded, assertOriginal, assertTimely } from './may-issue.ts';

export interface Asked {
  kind: string;
  act?: string | undefined;
  replaces?: string | undefined;
  about?: { kind: string; id: string } | undefined;
  fill?: Record<string, unknown> | undefined;
}

export interface Ready {
  paper: Paper;
  sources: PaperSources;
  fill: Record<string, unknown>;
}

/** Checks what is filled in against what the file does not say by itself. */
export async function readyFor(
  sql: Sql,
  {
    file,
    caller,
    paper,
    asked,
    specs,
  }: {
    file: FileWithView;
    caller: Caller;
    paper: Paper;
    asked: Asked;
    specs: readonly AnySpec[];
  },
): Promise<Ready> {
  const acts = await actsForPapers(sql, file.id);
  const papers = await papersOfFile(sql, file.id);
  const act = actOf(paper, acts, asked, papers);
  assertTimely(file, paper, { act, acts, named: asked.act });
  assertFits(file, paper, { act, acts });
  assertOriginal(file, paper, { act, papers });
  const registered = await registeredOf(sql, { file, paper, asked });
  const about = paper.about ? asked.about : undefined;
  const gathered = await gatheredIn(sql, { file, caller, acts, papers, specs, about });
  const sources = {
    ...sourcesOf(gathered, { paper, act, day: databaseToday() }),
    registered,
  };
  const shape = z.object({ fill: askedShape(paper, sources) });
  const given = { fill: asked.fill ?? {} };
  const { fill } = readPart(shape, given, 'body', clauseOfAct(file, paper.act));
  assertGrounded(file, paper, { act, acts, fill });
  return { paper, sources, fill };
}

/** Of a paper that tells one of many: what the register says of it, and of no other. */
async function registeredOf(
  sql: Sql,
  { file, paper, asked }: { file: FileWithView; paper: Paper; asked: Asked },
): Promise<unknown> {
  const { about } = asked;
  if (!paper.about && about === undefined) return undefined;
  const said =
    about && paper.about?.includes(about.kind)
      ? await rulesOf(file.procedure).registered?.(sql, file, about)
      : undefined;
  if (said) return said;
  throw badInput([
    {
      in: 'body',
      path: '/about',
      zh: paper.about ? '写明本案卷登记的一个主体' : '这种公文不逐个告知',
      en: paper.about
        ? 'Name one subject that the register has for this file'
        : 'This paper is about the whole file',
    },
  ]);
}

/** Which template is in force on a day: the bureau's, else the standard one. */
export async function templateFor(
  sql: Querying,
  bureau: string,
  { procedure, paper, day }: { procedure: string; paper: Paper; day: CivilDate },
): Promise<{ template: Template; version: number | null }> {
  const row = inForceOn(await templatesOf(sql, bureau), [kindId(procedure, paper.kind)], day);
  return row?.template
    ? { template: row.template, version: row.version }
    : { template: paper.template, version: null };
}

/** 草稿 As it would be issued, without a number. */
export async function draftOf(
  sql: Sql,
  file: FileWithView,
  { paper, sources, fill }: Ready,
  replaces: string | null,
): Promise<Sheet> {
  const of = { procedure: file.procedure, paper, day: databaseToday() };
  const { template } = await templateFor(sql, file.bureau, of);
  const { data } = dataOf(paper, sources, fill);
  return sheetOf(paper, template, data, { number: null, replaces });
}
