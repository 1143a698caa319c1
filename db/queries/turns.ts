/** The two statements of a file's life: take acts from the inbox, enter a turn. One round trip each. */
import { createHash, randomBytes } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { bindingTo } from '../../domain/proof/binding.ts';
import { hex } from '../../domain/proof/bytes.ts';
import type { Sql } from '../client.ts';

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 over the canonical JSON (RFC 8785): what ties an act to its message, and a kept history to its entry. */
export function hashOf(value: unknown): string {
  return sha256(canonicalize(value));
}

export async function inboxRows(
  sql: Sql,
  file: string,
  after: number,
  upto: number,
): Promise<unknown[]> {
  const [row] = await sql<
    { rows: unknown[] }[]
  >`select inbox_rows(${file}, ${after}, ${upto}, null) as rows`;
  return row!.rows;
}

/**
 * What a file has lived through, a hundred accepted acts at a time; with the last of them what it owes. `place`: where the
 * register stands, up to which it goes at least.
 */
export async function livedActs(
  sql: Sql,
  file: string,
  after: number,
  upto: number,
): Promise<object> {
  const [row] = await sql<{ past: object; place: object | null }[]>`
    select place, lived(${file}, ${after}, greatest(${upto}::int, (place->>'judged')::int)) as past from position_of(${file}) place`;
  return { ...row!.past, place: row!.place };
}

/** A run of the file has ended while the file goes on: its history is to be kept. */
export async function noteRun(sql: Sql, file: string, run: string): Promise<void> {
  await sql`select note_run(${file}, ${run})`;
}

/** What lists, desk and gauges are told of a file beside its turns: that it cannot write, or that it can again. */
export async function markAttention(
  sql: Sql,
  file: string,
  attention: string,
  fault?: string,
): Promise<void> {
  await sql`select mark_attention(${file}, ${attention}, ${fault ?? null})`;
}

/** An entry as a file or the archive makes it. */
export interface NewEntry {
  key?: string;
  type: string;
  clause?: string | null;
  act?: string | null;
  body: Readonly<Record<string, unknown>>;
}

/** Sixteen random bytes at a time cost more than the rest of a binding's hashes: they are drawn for many entries together, and each is used once. */
let drawn = Buffer.alloc(0);
function newSalt(): Buffer {
  if (drawn.length < 16) drawn = randomBytes(4096);
  const salt = drawn.subarray(0, 16);
  drawn = drawn.subarray(16);
  return salt;
}

/** The entry as the register takes it: its content is hashed field by field behind a salt of its own (docs/decisions/0016). */
export function bound<E extends { body: NewEntry['body'] }>(
  entry: E,
): E & { salt: string; binding: string } {
  const salt = newSalt();
  return { ...entry, salt: hex(salt), binding: bindingTo(entry.body, salt) };
}

/** `turn` as the file made it. */
export async function enter(
  sql: Sql,
  turn: { entries: readonly { body: NewEntry['body'] }[] },
): Promise<unknown> {
  const [row] = await sql<
    { answer: unknown }[]
  >`select enter(${sql.json({ ...turn, entries: turn.entries.map(bound) } as never)}) as answer`;
  return row!.answer;
}
