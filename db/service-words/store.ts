/** 密封的话 What people have said of a service, sealed. */
import type { Querying } from '../client.ts';

/** Within the transaction of what they belong to. */
export async function keepServiceWords(
  tx: Querying,
  words: { id: string; bureau: string; sealed: string; mark: string },
): Promise<void> {
  await tx`select keep_service_words(${tx.json(words)})`;
}

/** Undefined: there are none; null: they were erased by order. */
export async function sealedWords(sql: Querying, id: string): Promise<string | null | undefined> {
  const [row] = await sql<
    { sealed: string | null }[]
  >`select sealed from service_words where id = ${id}`;
  return row?.sealed;
}

/** Whether there are words of this evaluation or file that were not erased. */
export async function wordsStand(sql: Querying, bureau: string, of: string): Promise<boolean> {
  const rows =
    await sql`select 1 from service_words where id = service_words_of(${bureau}, ${of}) and sealed is not null`;
  return rows.length > 0;
}

export async function eraseServiceWords(
  sql: Querying,
  erasing: { bureau: string; of: string; by: string },
): Promise<boolean> {
  const [row] = await sql<
    { erased: boolean }[]
  >`select erase_service_words(${sql.json(erasing)}) as erased`;
  return row!.erased;
}
