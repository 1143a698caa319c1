/** 政务服务事项清单 The versions of a bureau, the rows of one, and the one in force on a day (QJ-2.1a). */
import type { Lists } from '../../domain/service-catalogue/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';
import type * as t from '../schema/index.ts';

export interface VersionRow {
  file: string;
  version: number | null;
  state: 'proposed' | 'confirmed' | 'rejected' | 'revoked';
  decidedOn: CivilDate;
  inForceOn: CivilDate;
  inForceFrom: CivilDate | null;
  /** The last day on which it is the one in force; null: no later version is known. */
  inForceUntil: CivilDate | null;
  documentNo: string | null;
  reason: string | null;
  changes: string[];
  hash: string;
  proposedBy: string;
  confirmedBy: string | null;
  confirmedAt: number | null;
  powers: number;
  services: number;
  inForce: boolean;
}

const columns = (sql: Sql, day: string) => sql`v.file_id as file, v.version,
  case when v.revoked_at is not null then 'revoked' when v.version is not null then 'confirmed' when f.closed_at is null then 'proposed' else 'rejected' end as state,
  v.decided_on::text as "decidedOn", v.in_force_on::text as "inForceOn", v.in_force_from::text as "inForceFrom",
  (select (min(n.in_force_from) - 1)::text from service_version n where n.bureau_id = v.bureau_id and n.revoked_at is null and v.revoked_at is null
    and (n.in_force_from, n.version) > (v.in_force_from, v.version)) as "inForceUntil",
  v.document_no as "documentNo", v.reason, v.changes, i.hash, i.officer_id as "proposedBy", v.confirmed_by as "confirmedBy", at_ms(v.confirmed_at)::float8 as "confirmedAt",
  (select count(*)::int from service_power p where p.file_id = v.file_id) as powers, (select count(*)::int from public_service s where s.file_id = v.file_id) as services,
  coalesce(v.file_id = service_version_on(v.bureau_id, ${day}::date), false) as "inForce"`;
const joined = (sql: Sql) =>
  sql`service_version v join file f on f.id = v.file_id join inbox i on i.file_id = v.file_id and i.number = 1`;

/** The newest first; `day`: on which a version is said to be in force. */
export function versionsOf(sql: Sql, bureau: string, day: string): Promise<VersionRow[]> {
  return sql<VersionRow[]>`select ${columns(sql, day)} from ${joined(sql)}
    where v.bureau_id = ${bureau} order by f.opened_at desc, f.id desc limit 200`;
}

/** One version by its file; without a file the one in force on the day. */
export async function findVersion(
  sql: Sql,
  bureau: string,
  day: string,
  file?: string,
): Promise<VersionRow | undefined> {
  const [row] = await sql<VersionRow[]>`select ${columns(sql, day)} from ${joined(sql)}
    where v.bureau_id = ${bureau} and v.file_id = ${file ? sql`${file}` : sql`service_version_on(${bureau}, ${day}::date)`}`;
  return row;
}

type Power = Omit<typeof t.servicePower.$inferSelect, 'file'>;
type Service = Omit<typeof t.publicService.$inferSelect, 'file' | 'statutory' | 'actual'> & {
  statutory: string | null;
  actual: string | null;
  /** What the list of commitment allows of its item on the day (TJ84-2). */
  commitmentTypes: string[] | null;
};
export interface ItemRows {
  powers: Power[];
  services: Service[];
}

export async function itemsOfVersion(
  sql: Sql,
  bureau: string,
  file: string,
  day: string,
): Promise<ItemRows> {
  const powers = await sql<Power[]>`
    select number, name, type, note, why, online, fully_online as "fullyOnline" from service_power where file_id = ${file} order by number`;
  const services = await sql<Service[]>`
    select s.number, s.name, s.note, s.why, s.commitment, s.commitment_item as "commitmentItem", s.leads_to as "leadsTo", s.online, s.fully_online as "fullyOnline",
      s.instant, s.once_only as "onceOnly", s.no_materials as "noMaterials", s.tolerant, s.one_window as "oneWindow", s.comprehensive_counter as "comprehensiveCounter",
      s.city_wide as "cityWide", s.time_unit as "timeUnit", trim_scale(s.statutory / 100::numeric)::text as statutory, trim_scale(s.actual / 100::numeric)::text as actual, s.materials,
      (select i.types from service_item i where i.bureau_id = ${bureau} and i.version = service_list_on(${bureau}, ${day}::date) and i.id = s.commitment_item) as "commitmentTypes"
    from public_service s where s.file_id = ${file} order by s.number`;
  return { powers, services };
}

export interface Base {
  file: string;
  inForceFrom: CivilDate;
  lists: Lists;
}

/** What the next version follows: the one in force on the day, confirmed by now. */
export async function versionOn(
  sql: Sql,
  bureau: string,
  day: CivilDate,
): Promise<Base | undefined> {
  const [found] = await sql<Base[]>`
    select v.file_id as file, v.in_force_from::text as "inForceFrom", jsonb_build_object('powers', i.payload->'powers', 'services', i.payload->'services') as lists
    from service_version v join inbox i on i.file_id = v.file_id and i.number = 1 where v.file_id = service_version_on(${bureau}, ${day}::date)`;
  return found;
}

/** The versions that were confirmed and not revoked: whether there is one, and from which days those hold that have not come. */
export async function confirmedVersions(
  sql: Sql,
  bureau: string,
  today: CivilDate,
): Promise<{ first: CivilDate | null; coming: CivilDate[] }> {
  const [row] = await sql<{ first: CivilDate | null; coming: CivilDate[] }[]>`
    select min(in_force_from)::text as first, coalesce(array_agg(in_force_from::text order by in_force_from) filter (where in_force_from > ${today}::date), '{}') as coming
    from service_version where bureau_id = ${bureau} and version is not null and revoked_at is null`;
  return row!;
}

/** The unit that is asked to confirm: the one that is named, or the superior of the own one. Undefined: none of this bureau. */
export async function confirmingUnit(
  sql: Sql,
  bureau: string,
  own: string,
  named: string | undefined,
): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    select c.id from unit u join unit c on c.id = ${named ?? null}::text or ${named ?? null}::text is null and c.id = coalesce(u.superior_id, u.id)
    where u.id = ${own} and c.bureau_id = ${bureau}`;
  return row?.id;
}

/** Of these items of the list of commitment, those that are on none in force on the day. */
export async function unknownCommitmentItems(
  sql: Sql,
  bureau: string,
  items: readonly string[],
  day: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select x.id from unnest(${items as string[]}::text[]) x(id)
    where not exists (select 1 from service_item i where i.bureau_id = ${bureau} and i.version = service_list_on(${bureau}, ${day}::date) and i.id = x.id)`;
  return rows.map(({ id }) => id);
}

export async function pendingVersions(sql: Sql, bureau: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from service_version v join file f on f.id = v.file_id where v.bureau_id = ${bureau} and v.version is null and f.closed_at is null`;
  return row!.n;
}
