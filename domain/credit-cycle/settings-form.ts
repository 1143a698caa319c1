/** 评价的管理设置 How a bureau's settings of the grading are registered, and how they are read. */
import { z } from 'zod';
import { line, unitId } from '../law/shapes.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultCreditCycleSettings, type CreditCycleSettings } from './settings.ts';

const days = z.int().min(1).max(365);
const measures = z.array(line(300)).max(30);
const ofGrade = z
  .strictObject({
    'fund-supervision': measures,
    'price-procurement': measures,
    'annual-assessment': measures,
  })
  .partial();

/** What is absent has the default of settings.ts. */
export const creditCycleSettings = z
  .strictObject({
    start: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, {
      error: '月-日，日不大于 28 | MM-DD, no later than the 28th',
    }),
    unit: unitId.nullable(),
    assessDays: days,
    sourceDays: days,
    tellDays: days,
    againDays: days,
    measures: z.strictObject({ A: ofGrade, B: ofGrade, C: ofGrade, D: ofGrade }),
  })
  .partial() satisfies z.ZodType<Partial<CreditCycleSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const creditCycleSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): CreditCycleSettings =>
  settingsRead<CreditCycleSettings>(
    settings['creditCycle'],
    creditCycleSettings,
    defaultCreditCycleSettings,
  ).settings;
