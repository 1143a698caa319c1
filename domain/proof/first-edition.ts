/**
 * The register's first edition. Its hashes cover an entry's number, key, instant and body, not its type, clause and act; so when a file goes over
 * to the second edition, the entry that says so rests on a digest of everything that its older entries say.
 */
import { hex, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';
import { leafHash, sha256 } from './hashing.ts';

export interface FirstEditionEntry {
  file: string;
  seq: number;
  key: string;
  type: string;
  clause: string | null;
  act: string | null;
  body: unknown;
  recordedAt: number;
  prev: string;
  hash: string;
}

const firstEditionBodyHash = (body: unknown): string => hex(sha256(utf8(canonicalJson(body))));

/** The same with the hash of its body, as a reader has it from whom that is withheld. */
export type HashedEntry = Omit<FirstEditionEntry, 'body'> & { bodyHash: string };

const hashed = (entry: FirstEditionEntry | HashedEntry): HashedEntry => {
  if ('bodyHash' in entry) return entry;
  const { body, ...said } = entry;
  return { ...said, bodyHash: firstEditionBodyHash(body) };
};

export const firstEditionHash = (entry: FirstEditionEntry | HashedEntry): string => {
  const { prev, seq, key, recordedAt, bodyHash } = hashed(entry);
  return hex(sha256(utf8([prev, seq, key, recordedAt, bodyHash].join('|'))));
};

/** What stands for an older entry in the digest: all that it says. */
const pastText = (entry: FirstEditionEntry | HashedEntry): string => {
  const { bodyHash: body, ...said } = hashed(entry);
  return canonicalJson({ $: 'duban/entry/1', ...said, body });
};

/** The digest over a file's older entries in their order: a line for each. */
const digestOfPast = (entries: readonly (FirstEditionEntry | HashedEntry)[]): string =>
  hex(
    sha256(
      utf8(
        `duban/past/1\n${entries.map((entry) => `${hex(leafHash(utf8(pastText(entry))))}\n`).join('')}`,
      ),
    ),
  );

/** 台账换版 What the entry says by which a file goes over to the second edition. */
export interface EditionChange {
  edition: number;
  entries: number;
  head: string;
  digest: string;
}

/** The same, read from what such an entry says; nothing where it does not say it. */
export function editionChangeFrom(
  edition: number,
  said: (field: keyof EditionChange) => unknown,
): EditionChange | undefined {
  const [entries, head, digest] = [said('entries'), said('head'), said('digest')];
  return said('edition') === edition &&
    typeof entries === 'number' &&
    typeof head === 'string' &&
    typeof digest === 'string'
    ? { edition, entries, head, digest }
    : undefined;
}

export const editionChange = (
  edition: number,
  entries: readonly (FirstEditionEntry | HashedEntry)[],
): EditionChange => ({
  edition,
  entries: entries.length,
  head: entries.at(-1)?.hash ?? '',
  digest: digestOfPast(entries),
});

/** The first of these older entries that is not what it was: its number, or 0 where only their sum is another than was entered. */
export function brokenPast(
  entries: readonly (FirstEditionEntry | HashedEntry)[],
  change: EditionChange,
): number | undefined {
  for (const [i, entry] of entries.entries()) {
    const prev = i === 0 ? '' : entries[i - 1]!.hash;
    if (entry.seq !== i + 1 || entry.prev !== prev || entry.hash !== firstEditionHash(entry))
      return i + 1;
  }
  const now = editionChange(change.edition, entries);
  return canonicalJson(now) === canonicalJson(change) ? undefined : 0;
}
