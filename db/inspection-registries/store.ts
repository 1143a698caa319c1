/** 行政检查登记簿 Writing what stands around an inspection (0012), and the chain of its entries. Every change goes through `enter_inspection`, which keeps the chain. */
import { and, desc, eq, getTableColumns, lt, sql as part } from 'drizzle-orm';
import type { Querying } from '../client.ts';
import * as t from '../schema/index.ts';
import { given, typed } from '../typed.ts';
import type { Forms, ListName, Registry } from '../../domain/inspection/registries.ts';
import type { CivilDate } from '../../domain/time/instant.ts';

export interface Entry {
  bureau: string;
  registry: Registry;
  entity: string;
  row: object;
  reason: string;
  by: string;
  remove?: boolean;
}
export interface Entered {
  changed: boolean;
  seq?: number;
}

export async function enter(sql: Querying, entry: Entry): Promise<Entered> {
  const [row] = await sql<
    { answer: Entered }[]
  >`select enter_inspection(${sql.json(entry as never)}) as answer`;
  return row!.answer;
}

/** One writer of a bureau's registries at a time, until the transaction ends. */
export async function lockInspectionRegistries(sql: Querying, bureau: string): Promise<void> {
  await sql`select lock_inspection_registries(${bureau})`;
}

/** The columns of each form. */
export const rowOf = {
  body: (bureau: string, unit: string, { level, area, qualification: q }: Forms['body']) => ({
    unit_id: unit,
    bureau_id: bureau,
    level,
    area,
    basis: q?.basis ?? null,
    valid_from: q?.from ?? null,
    valid_until: q?.until ?? null,
    suspended_from: q?.suspended?.from ?? null,
    suspended_until: q?.suspended?.until ?? null,
    published_on: q?.published?.on ?? null,
    published_url: q?.published?.url ?? null,
  }),
  head: (unit: string, officer: string, { post, from, until }: Forms['head']) => ({
    unit_id: unit,
    officer_id: officer,
    from_on: from,
    until_on: until,
    post,
  }),
  delegation: (bureau: string, id: string, d: Forms['delegation']) => ({
    id,
    bureau_id: bureau,
    delegator_unit: d.delegator,
    delegate_unit: d.delegate,
    document: d.document,
    items: d.items,
    valid_from: d.from,
    valid_until: d.until,
    published_by_delegator_on: d.publishedByDelegatorOn,
    published_by_delegate_on: d.publishedByDelegateOn,
    filed_with_justice_on: d.filedWithJusticeOn,
    filed_with_superior_on: d.filedWithSuperiorOn,
  }),
  officer: (
    bureau: string,
    unit: string,
    officer: string,
    { roll, listed, certificate: c }: Forms['officer'],
  ) => ({
    officer_id: officer,
    bureau_id: bureau,
    unit_id: unit,
    roll,
    listed,
    certificate_number: c?.number ?? null,
    certificate_kind: c?.kind ?? null,
    certificate_holder: c?.holder ?? null,
    certificate_from: c?.from ?? null,
    certificate_until: c?.until ?? null,
    suspended_from: c?.suspended?.from ?? null,
    suspended_until: c?.suspended?.until ?? null,
  }),
  basis: (
    bureau: string,
    id: string,
    { name, article, from }: Forms['basis'],
    repealedOn: CivilDate | null,
  ) => ({ bureau_id: bureau, id, name, article, in_force_from: from, repealed_on: repealedOn }),
  item: (bureau: string, id: string, i: Forms['item']) => ({
    bureau_id: bureau,
    id,
    name: i.name,
    basis_id: i.basis,
    contents: i.contents,
    methods: i.methods,
    standards: i.standards,
    cap_per_year: i.cap?.perYear ?? null,
    cap_exempts: i.cap?.exempts ?? [],
    published_on: i.published?.on ?? null,
    published_url: i.published?.url ?? null,
    withdrawn_on: i.withdrawnOn,
  }),
  clue: (bureau: string, id: string, c: Forms['clue'], by: string, at: string) => ({
    id,
    bureau_id: bureau,
    kind: c.kind,
    institution_id: c.institution,
    items: c.items,
    evidence: c.evidence,
    ordered_by: c.orderedBy,
    registered_by: by,
    registered_at: at,
    transferred_by: c.transferredBy,
    hit: c.hit,
    signature: c.signature,
    rechecks: c.rechecks,
  }),
};

export async function currencyOf(
  sql: Querying,
  bureau: string,
): Promise<{ list: ListName; on: CivilDate | null }[]> {
  return sql<
    { list: ListName; on: CivilDate | null }[]
  >`select l.list, c.declared_on::text as "on" from unnest(array['objects', 'officers', 'assistants', 'items']) l(list) left join list_currency c on c.bureau_id = ${bureau} and c.list = l.list`;
}

export type ChainEntry = Awaited<ReturnType<typeof listEntries>>[number];
export interface EntryFilter {
  registry?: string | undefined;
  entity?: string | undefined;
  before: number;
  limit: number;
}
/** The latest first. */
export async function listEntries(sql: Querying, of: string, filter: EntryFilter) {
  const { bureau, ...entry } = getTableColumns(t.inspectionEntry);
  return typed(sql)
    .select(entry)
    .from(t.inspectionEntry)
    .where(
      and(
        eq(bureau, of),
        lt(entry.seq, filter.before),
        given(filter.registry, (one) => part`${entry.registry} = ${one}`),
        given(filter.entity, (one) => eq(entry.entity, one)),
      ),
    )
    .orderBy(desc(entry.seq))
    .limit(filter.limit + 1);
}
export async function brokenEntry(
  sql: Querying,
  bureau: string,
): Promise<{ entries: number; broken: number | null }> {
  const [row] = await sql<
    { entries: number; broken: number | null }[]
  >`select (select count(*)::int from inspection_entry where bureau_id = ${bureau}) as entries, broken_inspection_entry(${bureau}) as broken`;
  return row!;
}
