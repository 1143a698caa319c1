/** 退回的提交 An act or an opening that is refused before it is in an inbox is recorded too: who, when, which act, its hash, and which fields were wrong. */
import type { Response } from 'express';
import type { z } from 'zod';
import { keepRefusedAttempt } from '../../db/queries/refused-attempts.ts';
import { hashOf } from '../../db/queries/turns.ts';
import type { Caller } from '../http/authentication.ts';
import type { Deps } from '../http/deps.ts';
import { formPaths } from '../http/form-paths.ts';
import type { Problem } from '../http/problems.ts';
import { faultOf } from '../http/problem-answer.ts';
import type { ActMeter } from './act-meter.ts';
import { isActType } from './procedures.ts';

/** Not recorded as an attempt: a request by somebody who may not use the system, an act that does not exist, and a fault of our own. */
export const NOT_KEPT = new Set([401, 404, 405, 429]);

export function refusedAttemptRecorder(
  deps: Pick<Deps, 'sql' | 'log'>,
): (res: Response, problem: Problem) => Promise<void> {
  return async (res, problem) => {
    const caller = res.locals['caller'] as Caller | undefined;
    const attempted = attemptOf(res);
    if (caller && attempted) await keepAttempt(deps, caller, attempted, res.req.body, problem);
  };
}

/** The same for one of many acts that come in one request. */
export async function keepAttempt(
  deps: Pick<Deps, 'sql' | 'log'>,
  caller: Caller,
  { file, type, form }: Attempted,
  sent: unknown,
  problem: Problem,
): Promise<void> {
  // A refusal by the file itself names the act, which the file has recorded.
  const kept = problem.onRecord || problem.details.headers?.['Location'] !== undefined;
  if (kept || problem.status >= 500 || NOT_KEPT.has(problem.status)) return;
  const {
    details: { clause, fields },
    code,
  } = problem;
  const attempt = {
    bureau: caller.bureau,
    file,
    type,
    officer: caller.id,
    unit: caller.unit,
    system: caller.system,
    code,
    clause,
    hash: hashOfSent(sent),
    fields: formPaths(form, fields),
  };
  await keepRefusedAttempt(deps.sql, attempt).catch((error: unknown) =>
    deps.log.error({ fault: faultOf(error) }, 'a refused attempt could not be kept'),
  );
}

/** What failed before its file was known has not been measured with the acts (act-meter.ts). */
export const faultRecorder =
  (meter: Pick<ActMeter, 'failed'> | undefined) =>
  (res: Response, { status }: Problem, error: unknown): Promise<void> => {
    if (status >= 500 && attemptOf(res)) meter?.failed(error);
    return Promise.resolve();
  };

interface Attempted {
  file?: string;
  type: string;
  form: z.ZodType | undefined;
}

/** What a request was meant to do: to open what its route opens, or to file the act that its address names. */
function attemptOf({ req, locals }: Response): Attempted | undefined {
  const opens = locals['opens'] as Attempted | undefined;
  if (opens) return opens;
  const [, file, type] =
    (req.method === 'POST' &&
      /^\/v1\/files\/([A-Za-z0-9._-]{1,200})\/acts\/([a-z-]{1,60})$/.exec(req.path)) ||
    [];
  return file && type && isActType(type)
    ? { file, type, form: locals['form'] as z.ZodType | undefined }
    : undefined;
}

/** The hash that the act would have had. The receipt is no part of the act. */
function hashOfSent(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return hashOf(body);
  const { receivedAt: _stamped, ...payload } = body as Record<string, unknown>;
  return hashOf(payload);
}
