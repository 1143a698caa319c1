/** 参保人员信用的管理设置 How a bureau's settings are registered, and how they are read. */
import { z } from 'zod';
import { line } from '../law/shapes.ts';
import { settingsRead } from '../registry/settings-read.ts';
import { defaultInsuredCreditSettings, type InsuredCreditSettings } from './settings.ts';

/** What is absent has the default of settings.ts. */
export const insuredCreditSettings = z
  .strictObject({
    base: z.int().min(0).max(1000),
    years: z.int().min(1).max(10),
    kinds: z
      .array(
        z.strictObject({
          kind: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
          name: line(60),
          points: z.int().min(-1000).max(1000),
        }),
      )
      .max(60)
      .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, {
        error: '不得重复 | No duplicates',
      }),
    decideDays: z.int().min(1).max(365),
  })
  .partial() satisfies z.ZodType<Partial<InsuredCreditSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const insuredCreditSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): InsuredCreditSettings =>
  settingsRead<InsuredCreditSettings>(
    settings['insuredCredit'],
    insuredCreditSettings,
    defaultInsuredCreditSettings,
  ).settings;
