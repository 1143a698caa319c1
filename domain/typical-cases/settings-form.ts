/** 典型案例的管理设置 How a bureau's settings of typical cases are registered, and how they are read. */
import { z } from 'zod';
import { unitId } from '../law/shapes.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { rhythms } from '../time/periods.ts';
import { defaultTypicalCasesSettings, type TypicalCasesSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const typicalCasesSettings = z
  .strictObject({
    months: z.literal(rhythms),
    unit: unitId.nullable(),
    selectDays: days,
    publishDays: days,
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<TypicalCasesSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const typicalCasesSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): TypicalCasesSettings =>
  settingsRead<TypicalCasesSettings>(
    settings['typicalCases'],
    typicalCasesSettings,
    defaultTypicalCasesSettings,
  ).settings;
