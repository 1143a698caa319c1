/** 清单的管理设置 How a bureau's settings of the lists are registered, and how they are read. */
import { z } from 'zod';
import { settingsRead } from '../registry/settings-read.ts';
import { kpiIds } from '../service-figures/kpis.ts';
import { defaultServiceCatalogueSettings, type ServiceCatalogueSettings } from './settings.ts';

const days = z.int().min(1).max(365);

const targets = z.record(
  z.string().regex(/^20(?:2[2-9]|[3-9]\d)$/, {
    error: '2022 年及以后；2021 年的目标已印在文本中 | A year from 2022; those of 2021 are printed',
  }),
  z.partialRecord(
    z.enum(kpiIds),
    z.string().regex(/^\d{1,4}(?:\.\d{1,2})?$/, {
      error: '应为小数，占比写百分数 | A decimal, in percent where the figure is a share',
    }),
  ),
);

/** What is absent has the default of settings.ts. */
export const serviceCatalogueSettings = z
  .strictObject({ confirmDays: days, againDays: days, targets })
  .partial() satisfies z.ZodType<Partial<ServiceCatalogueSettings>>;

/** What a bureau has set, over the defaults; what is not valid (written past the registry) counts as absent. */
export const serviceCatalogueSettingsOf = (
  settings: Readonly<Record<string, unknown>>,
): ServiceCatalogueSettings =>
  settingsRead<ServiceCatalogueSettings>(
    settings['serviceCatalogue'],
    serviceCatalogueSettings,
    defaultServiceCatalogueSettings,
  ).settings;
