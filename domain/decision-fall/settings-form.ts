/** 决定撤销、变更登记的管理设置 How a bureau's settings of these records are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultDecisionFallSettings, type DecisionFallSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const decisionFallSettings = z
  .strictObject({ confirmDays: days, againDays: days })
  .partial() satisfies z.ZodType<Partial<DecisionFallSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const decisionFallSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): DecisionFallSettings =>
  settingsRead<DecisionFallSettings>(
    settings['decisionFall'],
    decisionFallSettings,
    defaultDecisionFallSettings,
  ).settings;
