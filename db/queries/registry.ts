/** Reading and writing the registries. A write is one row and one dated row of registry_change, in the caller's transaction. */
import type { PendingQuery, Row, TransactionSql } from 'postgres';
import type { RegistryName, RegistryRow, RegistryRows } from '../../domain/registry/shapes.ts';
import type { Sql } from '../client.ts';

/** A connection or an open transaction. */
export type Querying = Sql | TransactionSql<Record<string, never>>;

/** The table behind each registry; registry_change names it too. */
const tables: Record<RegistryName, string> = {
  bureaus: 'bureau',
  units: 'unit',
  officers: 'officer',
  institutions: 'institution',
  departments: 'department',
  practitioners: 'practitioner',
};

export const tableOf = (name: RegistryName): string => tables[name];

type Select = (sql: Querying) => PendingQuery<Row[]>;

/** The columns of each registry under their wire names; `r` is the row. */
const columns: Record<RegistryName, Select> = {
  bureaus: (sql) =>
    sql`r.id, r.name, r.area, r.receiving_system as "receivingSystem", r.adoptions, r.settings`,
  units: (sql) =>
    sql`r.id, r.bureau_id as bureau, r.name, r.roles, r.superior_id as superior, r.contacts`,
  officers: (
    sql,
  ) => sql`r.id, r.unit_id as unit, r.kind, r.name, r.phone, r.roles, r.certificate, r.commitment_signed_on::text as "commitmentSignedOn",
    r.commitment_valid_until::text as "commitmentValidUntil", r.removed_on::text as "removedOn", r.new_record as "newRecord"`,
  institutions: (sql) =>
    sql`r.id, r.bureau_id as bureau, r.nhsa_code as "nhsaCode", r.credit_code as "creditCode", r.name, r.kind, r.ownership, r.area, r.agreement, r.status`,
  departments: (sql) => sql`r.id, r.institution_id as institution, r.code, r.name, r.status`,
  practitioners: (
    sql,
  ) => sql`r.id, r.bureau_id as bureau, r.nhsa_code as "nhsaCode", r.name, r.kind, r.agreement, r.status,
    (select coalesce(array_agg(p.institution_id order by p.institution_id collate "C"), '{}') from practitioner_registration p where p.practitioner_id = r.id) as institutions`,
};

/** Which bureau a row belongs to. */
const bureauOf: Record<RegistryName, Select> = {
  bureaus: (sql) => sql`r.id`,
  units: (sql) => sql`r.bureau_id`,
  officers: (sql) => sql`(select u.bureau_id from unit u where u.id = r.unit_id)`,
  institutions: (sql) => sql`r.bureau_id`,
  departments: (sql) => sql`(select i.bureau_id from institution i where i.id = r.institution_id)`,
  practitioners: (sql) => sql`r.bureau_id`,
};

/** A row with the bureau that it belongs to. */
export interface Registered<N extends RegistryName> {
  row: RegistryRows[N];
  owner: string;
}

type Selected = RegistryRow & { owner: string };

function registered<N extends RegistryName>({ owner, ...row }: Selected): Registered<N> {
  return { row: row as RegistryRows[N], owner };
}

export async function findRow<N extends RegistryName>(
  sql: Querying,
  name: N,
  id: string,
): Promise<Registered<N> | undefined> {
  const [found] = await sql<
    Selected[]
  >`select ${columns[name](sql)}, ${bureauOf[name](sql)} as owner from ${sql(tableOf(name))} r where r.id = ${id}`;
  return found && registered<N>(found);
}

/** The rows of an import as they stand, locked until the transaction ends. */
export async function lockRows<N extends RegistryName>(
  sql: Querying,
  name: N,
  ids: readonly string[],
): Promise<Map<string, Registered<N>>> {
  await sql`select lock_registry(${tableOf(name)}, ${ids as string[]})`;
  const found = await sql<Selected[]>`
    select ${columns[name](sql)}, ${bureauOf[name](sql)} as owner from ${sql(tableOf(name))} r where r.id = any(${ids as string[]}) order by r.id`;
  return new Map(found.map((row) => [row.id, registered<N>(row)]));
}

/** What a list may be narrowed by. Absent means all. */
export interface RowFilter {
  bureau?: string | undefined;
  unit?: string | undefined;
  role?: string | undefined;
  status?: string | undefined;
  ownership?: string | undefined;
  area?: string | undefined;
  institution?: string | undefined;
  code?: string | undefined;
}

