/** Judging and entering a service list: row by row, all or nothing (TJ84-2, 3.1, 5.1, 15.0). */
import { canonicalize } from 'json-canonicalize';
import {
  pairsWithOneCoordinator,
  withoutCoordinator,
} from '../../db/commitment-registries/coordinators.ts';
import type { Querying } from '../../db/client.ts';
import {
  approvedSince,
  itemsOf,
  listVersions,
  registerList,
  unitsOf,
} from '../../db/commitment-registries/service-lists.ts';
import {
  serviceItem,
  type ServiceItem,
  type ServiceList,
} from '../../domain/commitment-case/registries.ts';
import {
  lackingCoordinator,
  refuseItem,
  sameCoordinator,
  warningsOf,
  type ListWarning,
} from '../../domain/commitment-case/service-list.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import type { RowRefusal } from '../../domain/registry/subject-rules.ts';
import { Problem, type FieldProblem } from '../http/problems.ts';
import { bilingual, fieldProblems } from '../http/fields.ts';

export interface RefusedItem extends Sentence {
  index: number;
  id: string | null;
  code: string;
  clause?: string;
  fields: FieldProblem[];
}
export interface JudgedList {
  items: ServiceItem[];
  refused: RefusedItem[];
  warnings: (ListWarning & { index: number; id: string })[];
}

/** Every row by itself, then what only all of them together show. */
export async function judgeList(
  sql: Querying,
  bureau: string,
  from: string,
  rows: readonly unknown[],
): Promise<JudgedList> {
  const { items, refused } = readRows(rows);
  const departments = [...items.values()].flatMap(({ departments: all }) => all);
  const units = await unitsOf(sql, [
    ...new Set(departments.flatMap(({ accepting, supervising }) => [accepting, supervising])),
  ]);
  const shared = new Set(
    (await pairsWithOneCoordinator(sql, departments, from)).map(
      ({ accepting, supervising }) => `${accepting} ${supervising}`,
    ),
  );
  const lacking = await lackingAmong(sql, departments, from);
  const warnings: JudgedList['warnings'] = [];
  for (const [index, item] of items) {
    const refusal = refuseItem(item, { bureau, units }) ?? oneForBoth(item, shared);
    if (refusal) refused.push(refusedItem(index, item.id, refusal));
    for (const warning of [...warningsOf(item), ...lackingOf(item, lacking)])
      warnings.push({ index, id: item.id, ...warning });
  }
  return {
    items: [...items.values()],
    refused: refused.sort((a, b) => a.index - b.index),
    warnings,
  };
}

/** The rows that are well formed, by their place. */
function readRows(rows: readonly unknown[]): {
  items: Map<number, ServiceItem>;
  refused: RefusedItem[];
} {
  const items = new Map<number, ServiceItem>();
  const refused: RefusedItem[] = [];
  const ids = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const read = serviceItem.safeParse(row, { error: bilingual });
    if (!read.success)
      refused.push({
        index,
        id: idOf(row),
        code: 'bad-input',
        zh: '内容不符合要求',
        en: 'The row is not well formed',
        fields: under(index, fieldProblems(read.error, 'body')),
      });
    else if (ids.has(read.data.id))
      refused.push({
        index,
        id: read.data.id,
        code: 'duplicate',
        clause: 'TJ84-3.1',
        zh: '清单中事项编号重复',
        en: 'The id stands twice in the list',
        fields: [],
      });
    else items.set(index, read.data);
    if (read.success) ids.add(read.data.id);
  }
  return { items, refused };
}

type Lacking = Record<'accepting' | 'supervising', ReadonlySet<string>>;
type Departments = ServiceItem['departments'];

async function lackingAmong(
  sql: Querying,
  departments: Departments,
  day: string,
): Promise<Lacking> {
  const of = (side: 'accepting' | 'supervising') =>
    withoutCoordinator(sql, [...new Set(departments.map((pair) => pair[side]))], side, day);
  return { accepting: await of('accepting'), supervising: await of('supervising') };
}

