/** Reading and writing the registries. A write is one row and one dated row of registry_change, in the caller's transaction. */
import {
  and,
  desc,
  eq,
  getTableColumns,
  getTableName,
  gt,
  isNull,
  lt,
  type SQL,
  sql as part,
} from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/registry/roles.ts';
import type { RegistryName, RegistryRow, RegistryRows } from '../../domain/registry/shapes.ts';
import type { Querying, Sql } from '../client.ts';
import * as t from '../schema/index.ts';
import { anyOf, typed, within } from '../typed.ts';
import { narrowed, type RowFilter } from './registry-filters.ts';

/** The table behind each registry; registry_change names it too. */
const tables = {
  bureaus: t.bureau,
  units: t.unit,
  officers: t.officer,
  institutions: t.institution,
  departments: t.department,
  practitioners: t.practitioner,
} as const satisfies Record<RegistryName, PgTable>;

export const tableOf = (name: RegistryName): string => getTableName(tables[name]);

/** What a row of a registry is called in the wire, and whose it is. */
type Read<N extends RegistryName> = (
  sql: Querying,
  where: SQL | undefined,
  limit: number,
) => Promise<Registered<N>[]>;

const officersBureau = within<string>(
  part`select ${t.unit.bureau} from ${t.unit} where ${t.unit.id} = ${t.officer.unit}`,
);
const departmentsBureau = within<string>(
  part`select ${t.institution.bureau} from ${t.institution} where ${t.institution.id} = ${t.department.institution}`,
);
const registrations = within<string[]>(
  part`select coalesce(array_agg(${t.practitionerRegistration.institution} order by ${t.practitionerRegistration.institution} collate "C"), '{}')
    from ${t.practitionerRegistration} where ${t.practitionerRegistration.practitioner} = ${t.practitioner.id}`,
);

/** By id. */
const reads: { [N in RegistryName]: Read<N> } = {
  bureaus: (sql, where, limit) =>
    typed(sql)
      .select({ row: getTableColumns(t.bureau), owner: t.bureau.id })
      .from(t.bureau)
      .where(where)
      .orderBy(t.bureau.id)
      .limit(limit),
  units: (sql, where, limit) =>
    typed(sql)
      .select({ row: getTableColumns(t.unit), owner: t.unit.bureau })
      .from(t.unit)
      .where(where)
      .orderBy(t.unit.id)
      .limit(limit),
  officers: (sql, where, limit) =>
    typed(sql)
      .select({ row: getTableColumns(t.officer), owner: officersBureau })
      .from(t.officer)
      .where(where)
      .orderBy(t.officer.id)
      .limit(limit),
  institutions: (sql, where, limit) =>
    typed(sql)
      .select({ row: getTableColumns(t.institution), owner: t.institution.bureau })
      .from(t.institution)
      .where(where)
      .orderBy(t.institution.id)
      .limit(limit),
  departments: (sql, where, limit) =>
    typed(sql)
      .select({ row: getTableColumns(t.department), owner: departmentsBureau })
      .from(t.department)
      .where(where)
      .orderBy(t.department.id)
      .limit(limit),
  practitioners: (sql, where, limit) =>
    typed(sql)
      .select({
        row: { ...getTableColumns(t.practitioner), institutions: registrations },
        owner: t.practitioner.bureau,
      })
      .from(t.practitioner)
      .where(where)
      .orderBy(t.practitioner.id)
      .limit(limit),
};

/** A row with the bureau that it belongs to. */
export interface Registered<N extends RegistryName> {
  row: RegistryRows[N];
  owner: string;
}

export async function findRow<N extends RegistryName>(
  sql: Querying,
  name: N,
  id: string,
): Promise<Registered<N> | undefined> {
  return (await reads[name](sql, eq(tables[name].id, id), 1))[0];
}

/** The rows of an import as they stand, locked until the transaction ends. */
export async function lockRows<N extends RegistryName>(
  sql: Querying,
  name: N,
  ids: readonly string[],
): Promise<Map<string, Registered<N>>> {
  await sql`select lock_registry(${tableOf(name)}, ${ids as string[]})`;
  const found = await reads[name](sql, anyOf(tables[name].id, ids), ids.length);
  return new Map(found.map((one) => [one.row.id, one]));
}

/** One page by id, one row more than asked for when there is a next page. */
export async function listRows<N extends RegistryName>(
  sql: Sql,
  name: N,
  filter: RowFilter,
  page: { after: string; limit: number },
): Promise<Registered<N>[]> {
  return reads[name](
    sql,
    and(gt(tables[name].id, page.after), ...narrowed(name, filter)),
    page.limit + 1,
  );
}

/** The bureau a row would belong to; undefined when an officer's unit, or a department's institution, is not registered. */
export async function ownerOf(sql: Querying, row: RegistryRow): Promise<string | undefined> {
  if ('bureau' in row) return row.bureau;
  if (!('unit' in row) && !('institution' in row)) return row.id;
  const [found] =
    'unit' in row
      ? await typed(sql)
          .select({ bureau: t.unit.bureau })
          .from(t.unit)
          .where(eq(t.unit.id, row.unit))
      : await typed(sql)
          .select({ bureau: t.institution.bureau })
          .from(t.institution)
          .where(eq(t.institution.id, row.institution));
  return found?.bureau;
}

/** Whether somebody of a bureau holds a role today. A system administers nothing that takes two persons (docs/decisions/0021). */
export async function somebodyHolds(sql: Querying, bureau: string, role: Role): Promise<boolean> {
  const found = await typed(sql)
    .select({ one: part`1` })
    .from(t.officer)
    .innerJoin(t.unit, eq(t.unit.id, t.officer.unit))
    .where(
      and(
        eq(t.unit.bureau, bureau),
        part`${role} = any(${t.officer.roles})`,
        role === 'administrator' ? eq(t.officer.kind, 'person') : undefined,
        isNull(t.officer.removedOn),
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** One writer per registry at a time: rows that name each other, codes and circles are judged on what stands. */
export async function lockRegistry(sql: Querying, name: RegistryName): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('registry'), hashtext(${name}))`;
}

/** 历史 The dated changes of one row, the latest first, before change number `before`. */
export async function listChanges(
  sql: Sql,
  name: RegistryName,
  id: string,
  page: { before: number; limit: number },
) {
  const { id: number, changedBy: by, changedAt: at, reason, before, after } = t.registryChange;
  return typed(sql)
    .select({ id: number, by, at, reason, before, after })
    .from(t.registryChange)
    .where(
      and(
        eq(t.registryChange.registry, tableOf(name)),
        eq(t.registryChange.entity, id),
        lt(t.registryChange.id, page.before),
      ),
    )
    .orderBy(desc(t.registryChange.id))
    .limit(page.limit + 1);
}

/** Whether making `superior` the superior of `unit` would close a circle. */
export async function closesCircle(
  sql: Querying,
  unit: string,
  superior: string,
): Promise<boolean> {
  const [found] = await sql`
    with recursive up as (select id, superior_id, 1 as depth from unit where id = ${superior}
      union all select u.id, u.superior_id, up.depth + 1 from unit u join up on u.id = up.superior_id where up.depth < 50)
    select 1 from up where id = ${unit} or superior_id = ${unit} limit 1`;
  return found !== undefined;
}

/** Every bureau that is registered, in the order of their ids. */
export async function bureauIds(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from bureau order by id collate "C"`;
  return rows.map(({ id }) => id);
}
