/** 门口退回 A push or feedback that was refused before any file took it in is kept and counted (TJ84-15.1): its code, department, item, time and hash. */
import type { Response } from 'express';
import { keepRefusedExchange } from '../../db/coordination-issue/store.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { isExchange, type ExchangeType } from '../../domain/coordination-issue/exchange.ts';
import type { Caller } from '../http/authentication.ts';
import type { Deps } from '../http/deps.ts';
import type { Problem } from '../http/problems.ts';
import { faultOf } from '../http/problem-answer.ts';

/** Who may not be there at all, and what is our own fault, is no malformed exchange. */
const NOT_COUNTED = new Set([401, 404, 405, 429]);

export function refusedExchangeRecorder(
  deps: Pick<Deps, 'sql' | 'log'>,
): (res: Response, problem: Problem) => Promise<void> {
  return async (res, problem) => {
    const caller = res.locals['caller'] as Caller | undefined;
    const type = exchangeOf(res);
    // A refusal by the file itself names the act it has kept: that one is in the log already.
    if (
      !caller ||
      !type ||
      problem.status >= 500 ||
      NOT_COUNTED.has(problem.status) ||
      problem.details.headers?.['Location']
    )
      return;
    const { body, headers } = res.req;
    const item = (body as { item?: unknown } | undefined)?.item;
    const refused = {
      bureau: caller.bureau,
      unit: caller.unit,
      officer: caller.id,
      type: type.type,
      code: problem.code,
      clause: problem.details.clause,
      file: type.file,
      item: typeof item === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(item) ? item : undefined,
      hash: hashOf(body ?? null),
      key: String(headers['idempotency-key'] ?? ''),
    };
    await keepRefusedExchange(deps.sql, refused).catch((error: unknown) =>
      deps.log.error({ fault: faultOf(error) }, 'a refused exchange could not be kept'),
    );
  };
}

/** Which exchange a request was meant to be: an act of a case, an approval with its push in the same call, the daily push. */
function exchangeOf({ req }: Response): { type: ExchangeType; file?: string } | undefined {
  if (req.method !== 'POST') return undefined;
  const [, file, act] =
    /^\/v1\/files\/(CC-[A-Za-z0-9._-]{1,190})\/acts\/([a-z-]{1,60})$/.exec(req.path) ?? [];
  if (file && act && isExchange(act)) return { type: act, file };
  const pushes =
    req.path === '/v1/commitment-cases/pushes' ||
    (req.path === '/v1/commitment-cases' &&
      (req.body as { push?: unknown } | undefined)?.push === true);
  return pushes ? { type: 'push' } : undefined;
}
