/** 记录清单 What is recorded, without whose it is. */
import { z } from 'zod';
import { recordsOf } from '../../db/insured-credit/store.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { tag } from './tag.ts';

const text = z.string().nullable();
const rowShape = z
  .object({
    id: z.int(),
    kind: z.string(),
    occurredOn: z.string(),
    state: z.string(),
    step: z.int(),
    proposedBy: z.string(),
    proposedAt: z.string(),
    decidedBy: text,
    fallWhy: text,
    fallBy: text,
  })
  .meta({ id: 'InsuredCredit' });

export function recordList(api: Api, { sql }: ActDeps): void {
  const { cursor: _cursor, limit: _limit } = pageQuery;
  api.route(
    {
      method: 'get',
      path: '/v1/insured-credit/records',
      tag,
      summary: '参保人员信用记录清单 — The records without whose they are, the latest first',
      auth: ['handler', 'head', 'regulator'],
      reads: 'none',
      query: z.strictObject({
        cursor: _cursor,
        limit: _limit,
        state: z.enum(['proposed', 'recorded', 'rejected', 'fallen']).optional(),
        only: z.enum(['undecided']).optional().meta({
          description: '待决定的记录和失效 What waits for a decision, a record or its fall',
        }),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '清单 List',
          schema: z.object({ items: z.array(rowShape), next: text }),
        },
      },
    },
    async ({ query: { cursor, limit = 100, state, only }, caller, req }) => {
      requireReader(caller);
      const rows = await recordsOf(
        sql,
        { bureau: caller.bureau, state, undecided: only === 'undecided' },
        readCursor(cursor, at.number),
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (row) => row.id);
      return {
        body: { items: items.map((row) => ({ ...row, proposedAt: when(row.proposedAt)! })), next },
        headers: linkToNext(req, next),
      };
    },
  );
}
