/** 督查 Who owes what of one review: management, for the plan gives no number. Data only. */
import type { Duty } from '../law/duty.ts';
import type { Span } from '../time/spans.ts';
import { REVIEWS } from '../work-plan/clauses.ts';
import { reviewDays, type WorkPlanSettings } from '../work-plan/settings.ts';
import { closing } from './acts.ts';

export const closeReview = (s: WorkPlanSettings, span: Span) =>
  ({
    id: 'closeReview',
    act: closing.type,
    owedBy: 'office',
    owedTo: 'leading-group',
    judgedBy: 'receipt',
    limit: { unit: 'working-days', count: reviewDays(s, span) },
    again: { unit: 'working-days', count: s.againDays },
    basis: { clause: REVIEWS, instrument: 'QJ', article: '三（三）', force: 'management' },
    action: { zh: '核对并审定督查结果', en: 'Look through the review and close it' },
  }) as const satisfies Duty<'office' | 'leading-group'>;
