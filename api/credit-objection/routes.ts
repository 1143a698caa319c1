/** /v1/credit/objections: through the handling body, and the register (QHD-2.5a). */
import { z } from 'zod';
import { objectionsOf, type ObjectionRow } from '../../db/credit-objection/store.ts';
import { CLAUSE } from '../../domain/credit-objection/duties.ts';
import { objectionShape } from '../../domain/credit-objection/forms.ts';
import { refuseNaturalPerson } from '../../domain/credit-record/subjects.ts';
import { creditBureau, requireSection } from '../credit-record/tag.ts';
import { at, linkToNext, paged, pageQuery, readCursor } from '../http/cursor.ts';
import type { Api } from '../http/openapi.ts';
import { Problem } from '../http/problems.ts';
import { when } from '../http/when.ts';
import { requireReader } from '../intake/authority.ts';
import { openingRoute } from '../intake/opening-route.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { objectFor } from './open.ts';

export const tag = '信用异议 Objections to credit';
const text = z.string().nullable();

export const objectionProblems = [
  'no-legal-basis',
  'objection-not-by-subject',
  'record-fallen',
  'grade-not-in-force',
  'objection-groundless',
  'evidence-missing',
  'objection-open',
] as const;

export function objectionRoutes(deps: ActDeps) {
  return (api: Api): void => {
    openingRoute(
      api,
      {
        path: '/v1/credit/objections',
        tag,
        summary: '代为提出信用异议 — An objection of a subject, through the handling body',
        description:
          'QHD-2.5a：只由信用主体提出：凭查询码自己提出，或者附授权委托书由基金监管科代为提出。附证据。处理期间等级不变，注明异议中；核查后由没有登记、评价的人员在评价规则定的期限（没有的，管理设定 15 个工作日）内决定并附理由；成立的，记录不计，等级重评；结果告知主体。',
        body: objectionShape,
        opens: { type: 'credit-objection-letter', clause: CLAUSE },
        problems: ['not-owed-by-you', 'natural-person', ...objectionProblems],
      },
      async (body, caller, key) => {
        requireSection(caller, CLAUSE);
        await creditBureau(deps.sql, caller.bureau);
        const { kind, id } = body.subject;
        if (kind === 'natural-person') throw Problem.refused(refuseNaturalPerson());
        const subject = { bureau: caller.bureau, kind, id };
        return objectFor(deps, caller, key, { subject, channel: 'officer', payload: body });
      },
    );
    list(api, deps);
  };
}

const objectionView = z
  .object({
    file: z.string(),
    stage: z.string(),
    subjectKind: z.string(),
    subject: z.string(),
    target: z.enum(['record', 'grade']),
    record: text,
    channel: z.enum(['officer', 'code']),
    openedAt: z.string(),
    nextDue: text,
    endedAt: text.meta({ description: '为空即异议中 Null: it is being looked at' }),
    outcome: text,
    toldAt: text,
  })
  .meta({ id: 'CreditObjection' });

export const shownObjection = (o: ObjectionRow): z.input<typeof objectionView> => ({
  ...o,
  openedAt: when(o.openedAt)!,
  nextDue: when(o.nextDue),
  endedAt: when(o.endedAt),
  toldAt: when(o.toldAt),
});

function list(api: Api, { sql }: ActDeps): void {
  api.route(
    {
      method: 'get',
      path: '/v1/credit/objections',
      tag,
      summary: '信用异议登记簿 — The register of objections, newest first',
      auth: 'caller',
      reads: 'none',
      query: z.strictObject({
        cursor: pageQuery.cursor,
        limit: pageQuery.limit,
        state: z.enum(['open', 'ended']).optional(),
      }),
      problems: ['bad-cursor'],
      responses: {
        200: {
          description: '一页 A page',
          schema: z.object({ items: z.array(objectionView), next: text }),
        },
      },
    },
    async ({ query, caller, req }) => {
      requireReader(caller);
      const { cursor, limit = 100, state } = query;
      const after = readCursor(cursor, z.tuple([at.instant, at.id]));
      const rows = await objectionsOf(sql, { bureau: caller.bureau, state }, after, limit + 1);
      const { items, next } = paged(rows, limit, (o) => [o.openedAt, o.file]);
      return { body: { items: items.map(shownObjection), next }, headers: linkToNext(req, next) };
    },
  );
}
