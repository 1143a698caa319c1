/** 已结案卷 What an act in a file that has ended is answered: under its own clause, with what is lawful instead. The attempt is on the file's record. */
import { resultOf } from '../../db/commitment-case/store.ts';
import type { FileWithView } from '../../db/queries/files.ts';
import type { Sql } from '../../db/client.ts';
import { refusedUnder } from '../../domain/commitment-case/basis.ts';
import { refuseInClosedCase } from '../../domain/commitment-case/closed.ts';
import { refuseClosed } from '../../domain/law/closed.ts';
import { clauseOfAct } from './procedures.ts';
import { Problem } from '../http/problems.ts';

/** Files about one result: whether it has been revoked meanwhile, in that file or in another one, decides what is lawful. */
const aboutResults: readonly string[] = ['commitment-case', 'result-revocation'];

export async function closedProblem(sql: Sql, file: FileWithView, type: string): Promise<Problem> {
  const clause = clauseOfAct(file, type);
  if (!aboutResults.includes(file.procedure)) return Problem.refused(refuseClosed(clause, type));
  const result = await resultOf(sql, file.subjectId);
  const refusal = refuseInClosedCase(type, { revoked: result?.state === 'revoked' });
  return Problem.refused(
    refusal ? refusedUnder(file.opening.instrument ?? 'TJ84', refusal) : refuseClosed(clause, type),
  );
}
