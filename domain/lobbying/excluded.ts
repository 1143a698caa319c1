/** 回避 Who may have no part in a record (第四条、第八条): the lobbyist, the accused, and superiors who are named. Pure. */
import { entriesOf, type SealedRecord } from './book.ts';
import type { EncounterForm } from './forms.ts';
import type { Ground } from './ground.ts';
import { offices } from './terms.ts';

type Registered = Pick<Ground, 'officers' | 'units'>;
type Somebody = EncounterForm['lobbyist'];

/**
 * By any version of the form, so that a correction opens it to nobody who was kept from it; and by the registry as it stood then as well as now, so that whoever
 * has since left a post, or taken another, stays kept from it. Whoever made the record is not kept from it because he bears a name or heads the unit that it speaks of.
 */
export function excludedFrom(record: SealedRecord, ground: Registered): ReadonlySet<string> {
  const forms = [...entriesOf(record, 'registered'), ...entriesOf(record, 'corrected')].map(
    ({ told }) => told.form,
  );
  const accused = entriesOf(record, 'retaliation').map(({ told }) => told.accused);
  const author = record.entries[0]?.by ?? null;
  return new Set([
    ...record.entries.flatMap(({ kept = [] }) => kept),
    ...keptFrom([...forms.map(({ lobbyist }) => lobbyist), ...accused], author, ground),
    ...forms.flatMap(({ named = [] }) => named),
    ...entriesOf(record, 'accountability').map(({ told }) => told.officer),
  ]);
}

/** Whom these words keep from a record, as the registry stands. */
export const keptFrom = (
  people: readonly Somebody[],
  author: string | null,
  ground: Registered,
): string[] => [...new Set(people.flatMap((one) => concerned(one, author, ground)))];

function concerned(
  { officer, name, unitId }: Somebody,
  author: string | null,
  { officers, units }: Registered,
): string[] {
  if (officer !== undefined) return [officer];
  const others = [...officers.values()].filter(({ id }) => id !== author);
  // A name without the number of the officer is a name all the same: whoever bears it has no part in it.
  const bearers = name === '不详' ? [] : others.filter((one) => one.name === name);
  const there = others.filter((one) => unitId !== undefined && one.unit === unitId);
  const office = offices.some((role) => units.get(unitId ?? '')?.roles.includes(role));
  // Of an office that reads everything it may have been anybody, unless the name says who.
  const anybody = office && !there.some((one) => bearers.includes(one));
  return [...bearers, ...there.filter((one) => anybody || one.roles.includes('head'))].map(
    ({ id }) => id,
  );
}
