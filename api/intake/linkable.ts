/** 可以引用的案卷 A file that another one may name: the caller reads what it says, and nobody is told of it by that who is shown nothing of it. */
import { findFile, type FileWithView } from '../../db/queries/files.ts';
import type { Sql } from '../../db/client.ts';
import { procedureOf } from '../../domain/procedures.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf } from './authority.ts';

/** Undefined: there is no such file, or the caller may not read or tell of it. None of this is told apart. */
export async function linkable(
  sql: Sql,
  caller: Caller,
  id: string,
): Promise<FileWithView | undefined> {
  const file = await findFile(sql, id);
  if (!file || procedureOf(file.procedure)?.hiddenFromInvolved === true) return undefined;
  try {
    return (await scopeOf(sql, caller, file)) === 'withheld' ? undefined : file;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Whether each may be named; none of the files is told apart. */
export async function allLinkable(
  sql: Sql,
  caller: Caller,
  files: readonly string[],
): Promise<boolean> {
  for (const id of files) if (!(await linkable(sql, caller, id))) return false;
  return true;
}
