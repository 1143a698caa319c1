/** 管理设置 What a bureau may choose where the texts give no number: never law, and checked when it is registered, so that nothing falls back unseen. */
import { z } from 'zod';
import type { Settings } from '../rapid-response/duties.ts';

const days = z.int().min(1).max(365);

/** 快速反应; what is absent has the default of domain/rapid-response/duties.ts. */
export const rapidResponseSettings = z.strictObject({
  threeDays: z.enum(['calendar', 'working']),
  noticeHours: z.int().min(1).max(720),
  reviewDays: days,
  filingStatusDays: days,
  noCaseReviewDays: days,
  discussionParticipants: z.int().min(1).max(50),
  faceGate: z.enum(['block', 'warn']),
}).partial() satisfies z.ZodType<Partial<Settings>>;

export const bureauSettings = z.strictObject({ rapidResponse: rapidResponseSettings.optional() });
