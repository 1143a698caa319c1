/** 行政检查登记簿 Reading and writing what stands around an inspection (0012). Every change goes through `enter_inspection`, which keeps the chain. */
import type { Forms, ListName, Registry } from '../../domain/inspection/registries.ts';
import type { Rechecked } from '../../domain/inspection/plan.ts';
import type { KnownOfficer, KnownUnit } from '../../domain/inspection/registering-ground.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Querying } from '../queries/registry.ts';

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

export async function unitKnown(sql: Querying, id: string): Promise<KnownUnit | undefined> {
  return (
    await sql<KnownUnit[]>`select id, bureau_id as bureau, roles from unit where id = ${id}`
  )[0];
}
export async function officerKnown(sql: Querying, id: string): Promise<KnownOfficer | undefined> {
  const [row] = await sql<
    KnownOfficer[]
  >`select o.id, o.unit_id as unit, u.bureau_id as bureau, o.kind, o.roles, o.removed_on is not null as removed, u.roles as "unitRoles" from officer o join unit u on u.id = o.unit_id where o.id = ${id}`;
  return row;
}
/** Whether the unit inspects, and whether it is qualified to itself; nothing where it is not registered. */
export async function bodyKnown(
  sql: Querying,
  bureau: string,
  unit: string,
): Promise<{ qualified: boolean } | undefined> {
  return (
    await sql<
      { qualified: boolean }[]
    >`select valid_from is not null as qualified from inspection_body where unit_id = ${unit} and bureau_id = ${bureau}`
  )[0];
}
export async function unknownItems(
  sql: Querying,
  bureau: string,
  items: readonly string[],
): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select x as id from unnest(${items as string[]}::text[]) x where not exists (select 1 from inspection_item i where i.bureau_id = ${bureau} and i.id = x) order by x`;
  return rows.map(({ id }) => id);
}
export async function isOfBureau(
  sql: Querying,
  bureau: string,
  institution: string,
): Promise<boolean> {
  return (
    (await sql`select 1 from institution where id = ${institution} and bureau_id = ${bureau}`)
      .length > 0
  );
}
export async function certificateOfAnother(
  sql: Querying,
  number: string,
  officer: string,
): Promise<boolean> {
  return (
    (
      await sql`select 1 from inspection_officer where certificate_number = ${number} and officer_id <> ${officer}`
    ).length > 0
  );
}
export interface KnownBasis {
  name: string;
  article: string;
  from: CivilDate;
  repealedOn: CivilDate | null;
}
export async function basisKnown(
  sql: Querying,
  bureau: string,
  id: string,
): Promise<KnownBasis | undefined> {
  return (
    await sql<
      KnownBasis[]
    >`select name, article, in_force_from::text as "from", repealed_on::text as "repealedOn" from inspection_basis where bureau_id = ${bureau} and id = ${id}`
  )[0];
}
/** Live items that rest on a basis. */
export async function itemsOnBasis(
  sql: Querying,
  bureau: string,
  basis: string,
): Promise<string[]> {
  return (
    await sql<
      { id: string }[]
    >`select id from inspection_item where bureau_id = ${bureau} and basis_id = ${basis} and withdrawn_on is null order by id collate "C"`
  ).map(({ id }) => id);
}

/** Whether a clue of this id is there, and says the same. */
export async function clueKnown(
  sql: Querying,
  id: string,
  c: Forms['clue'],
): Promise<{ same: boolean } | undefined> {
  const [known] = await sql<
    { same: boolean }[]
  >`select kind = ${c.kind} and institution_id = ${c.institution} and items is not distinct from ${c.items}::text[] and ordered_by is not distinct from ${c.orderedBy}
    and evidence is not distinct from ${c.evidence === null ? null : sql.json(c.evidence)}::jsonb and signature is not distinct from ${c.signature === null ? null : sql.json(c.signature)}::jsonb
    and (transferred_by, hit, rechecks) is not distinct from (${c.transferredBy}::text, ${c.hit}::text, ${c.rechecks}::text) as same from clue where id = ${id}`;
  return known;
}

/** The inspection that a clue says it re-checks; nothing where there is none. */
export async function recheckedBy(
  sql: Querying,
  inspection: string,
): Promise<Rechecked | undefined> {
  const [row] = await sql<{ found: Rechecked | null }[]>`select rechecked(${inspection}) as found`;
  return row?.found ?? undefined;
}

export async function currencyOf(
  sql: Querying,
  bureau: string,
): Promise<{ list: ListName; on: CivilDate | null }[]> {
  return sql<
    { list: ListName; on: CivilDate | null }[]
  >`select l.list, c.declared_on::text as "on" from unnest(array['objects', 'officers', 'assistants', 'items']) l(list) left join list_currency c on c.bureau_id = ${bureau} and c.list = l.list`;
}

export interface ChainEntry {
  seq: number;
  registry: Registry;
  entity: string;
  before: object | null;
  body: object | null;
  bodyHash: string;
  reason: string;
  by: string;
  at: number;
  previous: string;
  hash: string;
}
export interface EntryFilter {
  registry?: string | undefined;
  entity?: string | undefined;
  before: number;
  limit: number;
}
/** The latest first. */
export async function listEntries(
  sql: Querying,
  bureau: string,
  { registry, entity, before, limit }: EntryFilter,
): Promise<ChainEntry[]> {
  return sql<
    ChainEntry[]
  >`select seq, registry, entity, before, body, body_hash as "bodyHash", reason, by, at_ms(at)::float8 as at, previous, hash from inspection_entry
    where bureau_id = ${bureau} and seq < ${before} ${registry === undefined ? sql`` : sql`and registry = ${registry}`} ${entity === undefined ? sql`` : sql`and entity = ${entity}`} order by seq desc limit ${limit + 1}`;
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
