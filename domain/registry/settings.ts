/** 管理设置 What a bureau may choose where the texts give no number: never law, and checked when it is registered, so that nothing falls back unseen. */
import { z } from 'zod';
import type { CommitmentSettings } from '../commitment-case/settings.ts';
import { drawSettings } from '../draw/forms.ts';
import { outcomeKinds } from '../inspection/outcomes.ts';
import { defaultInspectionSettings, type InspectionSettings } from '../inspection/settings.ts';
import type { Settings } from '../rapid-response/duties.ts';
import { settingsRead } from './settings-read.ts';

const days = z.int().min(1).max(365);

/** 快速反应; what is absent has the default of domain/rapid-response/duties.ts. */
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

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: '应为 HH:MM | HH:MM is expected',
});

/** 承诺制事项; what is absent has the default of domain/commitment-case/settings.ts. */
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

const count = z.int().min(1).max(366);
const certificateKind = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(/^[\p{L}\p{N}（）()·-]+$/u, {
    error: '应为证件名称 | The name of a certificate is expected',
  });

/** 行政检查; what is absent has the default of domain/inspection/settings.ts. What QY itself fixes is no setting. */
const inspectionSettings = z
  .strictObject({
    mergeDays: z.int().min(0).max(365),
    listDays: days,
    teamSize: z.int().min(2).max(50),
    clueInspectionsCount: z.boolean(),
    specialsPerYear: z.int().min(0).max(366).nullable(),
    watch: z.strictObject({ perDay: count, perWeek: count, perMonth: count }),
    certificateKinds: z
      .array(certificateKind)
      .min(1)
      .max(20)
      .refine((all) => new Set(all).size === all.length, { error: '不得重复 | No duplicates' }),
    urgentHours: z.int().min(1).max(72),
    amendedPlanDays: days,
    emergencyPapersDays: days,
    statementDays: z.int().min(1).max(19),
    silenceDays: days,
    publishDays: days,
    recheckDays: days,
    verifyDays: days,
    legalReviewDays: days,
    transferDays: days,
    acceptDays: days,
    complaintDays: days,
    quarterReportDays: days,
    yearReportDays: days,
    majorOutcomes: z.array(z.enum(outcomeKinds)).max(outcomeKinds.length),
    majorAmountFen: z.int().positive().nullable(),
    measureDays: days,
  })
  .partial() satisfies z.ZodType<Partial<InspectionSettings>>;

const readBefore = new Map<string, InspectionSettings>();
/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. Asked with every assessment, so what was read before is kept. */
export function inspectionSettingsOf(
  settings: Readonly<Record<string, unknown>>,
): InspectionSettings {
  const said = settings['inspection'];
  if (said === undefined || said === null) return defaultInspectionSettings;
  const text = JSON.stringify(said);
  const known =
    readBefore.get(text) ??
    settingsRead<InspectionSettings>(said, inspectionSettings, defaultInspectionSettings).settings;
  if (readBefore.size < 1000) readBefore.set(text, known);
  return known;
}

/** 收文 What a file takes in of one officer in a day although it is refused (default: 20); counted in the database (`too_many_acts`). */
const authoritySettings = z.strictObject({ refusedActsPerDay: z.int().min(1).max(1000) }).partial();

export const bureauSettings = z.strictObject({
  rapidResponse: rapidResponseSettings.optional(),
  commitment: commitmentSettings.optional(),
  inspection: inspectionSettings.optional(),
  draw: drawSettings.optional(),
  authority: authoritySettings.optional(),
});
