/** 选单 Ids of units, officers and institutions to choose from, by their names: what the registry shows to whoever fills in the form. A field is told by the form of its ids. */
import { officerId, subjectId, unitId } from '../../../domain/law/shapes.ts';
import { html, type Html } from '../html.ts';
import type { Visit } from '../visit.ts';
import { placeOf } from './places.ts';
import type { Node } from './schema.ts';

const patternOf = (shape: typeof unitId): string => {
  const [check] = shape.def.checks ?? [];
  return (check?._zod.def as { pattern?: RegExp } | undefined)?.pattern?.source ?? '';
};
type Kind = 'units' | 'officers' | 'subjects' | 'items';
const kinds = new Map<string, Kind>([
  [patternOf(unitId), 'units'],
  [patternOf(officerId), 'officers'],
  [patternOf(subjectId), 'subjects'],
]);

const listId = (kind: Kind): string => `ids-${kind}`;

/** Ids of this form are those of many things; a field of this name has those of items. */
const ITEM = 'item';
const itemPattern = '^[A-Za-z0-9.-]{1,64}$';

const kindOf = (pattern: string | undefined, name: string | undefined): Kind | undefined =>
  pattern === itemPattern && name === ITEM ? 'items' : kinds.get(pattern ?? '');

/** The list that belongs to a text field with this pattern and name, or none. */
export const listOf = (
  pattern: string | undefined,
  name: string | undefined,
): string | undefined => {
  const kind = kindOf(pattern, name);
  return kind && listId(kind);
};

/** As many as one page of the registry has; whoever is not among them is typed. */
const MOST = 1000;

type Option = readonly [id: string, name: string];
const read: Record<Kind, (visit: Visit, bureau: string) => Promise<Option[]>> = {
  units: async (visit, bureau) =>
    (await rows<{ id: string; name: string }>(visit, 'units', bureau)).map(({ id, name }) => [
      id,
      name,
    ]),
  officers: async (visit, bureau) =>
    (
      await rows<{ id: string; name: string; unit: string; removedOn?: string | null }>(
        visit,
        'officers',
        bureau,
      )
    )
      .filter(({ removedOn }) => !removedOn)
      .map(({ id, name, unit }) => [id, `${name} · ${unit}`]),
  subjects: async (visit, bureau) => [
    ...(await rows<{ id: string; name: string }>(visit, 'institutions', bureau)).map(
      ({ id, name }): Option => [id, name],
    ),
    ...(await rows<{ id: string; name: string | null }>(visit, 'practitioners', bureau)).map(
      ({ id, name }): Option => [id, name ?? ''],
    ),
  ],
  // Those done on commitment, and those that are inspected: a bureau has either.
  items: async (visit) =>
    (
      await Promise.all(
        ['service-items', 'inspection-items'].map((path) =>
          itemsAt<{ id: string; name: string }>(visit, `/v1/${path}`),
        ),
      )
    )
      .flat()
      .map(({ id, name }) => [id, name]),
};

async function rows<T>(visit: Visit, registry: string, bureau: string): Promise<T[]> {
  const query = new URLSearchParams({ bureau, limit: String(MOST) });
  return itemsAt(visit, `/v1/${registry}?${query}`);
}

async function itemsAt<T>(visit: Visit, path: string): Promise<T[]> {
  const { status, body } = await visit.ask({ method: 'GET', path });
  // Without the list an id can still be typed.
  return status === 200 ? (body as { items: T[] }).items : [];
}

/** The lists that the fields of a form point to. */
export async function listsFor(visit: Visit, schema: Node): Promise<Html> {
  const text = JSON.stringify(schema);
  const has = (pattern: string): boolean => text.includes(JSON.stringify(pattern));
  const wanted = [...kinds].filter(([pattern]) => has(pattern)).map(([, kind]) => kind);
  if (has(itemPattern) && text.includes(`"${ITEM}":`)) wanted.push('items');
  const lists = await optionsOf(visit, wanted);
  return html`${lists.map(
    ([kind, options]) =>
      html`<datalist id="${listId(kind)}">${options.map(([id, name]) => html`<option value="${id}">${name}</option>`)}</datalist>`,
  )}`;
}

async function optionsOf(
  visit: Visit,
  wanted: readonly Kind[],
): Promise<[kind: Kind, options: Option[]][]> {
  if (wanted.length === 0) return [];
  const me = await visit.read<{ bureau: { id: string } }>('/v1/me');
  return Promise.all(
    wanted.map(async (kind): Promise<[Kind, Option[]]> => [
      kind,
      await read[kind](visit, me.bureau.id),
    ]),
  );
}

/** `第一医院` of `第一医院（某区） · tj.zfc`: as people say it. */
const plainly = (name: string): string => name.split(' · ')[0]!.replace(/（[^（）]*）$/, '');

/** Whoever types a name where an id stands means its bearer, if only one is called so; any other text goes as it is, and the API says what is wrong with it. */
export async function withIds(
  visit: Visit,
  schema: Node,
  form: URLSearchParams,
): Promise<URLSearchParams> {
  const named = [...form].flatMap(([path, text], n) => {
    if (!path.startsWith('/') || !/\P{ASCII}/u.test(text)) return [];
    const field = placeOf(schema, form, path)?.field;
    const kind = field?.kind === 'text' ? kindOf(field.pattern, path.split('/').at(-1)) : undefined;
    return kind ? [{ n, kind, name: text.trim() }] : [];
  });
  const lists = new Map(await optionsOf(visit, [...new Set(named.map(({ kind }) => kind))]));
  const ids = new Map(
    named.flatMap(({ n, kind, name }) => {
      const bearers = lists
        .get(kind)!
        .filter(([, of]) => [of.split(' · ')[0], plainly(of)].includes(name));
      return bearers.length === 1 ? [[n, bearers[0]![0]] as const] : [];
    }),
  );
  return new URLSearchParams(
    [...form].map(([name, text], n): [string, string] => [name, ids.get(n) ?? text]),
  );
}
