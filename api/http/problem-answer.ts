/** The one error handler: whatever is thrown below a route becomes a problem on the wire. */
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import postgres from 'postgres';
import { z } from 'zod';
import { clauseTitle } from '../../domain/law/clause-title.ts';
import { catalogued } from '../../domain/codes.ts';
import type { Sentence } from '../../domain/law/refusal.ts';
import {
  type ProblemDetails,
  Problem,
  extensions,
  shownLawful,
  type ProblemBody,
} from './problems.ts';
import { fieldProblems, badInput } from './fields.ts';
import { padded } from './padding.ts';

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
      lawful: shownLawful(lawful),
    }),
    ...(fields && { fields: [...fields] }),
    ...Object.fromEntries(
      extensions.flatMap(([name, { shown }]) =>
        says[name] === undefined ? [] : [[name, shown(says[name] as never)]],
      ),
    ),
  };
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
  // Only the connections of the reports have a bound (query_canceled).
  if (error instanceof postgres.PostgresError && error.code === '57014')
    return new Problem('report-too-large');
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
  const body = problemBody(problem, language, String(req.id));
  if (problem.details.headers) res.set(problem.details.headers);
  res
    .vary('Accept-Language')
    .set('Content-Language', language === 'zh' ? 'zh-CN' : 'en')
    .set('Cache-Control', 'no-store');
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(res.locals['unrecorded'] ? padded(body) : body));
}

/** The one error handler. `onRefused` is told of each refused authority before the answer goes out, `onProblem` of every problem. */
export function problemHandler(
  log: Logger,
  onRefused: (res: Response, problem: Problem) => Promise<void>,
  onProblem: (res: Response, problem: Problem, error: unknown) => Promise<void>,
): ErrorRequestHandler {
  return async (error: unknown, req, res, _next) => {
    const problem = asProblem(error);
    const { unrecorded } = res.locals as { unrecorded?: true };
    if (problem.code === 'internal')
      log.error({ ...(!unrecorded && { reqId: req.id }), fault: faultOf(error) }, 'fault');
    // Whatever becomes of the record, the answer is ours: what escaped from here would be answered by Express, with a stack trace.
    try {
      if (!unrecorded && problem.status === 403) await onRefused(res, problem);
      if (!unrecorded) await onProblem(res, problem, error);
    } catch (fault) {
      log.error({ reqId: req.id, fault: faultOf(fault) }, 'a problem could not be recorded');
    }
    if (res.headersSent) res.destroy();
    else sendProblem(res, problem);
  };
}
