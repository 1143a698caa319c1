/** /v1/list-recipients: who is told (TJ51-15). */
import { z } from 'zod';
import { enterRecipient, recipientLines } from '../../db/sanctioned-list/store.ts';
import { CLAUSE } from '../../domain/sanctioned-list/duties.ts';
import { recipient, recipientShape } from '../../domain/sanctioned-list/forms.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

export function recipientRoutes({ sql }: ActDeps) {
  return (api: Api): void => {
    api.route(
      {
        method: 'put',
        path: '/v1/list-recipients/:kind',
        tag,
        summary: '登记接收部门 — Register a recipient of the lists, from a day on',
        auth: ['registrar'],
        params: z.strictObject({ kind: recipient }),
        body: recipientShape,
        clause: CLAUSE,
        responses: {
          200: {
            description: '已登记；与现有登记相同的不另立 Registered; the same again is no change',
            schema: z.object({ changed: z.boolean() }),
          },
        },
        problems: ['recipient-too-early'],
      },
      async ({ params: { kind }, body, caller: { bureau, id: by } }) => {
        const answer = await enterRecipient(sql, { ...body, kind, bureau, by });
        if ('after' in answer) throw tooEarly(answer.after);
        return { body: answer };
      },
    );
    listing(api, sql);
  };
}

/** What was delivered names the line of its day: no other line comes to be in force then. */
const tooEarly = (last: CivilDate): Problem =>
  new Problem('recipient-too-early', {
    clause: CLAUSE,
    say: {
      zh: `最近一次送交该部门在 ${last}，登记不得早于该日生效。`,
      en: `The last delivery to it was on ${last}: a line does not count from before that day.`,
    },
    lawful: { zh: `${last} 及以后。`, en: `On or after ${last}.` },
  });

function listing(api: Api, sql: ActDeps['sql']): void {
  api.route(
    {
      method: 'get',
      path: '/v1/list-recipients',
      tag,
      summary: '接收部门登记 — The recipients of the lists, every line, the latest first',
      auth: 'caller',
      responses: {
        200: {
          description: '登记 The registry',
          schema: z.object({
            items: z.array(
              z.object({
                kind: z.string(),
                name: z.string(),
                contact: z.string(),
                validFrom: z.string(),
                by: z.string(),
                at: z.string(),
              }),
            ),
          }),
        },
      },
    },
    async ({ caller }) => {
      requireReader(caller);
      const rows = await recipientLines(sql, caller.bureau);
      return { body: { items: rows.map((r) => ({ ...r, at: when(r.at)! })) } };
    },
  );
}
