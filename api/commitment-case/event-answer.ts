/** How an event from 一网通 is answered, and for whom. */
import type { Logger } from 'pino';
import { z } from 'zod';
import { fileOfResult } from '../../db/commitment-registries/events.ts';
import { resultShape } from '../../domain/commitment-case/event.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';

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

export type Place = Pick<EventAnswer, 'key' | 'type'> & Partial<Pick<EventAnswer, 'file' | 'act'>>;

export interface Batch {
  deps: ActDeps;
  log: Logger;
  caller: Caller;
  until: number;
}

export const fileNamed = (
  { deps, caller }: Batch,
  result: unknown,
): Promise<string | undefined> | undefined =>
  typeof result === 'string' && resultShape.safeParse(result).success
    ? fileOfResult(deps.sql, caller.bureau, result)
    : undefined;

export const text = (value: unknown): string | null =>
  typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value) ? value : null;

export function refusal(
  problem: Problem,
  { key, type, file = null, act = null }: Place,
): EventAnswer {
  return {
    key,
    type,
    state: problem.code === 'idempotency-conflict' ? 'conflict' : 'refused',
    file,
    act,
    ...refusedAs(problem),
  };
}
