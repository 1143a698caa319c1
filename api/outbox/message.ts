/** What a receiver gets: the register's entry, word for word, signed as Standard Webhooks say. */
import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { Webhook } from 'standardwebhooks';
import type { PostedEntry } from '../../db/queries/outbox.ts';
import { hex } from '../../domain/proof/bytes.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** Ids, codes and instants only: the register holds no narrative, nor does this. `prev` and `hash` tie it into the file's chain. */
export function messageOf({
  bureau,
  procedure,
  file,
  seq,
  key,
  type,
  clause,
  act,
  body,
  bodyHash,
  edition,
  salt,
  recordedAt,
  prev,
  hash,
}: PostedEntry) {
  return {
    bureau,
    procedure,
    file,
    seq,
    key,
    type,
    clause,
    act,
    body,
    bodyHash,
    edition,
    salt: salt && hex(salt),
    recordedAt: formatInstant(recordedAt as Instant),
    prev,
    hash,
  };
}

/** The same at every try, and no other message has it: receivers drop what they have seen. */
export function webhookId(
  receiver: string,
  { file, seq, hash }: Pick<PostedEntry, 'file' | 'seq' | 'hash'>,
): string {
  return idOf(receiver, file, seq, hash);
}

export const idOf = (...parts: readonly (string | number)[]): string =>
  `msg_${createHash('sha256').update(parts.join('|')).digest('base64url').slice(0, 32)}`;

export interface Signed {
  body: string;
  headers: Record<string, string>;
}

export const signed = (
  receiver: string,
  entry: PostedEntry,
  secrets: readonly string[],
  now: Date = new Date(),
): Signed => signedAs(webhookId(receiver, entry), messageOf(entry), secrets, now);

/** Signed anew at every try, by each of the keys: during a rotation there are two. */
export function signedAs(
  id: string,
  message: object,
  secrets: readonly string[],
  now: Date = new Date(),
): Signed {
  const body = canonicalize(message);
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'duban-outbox',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
  return { body, headers };
}
