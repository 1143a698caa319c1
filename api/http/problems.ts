/** Refusals and errors on the wire: RFC 9457 problem+json, in Chinese and English, with codes from the one catalogue. */

import { z } from 'zod';
import { catalogued } from '../../domain/codes.ts';
import type { ProblemCode } from '../../domain/law/codes.ts';
import type { Refusal, Sentence } from '../../domain/law/refusal.ts';
import { procedures } from '../../domain/procedures.ts';
import { formatInstant } from '../../domain/time/civil-date.ts';
import type { Instant } from '../../domain/time/instant.ts';

/** A field of the request that is wrong: where, and why; never what it held. */
export interface FieldProblem extends Sentence {
  in: 'body' | 'query' | 'path' | 'header';
  path: string;
}

export interface ProblemDetails {
  say?: Sentence;
  clause?: string;
  lawful?: Sentence & { earliest?: Instant };
  fields?: readonly FieldProblem[];
  headers?: Readonly<Record<string, string>>;
  /** What a refusal says beside the common fields, by the names that a procedure declares (RFC 9457 extension members). */
  says?: Readonly<Record<string, unknown>>;
}

/** An error that is an answer: thrown anywhere below a route, written by the one error handler. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: ProblemDetails;
  /** The attempt it refuses is on record: in an inbox, with the attempts of openings, or by an earlier step. */
  onRecord = false;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = catalogued(code).status;
    this.details = details;
  }

  /** A refusal by a rule, as the law words it. */
  static refused(
    refusal: Refusal,
    fields?: readonly FieldProblem[],
    headers?: Readonly<Record<string, string>>,
    says?: Readonly<Record<string, unknown>>,
  ): Problem {
    const { say, clause, lawful, earliest } = refusal;
    return new Problem(refusal.code as ProblemCode, {
      say,
      clause,
      lawful: { ...lawful, earliest },
      fields,
      headers,
      says,
    });
  }
}

const fieldShape = z
  .object({
    in: z.enum(['body', 'query', 'path', 'header']),
    path: z.string(),
    zh: z.string(),
    en: z.string(),
  })
  .meta({ id: 'FieldProblem' });

/** A refusal among other answers: what a problem says, where one reply holds many. */
export const refusedFields = {
  code: z.string().optional(),
  clause: z.string().optional(),
  zh: z.string().optional(),
  en: z.string().optional(),
  lawful: z.object({ zh: z.string(), en: z.string(), earliest: z.string().optional() }).optional(),
  fields: z.array(fieldShape).optional(),
};
/** What would be lawful, and from when. */
export const shownLawful = ({ zh, en, earliest }: NonNullable<ProblemDetails['lawful']>) => ({
  zh,
  en,
  ...(earliest !== undefined && { earliest: formatInstant(earliest) }),
});

export function refusedAs({ code, details }: Problem) {
  const { say = catalogued(code).title, clause, lawful, fields } = details;
  return {
    code,
    ...(clause && { clause }),
    zh: say.zh,
    en: say.en,
    ...(lawful && {
      lawful: shownLawful(lawful),
    }),
    ...(fields && { fields: [...fields] }),
  };
}

/** The members that procedures add to a problem. */
export const extensions = procedures.flatMap(({ refusalSays = {} }) => Object.entries(refusalSays));

/** The documented form of every problem; `detail` and `title` follow Accept-Language, `zh` and `en` are always both there. */
export const problemShape = z
  .object({
    type: z.string().meta({ description: '/problems/<code>' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().meta({
      description: '见 /problems；各答复列出自己的 Of /problems; each answer lists its own',
    }),
    instance: z.string().meta({ description: 'The id of the request' }),
    zh: z.string(),
    en: z.string(),
    clause: z.string().optional(),
    clauseTitle: z
      .object({ zh: z.string(), en: z.string() })
      .optional()
      .meta({ description: '条款名称 The clause as people cite it' }),
    lawful: z
      .object({ zh: z.string(), en: z.string(), earliest: z.string().optional() })
      .optional(),
    fields: z.array(fieldShape).optional(),
    padding: z.string().optional().meta({ description: 'Only where every answer has one length' }),
    ...Object.fromEntries(extensions.map(([name, { shape }]) => [name, shape])),
  })
  .meta({ id: 'Problem' });

export type ProblemBody = z.infer<typeof problemShape>;
