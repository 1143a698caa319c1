/** 密封的话 How words of the public are sealed before anything else is stored, and opened for whoever may read them. */
import { canonicalize } from 'json-canonicalize';
import { keepServiceWords, sealedWords } from '../../db/service-words/store.ts';
import type { Querying } from '../../db/client.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';

/** What is sealed, to be kept in the transaction of what it belongs to; `mark`: by which the same words are recognised. */
export interface Sealed {
  id: string;
  sealed: string;
  mark: string;
}

/** Sealed under an id that says nothing. */
export function sealWords(seal: Seal | undefined, id: string, words: object): Sealed {
  if (!seal) throw new Problem('sealing-key-missing');
  const text = canonicalize(words);
  return { id, sealed: seal.seal(text, id), mark: seal.mark(text, id) };
}

/** With the file or the row that they belong to, or not at all: what is refused leaves nothing. */
export const keepWords =
  (bureau: string, words: Sealed) =>
  (tx: Querying): Promise<void> =>
    keepServiceWords(tx, { ...words, bureau });

/** Null: they were erased by order. */
export async function openWords(
  sql: Querying,
  seal: Seal | undefined,
  id: string,
): Promise<Record<string, unknown> | null> {
  const sealed = await sealedWords(sql, id);
  if (sealed === undefined) throw new Problem('not-found');
  if (sealed === null) return null;
  if (!seal) throw new Problem('sealing-key-missing');
  return JSON.parse(seal.open(sealed, id)) as Record<string, unknown>;
}
