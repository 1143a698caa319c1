/** 信用监管事项清单 The versions of a bureau, newest first, and the one in use (QHD-2.1). */
import type { ListItem, PowerType } from '../../domain/credit-list/terms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Sql } from '../client.ts';

export interface ListRow {
  file: string;
  version: number;
  adoptedOn: CivilDate;
  documentNo: string | null;
  changes: string[];
  provincial: string | null;
  publishedAt: number | null;
  publishedUrl: string | null;
  reportedAt: number | null;
  reportDue: number | null;
  inUse: boolean;
  items: { id: string; name: string; powerType: PowerType; note: string | null }[];
}

/** `day`: on which a version is said to be in use. */
export function listsOf(sql: Sql, bureau: string, day: string): Promise<ListRow[]> {
  return sql<ListRow[]>`
    select l.file_id as file, l.version, l.adopted_on::text as "adoptedOn", l.document_no as "documentNo", l.changes, l.provincial->>'documentNo' as provincial,
      at_ms(l.published_at)::float8 as "publishedAt", l.published_url as "publishedUrl", at_ms(l.reported_at)::float8 as "reportedAt",
      (select at_ms(d.due_at)::float8 from duty d where d.file_id = l.file_id and d.duty = 'reportListChanges') as "reportDue",
      l.version = coalesce(credit_list_on(${bureau}, ${day}::date), 0) as "inUse",
      (select jsonb_agg(jsonb_build_object('id', i.item_id, 'name', i.name, 'powerType', i.power_type, 'note', i.note) order by i.position)
        from credit_list_item i where (i.bureau_id, i.version) = (l.bureau_id, l.version)) as items
    from credit_list l where l.bureau_id = ${bureau}
    order by l.version desc limit 200`;
}

/** The version adopted last, published or not: what the next one is compared with. */
export async function lastList(
  sql: Sql,
  bureau: string,
): Promise<{ version: number; adoptedOn: CivilDate; items: ListItem[] } | undefined> {
  const [last] = await sql<{ version: number; adoptedOn: CivilDate; items: ListItem[] }[]>`
    select l.version, l.adopted_on::text as "adoptedOn",
      (select jsonb_agg(jsonb_build_object('id', i.item_id, 'name', i.name, 'powerType', i.power_type) order by i.position)
        from credit_list_item i where (i.bureau_id, i.version) = (l.bureau_id, l.version)) as items
    from credit_list l where l.bureau_id = ${bureau} order by l.version desc limit 1`;
  return last;
}

export interface ListCounts {
  unreported: number;
  unpublished: number;
}

export async function listCounts(sql: Sql, bureau: string): Promise<ListCounts> {
  const [row] = await sql<ListCounts[]>`select
    (select count(*)::int from duty where bureau_id = ${bureau} and procedure = 'credit-list' and duty = 'reportListChanges' and state = 'overdue') as unreported,
    (select count(*)::int from credit_list l join file f on f.id = l.file_id where l.bureau_id = ${bureau} and l.published_at is null and f.closed_at is null) as unpublished`;
  return row!;
}
