/** 登记簿所知 What the registries around an inspection know of whom or what an entry names. */
import { and, eq, isNull, ne, sql as part } from 'drizzle-orm';
import type { Querying } from '../client.ts';
import * as t from '../schema/index.ts';
import { typed } from '../typed.ts';
import type { Forms } from '../../domain/inspection/registries.ts';
import type { Rechecked } from '../../domain/inspection/known.ts';
import type { KnownOfficer } from '../../domain/inspection/registering-context.ts';
import type { KnownUnit } from '../../domain/registry/known.ts';

export async function unitKnown(sql: Querying, id: string): Promise<KnownUnit | undefined> {
  const [row] = await typed(sql)
    .select({ id: t.unit.id, bureau: t.unit.bureau, roles: t.unit.roles })
    .from(t.unit)
    .where(eq(t.unit.id, id));
  return row;
}
export async function officerKnown(sql: Querying, id: string): Promise<KnownOfficer | undefined> {
  const [row] = await typed(sql)
    .select({
      id: t.officer.id,
      unit: t.officer.unit,
      bureau: t.unit.bureau,
      kind: t.officer.kind,
      roles: t.officer.roles,
      removed: part<boolean>`${t.officer.removedOn} is not null`,
      unitRoles: t.unit.roles,
    })
    .from(t.officer)
    .innerJoin(t.unit, eq(t.unit.id, t.officer.unit))
    .where(eq(t.officer.id, id));
  return row;
}
/** Whether the unit inspects, and whether it is qualified to itself; nothing where it is not registered. */
export async function bodyKnown(
  sql: Querying,
  bureau: string,
  unit: string,
): Promise<{ qualified: boolean } | undefined> {
  const [row] = await typed(sql)
    .select({ qualified: part<boolean>`${t.inspectionBody.validFrom} is not null` })
    .from(t.inspectionBody)
    .where(and(eq(t.inspectionBody.unit, unit), eq(t.inspectionBody.bureau, bureau)));
  return row;
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
  const found = await typed(sql)
    .select({ one: part`1` })
    .from(t.institution)
    .where(and(eq(t.institution.id, institution), eq(t.institution.bureau, bureau)));
  return found.length > 0;
}
export async function certificateOfAnother(
  sql: Querying,
  number: string,
  officer: string,
): Promise<boolean> {
  const { certificateNumber, officer: holder } = t.inspectionOfficer;
  const found = await typed(sql)
    .select({ one: part`1` })
    .from(t.inspectionOfficer)
    .where(and(eq(certificateNumber, number), ne(holder, officer)));
  return found.length > 0;
}

export async function basisKnown(sql: Querying, bureau: string, id: string) {
  const { name, article, inForceFrom: from, repealedOn } = t.inspectionBasis;
  const [row] = await typed(sql)
    .select({ name, article, from, repealedOn })
    .from(t.inspectionBasis)
    .where(and(eq(t.inspectionBasis.bureau, bureau), eq(t.inspectionBasis.id, id)));
  return row;
}
/** Live items that rest on a basis. */
export async function itemsOnBasis(
  sql: Querying,
  bureau: string,
  basis: string,
): Promise<string[]> {
  const item = t.inspectionItem;
  const rows = await typed(sql)
    .select({ id: item.id })
    .from(item)
    .where(and(eq(item.bureau, bureau), eq(item.basis, basis), isNull(item.withdrawnOn)))
    .orderBy(part`${item.id} collate "C"`);
  return rows.map(({ id }) => id);
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
