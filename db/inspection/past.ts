/** 历史与窗口 What was inspected before, and what the windows that follow from it are asked for (QY-12.1, 15). */
import type { Level } from '../../domain/inspection/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

/** Whether there was an inspection of this institution and these items before: else there was nothing to re-check. */
export async function wasInspected(
  sql: Sql,
  p: { rechecks: string; institution: string; items: readonly string[]; startedOn: CivilDate },
): Promise<boolean> {
  const [row] = await sql<
    { was: boolean }[]
  >`select exists (select 1 from inspection_plan o where coalesce(o.file_id, o.id) = ${p.rechecks} and o.institution_id = ${p.institution} and o.over_on <= ${p.startedOn}::date
    and ${p.items as string[]}::text[] <@ array(select i.item_id from inspection_plan_item i where i.plan_id = o.id)) as was`;
  return row!.was;
}

/** One inspection of before, once. */
export async function takeOver(
  sql: Sql,
  past: object,
): Promise<{ changed: boolean; conflict: boolean }> {
  const [row] = await sql<
    { answer: { changed: boolean; conflict: boolean } }[]
  >`select take_over_inspection(${sql.json(past as never)}) as answer`;
  return row!.answer;
}

export interface InstitutionRow {
  id: string;
  bureau: string;
  area: string;
  items: string[];
  body: string | null;
  level: Level | null;
}
/** What the windows of an institution are asked for: the items of its bureau's list, and the level of the body that asks. */
export async function institutionForWindows(
  sql: Sql,
  institution: string,
  unit: string,
): Promise<InstitutionRow | undefined> {
  const [row] = await sql<
    InstitutionRow[]
  >`select i.id, i.bureau_id as bureau, i.area, array(select t.id from inspection_item t where t.bureau_id = i.bureau_id order by t.id) as items, b.unit_id as body, b.level
    from institution i left join inspection_body b on b.unit_id = ${unit} where i.id = ${institution}`;
  return row;
}

export interface EndedPlan {
  plan: string;
  file: string;
  bureau: string;
  institution: string;
  body: string;
  endedOn: CivilDate;
  window: string | null;
  windowEndedOn: CivilDate | null;
  windowClosed: boolean | null;
}
/** An inspection that is over, and its window file where it has one: the open one, else the last that closed. */
export async function endedPlan(sql: Sql, plan: string): Promise<EndedPlan | undefined> {
  const [row] = await sql<
    EndedPlan[]
  >`select p.id as plan, p.file_id as file, p.bureau_id as bureau, p.institution_id as institution, p.body_unit as body, p.over_on::text as "endedOn", w.file_id as window, w.ended_on::text as "windowEndedOn", w.closed as "windowClosed"
    from inspection_plan p left join inspection_window w on w.plan_id = p.id where p.id = ${plan} and p.over_on < 'infinity' order by w.closed, w.file_id desc limit 1`;
  return row;
}

/** The inspections of an institution that have begun, or were taken over from before, the newest first: none of them is unannounced any more. */
export function inspectionsOf(
  sql: Sql,
  bureau: string,
  institution: string,
): Promise<{ file: string | null; startedOn: string; overOn: string | null; found: string }[]> {
  return sql<{ file: string | null; startedOn: string; overOn: string | null; found: string }[]>`
    select file_id as file, started_on::text as "startedOn", over_on::text as "overOn", found
    from inspection_plan where bureau_id = ${bureau} and institution_id = ${institution} and started_on is not null
    order by started_on desc, id collate "C" limit 100`;
}
