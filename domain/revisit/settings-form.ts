/** 案件回访的管理设置 How a bureau's settings of revisits are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { MOST } from './forms.ts';
import { defaultRevisitSettings, type RevisitSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const revisitSettings = z
  .strictObject({
    leastSample: z.int().min(1).max(MOST),
    leastDays: days,
    revisitors: z.int().min(1).max(10),
    tries: z.int().min(1).max(10),
    nameDays: days,
    visitDays: days,
    summaryDays: days,
    clueDays: days,
    againDays: days,
    smallNumber: z.int().min(2).max(100),
  })
  .partial() satisfies z.ZodType<Partial<RevisitSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const revisitSettingsOf = (settings: Readonly<Record<string, unknown>>): RevisitSettings =>
  settingsRead<RevisitSettings>(settings['revisit'], revisitSettings, defaultRevisitSettings)
    .settings;
