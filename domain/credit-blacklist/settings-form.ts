/** 黑名单的管理设置 How a bureau's settings of the blacklist are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultCreditBlacklistSettings, type CreditBlacklistSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const creditBlacklistSettings = z
  .strictObject({
    noticeDays: days,
    statementDays: days,
    answerDays: days,
    approvalDays: days,
    removalDays: days,
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<CreditBlacklistSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const creditBlacklistSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): CreditBlacklistSettings =>
  settingsRead<CreditBlacklistSettings>(
    settings['creditBlacklist'],
    creditBlacklistSettings,
    defaultCreditBlacklistSettings,
  ).settings;
