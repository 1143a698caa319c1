/** /v1/work-reviews: the register of reviews, what is in one, and another version of one (QJ-3.3). */
import { z } from 'zod';
import { reviewsOf, type ReviewRow } from '../../db/work-review/store.ts';
import { spans } from '../../domain/time/spans.ts';
import { REVIEWS } from '../../domain/work-plan/clauses.ts';
import { versionShape } from '../../domain/work-review/forms.ts';
import { kindNames } from '../../domain/work-review/terms.ts';
import { fileId } from '../files/file-shape.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import { csv, sendCsv, wantsCsv, type Column } from '../http/csv.ts';
import type { Api } from '../http/openapi.ts';
import { when } from '../http/when.ts';
import { partiesOf } from '../intake/authority.ts';
import { keyHeader, keyOf } from '../intake/idempotency-key.ts';
import { openedAnswers } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { reviewContentRoute } from './content.ts';
import { rewriteReview } from './open.ts';
import { sectionRoute } from './sections.ts';
import { tag } from './tag.ts';

export function workReviewRoutes(deps: ActDeps) {
  return (api: Api): void => {
    list(api, deps);
    reviewContentRoute(api, deps);
    version(api, deps);
    sectionRoute(api, deps);
  };
}

const text = z.string().nullable();
const reviewShape = z
  .object({
    file: z.string(),
    plan: z.string(),
    span: z.enum(spans).meta({
      description: '周通报 week、月考评 month、季分析 quarter、年考核 year',
    }),
    from: z.string(),
    until: z.string().meta({ description: '期间止日的次日 The day after the last one' }),
    broken: z.enum(['first', 'last', 'both']).nullable().meta({
      description: '非整期：首期、末期 Why it is no whole period',
    }),
    opensOn: z.string().meta({ description: '期满后的首个工作日 The first working day after it' }),
    version: z.int(),
    reason: text.meta({ description: '重新出具的理由 Why it was written again' }),
    sha256: z.string(),
    attention: z.string(),
    openedAt: z.string(),
    nextDue: text,
    closedAt: text,
  })
  .meta({ id: 'WorkReview' });

const shown = (r: ReviewRow): z.input<typeof reviewShape> => ({
  ...r,
  openedAt: when(r.openedAt)!,
  nextDue: when(r.nextDue),
  closedAt: when(r.closedAt),
});

const columns: readonly Column<ReviewRow>[] = [
  ['案卷 file', (r) => r.file],
  ['方案 plan', (r) => r.plan],
  ['类别 kind', (r) => kindNames[r.span].zh],
  ['起 from', (r) => r.from],
  ['止（不含） until', (r) => r.until],
  ['非整期 broken', (r) => r.broken],
  ['版本 version', (r) => r.version],
  ['SHA-256', (r) => r.sha256],
  ['立卷 opened', (r) => when(r.openedAt)],
  ['到期 next due', (r) => when(r.nextDue)],
  ['审定 closed', (r) => when(r.closedAt)],
];

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/work-reviews',
      tag,
      summary: '督查登记簿 — The register of reviews, newest first',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        ...pageQuery,
        plan: fileId.optional(),
        span: z.enum(spans).optional(),
        state: z.enum(['open', 'closed']).optional(),
      }),
      responses: {
        200: {
          description: '登记簿 The register',
          schema: z.object({ items: z.array(reviewShape), next: text }),
          csv: true,
        },
      },
    },
    async ({ query, caller, req, res }) => {
      const { cursor, limit = 100, format, ...filter } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await reviewsOf(
        sql,
        { ...filter, bureau: caller.bureau, parties: await partiesOf(sql, caller) },
        after && { openedAt: after[0], id: after[1] },
        limit + 1,
      );
      const { items, next } = paged(rows, limit, (r) => [r.openedAt, r.file]);
      if (wantsCsv(req, format))
        return sendCsv(res, 'work-reviews', csv(columns, items), linkToNext(req, next));
      return { body: { items: items.map(shown), next }, headers: linkToNext(req, next) };
    },
  );
}

function version(api: Api, deps: ActDeps): void {
  api.route(
    {
      method: 'post',
      path: '/v1/work-reviews/:id/versions',
      tag,
      summary: '重新出具 — Write a closed review again, as another version with its reason',
      auth: 'caller',
      clause: REVIEWS,
      params: z.strictObject({ id: fileId }),
      headers: keyHeader,
      body: versionShape,
      opens: { type: 'work-review-version', clause: REVIEWS },
      responses: openedAnswers(),
      problems: [
        'not-found',
        'no-legal-basis',
        'not-owed-by-you',
        'review-not-closed',
        'review-rewritten',
        'idempotency-conflict',
        'idempotency-key-missing',
      ],
    },
    async ({ params, body, caller, headers }) =>
      rewriteReview(deps, caller, keyOf(headers), params.id, body),
  );
}
