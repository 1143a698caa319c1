/** 期满立卷 How the review of a period is opened: by its plan, once; and written again as another version, by the office with a reason (QJ-3.3). */
import { z } from 'zod';
import type { TaskRow } from '../../db/queries/tasks.ts';
import { planOf } from '../../db/work-plan/store.ts';
import { reviewOf, sectionsOf, type ReviewKnown } from '../../db/work-review/store.ts';
import { numbered } from '../../domain/law/procedure.ts';
import type { Refusal } from '../../domain/law/refusal.ts';
import { refusing } from '../../domain/law/refuse.ts';
import { dayText } from '../../domain/law/shapes.ts';
import { civilDateOf } from '../../domain/time/civil-date.ts';
import type { CivilDate } from '../../domain/time/instant.ts';
import { spans, type Span, type SpanPeriod } from '../../domain/time/spans.ts';
import { REVIEWS } from '../../domain/work-plan/clauses.ts';
import { MOST_UNITS } from '../../domain/work-plan/names.ts';
import { workPlanSettingsOf } from '../../domain/work-plan/settings-form.ts';
import type { versionShape } from '../../domain/work-review/forms.ts';
import { workReview } from '../../domain/work-review/procedure.ts';
import type { Caller } from '../http/authentication.ts';
import { Problem } from '../http/problems.ts';
import { calendarFrom } from '../intake/calendar-snapshot.ts';
import { openFileFor } from '../intake/open-file.ts';
import type { OpenedReply } from '../intake/opened.ts';
import type { NewFile, OpeningContext } from '../intake/opening-context.ts';
import type { ActDeps } from '../intake/submit-act.ts';
import { systemCaller } from '../intake/system.ts';

const refuse = refusing(REVIEWS);

interface Version {
  plan: string;
  span: Span;
  period: SpanPeriod;
  version: number;
  opensOn: CivilDate;
}

const dueShape = z.object({
  span: z.enum(spans),
  from: dayText,
  until: dayText,
  broken: z.enum(['first', 'last', 'both']).nullable(),
  opensOn: dayText,
});

/** The task of a period that is over. Whoever takes it, and however often, opens one file. */
export async function openReview(
  { file: plan, bureau, data }: TaskRow,
  deps: ActDeps,
): Promise<void> {
  const { span, opensOn, ...period } = dueShape.parse(data);
  await openFileFor(deps, systemCaller(bureau), {
    payload: { plan, span, ...period },
    key: `work-review:${plan}:${span}:${period.from}`,
    procedure: workReview,
    prepare: (context) =>
      newFile(deps, context, { plan, span, period, version: 1, opensOn }, 'work-review'),
    ifOpen: () => Promise.reject(new Problem('conflict')),
  });
}

/** 重新出具 What was closed stays as it is; another version has what is known now of the same period. */
export function rewriteReview(
  deps: ActDeps,
  caller: Caller,
  key: string,
  file: string,
  body: z.output<typeof versionShape>,
): Promise<OpenedReply> {
  return openFileFor(deps, caller, {
    payload: { review: file, ...body },
    key,
    procedure: workReview,
    prepare: async (context) => {
      const review = await reviewOf(deps.sql, file);
      if (!review || review.bureau !== caller.bureau) throw new Problem('not-found');
      const refusal = refuseVersion(review, caller);
      if (refusal) return { refusal };
      const { plan, span, period, version } = review;
      const opensOn = civilDateOf(context.receivedAt);
      const next = { plan, span, period, version: version + 1, opensOn };
      return newFile(deps, context, next, 'work-review-version');
    },
    ifOpen: () => Promise.reject(Problem.refused(notClosed)),
  });
}

const notClosed = refuse(
  'review-not-closed',
  '本期还没有审定，无须重新出具。',
  'The review of that period is not closed: there is nothing to write again.',
  '先审定，或者等现有版本审定。',
  'Close it first, or the version that is open.',
);

function refuseVersion(review: ReviewKnown, { unit, kind }: Caller): Refusal | undefined {
  if (unit !== review.office || kind !== 'person')
    return refuse(
      'not-owed-by-you',
      '督查由领导小组办公室的工作人员重新出具。',
      'Somebody of the office of the leading group writes a review again.',
      '由办公室提交。',
      'Let the office submit it.',
    );
  if (review.closedAt === null) return notClosed;
  return review.version === review.newest
    ? undefined
    : refuse(
        'review-rewritten',
        '该期已有更新的版本。',
        'There is a newer version of that period.',
        '以最新版本为准重新出具。',
        'Write the newest one again.',
      );
}

async function newFile(
  { sql }: ActDeps,
  { bureau, receivedAt }: OpeningContext,
  { plan, span, period, version, opensOn }: Version,
  type: 'work-review' | 'work-review-version',
): Promise<NewFile> {
  const [of, sections] = await Promise.all([planOf(sql, plan), sectionsOf(sql, plan)]);
  if (!of) throw new Error('there is no such plan');
  const responsible = sections
    .slice(0, MOST_UNITS)
    .map((unit, n) => [`responsible-${n + 1}`, unit] as const);
  return {
    subject: { kind: 'work-review', id: `${plan}:${span}:${period.from}` },
    idPattern: numbered(workReview.prefix, bureau.id, civilDateOf(receivedAt).slice(0, 4)),
    type,
    stated: { facts: { plan, span, period, version } },
    opening: {
      units: { ...of.units, office: of.units['office']!, ...Object.fromEntries(responsible) },
      plan,
      span,
      period,
      version,
      opensOn,
      settings: workPlanSettingsOf(bureau.settings),
      calendar: await calendarFrom(sql, Number(opensOn.slice(0, 4))),
    },
  };
}
