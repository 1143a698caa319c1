/** 谁可以 How an officer and a unit stand to a file: what the rule of domain/law/authority.ts is asked with. */
import type { Sql } from '../client.ts';

/** `begun`: nothing of it is unannounced any more, or never was. `insider`: one of those who may know a plan before. */
export interface StandingToFile {
  near: boolean;
  involved: boolean;
  begun: boolean;
  insider: boolean;
}

export async function standingToFile(
  sql: Sql,
  file: string,
  officer: string,
  unit: string,
  day: string,
): Promise<StandingToFile> {
  const [row] = await sql<
    { standing: StandingToFile }[]
  >`select standing_to_file(${file}, ${officer}, ${unit}, ${day}::date) as standing`;
  return row!.standing;
}

/** Whether the unit, or one under it, has or may have something to do with the file: also while the file has not judged everything it was sent. */
export async function fileNames(sql: Sql, file: string, unit: string): Promise<boolean> {
  const [row] = await sql<{ named: boolean }[]>`select file_names(${file}, ${unit}) as named`;
  return row!.named;
}

/** QY-17.1 The complaints that an officer is shown nothing of. */
export async function involvedFiles(
  sql: Sql,
  bureau: string,
  officer: string,
): Promise<Set<string>> {
  const rows = await sql<
    { file: string }[]
  >`select file_id as file from enforcement_complaint where bureau_id = ${bureau} and involved_in(file_id, ${officer})`;
  return new Set(rows.map(({ file }) => file));
}

export async function isKnownAct(
  sql: Sql,
  file: string,
  officer: string,
  key: string,
): Promise<boolean> {
  return (
    (
      await sql`select 1 from inbox where file_id = ${file} and officer_id = ${officer} and key = ${key}`
    ).length > 0
  );
}

/** QY-10.3 Of these plans, those that have begun, or that the officer may know before. */
export async function plansKnownTo(
  sql: Sql,
  plans: readonly string[],
  officer: string,
  day: string,
): Promise<Set<string>> {
  if (plans.length === 0) return new Set();
  const rows = await sql<
    { id: string }[]
  >`select p.id from inspection_plan p where p.id = any(${[...plans]}) and (p.started_on is not null or knows_plan(p, ${officer}, ${day}::date))`;
  return new Set(rows.map(({ id }) => id));
}

/** QY-10.1 Whether the officer heads a body of the bureau on that day, by the dates of the post. */
export async function headsBody(
  sql: Sql,
  officer: string,
  bureau: string,
  day: string,
): Promise<boolean> {
  const [row] = await sql<
    { heads: boolean }[]
  >`select exists (select 1 from body_head h join unit u on u.id = h.unit_id where h.officer_id = ${officer} and u.bureau_id = ${bureau}
    and h.from_on <= ${day}::date and coalesce(h.until_on, 'infinity') >= ${day}::date) as heads`;
  return row!.heads;
}
