/**
 * What ties a record to its content without showing it: one hash for each field behind a salt, and one over all of them. Whoever may not read a
 * field is given its hash instead, and the record still verifies; the salt keeps a name or an amount from being guessed by trying all of them.
 */
import { fromHex, hex, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import { sha256, sha256Hex } from './hashing.ts';

const SALT_LENGTH = 16;

/** A field as it is handed out: shown with its own salt, or withheld. */
type OpenedField = { value: unknown; salt: string } | { withheld: string };
export type Opened = Readonly<Record<string, OpenedField>>;

type Fields = Readonly<Record<string, unknown>>;

/** Each field has a salt of its own, made of the record's: to show one field is not to show how all are hidden. */
const SALT = utf8('duban/salt/1\n');
const fieldSalt = (salt: Uint8Array, name: string): Uint8Array => sha256(SALT, salt, utf8(name));

/** Of two records behind one stored salt each has its own, so that a field of one opens none of the other. */
export const saltOfRecord = (salt: Uint8Array, record: string): Uint8Array =>
  sha256(utf8('duban/record-salt/1\n'), salt, utf8(record)).subarray(0, SALT_LENGTH);

const FIELD = utf8('duban/field/1\n');
const fieldHash = (name: string, value: unknown, salt: Uint8Array): string =>
  sha256Hex([FIELD, salt], canonicalJson([name, value]));

const overAll = (hashes: Readonly<Record<string, string>>): string =>
  sha256Hex([], `duban/binding/1\n${canonicalJson(hashes)}`);

const present = (fields: Fields): [string, unknown][] =>
  Object.entries(fields).filter(([, value]) => value !== undefined);

/** Under this name the salt itself is always withheld: a record without fields, or all of whose fields are known, is no more guessed than another. */
const SALT_NAME = '';
const saltHash = (salt: Uint8Array): string =>
  fieldHash(SALT_NAME, null, fieldSalt(salt, SALT_NAME));

function check(fields: Fields, salt: Uint8Array): void {
  if (salt.length !== SALT_LENGTH) throw new TypeError('a salt has sixteen bytes');
  if (SALT_NAME in fields) throw new TypeError('a field has a name');
}

export function bindingTo(fields: Fields, salt: Uint8Array): string {
  check(fields, salt);
  const hashes = present(fields).map(([name, value]) => [
    name,
    fieldHash(name, value, fieldSalt(salt, name)),
  ]);
  return overAll(Object.fromEntries([...hashes, [SALT_NAME, saltHash(salt)]]));
}

/** Of whatever was submitted: a field without a name can't be bound by itself, so all of them are bound as one. */
export const boundFields = (fields: Fields, salt: Uint8Array): string =>
  bindingTo(SALT_NAME in fields ? { whole: fields } : fields, salt);

/** The content for a reader from whom these fields are withheld. */
export function openedTo(
  fields: Fields,
  salt: Uint8Array,
  withheld: (name: string) => boolean = () => false,
): Opened {
  check(fields, salt);
  const opened = present(fields).map(([name, value]): [string, OpenedField] => {
    const own = fieldSalt(salt, name);
    return [
      name,
      withheld(name) ? { withheld: fieldHash(name, value, own) } : { value, salt: hex(own) },
    ];
  });
  return Object.fromEntries([...opened, [SALT_NAME, { withheld: saltHash(salt) }]]);
}

/** Instead of a field that would be shown. */
export const withheldHash = (
  name: string,
  { value, salt }: { value: unknown; salt: string },
): string => fieldHash(name, value, fromHex(salt)!);

/** The binding that content as it was handed out belongs to; nothing where it is not of that form. */
export function bindingOf(opened: Opened): string | undefined {
  const hashes: Record<string, string> = {};
  for (const [name, field] of Object.entries(opened)) {
    const text = 'withheld' in field ? field.withheld : field.salt;
    const bytes = fromHex(text);
    if (bytes?.length !== 32) return undefined;
    Object.defineProperty(hashes, name, {
      value: 'withheld' in field ? text : fieldHash(name, field.value, bytes),
      enumerable: true,
    });
  }
  return overAll(hashes);
}
