/** 名录 The registries around an inspection as they are read: a page after a key, in the words of the API. */
import { and, type Column, eq, type SQL, sql as part } from 'drizzle-orm';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Querying } from '../client.ts';
import * as t from '../schema/index.ts';
import { given, typed, within } from '../typed.ts';
import { beginning, inOrder, type ListFilter, type Page } from './pages.ts';

interface Span {
  from: CivilDate;
  until: CivilDate | null;
}
interface Published {
  on: CivilDate;
  url: string;
}

/** What stands only where its first column does. */
const where = <T>(column: Column, object: SQL) =>
  part<T | null>`case when ${column} is null then null else jsonb_build_object(${object}) end`;

const {
  inspectionBody: body,
  delegation,
  inspectionOfficer: officer,
  inspectionObjects: object,
  recusal,
  inspectionBasis: basis,
  inspectionItem: item,
  clue,
} = t;

const published = (table: typeof body | typeof item) =>
  where<Published>(
    table.publishedOn,
    part`'on', ${table.publishedOn}, 'url', ${table.publishedUrl}`,
  );
const suspended = (table: typeof body | typeof officer) =>
  part`inspection_validity(${table.suspendedFrom}, ${table.suspendedUntil})`;

const heads = within<(Span & { officer: string; post: string })[]>(
  part`select coalesce(jsonb_agg(jsonb_build_object('officer', h.officer_id, 'post', h.post, 'from', h.from_on, 'until', h.until_on)
    order by h.from_on, h.officer_id), '[]') from ${t.bodyHead} h where h.unit_id = ${body.unit}`,
);

const bodies = (sql: Querying, page: Page) =>
  typed(sql)
    .select({
      key: body.unit,
      unit: body.unit,
      name: within<string>(
        part`select ${t.unit.name} from ${t.unit} where ${eq(t.unit.id, body.unit)}`,
      ),
      level: body.level,
      area: body.area,
      qualification: where<
        Span & { basis: string | null; suspended: Span | null; published: Published | null }
      >(
        body.validFrom,
        part`'basis', ${body.basis}, 'from', ${body.validFrom}, 'until', ${body.validUntil}, 'suspended', ${suspended(body)}, 'published', ${published(body)}`,
      ),
      heads,
    })
    .from(body)
    .where(and(eq(body.bureau, page.of), beginning(body.unit, page)))
    .orderBy(inOrder(body.unit))
    .limit(page.limit + 1);

const delegations = (sql: Querying, page: Page) =>
  typed(sql)
    .select({
      key: delegation.id,
      id: delegation.id,
      delegator: delegation.delegatorUnit,
      delegate: delegation.delegateUnit,
      document: delegation.document,
      items: delegation.items,
      from: delegation.validFrom,
      until: delegation.validUntil,
      publishedByDelegatorOn: delegation.publishedByDelegatorOn,
      publishedByDelegateOn: delegation.publishedByDelegateOn,
      filedWithJusticeOn: delegation.filedWithJusticeOn,
      filedWithSuperiorOn: delegation.filedWithSuperiorOn,
    })
    .from(delegation)
    .where(
      and(
        eq(delegation.bureau, page.of),
        beginning(delegation.id, page),
        given(page.filter.unit, (unit) => eq(delegation.delegateUnit, unit)),
      ),
    )
    .orderBy(inOrder(delegation.id))
    .limit(page.limit + 1);

const officers = (sql: Querying, page: Page) =>
  typed(sql)
    .select({
      key: officer.officer,
      officer: officer.officer,
      unit: officer.unit,
      roll: officer.roll,
      listed: part<boolean>`${officer.listed} and ${within(part`select ${t.officer.removedOn} is null from ${t.officer} where ${eq(t.officer.id, officer.officer)}`)}`,
      certificate: where<
        Span & { number: string; kind: string; holder: string; suspended: Span | null }
      >(
        officer.certificateNumber,
        part`'number', ${officer.certificateNumber}, 'kind', ${officer.certificateKind}, 'holder', ${officer.certificateHolder},
          'from', ${officer.certificateFrom}, 'until', ${officer.certificateUntil}, 'suspended', ${suspended(officer)}`,
      ),
    })
    .from(officer)
    .where(
      and(
        eq(officer.bureau, page.of),
        beginning(officer.officer, page),
        given(page.filter.unit, (unit) => eq(officer.unit, unit)),
        given(page.filter.roll, (roll) => part`${officer.roll} = ${roll}`),
      ),
    )
    .orderBy(inOrder(officer.officer))
    .limit(page.limit + 1);

