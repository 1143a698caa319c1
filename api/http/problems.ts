/** Refusals and errors on the wire: RFC 9457 problem+json, in Chinese and English, with codes from the one catalogue. */
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { clauseTitle } from '../../domain/law/clause-title.ts';
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
  readonly code: string;
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

const fieldShape = z.object({
  in: z.enum(['body', 'query', 'path', 'header']),
  path: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** A refusal among other answers: what a problem says, where one reply holds many. */
export const refusedFields = {
  code: z.string().optional(),
  clause: z.string().optional(),
  zh: z.string().optional(),
  en: z.string().optional(),
  lawful: z.object({ zh: z.string(), en: z.string(), earliest: z.string().optional() }).optional(),
  fields: z.array(fieldShape).optional(),
};
export function refusedAs({ code, details }: Problem) {
  const { say = catalogued(code).title, clause, lawful, fields } = details;
  return {
    code,
    ...(clause && { clause }),
    zh: say.zh,
    en: say.en,
    ...(lawful && {
      lawful: {
        zh: lawful.zh,
        en: lawful.en,
        ...(lawful.earliest !== undefined && { earliest: formatInstant(lawful.earliest) }),
      },
    }),
    ...(fields && { fields: [...fields] }),
  };
}

/** The members that procedures add to a problem. */
const extensions = procedures.flatMap(({ refusalSays = {} }) => Object.entries(refusalSays));

/** The documented form of every problem; `detail` and `title` follow Accept-Language, `zh` and `en` are always both there. */
export const problemShape = z
  .object({
    type: z.string().meta({ description: '/problems/<code>' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
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
    ...Object.fromEntries(extensions.map(([name, { shape }]) => [name, shape])),
  })
  .meta({ id: 'Problem' });

export type ProblemBody = z.infer<typeof problemShape>;

/** 中文 unless the caller prefers English. */
function languageOf(req: Request): keyof Sentence {
  return req.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh';
}

export function problemBody(
  problem: Problem,
  language: keyof Sentence,
  requestId: string,
): ProblemBody {
  const { title, status, lawful: usual } = catalogued(problem.code);
  const {
    say = title,
    clause,
    lawful = usual as ProblemDetails['lawful'],
    fields,
    says = {},
  } = problem.details;
  return {
    type: `/problems/${problem.code}`,
    title: title[language],
    status,
    detail: say[language],
    code: problem.code,
    instance: `urn:uuid:${requestId}`,
    zh: say.zh,
    en: say.en,
    ...(clause && { clause }),
    ...(clause && { clauseTitle: clauseTitle(clause) }),
    ...(lawful && {
      lawful: {
        zh: lawful.zh,
        en: lawful.en,
        ...(lawful.earliest !== undefined && { earliest: formatInstant(lawful.earliest) }),
      },
    }),
    ...(fields && { fields: [...fields] }),
    ...Object.fromEntries(
      extensions.flatMap(([name, { shown }]) =>
        says[name] === undefined ? [] : [[name, shown(says[name] as never)]],
      ),
    ),
  };
}

/** Both languages of a sentence in one zod message: `中文 | English`. */
const SEPARATOR = ' | ';
const chinese = z.locales.zhCN().localeError;
const english = z.locales.en().localeError;
const worded = (said: string | { message: string } | null | undefined, otherwise: string): string =>
  typeof said === 'string' ? said : (said?.message ?? otherwise);

/** zod's default sentences, in both languages; a schema's own message wins. Unknown names are not echoed in the sentence. */
export const bilingual: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `没有这个字段${SEPARATOR}There is no such field`;
  if (
    (issue.code === 'invalid_type' || issue.code === 'invalid_value') &&
    issue.input === undefined
  )
    return `必填${SEPARATOR}This is required`;
  if (issue.code === 'invalid_format') return `格式不正确${SEPARATOR}The format is not valid`;
  return `${worded(chinese(issue), '无效输入')}${SEPARATOR}${worded(english(issue), 'Invalid input')}`;
};

function sentenceOf(message: string): Sentence {
  const at = message.indexOf(SEPARATOR);
  return at < 0
    ? { zh: message, en: message }
    : { zh: message.slice(0, at), en: message.slice(at + SEPARATOR.length) };
}

const pointer = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => `/${String(step).slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');

/** Names each wrong field; a union's branches are left to its own sentence. */
export function fieldProblems(error: z.core.$ZodError, where: FieldProblem['in']): FieldProblem[] {
  return error.issues.slice(0, 50).flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 10).map((key) => [...issue.path, key])
        : [issue.path];
    return paths.map((path) => ({ in: where, path: pointer(path), ...sentenceOf(issue.message) }));
  });
}

/** Checks a part of the request; a miss is a 400 that names the fields, under the clause of the act where it is the form of one. */
export function readPart<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: FieldProblem['in'],
  clause?: string,
): z.output<S> {
  const read = schema.safeParse(value, { error: bilingual });
  if (read.success) return read.data;
  throw badInput(fieldProblems(read.error, where), clause);
}

export function badInput(fields: readonly FieldProblem[], clause?: string): Problem {
  const paths = fields
    .slice(0, 5)
    .map((f) => f.path || f.in)
    .join(', ');
  const say = { zh: `以下字段不符合要求：${paths}`, en: `These fields are not valid: ${paths}` };
  return new Problem('bad-input', { say, fields, ...(clause && { clause }) });
}

interface HttpError {
  status: number;
  type?: string;
}
const isHttpError = (error: unknown): error is HttpError =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;

/** What express and its body parser throw, in our codes. */
function ofHttpError(error: HttpError): Problem {
  if (error.type === 'entity.parse.failed') return new Problem('malformed-json');
  if (error.status === 413) return new Problem('too-large');
  if (error.status === 415) return new Problem('unsupported-media-type');
  if (error.status === 404) return new Problem('not-found');
  return new Problem('bad-input');
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof z.core.$ZodError) return badInput(fieldProblems(error, 'body'));
  return isHttpError(error) ? ofHttpError(error) : new Problem('internal');
}

/** What a log may say of a fault: its kind, its SQLSTATE and where; never its message, which may quote values. */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = error.stack
    ?.split('\n')
    .filter((text) => text.startsWith('    at '))
    .slice(0, 12);
  return { type: error.name, ...('code' in error && { code: String(error.code) }), at: frames };
}

function sendProblem(res: Response, problem: Problem): void {
  const { req } = res;
  const language = languageOf(req);
  if (problem.details.headers) res.set(problem.details.headers);
  res
    .vary('Accept-Language')
    .set('Content-Language', language === 'zh' ? 'zh-CN' : 'en')
    .set('Cache-Control', 'no-store');
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, language, String(req.id))));
}

/** The one error handler. `onRefused` is told of each refused authority before the answer goes out, `onProblem` of every problem. */
export function problemHandler(
  log: Logger,
  onRefused: (res: Response, problem: Problem) => Promise<void>,
  onProblem: (res: Response, problem: Problem) => Promise<void>,
): ErrorRequestHandler {
  return async (error: unknown, req, res, _next) => {
    const problem = asProblem(error);
    if (problem.code === 'internal') log.error({ reqId: req.id, fault: faultOf(error) }, 'fault');
    // Whatever becomes of the record, the answer is ours: what escaped from here would be answered by Express, with a stack trace.
    try {
      if (problem.status === 403) await onRefused(res, problem);
      await onProblem(res, problem);
    } catch (fault) {
      log.error({ reqId: req.id, fault: faultOf(fault) }, 'a problem could not be recorded');
    }
    if (res.headersSent) res.destroy();
    else sendProblem(res, problem);
  };
}
