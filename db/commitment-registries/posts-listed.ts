/** 审管联动协调员, 专人 and absences as they are listed: by department, person, item or day, the latest first. */
import { and, type Column, desc, eq, lt, type SQL, sql as part } from 'drizzle-orm';
import type { Side } from '../../domain/commitment-case/terms.ts';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { anyOf, given, typed, within } from '../typed.ts';

export interface PostFilter {
  bureau: string;
  unit?: string | undefined;
  side?: Side | undefined;
  day?: string | undefined;
  before: number;
  limit: number;
}

/** Appointments, the latest first; with a day: only those that hold then. */
export async function listAppointments(
  sql: Sql,
  { bureau, unit, side, day, before, limit }: PostFilter,
) {
  const { coordinator: c, coordinatorPost: post } = t;
  return typed(sql)
    .select({
      id: c.id,
      unit: c.unit,
      side: c.side,
      officer: c.officer,
      substitute: c.substitute,
      from: c.fromOn,
      until: c.untilOn,
      endsOn: post.endsOn,
      reason: c.reason,
      by: c.registeredBy,
      at: c.registeredAt,
    })
    .from(c)
    .innerJoin(post, eq(post.id, c.id))
    .innerJoin(t.unit, eq(t.unit.id, c.unit))
    .where(
      and(
        eq(t.unit.bureau, bureau),
        lt(c.id, before),
        given(unit, (one) => eq(c.unit, one)),
        given(side, (one) => eq(c.side, one)),
        given(
          day,
          (one) =>
            part`${one}::date between ${post.fromOn} and coalesce(${post.endsOn}, 'infinity')`,
        ),
      ),
    )
    .orderBy(desc(c.id))
    .limit(limit + 1);
}

export interface RosterFilter {
  bureau: string;
  id?: number | undefined;
  unit?: string | undefined;
  officer?: string | undefined;
  duty?: string | undefined;
  item?: string | undefined;
  day?: string | undefined;
  before: number;
  limit: number;
}

/** Neither void nor replaced. With a day: only what stands and holds then. */
const standing = (table: typeof t.roster | typeof t.absence): SQL<boolean> =>
  within(
    part`not ${table.void} and not exists (select 1 from ${table} n where n.replaces = ${table.id})`,
  );

const holds = (table: typeof t.roster | typeof t.absence, until: SQL | Column, day: string) =>
  part`${day}::date between ${table.fromOn} and ${until} and ${standing(table)}`;

export async function listRoster(
  sql: Querying,
  { bureau, id, unit, officer, duty, item, day, before, limit }: RosterFilter,
) {
  const r = t.roster;
  return typed(sql)
    .select({
      id: r.id,
      unit: r.unit,
      officer: r.officer,
      duty: r.duty,
      item: r.item,
      from: r.fromOn,
      until: r.untilOn,
      reason: r.reason,
      replaces: r.replaces,
      void: r.void,
      by: r.registeredBy,
      at: r.registeredAt,
      standing: standing(r),
    })
    .from(r)
    .innerJoin(t.unit, eq(t.unit.id, r.unit))
    .where(
      and(
        eq(t.unit.bureau, bureau),
        lt(r.id, before),
        given(id, (one) => eq(r.id, one)),
        given(unit, (one) => eq(r.unit, one)),
        given(officer, (one) => eq(r.officer, one)),
        given(duty, (one) => part`${r.duty} = ${one}`),
        given(item, (one) => part`(${r.item} is null or ${r.item} = ${one})`),
        given(day, (one) => holds(r, part`coalesce(${r.untilOn}, 'infinity')`, one)),
      ),
    )
    .orderBy(desc(r.id))
    .limit(limit + 1);
}

export async function listAbsences(
  sql: Querying,
  { bureau, id, unit, officer, day, before, limit }: RosterFilter,
) {
  const a = t.absence;
  return typed(sql)
    .select({
      id: a.id,
      unit: t.officer.unit,
      officer: a.officer,
      from: a.fromOn,
      until: a.untilOn,
      reason: a.reason,
      replaces: a.replaces,
      void: a.void,
      by: a.registeredBy,
      at: a.registeredAt,
      standing: standing(a),
    })
    .from(a)
    .innerJoin(t.officer, eq(t.officer.id, a.officer))
    .innerJoin(t.unit, eq(t.unit.id, t.officer.unit))
    .where(
      and(
        eq(t.unit.bureau, bureau),
        lt(a.id, before),
        given(id, (one) => eq(a.id, one)),
        given(unit, (one) => eq(t.officer.unit, one)),
        given(officer, (one) => eq(a.officer, one)),
        given(day, (one) => holds(a, a.untilOn, one)),
      ),
    )
    .orderBy(desc(a.id))
    .limit(limit + 1);
}

export async function listCoordinatorRecords(
  sql: Sql,
  bureau: string,
  units: readonly string[] | undefined,
  { unit, before, limit }: { unit?: string | undefined; before: number; limit: number },
) {
  const r = t.coordinatorRecord;
  return typed(sql)
    .select({
      id: r.id,
      unit: r.unit,
      side: r.side,
      officer: r.officer,
      on: r.on,
      text: r.text,
      document: r.document,
      at: r.registeredAt,
    })
    .from(r)
    .innerJoin(t.unit, eq(t.unit.id, r.unit))
    .where(
      and(
        eq(t.unit.bureau, bureau),
        lt(r.id, before),
        given(unit, (one) => eq(r.unit, one)),
        given(units, (ones) => anyOf(r.unit, ones)),
      ),
    )
    .orderBy(desc(r.id))
    .limit(limit + 1);
}
