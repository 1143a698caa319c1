/** 巡查的管理设置 How a bureau's settings of patrols are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultPatrolSettings, type PatrolSettings } from './settings.ts';

const days = z.int().min(1).max(1000);

/** What is absent has the default of settings.ts. */
export const patrolSettings = z
  .strictObject({
    monitoringDays: days,
    talkDays: days,
    caseDays: days,
    lookBackDays: days,
    demandDays: days,
    againDays: days,
    lookBackByOthers: z.boolean(),
  })
  .partial() satisfies z.ZodType<Partial<PatrolSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const patrolSettingsOf = (settings: Readonly<Record<string, unknown>>): PatrolSettings =>
  settingsRead<PatrolSettings>(settings['patrol'], patrolSettings, defaultPatrolSettings).settings;
