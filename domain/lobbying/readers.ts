/** 知悉范围 Who may open a record (第八条): nobody else, whatever else somebody may do in the bureau. Pure. */
import type { SealedRecord } from './book.ts';
import { recipientsOf } from './chain.ts';
import { inOffice, serving, type Ground } from './ground.ts';
import { excludedFrom } from './excluded.ts';

/** In which capacity; undefined: for this person there is no such record. */
export function readsAs(
  record: SealedRecord,
  ground: Ground,
): 'author' | 'recipient' | 'office' | undefined {
  const { id } = ground.caller;
  const excluded = excludedFrom(record, ground);
  // What is held against somebody is not for himself to read.
  if (excluded.has(id)) return undefined;
  if (record.entries[0]!.by === id && record.kind !== 'accountability') return 'author';
  if (actsForOffices(excluded, ground)) return 'office';
  if (record.kind !== 'encounter' || !serving(ground.officers.get(id))) return undefined;
  return recipientsOf(record, ground).includes(id) ? 'recipient' : undefined;
}

/**
 * Whoever sits in one of the two offices, and has no part in it. Where nobody is left there, because all of them are accused or named, it falls to whoever heads
 * the bureau: a record that nobody may read would protect nobody.
 */
export function actsForOffices(excluded: ReadonlySet<string>, ground: Ground): boolean {
  const { id } = ground.caller;
  if (inOffice(ground, id)) return !excluded.has(id);
  const left = [...ground.officers.keys()].some(
    (one) => !excluded.has(one) && inOffice(ground, one),
  );
  const officer = ground.officers.get(id);
  return (
    !left &&
    !excluded.has(id) &&
    serving(officer) &&
    officer!.roles.includes('head') &&
    ground.units.get(officer!.unit)?.superior === null
  );
}
