/** The register of one file over both editions, and the series of openings of a bureau: whether they are whole, and where they are not. */
import { type Opened, bindingOf } from './binding.ts';
import {
  type EditionChange,
  type FirstEditionEntry,
  brokenPast,
  editionChangeFrom,
} from './first-edition.ts';
import { EDITION, type EntryLeaf, type OpeningLeaf, hashOfLeaf } from './leaves.ts';

/** An entry with its content as the reader was given it, and the hash that stands beside it. */
export interface ChainedEntry extends EntryLeaf {
  content: Opened;
  hash: string;
}

/** `past`: something in the first edition; `0` as its number where only the whole differs. */
export interface Broken {
  seq: number;
  why: 'past' | 'order' | 'link' | 'content' | 'hash';
}

export const EDITION_CHANGED = 'edition-changed';

/** The first thing that is wrong with a file's register; nothing where all of it follows from what it says. */
export function brokenRegister(
  file: string,
  past: readonly FirstEditionEntry[],
  entries: readonly ChainedEntry[],
): Broken | undefined {
  if (past.length > 0) {
    const change = entries[0] && changeIn(entries[0]);
    const seq = change ? brokenPast(past, change) : 0;
    if (seq !== undefined) return { seq, why: 'past' };
    if (past.some((entry) => entry.file !== file)) return { seq: 0, why: 'past' };
  }
  let prev = past.at(-1)?.hash ?? null;
  for (const [i, { content, hash, ...entry }] of entries.entries()) {
    const seq = past.length + i + 1;
    if (entry.seq !== seq || entry.file !== file) return { seq, why: 'order' };
    if (entry.prev !== prev) return { seq, why: 'link' };
    if (bindingOf(content) !== entry.body) return { seq, why: 'content' };
    if (hashOfLeaf('entry', entry) !== hash) return { seq, why: 'hash' };
    prev = hash;
  }
  return undefined;
}

/** What the entry says by which the file went over; nothing of it may be withheld. */
function changeIn({ type, content }: ChainedEntry): EditionChange | undefined {
  if (type !== EDITION_CHANGED) return undefined;
  return editionChangeFrom(EDITION, (name) => {
    const field = content[name];
    return field && 'value' in field ? field.value : undefined;
  });
}

/** Places of a series from which no opening is there, or more than one, or one that does not rest on the opening before. */
export interface BrokenPlaces {
  from: number;
  to: number;
  why: 'missing' | 'twice' | 'link';
}

/** What is wrong with the openings of one bureau and procedure, of which there have been `last`. */
export function brokenSeries(openings: readonly OpeningLeaf[], last: number): BrokenPlaces[] {
  const broken: BrokenPlaces[] = [];
  let [done, prev]: [number, string | null | undefined] = [0, null];
  for (const opening of openings.toSorted((a, b) => a.place - b.place)) {
    const { place } = opening;
    if (place <= done) {
      broken.push({ from: place, to: place, why: 'twice' });
      continue;
    }
    if (place > done + 1) {
      broken.push({ from: done + 1, to: place - 1, why: 'missing' });
      // On what it rests is missing, too.
      prev = undefined;
    }
    if (prev !== undefined && opening.prev !== prev)
      broken.push({ from: place, to: place, why: 'link' });
    [done, prev] = [place, hashOfLeaf('opening', opening)];
  }
  if (done < last) broken.push({ from: done + 1, to: last, why: 'missing' });
  return broken;
}
