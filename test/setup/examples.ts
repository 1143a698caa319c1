/** While DUBAN_RECORD_EXAMPLES names a folder: of what the tests send and are answered, the fullest that is short enough, operation by operation. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Examples } from '../../api/http/examples.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import { RECORD_EXAMPLES } from '../../tools/record-examples.ts';

const folder = process.env[RECORD_EXAMPLES];
export const recording = folder !== undefined;

/** In characters of JSON. A table of a year is no example. */
const LONGEST = 1600;
type Kept = Examples['operations'][string];
const found: Examples = { lacking: [], operations: {}, problems: {} };

export interface Exchange {
  method: string;
  path: string;
  status: number;
  sent: unknown;
  body: string | undefined;
}

export function keepExample({ method, path, status, sent, body }: Exchange): void {
  if (body === undefined) return;
  const answer = JSON.parse(body) as {
    code?: ProblemCode;
    verdict?: { accepted?: boolean } | null;
  };
  if (status >= 400) {
    if (status < 500) found.problems[answer.code!] = better(found.problems[answer.code!], answer);
    return;
  }
  if (![200, 201, 202].includes(status) || answer.verdict?.accepted === false) return;
  const name = `${method.toUpperCase()} ${path}`;
  const asked = method === 'get' ? undefined : sent;
  found.operations[name] = fuller(found.operations[name] ?? {}, {
    request: asked,
    // All acts are answered in one form.
    ...(!/\/acts\/[a-z-]+$/.test(path) && { answer: { status: String(status), body: answer } }),
  });
}

/** Of two exchanges one is kept, whole: what was answered belongs to what was asked. */
export function fuller(known: Kept, next: Kept): Kept {
  if (!next.answer)
    return next.request !== undefined && better(known.request, next.request) === next.request
      ? { request: next.request }
      : known;
  const takes =
    better(known.answer?.body, next.answer.body) === next.answer.body &&
    better(undefined, next.request) === next.request;
  return takes
    ? { ...(next.request !== undefined && { request: next.request }), answer: next.answer }
    : known;
}

/** The fuller one, where it is short enough; the shorter one where both are too long. What tests attack with is no example. */
function better(known: unknown, next: unknown): unknown {
  if (next === undefined) return known;
  const [was, is] = [known, next].map((one) => JSON.stringify(one ?? null));
  if (/[<>\u202e]|\\u|(.)\1{40}/i.test(is!.replaceAll(/"[0-9a-f]{64}"/g, '""'))) return known;
  if (known === undefined) return next;
  if (was!.length > LONGEST) return is!.length < was!.length ? next : known;
  return is!.length <= LONGEST && is!.length > was!.length ? next : known;
}

/** One file for each process of the tests. */
export function writeExamples(): void {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(found));
}
