/** 名称 What the units and people of a page are called, as the registry shows it to whoever is signed in. */
import type { Visit } from './visit.ts';

export interface Names {
  units: ReadonlyMap<string, string>;
  officers: ReadonlyMap<string, string>;
}

/** As many as the registry is asked for at once; a page that names more shows the rest by their ids. */
const MOST = 100;

async function named(
  visit: Visit,
  registry: 'units' | 'officers' | 'institutions' | 'practitioners',
  ids: Iterable<string>,
): Promise<Map<string, string>> {
  const asked = [...new Set(ids)].slice(0, MOST);
  if (asked.length === 0) return new Map();
  const query = new URLSearchParams({ ids: asked.join(','), limit: String(MOST) });
  const { status, body } = await visit.ask({ method: 'GET', path: `/v1/${registry}?${query}` });
  const { items } =
    status === 200 ? (body as { items: { id: string; name: string | null }[] }) : { items: [] };
  return new Map(items.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

export const unitNames = (visit: Visit, ids: Iterable<string>): Promise<Names['units']> =>
  named(visit, 'units', ids);

interface Subject {
  kind: string;
  id: string;
}

/** What the subjects of files are called: institutions and practitioners. Of any other kind the id is all there is. */
export async function subjectNames(
  visit: Visit,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string): string[] =>
    subjects.filter((one) => one.kind === kind).map(({ id }) => id);
  const [institutions, practitioners] = await Promise.all([
    named(visit, 'institutions', idsOf('institution')),
    named(visit, 'practitioners', idsOf('practitioner')),
  ]);
  return new Map([...institutions, ...practitioners]);
}

/** `第一医院（i-001）`: it is found by its id, and known by its name. */
export const subjectShown = (names: ReadonlyMap<string, string>, id: string): string => {
  const name = names.get(id);
  return name === undefined ? id : `${name}（${id}）`;
};

export async function namesOf(
  visit: Visit,
  ids: { units: Iterable<string>; officers: Iterable<string> },
): Promise<Names> {
  const [units, officers] = await Promise.all([
    unitNames(visit, ids.units),
    named(visit, 'officers', ids.officers),
  ]);
  return { units, officers };
}

/** `乙一（o-zfc-1）`: names are borne by several. */
export const officerShown = (names: Names | undefined, id: string): string => {
  const name = names?.officers.get(id);
  return name === undefined ? id : `${name}（${id}）`;
};
