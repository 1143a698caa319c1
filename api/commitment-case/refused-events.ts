/** An event that its file has not taken in: answered as refused, and kept on record as whatever is refused elsewhere is. */
import { recordRefusedAccess } from '../../db/queries/access.ts';
import { keepRefusedExchange } from '../../db/coordination-issue/store.ts';
import { keepRefusedAttempt } from '../../db/queries/refused-attempts.ts';
import { hashOf } from '../../db/queries/turns.ts';
import { actTypes } from '../../domain/commitment-case/event.ts';
import { forms } from '../../domain/commitment-case/forms.ts';
import { approvalShape } from '../../domain/commitment-case/approval.ts';
import { isExchange, type ExchangeType } from '../../domain/coordination-issue/exchange.ts';
import { formPaths } from '../http/form-paths.ts';
import { NOT_KEPT } from '../intake/refused-attempts.ts';
import { Problem } from '../http/problems.ts';
import { asProblem, faultOf } from '../http/problem-answer.ts';
import {
  type EventAnswer,
  type Place,
  type Batch,
  fileNamed,
  text,
  refusal,
} from './event-answer.ts';

export async function refuse(
  batch: Batch,
  error: unknown,
  place: Place,
  raw: unknown,
): Promise<EventAnswer> {
  const problem = asProblem(error);
  if (problem.status >= 500) {
    batch.log.error({ fault: faultOf(error) }, 'an event could not be judged');
    return { ...refusal(problem, place), state: 'fault' };
  }
  await recordAccess(batch, problem, raw);
  await countExchange(batch, problem, raw);
  await keepAttempt(batch, problem, raw);
  return refusal(problem, place);
}

/** As with any refused authority: who, where, why, and the hash of what was asked. */
export async function recordAccess(
  { deps, caller }: Pick<Batch, 'deps' | 'caller'>,
  problem: Problem,
  raw: unknown,
): Promise<void> {
  if (problem.status === 403)
    await recordRefusedAccess(deps.sql, {
      subject: caller.id,
      route: 'POST /v1/events',
      code: problem.code,
      actHash: hashOf(raw),
    });
}

/** TJ84-15.1 门口退回 A push or feedback that no file has taken in is kept and counted. */
async function countExchange(
  { deps, caller }: Batch,
  problem: Problem,
  raw: unknown,
): Promise<void> {
  const { key, type, body } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<
    string,
    unknown
  >;
  const exchange = exchangeOf(type, body);
  if (!exchange) return;
  const item = (body as { item?: unknown } | null | undefined)?.item;
  await keepRefusedExchange(deps.sql, {
    bureau: caller.bureau,
    unit: caller.unit,
    officer: caller.id,
    type: exchange,
    code: problem.code,
    clause: problem.details.clause,
    item: typeof item === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(item) ? item : undefined,
    hash: hashOf(raw),
    key: text(key) ?? '',
  });
}

/** B18 What its file has not taken in is on record as any other attempt: by the names of its form, never by what it says. */
async function keepAttempt(
  batch: Batch,
  { code, status, details }: Problem,
  raw: unknown,
): Promise<void> {
  const { type, result } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<
    string,
    unknown
  >;
  const known = actTypes.find((one) => one === type);
  if ((!known && type !== 'approval') || NOT_KEPT.has(status)) return;
  const { deps, caller } = batch;
  await keepRefusedAttempt(deps.sql, {
    bureau: caller.bureau,
    file: known && (await fileNamed(batch, result)),
    type: type as string,
    officer: caller.id,
    unit: caller.unit,
    system: caller.system,
    code,
    clause: details.clause,
    hash: hashOf(raw),
    fields: formPaths(
      known ? forms[known].shape : approvalShape,
      details.fields?.map((field) => ({
        ...field,
        path: field.path.replace(/^\/body(?=\/|$)/, ''),
      })),
    ),
  });
}

function exchangeOf(type: unknown, body: unknown): ExchangeType | undefined {
  if (type === 'approval')
    return (body as { push?: unknown } | null | undefined)?.push === true ? 'push' : undefined;
  return typeof type === 'string' && isExchange(type) ? type : undefined;
}
