/** 查阅登记 Who has looked at what institutions answered: for whoever may read them by office (TJ51-18). */
import { z } from 'zod';
import { looksOf } from '../../db/revisit/answers.ts';
import type { DrawDeps } from '../draw/committing.ts';
import { fileId } from '../files/file-shape.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { describeRoute } from '../http/route.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import { offices, tag } from './answers.ts';

const looks = describeRoute({
  method: 'get',
  path: '/v1/revisits/:id/looks',
  tag,
  summary: '回访答复的查阅登记 — Who has looked at the answers of a round, newest first',
  description:
    'TJ51-18：监察室、执法监督处的在册人员查阅，仅限其可以查阅答复的机构；移交线索时的查阅也在其中。Shown for those institutions whose answers the caller may read by office.',
  auth: 'caller',
  reads: 'reads',
  params: z.strictObject({ id: fileId }),
  query: z.strictObject({ cursor: pageQuery.cursor, limit: pageQuery.limit }),
  responses: {
    200: {
      description: '查阅登记 The looks',
      schema: z.object({
        items: z.array(
          z.object({
            institution: z.string(),
            officer: z.string(),
            reason: z.string(),
            at: z.string(),
          }),
        ),
        next: z.string().nullable(),
      }),
    },
  },
  problems: ['bad-cursor', 'not-authorised'],
});

export function lookRoutes(api: Api, { sql }: DrawDeps): void {
  api.route(looks, async ({ params, query: { cursor, limit = 100 }, caller, req }) => {
    requireReader(caller);
    if (!offices.some((role) => caller.unitRoles.includes(role)))
      throw new Problem('not-authorised', {
        clause: 'TJ51-18',
        say: {
          zh: '查阅登记只由监察室、执法监督处查阅。',
          en: 'The log of looks is read by 监察室 and 执法监督处 alone.',
        },
        lawful: { zh: '由其查阅。', en: 'Let one of them read it.' },
      });
    const rows = await looksOf(
      sql,
      { round: params.id, officer: caller.id },
      readCursor(cursor, at.number),
      limit + 1,
    );
    const { items, next } = paged(rows, limit, (row) => row.id);
    return {
      body: { items: items.map(({ id: _id, ...r }) => ({ ...r, at: when(r.at)! })), next },
      headers: linkToNext(req, next),
    };
  });
}
