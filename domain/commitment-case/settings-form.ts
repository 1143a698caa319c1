/** 承诺制事项的管理设置 How a bureau's settings of commitment cases are registered; all procedures of TJ84 read them. */
import { z } from 'zod';
import type { CommitmentSettings } from './settings.ts';

const days = z.int().min(1).max(365);

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: '应为 HH:MM | HH:MM is expected',
});

/** 承诺制事项; what is absent has the default of settings.ts. */
export const commitmentSettings = z
  .strictObject({
    archiveDays: days,
    pushDays: days,
    distributeDays: days,
    checkDays: days,
    feedbackDays: days,
    stopDays: days,
    revokeAlertHours: z.int().min(1).max(24),
    acknowledgeDays: days,
    acknowledgeAgainDays: days,
    issueDays: days,
    issueAgainDays: days,
    issueReportDays: days,
    issueNoteDays: days,
    consultationMonths: z.int().min(1).max(12),
    consultationAnswerDays: days,
    consultationMeetingDays: days,
    consultationRecordDays: days,
    consultationAgainDays: days,
    ruleDays: days,
    ruleReviewMonths: z.int().min(1).max(60),
    officeHours: z
      .strictObject({ opens: clockTime, closes: clockTime })
      .refine((h) => h.opens < h.closes, {
        error: '下班时间须晚于上班时间 | The office closes after it opens',
        path: ['closes'],
      }),
  })
  .partial() satisfies z.ZodType<Partial<CommitmentSettings>>;
