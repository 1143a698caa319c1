/**
 * 督查 The review of one period of the plan of work: 黔江 2021, 三（三）. What is in it is fixed as it opens; a person of the office closes it, once and in the order of
 * the periods. Whoever has to write it again opens another version with a reason. The text gives no number: the period is management.
 */
import * as acts from '../domain/work-review/acts.ts';
import { closeReview } from '../domain/work-review/duties.ts';
import { guards, notAwaited } from '../domain/work-review/guards.ts';
import { REVIEWS } from '../domain/work-plan/clauses.ts';
import type { WorkPlanSettings } from '../domain/work-plan/settings.ts';
import { startOfDay } from '../domain/time/civil-date.ts';
import { instant, type CivilDate } from '../domain/time/instant.ts';
import type { Span, SpanPeriod } from '../domain/time/spans.ts';
import { CaseFile } from './kit/case-file.ts';
import type { Closing, Opening } from './messages.ts';

interface WorkReviewOpening extends Opening {
  units: { readonly office: string; readonly [section: string]: string };
  plan: string;
  span: Span;
  period: SpanPeriod;
  version: number;
  /** The first working day after the period; of a later version, the day on which it was opened. */
  opensOn: CivilDate;
  /** Of the content, fixed by the database as it opened. */
  contentHash: string;
  settings: WorkPlanSettings;
}

export async function workReview(opening: WorkReviewOpening): Promise<Closing> {
  const file = new CaseFile(opening, {
    acts: [acts],
    units: opening.units,
    state: {},
    guards,
    notAwaited,
    manages: true,
  });
  return file.run(REVIEWS, () => run(file, opening));
}

async function run(
  file: CaseFile<Record<never, never>>,
  { letter, span, opensOn, contentHash, settings }: WorkReviewOpening,
): Promise<string> {
  file.stage = 'reviewing';
  file.enter({
    key: 'review-fixed',
    type: 'review-fixed',
    clause: REVIEWS,
    act: letter.id,
    body: { contentHash },
  });
  // 三（三）  From the first working day after the period; where an outage or a late registration has opened it later, from then.
  const from = instant(Math.max(startOfDay(opensOn), letter.receivedAt));
  const { act } = await file.performed(closeReview(settings, span), from);
  file.effect('work-review-closed', { act: act.id, at: act.receivedAt });
  file.enter({
    key: 'review-closed',
    type: 'review-closed',
    clause: REVIEWS,
    act: act.id,
    body: { contentHash },
  });
  return 'closed';
}
