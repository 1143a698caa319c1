/** 名录 The registries around an inspection as they are read: a page after a key, in the words of the API. */
import type { PendingQuery, Row } from 'postgres';
import type { Querying } from '../queries/registry.ts';

export type ListOf =
  | 'bodies'
  | 'delegations'
  | 'officers'
  | 'objects'
  | 'recusals'
  | 'bases'
  | 'items'
  | 'clues';
export interface ListFilter {
  id?: string | undefined;
  unit?: string | undefined;
  officer?: string | undefined;
  institution?: string | undefined;
  roll?: string | undefined;
  class?: string | undefined;
  basis?: string | undefined;
}
interface Source {
  key: string;
  columns: (sql: Querying) => PendingQuery<Row[]>;
  narrow?: Partial<Record<keyof ListFilter, string>>;
}

const span = (sql: Querying, from: string, until: string) =>
  sql`inspection_validity(${sql(from)}, ${sql(until)})`;

/** `t` is the row; `key` orders the page. */
const sources: Record<ListOf, Source & { table: string }> = {
  bodies: {
    table: 'inspection_body',
    key: 't.unit_id',
    columns: (
      sql,
    ) => sql`t.unit_id as unit, (select name from unit u where u.id = t.unit_id) as name, t.level, t.area,
      case when t.valid_from is null then null else jsonb_build_object('basis', t.basis, 'from', t.valid_from, 'until', t.valid_until, 'suspended', ${span(sql, 't.suspended_from', 't.suspended_until')},
        'published', case when t.published_on is null then null else jsonb_build_object('on', t.published_on, 'url', t.published_url) end) end as qualification,
      (select coalesce(jsonb_agg(jsonb_build_object('officer', h.officer_id, 'post', h.post, 'from', h.from_on, 'until', h.until_on) order by h.from_on, h.officer_id), '[]') from body_head h where h.unit_id = t.unit_id) as heads`,
  },
  delegations: {
    table: 'delegation',
    key: 't.id',
    narrow: { unit: 't.delegate_unit' },
    columns: (
      sql,
    ) => sql`t.id, t.delegator_unit as delegator, t.delegate_unit as delegate, t.document, t.items, t.valid_from::text as "from", t.valid_until::text as until, t.published_by_delegator_on::text as "publishedByDelegatorOn",
      t.published_by_delegate_on::text as "publishedByDelegateOn", t.filed_with_justice_on::text as "filedWithJusticeOn", t.filed_with_superior_on::text as "filedWithSuperiorOn"`,
  },
  officers: {
    table: 'inspection_officer',
    key: 't.officer_id',
    narrow: { unit: 't.unit_id', roll: 't.roll' },
    columns: (
      sql,
    ) => sql`t.officer_id as officer, t.unit_id as unit, t.roll, t.listed and (select o.removed_on is null from officer o where o.id = t.officer_id) as listed,
      case when t.certificate_number is null then null else jsonb_build_object('number', t.certificate_number, 'kind', t.certificate_kind, 'holder', t.certificate_holder, 'from', t.certificate_from, 'until', t.certificate_until,
        'suspended', ${span(sql, 't.suspended_from', 't.suspended_until')}) end as certificate`,
  },
  objects: {
    table: 'inspection_objects',
    key: 't.institution_id',
    narrow: { class: 't.class' },
    columns: (sql) =>
      sql`t.institution_id as institution, t.area, t.ownership, t.class, t.per_year as "yearlyCap"`,
  },
  recusals: {
    table: 'recusal',
    key: `(t.officer_id || '/' || t.institution_id)`,
    narrow: { officer: 't.officer_id', institution: 't.institution_id' },
    columns: (sql) => sql`t.officer_id as officer, t.institution_id as institution`,
  },
  bases: {
    table: 'inspection_basis',
    key: 't.id',
    columns: (sql) =>
      sql`t.id, t.name, t.article, t.in_force_from::text as "from", t.repealed_on::text as "repealedOn"`,
  },
  items: {
    table: 'inspection_item',
    key: 't.id',
    narrow: { basis: 't.basis_id' },
    columns: (
      sql,
    ) => sql`t.id, t.name, t.basis_id as basis, (select b.repealed_on::text from inspection_basis b where b.bureau_id = t.bureau_id and b.id = t.basis_id) as "basisRepealedOn", t.contents, t.methods, t.standards,
      case when t.cap_per_year is null then null else jsonb_build_object('perYear', t.cap_per_year, 'exempts', to_jsonb(t.cap_exempts)) end as cap,
      case when t.published_on is null then null else jsonb_build_object('on', t.published_on, 'url', t.published_url) end as published, t.withdrawn_on::text as "withdrawnOn"`,
  },
  clues: {
    table: 'clue',
    key: 't.id',
    narrow: { institution: 't.institution_id' },
    columns: (sql) =>
      sql`t.id, t.kind, t.institution_id as institution, t.items, t.evidence, t.ordered_by as "orderedBy", t.transferred_by as "transferredBy", t.hit, t.signature, t.rechecks, t.registered_by as by, at_ms(t.registered_at)::float8 as at`,
  },
};

/** One more than asked for when there is a next page. */
export async function listRegistered<T extends { key: string }>(
  sql: Querying,
  list: ListOf,
  bureau: string,
  filter: ListFilter,
  { after, limit }: { after: string; limit: number },
): Promise<T[]> {
  const { table, key, columns, narrow = {} } = sources[list];
  const by = { ...narrow, id: key };
  const narrowed = (Object.keys(by) as (keyof ListFilter)[])
    .filter((name) => filter[name] !== undefined)
    .map((name) => sql`and ${sql.unsafe(by[name]!)} = ${filter[name]!}`);
  const where = narrowed.reduce((all, one) => sql`${all} ${one}`, sql``);
  return sql<
    T[]
  >`select ${sql.unsafe(key)} as key, ${columns(sql)} from ${sql(table)} t where t.bureau_id = ${bureau} and ${sql.unsafe(key)} collate "C" > ${after} ${where} order by ${sql.unsafe(key)} collate "C" limit ${limit + 1}`;
}
