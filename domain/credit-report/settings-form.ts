/** 信用信息报告的管理设置 How a bureau's settings of the reports are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { rhythms } from '../time/periods.ts';
import { defaultCreditReportSettings, type CreditReportSettings } from './settings.ts';

const days = z.int().min(1).max(365);

/** What is absent has the default of settings.ts. */
export const creditReportSettings = z
  .strictObject({
    months: z.int().refine((months) => rhythms.some((one) => one === months), {
      error: '周期为 1、2、3、6 或 12 个月 | A period has 1, 2, 3, 6 or 12 months',
    }),
    reportDays: days,
    againDays: days,
  })
  .partial() satisfies z.ZodType<Partial<CreditReportSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const creditReportSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): CreditReportSettings =>
  settingsRead<CreditReportSettings>(
    settings['creditReport'],
    creditReportSettings,
    defaultCreditReportSettings,
  ).settings;
