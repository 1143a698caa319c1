/** 密封的话 What people have said of a service, sealed. */
import type { Querying } from '../client.ts';

/** The mark of what is kept under this id by now. */
export async function keepServiceWords(
  sql: Querying,
  words: { id: string; bureau: string; sealed: string; mark: string },
): Promise<string> {
  const [row] = await sql<
    { mark: string }[]
  >`select keep_service_words(${sql.json(words)}) as mark`;
  return row!.mark;
}

/** Undefined: there are none; null: they were erased by order. */
export async function sealedWords(sql: Querying, id: string): Promise<string | null | undefined> {
  const [row] = await sql<
    { sealed: string | null }[]
  >`select sealed from service_words where id = ${id}`;
  return row?.sealed;
}
