/** 密封的话 How words of the public are sealed before anything else is stored, and opened for whoever may read them. */
import { canonicalize } from 'json-canonicalize';
import { keepServiceWords, sealedWords } from '../../db/service-words/store.ts';
import type { Querying } from '../../db/client.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from '../intake/sealing.ts';

/** Sealed under an id that says nothing. `same`: no other words were kept under it before. */
export async function keepWords(
  sql: Querying,
  seal: Seal | undefined,
  { bureau, id }: { bureau: string; id: string },
  words: object,
): Promise<{ words: string; mark: string; same: boolean }> {
  if (!seal) throw new Problem('sealing-key-missing');
  const text = canonicalize(words);
  const mark = seal.mark(text, id);
  const kept = await keepServiceWords(sql, { id, bureau, sealed: seal.seal(text, id), mark });
  return { words: id, mark, same: kept === mark };
}

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
