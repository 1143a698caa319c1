/** 补录、收文时间差 Entries whose dates somebody should look at. */
import { z } from 'zod';
import { lateEntries, receiptGaps, type DatedAct } from '../../db/queries/dated-acts.ts';
import type { Caller } from '../http/authentication.ts';
import type { Api } from '../http/openapi.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { when } from '../http/when.ts';

const time = z.string().nullable();
const listsFor = (caller: Caller) => ({ bureau: caller.bureau, reader: caller.id });
const datedShape = z.object({
  act: z.string(),
  file: z.string(),
  type: z.string(),
  unit: z.string(),
  officer: z.string(),
  receivedAt: z.string(),
  arrivedAt: z.string(),
  statedAt: time,
  duty: time,
});
const datedOf = ({ receivedAt, arrivedAt, statedAt, ...a }: DatedAct) => ({
  ...a,
  receivedAt: when(receivedAt)!,
  arrivedAt: when(arrivedAt)!,
  statedAt: when(statedAt),
});

/** Entries whose dates somebody should look at: 补录 by officer, and receipts stamped long before they reached us. */
export const lateEntryRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void => {
    api.route(
      {
        method: 'get',
        path: '/v1/late-entries',
        tag: '违期 Breaches',
        summary: '补录清单 — Acts that claim to have been in time',
        auth: ['coordinator', 'regulator'],
        query: z.strictObject({ officer: z.string().max(64).optional() }),
        responses: {
          200: {
            description: '补录 Late entries',
            schema: z.object({ items: z.array(datedShape) }),
          },
        },
      },
      async ({ query, caller }) => ({
        body: {
          items: (await lateEntries(sql, listsFor(caller), query.officer, 1000)).map(datedOf),
        },
      }),
    );
    api.route(
      {
        method: 'get',
        path: '/v1/receipt-gaps',
        tag: '违期 Breaches',
        summary: '收文时间差清单 — Receipts stamped over 30 minutes before they arrived',
        auth: ['coordinator', 'regulator'],
        responses: {
          200: { description: '时间差 Gaps', schema: z.object({ items: z.array(datedShape) }) },
        },
      },
      async ({ caller }) => ({
        body: { items: (await receiptGaps(sql, listsFor(caller), 1000)).map(datedOf) },
      }),
    );
  };
