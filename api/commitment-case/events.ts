/**
 * 一网通 (TJ84-4) A batch of events: each is judged by itself and answered in its place; events about one result stay in order, results do not wait for each other.
 * A key counts once for the system that made it. An answer that is final is kept and given again, whatever has happened since.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import { recordRefusedAccess } from '../../db/queries/access.ts';
import { keepRefusedExchange } from '../../db/coordination-issue/store.ts';
import { fileOfResult, settleEvents, takeEvents } from '../../db/commitment-registries/events.ts';
import { keepRefusedAttempt } from '../../db/queries/refused-attempts.ts';
import { hashOf } from '../../db/queries/turns.ts';
import {
  actTypes,
  eventShape,
  resultOf,
  resultShape,
  type InboundEvent,
} from '../../domain/commitment-case/event.ts';
import { clauseOf as clauseOfStep } from '../../domain/commitment-case/not-awaited.ts';
import { approvalShape, forms } from '../../domain/commitment-case/forms.ts';
import { isExchange, type ExchangeType } from '../../domain/coordination-issue/exchange.ts';
import { fileOr404, submitAct, type ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { formPaths } from '../http/form-paths.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import { NOT_KEPT } from '../intake/refused-attempts.ts';
import {
  asProblem,
  faultOf,
  Problem,
  readPart,
  refusedAs,
  refusedFields,
} from '../http/problems.ts';
import { openCommitmentCase } from './routes.ts';

/** Results at a time, and how long a whole batch waits for its verdicts; what has none by then is pending. */
const WIDTH = 16;
const BATCH_TIMEOUT = 15_000;

export const eventAnswerShape = z
  .object({
    key: z.string().nullable(),
    type: z.string().nullable(),
    state: z.enum(['accepted', 'refused', 'pending', 'conflict', 'fault']).meta({
      description:
        'pending、fault：原样重发 send again as it is; conflict：该键已用于其他事件 the key belongs to another event',
    }),
    file: z.string().nullable(),
    act: z.string().nullable(),
    timing: z.string().optional(),
    force: z.enum(['text', 'reading', 'management']).optional(),
    ...refusedFields,
  })
  .meta({ id: 'InboundEventAnswer' });
export type EventAnswer = z.infer<typeof eventAnswerShape>;

interface Taken {
  key: string;
  type: string;
  result: string;
  hash: string;
  event: InboundEvent;
  raw: unknown;
}
type Read = Taken | { refused: EventAnswer };
type Place = Pick<EventAnswer, 'key' | 'type'> & Partial<Pick<EventAnswer, 'file' | 'act'>>;

export async function answerEvents(
  deps: ActDeps,
  log: Logger,
  caller: Caller,
  raw: readonly unknown[],
): Promise<EventAnswer[]> {
  const system = caller.system ?? caller.id;
  const batch = { deps, log, caller, until: Date.now() + BATCH_TIMEOUT };
  const read = await Promise.all(raw.map((one) => readEvent(batch, one)));
  const taken = [
    ...new Map(
      read.flatMap((one) => ('refused' in one ? [] : [[`${one.hash} ${one.key}`, one] as const])),
    ).values(),
  ];
  const known = await takeEvents(
    deps.sql,
    system,
    caller.id,
    taken.map(({ key, hash, type, result }) => ({ key, hash, type, result })),
  );
  const isOf = ({ key, hash }: Taken): boolean => known[key]!.hash === hash;
  const answers = await inOrder(
    batch,
    taken.filter((one) => isOf(one) && known[one.key]!.answer === null),
  );
  const settled = await settleEvents(
    deps.sql,
    system,
    Object.fromEntries(
      [...answers].filter(([, { state }]) => state === 'accepted' || state === 'refused'),
    ),
  );
  return Promise.all(
    read.map(async (one) => {
      if ('refused' in one) return one.refused;
      if (!isOf(one)) return refuse(batch, conflict(), one, one.raw);
      return (known[one.key]!.answer ?? settled[one.key] ?? answers.get(one.key)) as EventAnswer;
    }),
  );
}

const conflict = (): Problem =>
  new Problem('idempotency-conflict', {
    clause: 'TJ84-4',
    lawful: { zh: '内容不同的事件请用新的键。', en: 'Use a new key for another event.' },
  });

interface Batch {
  deps: ActDeps;
  log: Logger;
  caller: Caller;
  until: number;
}

/** Form first: what is not well formed claims no key, so that it can be sent again mended. */
async function readEvent(batch: Batch, raw: unknown): Promise<Read> {
  const said = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  try {
    if (said['key'] === undefined)
      throw new Problem('idempotency-key-missing', {
        clause: 'TJ84-4',
        lawful: {
          zh: '每个事件带自己的 key；重发时不变。',
          en: 'Give every event a key of its own; keep it when you send again.',
        },
      });
    const event = readPart(eventShape, raw, 'body');
    if (event.type !== 'approval')
      readPart(
        z.object({ body: forms[event.type].shape }),
        { body: withoutReceipt(event.body) },
        'body',
      );
    const result = resultOf(event);
    return {
      key: event.key,
      type: event.type,
      result,
      event,
      raw,
      hash: hashOf({
        officer: batch.caller.id,
        type: event.type,
        result,
        body: withoutReceipt(event.body),
      }),
    };
  } catch (error) {
    const problem = asProblem(error);
    const cited =
      problem.code === 'bad-input'
        ? new Problem(problem.code, { ...problem.details, clause: await clauseOf(batch, said) })
        : problem;
    return { refused: await refuse(batch, cited, placeOf(said), raw) };
  }
}

