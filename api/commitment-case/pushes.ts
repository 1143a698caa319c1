/** TJ84-5.2 定期推送 The daily push. */
import { z } from 'zod';
import { toPush } from '../../db/commitment-case/store.ts';
import { deliver, type ActDeps } from '../intake/submit-act.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import { Problem, refusedAs, refusedFields } from '../http/problems.ts';
import { tag } from './case-shape.ts';

/** How many files one push takes; the rest are taken by the next call. */
const PUSHES = 500;

const pushed = z.object({
  file: z.string(),
  act: z.string().nullable(),
  state: z.enum(['accepted', 'refused', 'pending']),
  ...refusedFields,
});

/** TJ84-5.2 定期推送 The daily push: everything of the caller's department that is archived and not pushed yet, in one call. */
export function pushing(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/commitment-cases/pushes',
      tag,
      summary: '定期推送 — Push everything that is archived',
      auth: 'caller',
      headers: keyHeader,
      body: z.strictObject({}),
      clause: 'TJ84-5.2',
      description: `每次最多 ${PUSHES} 件，余下的再提交一次；同一键重发，不会重复推送。At most ${PUSHES} a call, the rest by a further one; the same key pushes nothing twice.`,
      responses: {
        200: {
          description: '各件的裁定 One verdict a file',
          schema: z.object({ items: z.array(pushed) }),
        },
      },
      problems: ['idempotency-key-missing'],
    },
    async ({ caller, headers }) => {
      const key = keyOf(headers);
      const files = await toPush(deps.sql, caller.unit, caller.id, key, PUSHES);
      const items: z.infer<typeof pushed>[] = [];
      const queue = files.entries();
      const worker = async () => {
        for (const [i, file] of queue)
          items[i] = await pushOne(deps, caller, file, `${key}:${file}`);
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      return { body: { items } };
    },
  );
}

async function pushOne(
  deps: ActDeps,
  caller: Caller,
  file: string,
  key: string,
): Promise<z.infer<typeof pushed>> {
  try {
    const { act, verdict } = await deliver(deps, caller, file, 'push', key, {}, { facts: {} });
    if (verdict && !verdict.accepted)
      return {
        file,
        act: act.id,
        state: 'refused',
        ...refusedAs(Problem.refused(verdict.refusal)),
      };
    return { file, act: act.id, state: verdict ? 'accepted' : 'pending' };
  } catch (error) {
    if (error instanceof Problem) return { file, act: null, state: 'refused', ...refusedAs(error) };
    throw error;
  }
}
