/** 选单 Ids of units, officers and institutions to choose from, by their names: what the registry shows to whoever fills in the form. A field is told by the form of its ids. */
import { officerId, subjectId, unitId } from '../../../domain/law/shapes.ts';
import { html, type Html } from '../html.ts';
import type { Visit } from '../visit.ts';
import type { Node } from './schema.ts';

const patternOf = (shape: typeof unitId): string => {
  const [check] = shape.def.checks ?? [];
  return (check?._zod.def as { pattern?: RegExp } | undefined)?.pattern?.source ?? '';
};
type Kind = 'units' | 'officers' | 'subjects';
const kinds = new Map<string, Kind>([
  [patternOf(unitId), 'units'],
  [patternOf(officerId), 'officers'],
  [patternOf(subjectId), 'subjects'],
]);

const listId = (kind: Kind): string => `ids-${kind}`;

/** The list that belongs to a text field with this pattern, or none. */
export const listOf = (pattern: string | undefined): string | undefined => {
  const kind = pattern === undefined ? undefined : kinds.get(pattern);
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
};

async function rows<T>(visit: Visit, registry: string, bureau: string): Promise<T[]> {
  const query = new URLSearchParams({ bureau, limit: String(MOST) });
  const { status, body } = await visit.ask({ method: 'GET', path: `/v1/${registry}?${query}` });
  // Without the list an id can still be typed.
  return status === 200 ? (body as { items: T[] }).items : [];
}

/** The lists that the fields of a form point to. */
export async function listsFor(visit: Visit, schema: Node): Promise<Html> {
  const text = JSON.stringify(schema);
  const wanted = [...kinds].filter(([pattern]) => text.includes(JSON.stringify(pattern)));
  if (wanted.length === 0) return html``;
  const me = await visit.read<{ bureau: { id: string } }>('/v1/me');
  const lists = await Promise.all(
    wanted.map(async ([, kind]) => [kind, await read[kind](visit, me.bureau.id)] as const),
  );
  return html`${lists.map(
    ([kind, options]) =>
      html`<datalist id="${listId(kind)}">${options.map(([id, name]) => html`<option value="${id}">${name}</option>`)}</datalist>`,
  )}`;
}