/** Under which article an event stands: that of its act in the case of its result, which may wait for it now. */
async function clauseOf(batch: Batch, { type, result }: Record<string, unknown>): Promise<string> {
  if (type === 'approval') return 'TJ84-3.2';
  const known = actTypes.find((one) => one === type);
  if (!known) return 'TJ84-4';
  const file = await fileNamed(batch, result);
  return file
    ? clauseOfAct(await fileOr404(batch.deps.sql, file), known)
    : clauseOfStep(known, 'certification');
}
const fileNamed = (
  { deps, caller }: Batch,
  result: unknown,
): Promise<string | undefined> | undefined =>
  typeof result === 'string' && resultShape.safeParse(result).success
    ? fileOfResult(deps.sql, caller.bureau, result)
    : undefined;

/** The receipt is no part of what is said: a stamp may differ when the same is sent again. */
function withoutReceipt(body: Record<string, unknown>): Record<string, unknown> {
  const said = { ...body };
  delete said['receivedAt'];
  return said;
}
const text = (value: unknown): string | null =>
  typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value) ? value : null;
const placeOf = ({ key, type }: Record<string, unknown>): Place => ({
  key: text(key),
  type: text(type),
});

/** One lane a result, so many lanes at once. Behind a fault of ours the rest of its lane waits for the next sending, or it would be out of order. */
async function inOrder(batch: Batch, events: readonly Taken[]): Promise<Map<string, EventAnswer>> {
  const lanes = new Map<string, Taken[]>();
  for (const event of events) lanes.set(event.result, [...(lanes.get(event.result) ?? []), event]);
  const answers = new Map<string, EventAnswer>();
  const waiting = lanes.values();
  const walk = async (): Promise<void> => {
    for (const lane of waiting) {
      let broken = false;
      for (const event of lane) {
        const { key, type } = event;
        const given: EventAnswer = broken
          ? { ...refusal(new Problem('not-ready'), { key, type }), state: 'fault' }
          : await answer(batch, event);
        broken = given.state === 'fault';
        answers.set(key, given);
      }
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, walk));
  return answers;
}

async function answer(batch: Batch, taken: Taken): Promise<EventAnswer> {
  try {
    return await perform(batch, taken);
  } catch (error) {
    return refuse(batch, error, { key: taken.key, type: taken.type }, taken.raw);
  }
}

/** The same ways as an officer's own: nothing is lawful here that would not be lawful there. */
async function perform(
  { deps, caller, until }: Batch,
  { event, key, type, result, raw }: Taken,
): Promise<EventAnswer> {
  const patient = {
    ...deps,
    verdictTimeout: Math.min(deps.verdictTimeout ?? 5_000, Math.max(0, until - Date.now())),
  };
  const own = `event/${caller.system ?? caller.id}/${key}`;
  if (event.type === 'approval') {
    const { file, act, status } = (await openCommitmentCase(patient, caller, own, event.body)).body;
    return { key, type, state: status === 'pending' ? 'pending' : 'accepted', file, act };
  }
  const id = await fileOfResult(deps.sql, caller.bureau, result);
  if (!id)
    throw new Problem('not-found', {
      clause: 'TJ84-3.2',
      say: {
        zh: `没有办理结果 ${result} 的案卷。`,
        en: `There is no file of the result ${result}.`,
      },
      lawful: { zh: '先报送该结果的批准（approval）。', en: 'Report its approval first.' },
    });
  const { act, verdict } = await submitAct(
    patient,
    caller,
    await fileOr404(deps.sql, id),
    type,
    own,
    event.body,
  );
  const place = { key, type, file: id, act: act.id };
  if (!verdict) return { ...place, state: 'pending' };
  if (verdict.accepted)
    return {
      ...place,
      state: 'accepted',
      ...(verdict.timing && { timing: verdict.timing }),
      ...(verdict.force && { force: verdict.force }),
    };
  const problem = Problem.refused(verdict.refusal);
  await recordAccess({ deps, caller }, problem, raw);
  return refusal(problem, place);
}

async function refuse(
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

function refusal(problem: Problem, { key, type, file = null, act = null }: Place): EventAnswer {
  return {
    key,
    type,
    state: problem.code === 'idempotency-conflict' ? 'conflict' : 'refused',
    file,
    act,
    ...refusedAs(problem),
  };
}

/** As with any refused authority: who, where, why, and the hash of what was asked. */
async function recordAccess(
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
