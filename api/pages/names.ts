/** 名称 What units and people of the own bureau are called, as the registry shows it to whoever is signed in. */
import type { Visit } from './visit.ts';

export interface Names {
  units: ReadonlyMap<string, string>;
  officers: ReadonlyMap<string, string>;
}

/** As many as are looked up; whoever is not among them stands by the id. */
const MOST = 2000;

async function named(visit: Visit, registry: string, bureau: string): Promise<Map<string, string>> {
  const query = new URLSearchParams({ bureau, limit: String(MOST) });
  const { status, body } = await visit.ask({ method: 'GET', path: `/v1/${registry}?${query}` });
  const { items } =
    status === 200 ? (body as { items: { id: string; name: string }[] }) : { items: [] };
  return new Map(items.map(({ id, name }) => [id, name]));
}

export const unitNames = (visit: Visit, bureau: string): Promise<Names['units']> =>
  named(visit, 'units', bureau);

export async function namesOf(visit: Visit, bureau: string): Promise<Names> {
  const [units, officers] = await Promise.all([
    unitNames(visit, bureau),
    named(visit, 'officers', bureau),
  ]);
  return { units, officers };
}

/** `乙一（o-zfc-1）`: names are borne by several. */
export const officerShown = (names: Names | undefined, id: string): string => {
  const name = names?.officers.get(id);
  return name === undefined ? id : `${name}（${id}）`;
};
