/** The form of an event comes first: what is not well formed claims no key, so that it can be sent again mended. */
import { z } from 'zod';
import { hashOf } from '../../db/queries/turns.ts';
import {
  actTypes,
  eventShape,
  resultOf,
  type InboundEvent,
} from '../../domain/commitment-case/event.ts';
import { clauseOf as clauseOfStep } from '../../domain/commitment-case/not-awaited.ts';
import { forms } from '../../domain/commitment-case/forms.ts';
import { fileOr404 } from '../intake/submit-act.ts';
import { clauseOfAct } from '../intake/procedures.ts';
import { Problem } from '../http/problems.ts';
import { readPart } from '../http/fields.ts';
import { asProblem } from '../http/problem-answer.ts';
import { type EventAnswer, type Place, type Batch, fileNamed, text } from './event-answer.ts';
import { refuse } from './refused-events.ts';

export interface Taken {
  key: string;
  type: string;
  result: string;
  hash: string;
  event: InboundEvent;
  raw: unknown;
}

type Read = Taken | { refused: EventAnswer };

/** Form first: what is not well formed claims no key, so that it can be sent again mended. */
export async function readEvent(batch: Batch, raw: unknown): Promise<Read> {
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

/** The receipt is no part of what is said: a stamp may differ when the same is sent again. */
function withoutReceipt(body: Record<string, unknown>): Record<string, unknown> {
  const said = { ...body };
  delete said['receivedAt'];
  return said;
}

const placeOf = ({ key, type }: Record<string, unknown>): Place => ({
  key: text(key),
  type: text(type),
});
