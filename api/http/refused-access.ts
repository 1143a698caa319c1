/** 越权记录 Of a refused authority is kept who, by which route, under which code, and the hash of what was asked; never the content. */
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { canonicalize } from 'json-canonicalize';
import { recordRefusedAccess } from '../../db/queries/access.ts';
import type { Deps } from './deps.ts';
import { faultOf } from './problem-answer.ts';
import type { Problem } from './problems.ts';

/** Tells the register and the log of a refused authority: subject, route, code and the hash of what was asked, never the content. */
export function refusalRecorder(
  deps: Pick<Deps, 'sql' | 'log'>,
): (res: Response, problem: Problem) => Promise<void> {
  return async (res, problem) => {
    const subject = res.locals['subject'] as string | undefined;
    if (!subject) return;
    const refused = {
      subject,
      route: `${res.req.method} ${String(res.locals['route'] ?? 'unknown')}`,
      code: problem.code,
      actHash: actHashOf(res),
    };
    deps.log.warn({ reqId: res.req.id, refused }, 'authority refused');
    await recordRefusedAccess(deps.sql, refused).catch((error: unknown) =>
      deps.log.error({ fault: faultOf(error) }, 'a refusal could not be recorded'),
    );
  };
}

function actHashOf(res: Response): string | undefined {
  const known = res.locals['actHash'] as string | undefined;
  const body = res.req.body as unknown;
  if (known || body === undefined) return known;
  return createHash('sha256').update(canonicalize(body)).digest('hex');
}