function idOf(row: unknown): string | null {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(id) ? id : null;
}

const under = (index: number, fields: readonly FieldProblem[]): FieldProblem[] =>
  fields.map((field) => ({ ...field, path: `/items/${index}${field.path}` }));

function refusedItem(
  index: number,
  id: string,
  { code, clause, field, say }: RowRefusal,
): RefusedItem {
  return {
    index,
    id,
    code,
    clause,
    ...say,
    fields: under(index, [{ in: 'body', path: field, ...say }]),
  };
}

function oneForBoth(
  { departments }: ServiceItem,
  shared: ReadonlySet<string>,
): RowRefusal | undefined {
  const at = departments.findIndex(({ accepting, supervising }) =>
    shared.has(`${accepting} ${supervising}`),
  );
  return at < 0 ? undefined : sameCoordinator(`/departments/${at}`);
}

function lackingOf({ departments }: ServiceItem, lacking: Lacking): ListWarning[] {
  return departments.flatMap((pair, i) =>
    (['accepting', 'supervising'] as const)
      .filter((side) => lacking[side].has(pair[side]))
      .map((side) => lackingCoordinator(`/departments/${i}/${side}`)),
  );
}

export interface EnteredList {
  result: 'created' | 'unchanged';
  version: number;
}

/** A list that stands is never overwritten: the same again writes nothing, another one of the same day is refused. */
export async function enterList(
  tx: Querying,
  bureau: string,
  list: ServiceList,
  by: string,
): Promise<EnteredList> {
  const standing = await sameDay(tx, bureau, list);
  if (standing !== undefined) return { result: 'unchanged', version: standing };
  await assertLater(tx, bureau, list.effectiveFrom);
  return {
    result: 'created',
    version: await registerList(tx, bureau, list, by).catch(refuseOrder),
  };
}

async function sameDay(
  tx: Querying,
  bureau: string,
  { effectiveFrom, document, items }: ServiceList,
): Promise<number | undefined> {
  const standing = (await listVersions(tx, bureau)).find(
    (one) => one.effectiveFrom === effectiveFrom,
  );
  if (!standing) return undefined;
  const before = (await itemsOf(tx, bureau, standing.version)).map(
    ({ version: _version, ...item }) => item,
  );
  if (
    canonicalize([standing.document, before.map(tidy)]) ===
    canonicalize([document, items.map(tidy).toSorted(byId)])
  )
    return standing.version;
  throw notLater(
    '该日施行的清单已经登记，不得改写',
    'A list of this day is registered; it is not overwritten',
  );
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
const tidy = (item: ServiceItem) => ({
  ...item,
  departments: item.departments.toSorted((a, b) => (a.accepting < b.accepting ? -1 : 1)),
});

/** One version in force at a time, and the past is not rewritten. */
export async function assertLater(tx: Querying, bureau: string, from: string): Promise<void> {
  const [last] = await listVersions(tx, bureau);
  if (last && from <= last.effectiveFrom)
    throw notLater(
      `第${last.version}版自${last.effectiveFrom}起施行，新版须晚于该日`,
      `Version ${last.version} holds from ${last.effectiveFrom}; a new one begins later`,
    );
  if (await approvedSince(tx, bureau, from))
    throw notLater(
      '该日及以后已有按现行清单批准的办理结果',
      'Results have been approved under the present list on or after that day',
    );
}

/** A result was approved in the meantime. */
function refuseOrder(error: unknown): never {
  const overtaken =
    typeof error === 'object' &&
    error !== null &&
    'constraint_name' in error &&
    error.constraint_name === 'service_list_order';
  throw overtaken ? notLater('该日及以后已有登记', 'Something stands on or after that day') : error;
}

const notLater = (zh: string, en: string): Problem =>
  new Problem('list-not-later', {
    say: { zh, en },
    clause: 'TJ84-3.1',
    lawful: {
      zh: '登记自更晚日期施行的新版清单',
      en: 'Register a version that begins on a later day',
    },
    fields: [{ in: 'path', path: '/day', zh, en }],
  });
