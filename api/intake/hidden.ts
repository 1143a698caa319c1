/** 不予显示 In lists across files: what a reader is shown nothing of, and what stands there without its subject. */
import type { Sql } from '../../db/client.ts';
import type { Withheld } from '../../db/queries/files.ts';
import type { Caller } from '../http/authentication.ts';
import { databaseToday } from '../http/clock.ts';
import { allRules } from '../rules.ts';

/** Files of which the caller is shown nothing. */
export async function hiddenFrom(
  sql: Sql,
  { bureau, id }: Pick<Caller, 'bureau' | 'id'>,
): Promise<string[]> {
  return (
    await Promise.all(allRules().map(([, rules]) => rules.hiddenFrom?.(sql, bureau, id) ?? []))
  ).flat();
}

/** Whose subject is told in lists only to whoever may know it. */
export const withheldFrom = (sql: Sql, officer: string): Withheld[] =>
  allRules().flatMap(([procedure, { subjectKnown }]) =>
    subjectKnown ? [{ procedure, unless: subjectKnown(sql, officer, databaseToday()) }] : [],
  );
