/**
 * What a body may be before anybody reads it: UTF-8 (RFC 8259), not nested deeper than any form of ours by far, not of endlessly many parts.
 * Looked at as bytes, so that nothing recursive ever meets what is nested too deep.
 */
import type { IncomingMessage } from 'node:http';
import { Problem } from './problems.ts';

const DEPTH = 32;
/** Values and names together; the largest import has fewer. */
const PARTS = 100_000;

/** express.json calls it with the bytes before it parses them. */
export function boundedJson(
  _req: IncomingMessage,
  _res: unknown,
  body: Buffer,
  encoding: string,
): void {
  if (encoding !== 'utf-8') throw new Problem('unsupported-media-type');
  const { depth, parts } = measure(body);
  if (depth > DEPTH) throw new Problem('too-nested');
  if (parts > PARTS) throw new Problem('too-large');
}

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d,
];

/** In UTF-8 none of these bytes is ever a part of another character. */
function measure(body: Buffer): { depth: number; parts: number } {
  let [depth, open, parts, inText] = [0, 0, 1, false];
  for (let i = 0; i < body.length; i += 1) {
    const byte = body[i];
    if (inText) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === COMMA || byte === COLON) parts += 1;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth = Math.max(depth, (open += 1));
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) open -= 1;
  }
  return { depth, parts };
}
