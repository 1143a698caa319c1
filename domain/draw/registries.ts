/** 四库 The population and the officers are the registries', whole and as they are; a statement that differs has been picked by hand (QY-6.1, QY-6.2). */
import type { Refusal } from '../law/refusal.ts';
import type { CivilDate } from '../time/instant.ts';
import { canonicalize } from './canonical.ts';
import type {
  AbandonedRecord,
  Candidate,
  DrawRecord,
  Officer,
  Pair,
  Rule,
  Statement,
} from './record.ts';
import { handPickedObject, handPickedOfficers } from './refusals.ts';

/** What only the registries know, on the day of the commitment. */
export interface Registries {
  today: CivilDate;
  /** 名录更新间隔 Management setting: a list is stale when it is older. */
  staleAfterDays: number;
  rule: Rule;
  /** Everybody who belongs to the population: with strata, places and bars as they are today. */
  objects: readonly Candidate[];
  officers: readonly Pick<Officer, 'id' | 'territories'>[];
  recusals: readonly Pair[];
  /** Draws of the same body under the same clause that are committed and not revealed. */
  unrevealed: readonly string[];
  /** The records that the new one goes on from, the first one first; or the abandoned one that it replaces. */
  chain: readonly DrawRecord[];
  abandoned: AbandonedRecord | undefined;
}

export function refusePopulation(
  s: Statement,
  registered: readonly Candidate[],
): Refusal | undefined {
  const listed = new Map(s.objects.map((one) => [one.id, one]));
  const left = registered.find((one) => !listed.has(one.id));
  if (left)
    return handPickedObject(
      s.clause,
      left.id,
      '在检查对象库中而未列入总体',
      'in the list of objects, left out of the population',
    );
  const registry = new Map(registered.map((one) => [one.id, one]));
  for (const one of s.objects) {
    const true_ = registry.get(one.id);
    if (!true_)
      return handPickedObject(s.clause, one.id, '不在检查对象库中', 'not in the list of objects');
    if (true_ !== one && canonicalize(true_) !== canonicalize(one))
      return handPickedObject(
        s.clause,
        one.id,
        '分层、名额或者限制与检查对象库不符',
        'strata, places or bar differ from the list of objects',
      );
  }
  return undefined;
}

export function refuseOfficers(
  s: Statement,
  registered: Registries['officers'],
  load: (id: string) => number = () => 0,
): Refusal | undefined {
  if (s.rule.team === 0) return undefined;
  const asRegistered = registered
    .map(({ id, territories }) => ({ id, territories: [...territories].sort(), load: load(id) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return canonicalize(asRegistered) === canonicalize(s.officers)
    ? undefined
    : handPickedOfficers(
        s.clause,
        '人员与执法人员名录库不符',
        'The officers are not those of the list',
      );
}
