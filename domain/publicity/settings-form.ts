/** 曝光的管理设置 How a bureau's settings of publicity are registered, and how they are read. */
import { z } from 'zod';
import { dayText } from '../law/shapes.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultPublicitySettings, type PublicitySettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const publicitySettings = z
  .strictObject({
    waitDays: z.int().min(0).max(730),
    approveDays: days,
    publishDays: days,
    redraftDays: days,
    withdrawalAdoptedOn: dayText.nullable(),
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<PublicitySettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const publicitySettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): PublicitySettings =>
  settingsRead<PublicitySettings>(
    settings['publicity'],
    publicitySettings,
    defaultPublicitySettings,
  ).settings;
