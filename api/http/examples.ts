/**
 * 示例 What really was sent and answered, operation by operation: recorded from the files that the tests live through (tools/record-examples.ts), and held by a
 * test against the forms of today. Read when the document is made.
 */
import { readFileSync } from 'node:fs';
import type { ProblemCode } from '../../domain/law/codes.ts';

/** By `POST /v1/…`, as the document writes it; acts have no answer of their own, for all have one form. */
export interface Examples {
  /** Acts and openings that no recorded test has filed yet: the list only becomes shorter. */
  lacking: string[];
  operations: Record<string, { request?: unknown; answer?: { status: string; body: unknown } }>;
  problems: Partial<Record<ProblemCode, unknown>>;
}

let read: Examples | undefined;

/** From the project's folder, which is as far from what is built of this (tools/built.ts). */
export const examples = (): Examples =>
  (read ??= JSON.parse(
    readFileSync(new URL('../../api/http/examples.json', import.meta.url), 'utf8'),
  ) as Examples);

export const exampleOf = (method: string, path: string): Examples['operations'][string] =>
  examples().operations[`${method.toUpperCase()} ${path}`] ?? {};
