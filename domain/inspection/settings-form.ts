/** 行政检查的管理设置 How a bureau's settings of inspections are registered, and how they are read; all procedures of QY read them. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { outcomeKinds } from './outcomes.ts';
import { defaultInspectionSettings, type InspectionSettings } from './settings.ts';

const days = z.int().min(1).max(365);

const count = z.int().min(1).max(366);
const certificateKind = z
  .string()
  .trim()
  .min(2)
  .max(60)
  .regex(/^[\p{L}\p{N}（）()·-]+$/u, {
    error: '应为证件名称 | The name of a certificate is expected',
  });

/** 行政检查; what is absent has the default of settings.ts. What QY itself fixes is no setting. */
export const inspectionSettings = z
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
