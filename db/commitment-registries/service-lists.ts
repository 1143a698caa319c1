/** 政务服务事项清单 The service list in force on a day, and its items (TJ84-2, 3.1). */
import { and, desc, eq, sql as part } from 'drizzle-orm';
import type { ServiceItem, ServiceList } from '../../domain/commitment-case/registries.ts';
import type { Querying } from '../client.ts';
import * as t from '../schema/index.ts';
import { anyOf, given, typed, within } from '../typed.ts';

export type ListVersion = Awaited<ReturnType<typeof listVersions>>[number];
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

const versionColumns = {
  bureau: t.serviceList.bureau,
  version: t.serviceList.version,
  effectiveFrom: t.serviceList.effectiveFrom,
  document: t.serviceList.document,
  reason: t.serviceList.reason,
  by: t.serviceList.registeredBy,
  at: t.serviceList.registeredAt,
};

export async function listVersions(sql: Querying, bureau: string) {
  return typed(sql)
    .select(versionColumns)
    .from(t.serviceList)
    .where(eq(t.serviceList.bureau, bureau))
    .orderBy(desc(t.serviceList.version));
}

/** The version in force on a day: the last one begun by then. */
export async function versionOn(
  sql: Querying,
  bureau: string,
  day: string,
): Promise<ListVersion | undefined> {
  const [row] = await typed(sql)
    .select(versionColumns)
    .from(t.serviceList)
    .where(
      and(
        eq(t.serviceList.bureau, bureau),
        part`${t.serviceList.version} = service_list_on(${bureau}, ${day}::date)`,
      ),
    );
  return row;
}

export interface ItemFilter {
  id?: string | undefined;
  unit?: string | undefined;
  type?: string | undefined;
}

const { serviceItem: item, serviceItemDepartment: department } = t;
const ofItem = part`(${department.bureau}, ${department.version}, ${department.item}) = (${item.bureau}, ${item.version}, ${item.id})`;
const departments = within<ServiceItem['departments']>(
  part`select coalesce(jsonb_agg(jsonb_build_object('accepting', ${department.acceptingUnit}, 'supervising', ${department.supervisingUnit})
      order by ${department.acceptingUnit} collate "C"), '[]') from ${department} where ${ofItem}`,
);

export async function itemsOf(
  sql: Querying,
  bureau: string,
  version: number,
  { id, unit, type }: ItemFilter = {},
): Promise<Item[]> {
  const { version: number, id: itemId, name, types, licenceKind, materials } = item;
  return typed(sql)
    .select({ version: number, id: itemId, name, types, licenceKind, materials, departments })
    .from(item)
    .where(
      and(
        eq(item.bureau, bureau),
        eq(number, version),
        given(id, (one) => eq(itemId, one)),
        given(type, (one) => part`${one} = any(${types})`),
        given(
          unit,
          (one) =>
            part`exists (select 1 from ${department} where ${ofItem} and ${one} in (${department.acceptingUnit}, ${department.supervisingUnit}))`,
        ),
      ),
    )
    .orderBy(part`${itemId} collate "C"`);
}

/** What the rules of a list ask of a unit. */
export type ListedUnit = Pick<typeof t.unit.$inferSelect, 'id' | 'bureau' | 'roles'>;
export async function unitsOf(
  sql: Querying,
  ids: readonly string[],
): Promise<Map<string, ListedUnit>> {
  const { id, bureau, roles } = t.unit;
  const rows = await typed(sql).select({ id, bureau, roles }).from(t.unit).where(anyOf(id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Results approved on or after a day: a list cannot begin under them. */
export async function approvedSince(sql: Querying, bureau: string, day: string): Promise<boolean> {
  const found = await typed(sql)
    .select({ one: part`1` })
    .from(t.result)
    .where(and(eq(t.result.bureau, bureau), part`${t.result.approvedOn} >= ${day}::date`))
    .limit(1);
  return found.length > 0;
}
