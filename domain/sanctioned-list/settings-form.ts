/** 名单通报的管理设置 How a bureau's settings of the lists are registered, and how they are read. */
import { z } from 'zod';
import { unitId } from '../law/shapes.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { rhythms } from '../time/periods.ts';
import { defaultSanctionedListSettings, type SanctionedListSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const sanctionedListSettings = z
  .strictObject({
    months: z.literal(rhythms),
    unit: unitId.nullable(),
    confirmDays: days,
    deliverDays: days,
    acknowledgeDays: days,
    correctDays: days,
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<SanctionedListSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const sanctionedListSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): SanctionedListSettings =>
  settingsRead<SanctionedListSettings>(
    settings['sanctionedList'],
    sanctionedListSettings,
    defaultSanctionedListSettings,
  ).settings;
