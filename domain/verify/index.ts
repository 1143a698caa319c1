/**
 * 核验 Whether a dossier holds, from it alone and the keys of whoever checks it: no network, no database, nobody's word. Findings come in the order in which
 * they rest on each other; where one is wrong those behind it may be, too.
 */
import type { Recount } from '../recount/compare.ts';
import { finding, type Finding, type Point } from './findings.ts';
import { acts } from './acts.ts';
import { chain } from './chain.ts';
import { counting } from './counting.ts';
import { documents } from './documents.ts';
import { ground } from './ground.ts';
import { histories } from './histories.ts';
import { kept, type Kept } from './kept.ts';
import { shapes, sums, type Members, type Read } from './members.ts';
import { papers } from './papers.ts';
import { relived } from './relived.ts';
import { contents } from './remake.ts';
import type { Keys } from './seen.ts';
import { tree } from './tree.ts';

export interface Given extends Keys {
  members: Members;
  /** Hashes of the files that lie beside it; nothing where nobody has said where they lie. */
  documents: ReadonlySet<string> | undefined;
  /** What the holder has kept from earlier, to compare with. */
  kept?: Kept | undefined;
  /** Every line of text in a word processor's document, in its order; nothing where it is none. */
  wordsOfDocx: (bytes: Uint8Array) => readonly string[] | undefined;
}

export function* verify(given: Given): Generator<Finding> {
  const summed = sums(given.members);
  yield summed;
  // What lacks a member can't be read further.
  if (summed.state === 'wrong') return;
  const { finding: shaped, read } = shapes(given.members);
  yield shaped;
  if (!read) return;
  yield* points(read, given);
}

/** The same, and the whole life lived again. `now`: by the clock of whoever checks. */
export async function* verifyWhole(
  given: Given,
  recount: Recount,
  now: number,
): AsyncGenerator<Finding> {
  yield* verify(given);
  const { read } = shapes(given.members);
  if (read) yield* await relived(read, recount, now);
}

/** What is asked of a dossier that could be read. */
export function* points(read: Read, given: Omit<Given, 'members'>): Generator<Finding> {
  const asked: [Point, () => Iterable<Finding>][] = [
    ['chain', () => chain(read)],
    ['acts', () => acts(read)],
    ['tree', () => tree(read, given)],
    ['kept', () => (given.kept ? kept(read, given, given.kept) : [])],
    ['ground', () => ground(read)],
    ['histories', () => histories(read)],
    ['contents', () => contents(read)],
    ['documents-made', () => [papers(read, given.wordsOfDocx)]],
    ['documents', () => documents(read, given.documents)],
    ['counting', () => counting(read)],
  ];
  for (const [point, ask] of asked) yield* answered(point, ask);
}

/** A value that nothing can be made of is no less wrong than one of which something else is made. */
function* answered(point: Point, ask: () => Iterable<Finding>): Generator<Finding> {
  try {
    yield* ask();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const [zh, en] = ['案卷所载不能据以重做。', 'Nothing can be made anew of what it says.'];
    yield finding(point, 'wrong', zh, en, [what]);
  }
}
