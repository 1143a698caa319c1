/** 批量督办 Many chases in one request: each is an act of its own file, under a key of its own, and is judged by that file alone. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { recordRefusedAccess } from '../../db/queries/access.ts';
import { commonForms } from '../../domain/law/common-acts.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { asProblem, faultOf } from '../http/problem-answer.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { keepAttempt } from '../intake/refused-attempts.ts';
import { fileOr404, submitAct, type ActDeps } from '../intake/submit-act.ts';
import { fileId } from './file-shape.ts';

const { shape: form } = commonForms.chase;
/** How many go on at the same time. */
const WIDTH = 8;

const item = z.strictObject({ file: fileId, ...form.pick({ duty: true, to: true }).shape });
type Item = z.output<typeof item>;

const outcomeShape = z
  .object({
    file: z.string(),
    duty: z.string(),
    to: z.string(),
    outcome: z.enum(['accepted', 'pending', 'refused', 'unknown']).meta({
      description:
        'accepted 已采纳；pending 已收到，待裁定；refused 未采纳，附理由；unknown 不知道是否收到，用同一键原样重发 Whether it was received is not known: send it again as it was, under the same key',
    }),
    act: z.string().optional(),
    ...refusedFields,
  })
  .meta({ id: 'ChaseOutcome' });
type Outcome = z.infer<typeof outcomeShape>;

const route = describeRoute({
  method: 'post',
  path: '/v1/chases',
  tag: '待办 Duties',
  summary: '批量督办 — Chase many duties at once',
  description:
    '每项是其案卷的一份督办，各自裁定，各有结果；整批一个 Idempotency-Key，同一键下同一项只计一次。 Each is a chase of its own file, judged by that file; under one key an item counts once, however often it is sent.',
  auth: 'caller',
  answersAgain: true,
  headers: keyHeader,
  body: z.strictObject({
    ...form.pick({ channel: true, at: true, remarks: true }).shape,
    items: z.array(item).min(1).max(100),
  }),
  problems: ['idempotency-key-missing'],
  responses: {
    200: {
      description: '逐项结果 The outcome of each, in their order',
      schema: z.object({ items: z.array(outcomeShape) }),
    },
  },
});

export function chaseRoutes(deps: ActDeps) {
  return (api: Api): void => {
    api.route(route, async ({ body: { items, ...said }, headers, caller }) => {
      const key = keyOf(headers);
      const outcomes: Outcome[] = [];
      const queue = items.entries();
      const one = async (): Promise<void> => {
        for (const [n, each] of queue) outcomes[n] = await chased(deps, caller, each, said, key);
      };
      await Promise.all(Array.from({ length: WIDTH }, one));
      return { body: { items: outcomes } };
    });
  };
}

/** The key of one: it follows from the key of all and from what is chased, so that a part may be sent again. */
const keyOfOne = (key: string, { file, duty, to }: Item): string =>
  createHash('sha256')
    .update(JSON.stringify([key, file, duty, to]))
    .digest('hex');

async function chased(
  deps: ActDeps,
  caller: Caller,
  chase: Item,
  said: object,
  key: string,
): Promise<Outcome> {
  const { file: id, duty, to } = chase;
  const body = { duty, to, ...said };
  try {
    const file = await fileOr404(deps.sql, id);
    const { act, verdict } = await submitAct(
      deps,
      caller,
      file,
      'chase',
      keyOfOne(key, chase),
      body,
    );
    if (verdict?.accepted === false)
      return {
        ...chase,
        outcome: 'refused',
        act: act.id,
        ...refusedAs(Problem.refused(verdict.refusal)),
      };
    return { ...chase, outcome: verdict ? 'accepted' : 'pending', act: act.id };
  } catch (error) {
    const problem = asProblem(error);
    await kept(deps, caller, id, body, problem, error);
    const unknown = problem.status >= 500 || problem.status === 429;
    return { ...chase, outcome: unknown ? 'unknown' : 'refused', ...refusedAs(problem) };
  }
}

/** What is on record of a single chase that is refused is on record of one among many. */
async function kept(
  { sql, log }: ActDeps,
  caller: Caller,
  file: string,
  body: object,
  problem: Problem,
  error: unknown,
): Promise<void> {
  if (problem.code === 'internal') log.error({ fault: faultOf(error) }, 'a chase has failed');
  if (problem.status === 403)
    await recordRefusedAccess(sql, {
      subject: caller.id,
      route: 'POST /v1/chases',
      code: problem.code,
    }).catch((fault: unknown) =>
      log.error({ fault: faultOf(fault) }, 'a refusal could not be recorded'),
    );
  await keepAttempt({ sql, log }, caller, { file, type: 'chase', form }, body, problem);
}
