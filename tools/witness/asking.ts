/** What a witness asks of a log over HTTP: public answers, none of them believed before it is checked. */
import { z } from 'zod';
import { HASH_LENGTH, fromBase64 } from '../../domain/proof/bytes.ts';

/** Milliseconds for a whole answer. */
const PATIENCE = 20_000;
export const LONGEST_NOTE = 1_000_000;

/** The log, or the way to it, is away, or answers what is none; `message` is for a person. */
export class NotAnswered extends Error {}

/** The bytes of an answer 200; more than `most` is no answer. */
export async function bytesOf(
  url: string,
  most: number,
  headers: Record<string, string> = {},
): Promise<Uint8Array> {
  try {
    const answer = await fetch(url, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status !== 200 || !answer.body) throw new NotAnswered(`${url}: ${answer.status}`);
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > most) throw new NotAnswered(`${url}: too much`);
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    throw error instanceof NotAnswered ? error : new NotAnswered(`${url}: ${reasonOf(error)}`);
  }
}

/** fetch says `fetch failed`, and why in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

export const textOf = async (url: string, most: number): Promise<string> =>
  Buffer.from(await bytesOf(url, most)).toString('utf8');

const hash = z.string().transform((text, context) => {
  const bytes = fromBase64(text);
  if (bytes?.length !== HASH_LENGTH) context.addIssue('no hash');
  return bytes ?? z.NEVER;
});
const proofForm = z.object({ hashes: z.array(hash).max(63) });

/** `{"hashes": [base64, …]}` */
export async function consistencyOf(url: string, from: number, to: number): Promise<Uint8Array[]> {
  const address = `${url}/proofs/consistency?from=${from}&to=${to}`;
  const text = await textOf(address, 100_000);
  try {
    return proofForm.parse(JSON.parse(text)).hashes;
  } catch {
    throw new NotAnswered(`${address}: no proof`);
  }
}

/** Brings the note with its cosignature. */
export async function bring(url: string, note: string): Promise<void> {
  const address = `${url}/cosignatures`;
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: note,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((error: unknown) => {
    throw new NotAnswered(`${address}: ${reasonOf(error)}`);
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new NotAnswered(`${address}: ${answer.status}`);
}
