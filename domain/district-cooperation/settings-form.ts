/** 市区协同的管理设置 How a bureau's settings of cooperation with districts are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import {
  defaultDistrictCooperationSettings,
  type DistrictCooperationSettings,
} from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const districtCooperationSettings = z
  .strictObject({ answerDays: days, correctDays: days, againDays: days })
  .partial() satisfies z.ZodType<Partial<DistrictCooperationSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const districtCooperationSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): DistrictCooperationSettings =>
  settingsRead<DistrictCooperationSettings>(
    settings['districtCooperation'],
    districtCooperationSettings,
    defaultDistrictCooperationSettings,
  ).settings;
