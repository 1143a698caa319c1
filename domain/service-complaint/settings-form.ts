/** 投诉的管理设置 How a bureau's settings are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultServiceComplaintSettings, type ServiceComplaintSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const serviceComplaintSettings = z
  .strictObject({ responseDays: days, resultDays: days, concludeDays: days, againDays: days })
  .partial() satisfies z.ZodType<Partial<ServiceComplaintSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const serviceComplaintSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): ServiceComplaintSettings =>
  settingsRead<ServiceComplaintSettings>(
    settings['serviceComplaint'],
    serviceComplaintSettings,
    defaultServiceComplaintSettings,
  ).settings;
