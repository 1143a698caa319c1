/** 政务服务事项清单 The service list in force on a day, and its items (TJ84-2, 3.1). */
import type { ServiceItem, ServiceList } from '../../domain/commitment-case/registries.ts';
import type { Querying } from '../queries/registry.ts';

export interface ListVersion {
  bureau: string;
  version: number;
  effectiveFrom: string;
  document: ServiceList['document'];
  reason: string;
  by: string;
  at: number;
}
export interface Item extends ServiceItem {
  version: number;
}

/** One writer of a bureau's lists at a time. */
export async function lockLists(sql: Querying, bureau: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('service_list'), hashtext(${bureau}))`;
}

/** Writes a whole list; the function of the database keeps the order of versions. */
export async function registerList(
  sql: Querying,
  bureau: string,
  list: ServiceList,
  by: string,
): Promise<number> {
  const [row] = await sql<
    { version: number }[]
  >`select register_service_list(${sql.json({ ...list, bureau, by } as never)}) as version`;
  return row!.version;
}

const versionColumns = (sql: Querying) =>
  sql`bureau_id as bureau, version, effective_from::text as "effectiveFrom", document, reason, registered_by as by, floor(extract(epoch from registered_at) * 1000)::float8 as at`;

export async function listVersions(sql: Querying, bureau: string): Promise<ListVersion[]> {
  return sql<
    ListVersion[]
  >`select ${versionColumns(sql)} from service_list where bureau_id = ${bureau} order by version desc`;
}

/** The version in force on a day: the last one begun by then. */
export async function versionOn(
  sql: Querying,
  bureau: string,
  day: string,
): Promise<ListVersion | undefined> {
  const [row] = await sql<
    ListVersion[]
  >`select ${versionColumns(sql)} from service_list where bureau_id = ${bureau} and version = service_list_on(${bureau}, ${day}::date)`;
  return row;
}

export interface ItemFilter {
  id?: string | undefined;
  unit?: string | undefined;
  type?: string | undefined;
}

export async function itemsOf(
  sql: Querying,
  bureau: string,
  version: number,
  { id, unit, type }: ItemFilter = {},
): Promise<Item[]> {
  return sql<Item[]>`
    select i.version, i.id, i.name, i.types, i.licence_kind as "licenceKind", i.materials,
      (select coalesce(jsonb_agg(jsonb_build_object('accepting', d.accepting_unit, 'supervising', d.supervising_unit) order by d.accepting_unit collate "C"), '[]')
        from service_item_department d where (d.bureau_id, d.version, d.item_id) = (i.bureau_id, i.version, i.id)) as departments
    from service_item i where i.bureau_id = ${bureau} and i.version = ${version}
      ${id === undefined ? sql`` : sql`and i.id = ${id}`} ${type === undefined ? sql`` : sql`and ${type} = any(i.types)`}
      ${unit === undefined ? sql`` : sql`and exists (select 1 from service_item_department d where (d.bureau_id, d.version, d.item_id) = (i.bureau_id, i.version, i.id) and ${unit} in (d.accepting_unit, d.supervising_unit))`}
    order by i.id collate "C"`;
}

/** What the rules of a list ask of a unit. */
export interface ListedUnit {
  id: string;
  bureau: string;
  roles: string[];
}
export async function unitsOf(
  sql: Querying,
  ids: readonly string[],
): Promise<Map<string, ListedUnit>> {
  const rows = await sql<
    ListedUnit[]
  >`select id, bureau_id as bureau, roles from unit where id = any(${ids as string[]})`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Results approved on or after a day: a list cannot begin under them. */
export async function approvedSince(sql: Querying, bureau: string, day: string): Promise<boolean> {
  return (
    (
      await sql`select 1 from result where bureau_id = ${bureau} and approved_on >= ${day}::date limit 1`
    ).length > 0
  );
}
