/** /v1/credit/uncounted: acts of bad faith that no regular grading has counted, since they were found after the assessment of their window (QHD-2.4b). */
import { z } from 'zod';
import { uncountedOf } from '../../db/credit-record/uncounted.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { holds } from '../http/authentication.ts';
import { requireReader } from '../intake/authority.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { formColumns, recordView, shownRecord } from './shown.ts';
import { isOfSection, tag } from './tag.ts';

const rowShape = recordView
  .extend({
    lateFor: z.array(z.string()).meta({
      description:
        '登记时已经评价的周期，案卷编号 The cycles, by their files, that had been graded when it was recorded',
    }),
  })
  .meta({ id: 'CreditUncounted' });

export const uncountedRoutes =
  ({ sql }: ActDeps) =>
  (api: Api): void =>
    api.route(
      {
        method: 'get',
        path: '/v1/credit/uncounted',
        tag,
        summary: '评价后发现的行为 — Acts that no regular grading has counted, newest first',
        description:
          'QHD-2.4b：评价按行为发生之日计，一周期评价一次。评价之后才登记的行为不计入该周期，也不在以后各周期的窗口内，在此列明，供监管参考；登记有误的更正仍按应计的周期重新评价。',
        auth: 'caller',
        reads: 'narrative',
        query: z.strictObject(pageQuery),
        problems: ['bad-cursor', 'not-authorised'],
        responses: {
          200: {
            description: '一页 A page',
            schema: z.object({ items: z.array(rowShape), next: z.string().nullable() }),
            csv: true,
          },
        },
      },
      async ({ query, caller, req, res }) => {
        requireReader(caller);
        if (!isOfSection(caller) && !holds(caller, 'regulator', 'head'))
          throw new Problem('not-authorised');
        const { cursor, limit = 100, format } = query;
        const after = readCursor(cursor, z.tuple([at.instant, at.id]));
        const rows = await uncountedOf(sql, caller.bureau, after, limit + 1);
        const { items, next } = paged(rows, limit, (r) => [r.recordedAt, r.id]);
        if (wantsCsv(req, format))
          return sendCsv(res, 'credit-uncounted', csv(formColumns, items), linkToNext(req, next));
        return {
          body: { items: items.map((r) => ({ ...shownRecord(r), lateFor: r.lateFor })), next },
          headers: linkToNext(req, next),
        };
      },
    );
