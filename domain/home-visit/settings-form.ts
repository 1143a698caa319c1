/** 上门服务的管理设置 How a bureau's settings are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultHomeVisitSettings, type HomeVisitSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const homeVisitSettings = z
  .strictObject({
    age: z.int().min(60).max(120),
    confirmDays: days,
    noShows: z.int().min(1).max(10),
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<HomeVisitSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const homeVisitSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): HomeVisitSettings =>
  settingsRead<HomeVisitSettings>(
    settings['homeVisit'],
    homeVisitSettings,
    defaultHomeVisitSettings,
  ).settings;
