/** 联合惩戒名单的管理设置 How a bureau's settings are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultJointPunishmentSettings, type JointPunishmentSettings } from './settings.ts';

/** What is absent has the default of settings.ts. */
export const jointPunishmentSettings = z
  .strictObject({
    suitMonths: z.int().min(6).max(24),
    afterReviewDays: z.int().min(15).max(365),
    decideDays: z.int().min(1).max(365),
  })
  .partial() satisfies z.ZodType<Partial<JointPunishmentSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const jointPunishmentSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): JointPunishmentSettings =>
  settingsRead<JointPunishmentSettings>(
    settings['jointPunishment'],
    jointPunishmentSettings,
    defaultJointPunishmentSettings,
  ).settings;
