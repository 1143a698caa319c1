/**
 * 台账换版 Brings the files of the register's first edition over to the second, when the schema has been brought up to date: an entry that covers all
 * that the older ones say is added to each (docs/decisions/0016). What fails halfway is taken up where it was left.
 */
import type { Sql } from './client.ts';
import { EDITION_CHANGED } from '../domain/proof/chain.ts';
import { type FirstEditionEntry, editionChange } from '../domain/proof/first-edition.ts';
import { EDITION } from '../domain/proof/leaves.ts';
import { bound } from './queries/turns.ts';

const BATCH = 200;

/** Answers how many files went over. */
export async function changeEditions(sql: Sql): Promise<number> {
  for (let all = 0; ;) {
    const files = await sql<
      { id: string }[]
    >`select id from file where edition < ${EDITION} order by id limit ${BATCH}`;
    for (const { id } of files) await changeEdition(sql, id);
    all += files.length;
    if (files.length < BATCH) return all;
  }
}

async function changeEdition(sql: Sql, file: string): Promise<void> {
  const change = editionChange(EDITION, await firstEditionOf(sql, file));
  const entry = bound({ key: EDITION_CHANGED, type: EDITION_CHANGED, body: { ...change } });
  // As text: on a connection that has migrated, drizzle lets objects through as they are.
  const asked = JSON.stringify({ file, entries: change.entries, head: change.head, entry });
  await sql`select change_edition(${asked}::text::jsonb)`;
}

/** The entries of a file's first edition, in their order. */
export async function firstEditionOf(sql: Sql, file: string): Promise<FirstEditionEntry[]> {
  return sql<
    FirstEditionEntry[]
  >`select file_id as file, seq, key, type, clause, act_id as act, body, at_ms(recorded_at)::float8 as "recordedAt", prev, hash
    from register where file_id = ${file} and edition = 1 order by seq`;
}
