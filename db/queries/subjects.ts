/** 当事人与单位 A subject, an approver, the units and the bureau, as the procedures ask for them. */
import { eq, sql as part } from 'drizzle-orm';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { typed } from '../typed.ts';

export interface SubjectRow {
  id: string;
  kind: 'institution' | 'practitioner';
  bureau: string;
  status: string;
  agreement: {
    endsOn?: string;
    clauses?: { id: string; covers: string[] }[];
    faceRecognitionReady?: boolean;
  } | null;
  heads: string[];
}

export async function findSubject(
  sql: Sql,
  kind: 'institution' | 'practitioner',
  id: string,
): Promise<SubjectRow | undefined> {
  const [row] =
    kind === 'institution'
      ? await sql<
          SubjectRow[]
        >`select id, 'institution' as kind, bureau_id as bureau, status, agreement, '{}'::text[] as heads from institution where id = ${id}`
      : await sql<
          SubjectRow[]
        >`select id, 'practitioner' as kind, bureau_id as bureau, status, agreement,
        (select coalesce(array_agg(institution_id order by institution_id collate "C"), '{}') from practitioner_registration where practitioner_id = p.id) as heads from practitioner p where id = ${id}`;
  return row;
}

/** Who is named as approver, on a day: of `unit` or one above it, head, person, present. */
export async function approverOf(
  sql: Sql,
  officer: string,
  unit: string,
  day: string,
): Promise<{ person: boolean; present: boolean; head: boolean; over: boolean } | undefined> {
  const [row] = await sql<{ person: boolean; present: boolean; head: boolean; over: boolean }[]>`
    with recursive up as (select id, superior_id from unit where id = ${unit} union select u.id, u.superior_id from unit u join up on up.superior_id = u.id)
    select o.kind = 'person' as person, 'head' = any(o.roles) as head, o.unit_id in (select id from up) as over, is_present(o.id, ${day}::date) as present from officer o where o.id = ${officer}`;
  return row;
}

export async function unitOfOfficer(sql: Sql, officer: string): Promise<string | undefined> {
  const [row] = await sql<{ unit: string }[]>`
    select unit_id as unit from officer where id = ${officer}`;
  return row?.unit;
}

export type UnitRow = Pick<typeof t.unit.$inferSelect, 'id' | 'roles' | 'superior'>;
export async function unitsOf(sql: Sql, bureau: string): Promise<UnitRow[]> {
  const { id, roles, superior } = t.unit;
  return typed(sql)
    .select({ id, roles, superior })
    .from(t.unit)
    .where(eq(t.unit.bureau, bureau))
    .orderBy(part`${id} collate "C"`);
}

export type BureauRow = Pick<
  typeof t.bureau.$inferSelect,
  'id' | 'area' | 'receivingSystem' | 'adoptions' | 'settings'
>;
export async function findBureau(sql: Querying, id: string): Promise<BureauRow | undefined> {
  const [row] = await sql<
    BureauRow[]
  >`select id, area, receiving_system as "receivingSystem", adoptions, settings from bureau where id = ${id}`;
  return row;
}

/** The unit and those it is set over, by the chain of superiors. */
export async function unitsUnder(sql: Sql, unit: string): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`with recursive under as (select id from unit where id = ${unit} union select u.id from unit u join under on u.superior_id = under.id) select id from under`;
  return rows.map((r) => r.id);
}
