/** 法制审核机构 Which unit reviews a case (TJ51-14.1): the nearest that has a reviewer and is not the one that investigates; for a city case never one of a district. Pure. */

interface Unit {
  id: string;
  superior: string | null;
}
interface Places {
  units: readonly Unit[];
  /** The bodies of districts (TJ51-8.1); what stands under one belongs to it. */
  districts: ReadonlySet<string>;
  /** Where somebody is registered for legal review. */
  reviewing: readonly string[];
}

/** The unit itself and those over it, the nearest first. */
export function chainOf(units: readonly Unit[], unit: string): string[] {
  const found: string[] = [];
  const up = (id: string): string | null => units.find((u) => u.id === id)?.superior ?? null;
  for (let id: string | null = unit; id !== null && !found.includes(id); id = up(id))
    found.push(id);
  return found;
}

/** The unit that files reviews itself only where no other may; whoever reviews must not have investigated anyway. */
export function reviewingUnit({ units, districts, reviewing }: Places, filing: string): string {
  const mine = chainOf(units, filing);
  const districtOf = (chain: readonly string[]): string | undefined =>
    chain.find((id) => districts.has(id));
  const mayReview = reviewing.filter((id) => {
    const district = districtOf(chainOf(units, id));
    return id !== filing && (district === undefined || district === districtOf(mine));
  });
  /** How far up from who files, then how far down to who reviews. */
  const distance = (id: string): readonly [number, number] => {
    const chain = chainOf(units, id);
    const down = chain.findIndex((over) => mine.includes(over));
    return down < 0 ? [mine.length, chain.length] : [mine.indexOf(chain[down]!), down];
  };
  const nearer = (a: string, b: string): number => {
    const [one, other] = [distance(a), distance(b)];
    return one[0] - other[0] || one[1] - other[1] || (a < b ? -1 : 1);
  };
  return mayReview.toSorted(nearer)[0] ?? filing;
}
