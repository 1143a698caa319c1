/** QY-10.3 Who may know a plan before it begins, and what each gate answered of its acts. */
import type { Finding } from '../../domain/inspection/findings.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '../client.ts';
import type { InspectionReader } from './listed.ts';

/** QY-10.3 How an officer stands to the plan behind a file: whether it has begun, and whether the officer may know it before. */
export async function planStanding(
  sql: Sql,
  file: string,
  officer: string,
  day: CivilDate,
): Promise<{ begun: boolean; insider: boolean }> {
  const [row] = await sql<
    { begun: boolean; insider: boolean }[]
  >`select p.started_on is not null as begun, knows_plan(p, ${officer}, ${day}::date) as insider from inspection_plan p where p.file_id = ${file}`;
  return row ?? { begun: true, insider: false };
}

/** The same as a condition on the file `f` of a list. */
export const knownPlan = (sql: Sql, officer: string, day: CivilDate) =>
  sql`exists (select 1 from inspection_plan p where p.file_id = f.id and (p.started_on is not null or knows_plan(p, ${officer}, ${day}::date)))`;

/** Who reads what its acts say, as a condition on the file `f`: those near it once it has begun, and always whoever may know it. */
export const planWordsKnown = (
  sql: Sql,
  { id, day }: { id: string; day: CivilDate },
  near: PendingQuery<Row[]>,
) =>
  sql`coalesce((select (p.started_on is not null and ${near}) or coalesce(knows_plan(p, ${id}, ${day}::date), false) from inspection_plan p where p.file_id = f.id limit 1), ${near})`;

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

/** What each gate answered of a decided act: only for whoever may know the plan. */
export async function findingsOfAct(
  sql: Sql,
  act: string,
  { officer, day }: InspectionReader,
): Promise<Finding[] | undefined> {
  const [row] = await sql<
    { findings: Finding[] | null }[]
  >`select d.answer->'findings' as findings from decision d join inspection_plan p on p.file_id = d.file_id
    where d.act_id = ${act} and (p.started_on is not null or knows_plan(p, ${officer}, ${day}::date))`;
  return row?.findings ?? undefined;
}
