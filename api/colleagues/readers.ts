/** 谁能看到 Who may read the words of a comment: the same rule as of every file, for the caller and for whoever is mentioned. */
import type { Sql } from '../../db/client.ts';
import { findCallers } from '../../db/queries/access.ts';
import { findFile, type FileWithView } from '../../db/queries/files.ts';
import { registered, type Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf, type Scope } from '../intake/authority.ts';

/** Refuses whoever may not read the file, and whoever is shown nothing of it before the door is opened (QY-10.3). */
export async function readingScope(
  sql: Sql,
  caller: Caller,
  file: FileWithView,
): Promise<Exclude<Scope, 'withheld'>> {
  const scope = await scopeOf(sql, caller, file);
  if (scope === 'withheld') throw new Problem('not-authorised', { clause: 'QY-10.3' });
  return scope;
}

export async function mayRead(sql: Sql, caller: Caller, file: FileWithView): Promise<boolean> {
  try {
    return (await scopeOf(sql, caller, file)) !== 'withheld';
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** Undefined: there is no such officer. */
export async function callerOf(sql: Sql, officer: string): Promise<Caller | undefined> {
  const [row] = await findCallers(sql, [officer]);
  return row && registered(row);
}

/** Of these files those that the caller may read now: rights end, and what was written stays. */
export async function readableNow(
  sql: Sql,
  caller: Caller,
  files: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const readable = new Set<string>();
  for (const id of new Set(files)) {
    const file = await findFile(sql, id);
    if (file && (await mayRead(sql, caller, file))) readable.add(id);
  }
  return readable;
}

/** Which of the officers may not be mentioned in the file. Why not is not told apart: nobody learns by it who there is, or who may read what. */
export async function notReaders(
  sql: Sql,
  file: FileWithView,
  officers: readonly string[],
): Promise<number[]> {
  const found = await findCallers(sql, officers);
  const wrong: number[] = [];
  for (const [n, id] of officers.entries()) {
    const row = found.find((one) => one.id === id);
    const reads = row?.kind === 'person' && (await mayRead(sql, registered(row), file));
    if (!reads) wrong.push(n);
  }
  return wrong;
}
