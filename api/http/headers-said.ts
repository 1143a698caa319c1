/** 标头 Which headers the answers of a route may have: held against what the tests are answered. */
import type { ProblemCode } from '../../domain/law/codes.ts';
import { type HeaderName, ofDeprecated } from './header-table.ts';
import type { AnySpec, ReplySpec } from './route.ts';

/** What follows from the form of a route, and what it says itself. */
export function headersOf(
  { opens, operations, query, responses, deprecated }: AnySpec,
  status: number,
  { csv, schema, headers = [] }: ReplySpec,
): HeaderName[] {
  const files = opens !== undefined || operations !== undefined;
  return [
    ...headers,
    ...(csv ? (['Content-Disposition'] as const) : []),
    ...(status === 201 || status === 202 || files || 201 in responses || 202 in responses
      ? (['Location'] as const)
      : []),
    // Whoever has it already is told so; a proposal is confirmed as it was read.
    ...((304 in responses && (status === 200 || status === 304)) ||
    schema?.meta()?.id === 'Proposal'
      ? (['ETag'] as const)
      : []),
    ...(status === 200 && query && 'cursor' in query.shape ? (['Link'] as const) : []),
    ...(deprecated ? ofDeprecated : []),
  ];
}

/** After which it may be well to ask again. */
const again = new Set<ProblemCode>(['rate-limited', 'not-ready', 'clock-differs', 'number-taken']);
/** Statuses of what was refused before anything was kept of it. */
const before = new Set([401, 413, 415, 429, 500, 503]);

/** Of a refusal. What its file refuses is kept, and says where. */
export const headersOfProblem = (
  { opens, operations, deprecated }: AnySpec,
  status: number,
  codes: readonly ProblemCode[],
): HeaderName[] => [
  ...(status === 401 ? (['WWW-Authenticate'] as const) : []),
  ...(codes.some((code) => again.has(code)) ? (['Retry-After'] as const) : []),
  ...((opens || operations) && !before.has(status) ? (['Location'] as const) : []),
  ...(deprecated ? ofDeprecated : []),
];