const conditions: Record<
  keyof RowFilter,
  (sql: Querying, name: RegistryName, value: string) => PendingQuery<Row[]>
> = {
  bureau: (sql, name, value) => {
    if (name === 'officers')
      return sql`r.unit_id in (select u.id from unit u where u.bureau_id = ${value})`;
    if (name === 'departments')
      return sql`r.institution_id in (select i.id from institution i where i.bureau_id = ${value})`;
    return sql`${name === 'bureaus' ? sql`r.id` : sql`r.bureau_id`} = ${value}`;
  },
  unit: (sql, _name, value) => sql`r.unit_id = ${value}`,
  role: (sql, _name, value) => sql`r.roles @> array[${value}]`,
  status: (sql, _name, value) => sql`r.status = ${value}`,
  ownership: (sql, _name, value) => sql`r.ownership = ${value}`,
  area: (sql, _name, value) => sql`r.area = ${value}`,
  institution: (sql, name, value) =>
    name === 'departments'
      ? sql`r.institution_id = ${value}`
      : sql`r.id in (select p.practitioner_id from practitioner_registration p where p.institution_id = ${value})`,
  code: (sql, name, value) => {
    if (name === 'departments') return sql`r.code = ${value}`;
    return name === 'institutions'
      ? sql`(r.nhsa_code = ${value} or r.credit_code = ${value})`
      : sql`r.nhsa_code = ${value}`;
  },
};

/** One page by id, one row more than asked for when there is a next page. */
export async function listRows<N extends RegistryName>(
  sql: Sql,
  name: N,
  filter: RowFilter,
  page: { after: string; limit: number },
): Promise<Registered<N>[]> {
  const wanted = (Object.entries(filter) as [keyof RowFilter, string | undefined][]).filter(
    (entry): entry is [keyof RowFilter, string] => entry[1] !== undefined,
  );
  const narrowed = wanted.map(([key, value]) => sql`and ${conditions[key](sql, name, value)}`);
  const found = await sql<Selected[]>`
    select ${columns[name](sql)}, ${bureauOf[name](sql)} as owner from ${sql(tableOf(name))} r
    where r.id > ${page.after} ${narrowed.length > 0 ? narrowed.reduce((all, one) => sql`${all} ${one}`) : sql``}
    order by r.id limit ${page.limit + 1}`;
  return found.map((row) => registered<N>(row));
}

/** The bureau a row would belong to; undefined when an officer's unit, or a department's institution, is not registered. */
export async function ownerOf(sql: Querying, row: RegistryRow): Promise<string | undefined> {
  if ('bureau' in row) return row.bureau;
  if (!('unit' in row) && !('institution' in row)) return row.id;
  const [found] =
    'unit' in row
      ? await sql<{ bureau: string }[]>`select bureau_id as bureau from unit where id = ${row.unit}`
      : await sql<
          { bureau: string }[]
        >`select bureau_id as bureau from institution where id = ${row.institution}`;
  return found?.bureau;
}

/** Whether a bureau has somebody who registers for it. */
export async function hasRegistrar(sql: Querying, bureau: string): Promise<boolean> {
  const found =
    await sql`select 1 from officer o join unit u on u.id = o.unit_id where u.bureau_id = ${bureau} and 'registrar' = any(o.roles) and o.removed_on is null limit 1`;
  return found.length > 0;
}

/** One writer per registry at a time: rows that name each other, codes and circles are judged on what stands. */
export async function lockRegistry(sql: Querying, name: RegistryName): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('registry'), hashtext(${name}))`;
}

/** 历史 A dated change of a row. */
export interface Change {
  id: number;
  by: string;
  at: number;
  reason: string | null;
  before: RegistryRow | null;
  after: RegistryRow;
}

/** The changes of one row, the latest first, before change number `before`. */
export async function listChanges(
  sql: Sql,
  name: RegistryName,
  id: string,
  page: { before: number; limit: number },
): Promise<Change[]> {
  return sql<Change[]>`
    select c.id::float8 as id, c.changed_by as by, floor(extract(epoch from c.changed_at) * 1000)::float8 as at, c.reason, c.before, c.after
    from registry_change c where c.registry = ${tableOf(name)} and c.entity_id = ${id} and c.id < ${page.before} order by c.id desc limit ${page.limit + 1}`;
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
