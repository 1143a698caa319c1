/** 工作方案的管理设置 How a bureau's settings of plans, tasks and reviews are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultWorkPlanSettings, type WorkPlanSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const workPlanSettings = z
  .strictObject({
    dateDays: days,
    acceptDays: days,
    closingDays: days,
    weekDays: days,
    monthDays: days,
    quarterDays: days,
    yearDays: days,
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<WorkPlanSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const workPlanSettingsOf = (settings: Readonly<Record<string, unknown>>): WorkPlanSettings =>
  settingsRead<WorkPlanSettings>(settings['workPlan'], workPlanSettings, defaultWorkPlanSettings)
    .settings;
