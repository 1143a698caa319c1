/** 谁能看到 Who may read the words of a comment: the same rule as of every file, for the caller and for whoever is mentioned. */
import type { Sql } from '../../db/client.ts';
import { findCallers } from '../../db/queries/access.ts';
import { filesKnown, type FileWithView } from '../../db/queries/files.ts';
import { findBureau } from '../../db/queries/subjects.ts';
import { refuseOffice } from '../../domain/law/authority.ts';
import { holds, registered, type Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { Problem } from '../http/problems.ts';
import { scopeOf, type Scope } from '../intake/authority.ts';
import { allRules } from '../rules.ts';

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

/** Of these files those that the caller may read now: rights end, and what was written stays. As mayRead says of each, in one statement. */
export async function readableNow(
  sql: Sql,
  caller: Caller,
  files: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const { id, unit } = caller;
  const asked = [...new Set(files)];
  if (asked.length === 0 || caller.kind === 'system' || refuseOffice(caller)) return new Set();
  const { settings } = (await findBureau(sql, caller.bureau))!;
  const near = holds(caller, 'regulator', 'coordinator')
    ? sql`true`
    : sql`coalesce(near_file(f.id, ${unit}), false)`;
  const reader = { id, unit, settings, day: databaseToday() };
  const ruled = allRules().flatMap(([procedure, { relation, wordsKnown }]) =>
    relation ? [{ procedure, known: wordsKnown?.(sql, reader, near) ?? sql`false` }] : [],
  );
  return filesKnown(sql, asked, { bureau: caller.bureau, reader: id, near, ruled });
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
