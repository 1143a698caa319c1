/** 清单的管理设置 How a bureau's settings of the list are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultCreditListSettings, type CreditListSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const creditListSettings = z
  .strictObject({ publishDays: days, againDays: days })
  .partial() satisfies z.ZodType<Partial<CreditListSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const creditListSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): CreditListSettings =>
  settingsRead<CreditListSettings>(
    settings['creditList'],
    creditListSettings,
    defaultCreditListSettings,
  ).settings;
