/** /v1/list-recipients: who is told (TJ51-15). */
import { z } from 'zod';
import { enterRecipient, recipientLines } from '../../db/sanctioned-list/store.ts';
import { CLAUSE } from '../../domain/sanctioned-list/duties.ts';
import { recipient, recipientShape } from '../../domain/sanctioned-list/forms.ts';
import type { Api } from '../http/openapi.ts';
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
      },
      async ({ params, body, caller }) => ({
        body: {
          changed: await enterRecipient(sql, {
            ...body,
            kind: params.kind,
            bureau: caller.bureau,
            by: caller.id,
          }),
        },
      }),
    );
    listing(api, sql);
  };
}

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
