/** ETags over what would be answered: weak, so that a client that polls is told 304; strong where a change may rest on what was read (If-Match). */
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Reply } from './route.ts';

/** A weak tag: the same content, whatever the order of its keys in transit. */
export const weakTag = (content: string | object): string => `W/${strongTag(content)}`;

/** A strong tag: the same bytes. */
export function strongTag(content: string | object): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/** RFC 9110 §13.1.2, weak comparison. */
function matches(req: Request, tag: string): boolean {
  const asked = req.get('if-none-match');
  if (asked === undefined) return false;
  const opaque = tag.replace(/^W\//, '');
  return (
    asked.trim() === '*' ||
    asked.split(',').some((one) => one.trim().replace(/^W\//, '') === opaque)
  );
}

/** RFC 9110 §13.1.1, strong comparison: whether `current` (undefined: there is nothing yet) is what the client expects. A weak tag never is. */
export function expected(ifMatch: string, current: string | undefined): boolean {
  if (current === undefined) return false;
  if (ifMatch.trim() === '*') return true;
  return [...ifMatch.matchAll(/(?:W\/)?"[^"]*"/g)].some(([tag]) => tag === current);
}

/** What a route says of the 304 that `tagged` may answer. */
export const unchanged = { description: '未变 Unchanged' };

/** The reply with its tag, or 304 when the client has it already. `seed`: what changes whenever the reply does, when that is cheaper than the body. */
export function tagged(
  req: Request,
  reply: Reply & { body: object },
  seed: string | object = reply.body,
  tagOf = weakTag,
): Reply {
  const headers = { ...reply.headers, ETag: tagOf(seed), 'Cache-Control': 'private, no-cache' };
  return matches(req, headers.ETag) ? { status: 304, headers } : { ...reply, headers };
}
