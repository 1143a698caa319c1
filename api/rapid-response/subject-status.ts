/** 是否暂停 Whether a subject is suspended: from the suspensions that files have entered, and the registry's own status. */
import { z } from 'zod';
import { findSubject, type SubjectRow } from '../../db/queries/subjects.ts';
import { suspensionsOf, type SuspensionRow } from '../../db/rapid-response/store.ts';
import { when } from '../http/when.ts';
import { databaseNow } from '../http/clock.ts';
import type { Api } from '../http/openapi.ts';
import { describeRoute } from '../http/route.ts';
import { Problem } from '../http/problems.ts';
import type { ActDeps } from '../intake/submit-act.ts';

const time = z.string().nullable();
const suspensionShape = z.object({
  file: z.string(),
  state: z.enum(['ordered', 'lifted', 'replaced']),
  decidedAt: z.string(),
  startsAt: time,
  endedAt: time,
  endsOn: time,
  reviewOn: time,
  reviewDefault: z.string().nullable().meta({
    description:
      '复核日期未经决定写明的：所依的管理时限条款（X-14 为 30 日） Where no decision states the review date: the clause of the management period it rests on',
  }),
  decision: z.string(),
  clause: z.string(),
});

const statusRoute = describeRoute({
  method: 'get',
  path: '/v1/subjects/:id/status',
  tag: '主体 Subjects',
  summary: '是否暂停 — Suspended or not, since when, under which decision, until or reviewed when',
  auth: 'caller',
  params: z.strictObject({ id: z.string().max(40) }),
  query: z.strictObject({ kind: z.enum(['institution', 'practitioner']).optional() }),
  responses: {
    200: {
      description: '状态 Status',
      schema: z.object({
        subject: z.object({ kind: z.string(), id: z.string() }),
        registered: z.string(),
        suspended: z.boolean(),
        ordered: z.boolean(),
        current: suspensionShape.nullable(),
        history: z.array(suspensionShape),
      }),
    },
  },
  problems: ['not-found', 'other-bureau'],
});

const shown = ({ act, decidedAt, startsAt, endedAt, nextReview, ...s }: SuspensionRow) => ({
  ...s,
  ...reviewOf({ ...s, nextReview }),
  state: s.state as 'ordered',
  decidedAt: when(decidedAt)!,
  startsAt: when(startsAt),
  endedAt: when(endedAt),
  decision: act,
});

/** Suspended or not, at any time: from the suspensions the files have entered, and the registry's own status. */
export const subjectStatusRoutes =
  ({ sql, engine }: ActDeps) =>
  (api: Api): void =>
    api.route(statusRoute, async ({ params, query, caller }) => {
      const found = query.kind
        ? await findSubject(sql, query.kind, params.id)
        : ((await findSubject(sql, 'institution', params.id)) ??
          (await findSubject(sql, 'practitioner', params.id)));
      if (!found) throw new Problem('not-found');
      if (found.bureau !== caller.bureau) throw new Problem('other-bureau');
      const history = await suspensionsOf(sql, found.kind, found.id);
      const current = history.find((s) => s.state === 'ordered');
      const now = current ? ((await engine.clockOf(current.file)) ?? databaseNow()) : 0;
      const suspended =
        current !== undefined && current.startsAt !== null && current.startsAt <= now;
      return {
        body: {
          subject: { kind: found.kind, id: found.id },
          registered: registeredOf(found, { ordered: current !== undefined, suspended }),
          suspended,
          ordered: current !== undefined,
          current: current ? shown(current) : null,
          history: history.map(shown),
        },
      };
    });

/** a suspension without a date of its own is looked at again by a management period; after no case was filed, by the one of that step. */
function reviewOf({
  endsOn,
  reviewOn,
  nextReview,
}: Pick<SuspensionRow, 'endsOn' | 'reviewOn' | 'nextReview'>): {
  reviewOn: string | null;
  reviewDefault: string | null;
} {
  const byDefault =
    nextReview !== null &&
    (nextReview.duty === 'decideAfterNoCase' || (endsOn === null && reviewOn === null));
  return byDefault
    ? { reviewOn: nextReview.on, reviewDefault: nextReview.clause }
    : { reviewOn, reviewDefault: null };
}

/** The registry takes a suspension on when it starts, by its own clock; asked by the file's clock the answer is exact. */
function registeredOf(
  { kind, status }: SubjectRow,
  { ordered, suspended }: { ordered: boolean; suspended: boolean },
): string {
  const free = kind === 'institution' ? 'designated' : 'qualified';
  if (suspended && status === free) return 'suspended';
  return ordered && !suspended && status === 'suspended' ? free : status;
}
