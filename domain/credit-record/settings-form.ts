/** 信用信息的管理设置 How a bureau's settings of the records are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultCreditRecordSettings, type CreditRecordSettings } from './settings.ts';

/** What is absent has the default of settings.ts. */
export const creditRecordSettings = z
  .strictObject({ registerDays: z.int().min(1).max(365) })
  .partial() satisfies z.ZodType<Partial<CreditRecordSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const creditRecordSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): CreditRecordSettings =>
  settingsRead<CreditRecordSettings>(
    settings['creditRecord'],
    creditRecordSettings,
    defaultCreditRecordSettings,
  ).settings;
