/** 已结案卷 The answer to an act in a file that has ended: refused under the clause of the act, with what is lawful instead. The attempt is recorded with the file. */
import type { FileWithView } from '../../db/queries/files.ts';
import type { Sql } from '../../db/client.ts';
import { unnamed } from '../../domain/law/act-names.ts';
import { refuseClosed } from '../../domain/law/closed.ts';
import { Problem } from '../http/problems.ts';
import { rulesOf } from '../rules.ts';
import { clauseOfAct, formOf } from './procedures.ts';

export async function closedProblem(sql: Sql, file: FileWithView, type: string): Promise<Problem> {
  const own = await rulesOf(file.procedure).closed?.(sql, file, type);
  const name = formOf(file.procedure, type)?.label ?? unnamed;
  return Problem.refused(own ?? refuseClosed(clauseOfAct(file, type), type, name));
}