const objects = (sql: Querying, page: Page) =>
  typed(sql)
    .select({
      key: object.institution,
      institution: object.institution,
      area: object.area,
      ownership: object.ownership,
      class: object.class,
      yearlyCap: object.perYear,
    })
    .from(object)
    .where(
      and(
        eq(object.bureau, page.of),
        beginning(object.institution, page),
        given(page.filter.class, (one) => eq(object.class, one)),
      ),
    )
    .orderBy(inOrder(object.institution))
    .limit(page.limit + 1);

const recused = part<string>`(${recusal.officer} || '/' || ${recusal.institution})`;
const recusals = (sql: Querying, page: Page) =>
  typed(sql)
    .select({ key: recused, officer: recusal.officer, institution: recusal.institution })
    .from(recusal)
    .where(
      and(
        eq(recusal.bureau, page.of),
        beginning(recused, page),
        given(page.filter.officer, (one) => eq(recusal.officer, one)),
        given(page.filter.institution, (one) => eq(recusal.institution, one)),
      ),
    )
    .orderBy(inOrder(recused))
    .limit(page.limit + 1);

const bases = (sql: Querying, page: Page) =>
  typed(sql)
    .select({
      key: basis.id,
      id: basis.id,
      name: basis.name,
      article: basis.article,
      from: basis.inForceFrom,
      repealedOn: basis.repealedOn,
    })
    .from(basis)
    .where(and(eq(basis.bureau, page.of), beginning(basis.id, page)))
    .orderBy(inOrder(basis.id))
    .limit(page.limit + 1);

const items = (sql: Querying, page: Page) =>
  typed(sql)
    .select({
      key: item.id,
      id: item.id,
      name: item.name,
      basis: item.basis,
      basisRepealedOn: within<CivilDate | null>(
        part`select ${basis.repealedOn} from ${basis} where ${eq(basis.bureau, item.bureau)} and ${eq(basis.id, item.basis)}`,
      ),
      contents: item.contents,
      methods: item.methods,
      standards: item.standards,
      cap: where<{ perYear: number; exempts: string[] }>(
        item.capPerYear,
        part`'perYear', ${item.capPerYear}, 'exempts', to_jsonb(${item.capExempts})`,
      ),
      published: published(item),
      withdrawnOn: item.withdrawnOn,
    })
    .from(item)
    .where(
      and(
        eq(item.bureau, page.of),
        beginning(item.id, page),
        given(page.filter.basis, (one) => eq(item.basis, one)),
      ),
    )
    .orderBy(inOrder(item.id))
    .limit(page.limit + 1);

const clues = (sql: Querying, page: Page) =>
  typed(sql)
    .select({
      key: clue.id,
      id: clue.id,
      kind: clue.kind,
      institution: clue.institution,
      items: clue.items,
      evidence: clue.evidence,
      orderedBy: clue.orderedBy,
      transferredBy: clue.transferredBy,
      hit: clue.hit,
      signature: clue.signature,
      rechecks: clue.rechecks,
      by: clue.registeredBy,
      at: clue.registeredAt,
    })
    .from(clue)
    .where(
      and(
        eq(clue.bureau, page.of),
        beginning(clue.id, page),
        given(page.filter.institution, (one) => eq(clue.institution, one)),
      ),
    )
    .orderBy(inOrder(clue.id))
    .limit(page.limit + 1);

const lists = { bodies, delegations, officers, objects, recusals, bases, items, clues };
export type ListOf = keyof typeof lists;
type RowOf<L extends ListOf> = Awaited<ReturnType<(typeof lists)[L]>>[number];
export type RegisteredClue = RowOf<'clues'>;
const all: { [L in ListOf]: (sql: Querying, page: Page) => PromiseLike<RowOf<L>[]> } = lists;

/** One more than asked for when there is a next page. */
export async function listRegistered<L extends ListOf>(
  sql: Querying,
  list: L,
  bureau: string,
  filter: ListFilter,
  { after, limit }: { after: string; limit: number },
): Promise<RowOf<L>[]> {
  return all[list](sql, { of: bureau, filter, after, limit });
}
