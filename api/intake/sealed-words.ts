/** 密封的话 What somebody has said in confidence. It is sealed before anything else is stored, and found again when the same request is sent again. */
import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { sealText } from '../../db/queries/sealed-texts.ts';
import type { Sql } from '../../db/client.ts';
import { Problem } from '../http/problems.ts';
import type { Seal } from './sealing.ts';

/** The id is made of the caller and the key. The hash of what is submitted contains a mark of the words, so that other words under the same key are noticed. */
export async function seal(
  sql: Sql,
  key: Seal | undefined,
  by: string,
  idempotencyKey: string,
  words: object,
): Promise<{ secret: string; words: string }> {
  const id = `mf-${createHash('sha256').update(`${by}\n${idempotencyKey}`, 'utf8').digest('hex').slice(0, 40)}`;
  const text = canonicalize(words);
  await sealText(sql, id, sealed(key, text, id));
  return { secret: id, words: key!.mark(text, id) };
}

export function sealed(key: Seal | undefined, text: string, context: string): string {
  if (!key) throw new Problem('sealing-key-missing');
  return key.seal(text, context);
}
