/** 好差评的管理设置 How a bureau's settings are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultServiceEvaluationSettings, type ServiceEvaluationSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const serviceEvaluationSettings = z
  .strictObject({
    acceptDays: days,
    transferDays: days,
    rectifyDays: days,
    feedbackDays: days,
    revisitDays: days,
    againDays: days,
    office: z.string().max(64),
  })
  .partial() satisfies z.ZodType<Partial<ServiceEvaluationSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const serviceEvaluationSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): ServiceEvaluationSettings =>
  settingsRead<ServiceEvaluationSettings>(
    settings['serviceEvaluation'],
    serviceEvaluationSettings,
    defaultServiceEvaluationSettings,
  ).settings;
