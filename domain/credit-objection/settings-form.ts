/** 异议的管理设置 How a bureau's settings of objections are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultCreditObjectionSettings, type CreditObjectionSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const creditObjectionSettings = z
  .strictObject({
    checkDays: days,
    decideDays: days,
    notifyDays: days,
    againDays: days,
    codeDays: days,
  })
  .partial() satisfies z.ZodType<Partial<CreditObjectionSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const creditObjectionSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): CreditObjectionSettings =>
  settingsRead<CreditObjectionSettings>(
    settings['creditObjection'],
    creditObjectionSettings,
    defaultCreditObjectionSettings,
  ).settings;
