/** 依令删除 Content whose words are gone by order: what is left of each field's hash, and the binding that the leaf rests on all the same. */
import { type Opened, bindingOf, openedTo, withheldHash } from './binding.ts';

/** What a binding is made of without its content: of a field that is still there its own salt, of an erased one its hash. */
export type ErasedFields = Readonly<Record<string, { withheld: string } | { salt: string }>>;

type Fields = Readonly<Record<string, unknown>>;

/** To be kept when these fields are erased. */
export function erasedFrom(
  fields: Fields,
  salt: Uint8Array,
  erased: (name: string) => boolean,
): ErasedFields {
  return Object.fromEntries(
    Object.entries(openedTo(fields, salt, erased)).map(([name, field]) => [
      name,
      'withheld' in field ? field : { salt: field.salt },
    ]),
  );
}

/** What a reader is handed out of it, from whom these fields are withheld. */
export const openedFromErased = (
  fields: Fields,
  erased: ErasedFields,
  withheld: (name: string) => boolean = () => false,
): Opened =>
  Object.fromEntries(
    Object.entries(erased).map(([name, field]) => {
      if ('withheld' in field) return [name, field];
      const shown = { value: fields[name] ?? null, salt: field.salt };
      return [name, withheld(name) ? { withheld: withheldHash(name, shown) } : shown];
    }),
  );

/** The binding to what was, from what is left; nothing where the content is not what was left. */
export function bindingToErased(fields: Fields, erased: ErasedFields): string | undefined {
  const there = Object.keys(erased).filter((name) => 'salt' in erased[name]!);
  const shown = Object.keys(fields).filter((name) => fields[name] !== undefined);
  if (there.length !== shown.length || !there.every((name) => shown.includes(name)))
    return undefined;
  return bindingOf(openedFromErased(fields, erased));
}
