/** How an opening is answered: at once, and again under the same key. */
import { z } from 'zod';
import { actById, verdictOf } from '../../db/queries/inbox.ts';
import type { Act } from '../../domain/law/act.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import type { Verdict } from '../../domain/law/verdict.ts';
import { consequences, consequencesOf, receiptOf, receiptShape } from './answers.ts';
import type { ActDeps } from './submit-act.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { SYSTEM } from './system.ts';

export const openedShape = z
  .object({
    file: z.string(),
    act: z.string(),
    joined: z.boolean(),
    status: z.enum(['opened', 'joined', 'pending']),
    receipt: receiptShape.optional(),
    ...consequences,
  })
  .meta({ id: 'Opened' });

export type Opened = z.infer<typeof openedShape>;

export interface OpenedReply {
  status: number;
  body: Opened;
  headers?: Record<string, string>;
}

/** The same key again: the stored answer, or a conflict when the body is another. */
export async function again(
  deps: ActDeps,
  caller: Caller,
  answer: { known?: unknown; hash?: string },
  hash: string,
): Promise<OpenedReply> {
  if (answer.hash !== hash) throw new Problem('idempotency-conflict');
  const { refusal, ...known } = answer.known as Partial<Opened> & { refusal?: Refusal };
  if (refusal) throw onRecord(Problem.refused(refusal, undefined, undefined, known));
  const joined = known.joined ?? false;
  const act = await actById(deps.sql, known.file!, known.act!);
  // The file was open already, and the same request filed no further act in it.
  if (!act)
    return {
      status: 200,
      body: { file: known.file!, act: known.act!, joined, status: joined ? 'joined' : 'opened' },
    };
  const verdict = (act.verdict ?? (await soon(deps, act.act)) ?? undefined) as Verdict | undefined;
  if (verdict && !verdict.accepted) throw onRecord(Problem.refused(verdict.refusal));
  return {
    status: verdict ? 200 : 202,
    body: openedOf(caller, known.file!, act.message as Act, verdict, joined),
  };
}

/** The same request has come twice and the first still waits for its verdict: both wait. */
async function soon(deps: ActDeps, act: string): Promise<unknown> {
  const waiting = deps.verdicts.wait(act, deps.verdictTimeout ?? 5_000);
  return (await verdictOf(deps.sql, act)) ?? waiting.verdict;
}

/** Where the attempt stands: kept with its refusal, or in an inbox. */
export function onRecord(problem: Problem): Problem {
  problem.onRecord = true;
  return problem;
}

/** Somebody of the public who complains is told of the receipt only, and not of the duties that begin inside the office. */
export function openedOf(
  caller: Caller,
  file: string,
  act: Act,
  verdict: Verdict | undefined,
  joined: boolean,
): Opened {
  const status = !verdict ? 'pending' : joined ? 'joined' : 'opened';
  return {
    file,
    act: act.id,
    joined,
    status,
    receipt: receiptOf(act),
    ...(caller.id !== SYSTEM.id && consequencesOf(verdict)),
  };
}
