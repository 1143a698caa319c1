/** 快速反应的管理设置 How a bureau's settings of rapid response are registered. */
import { z } from 'zod';
import type { Settings } from './settings.ts';

const days = z.int().min(1).max(365);

/** 快速反应; what is absent has the default of settings.ts. */
export const rapidResponseSettings = z
  .strictObject({
    threeDays: z.enum(['calendar', 'working']),
    noticeHours: z.int().min(1).max(720),
    reviewDays: days,
    filingStatusDays: days,
    noCaseReviewDays: days,
    discussionParticipants: z.int().min(1).max(50),
    faceGate: z.enum(['block', 'warn']),
  })
  .partial() satisfies z.ZodType<Partial<Settings>>;
